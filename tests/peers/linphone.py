"""Linphone 5.1 or later (liblinphone) as a peer: plays a tone, records what it hears, and is driven through a child process."""

from __future__ import annotations

import ctypes.util
import json
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.peers.ports import LOOPBACK, free_range
from tests.peers.process import PATIENCE_S, PeerError, PeerProcess, eventually
from tests.peers.tones import Recording, read_wav, write_tone

Event = dict[str, Any]
_CHILD: Final = Path(__file__).with_name("linphone_child.py")
_CONFIG: Final = """\
[sip]
sip_port={udp_port}
sip_tcp_port={tcp_port}
sip_tls_port=0
bind_address={address}
use_ipv6=0
guess_hostname=0
contact="{user}" <sip:{user}@{address}>
media_encryption={encryption}
media_encryption_mandatory={encrypted_only}
register_only_when_network_is_up=0
auto_net_state_mon=0
default_proxy=0
use_info={keys_by_info}
use_rfc2833={keys_by_rtp}
inc_timeout=60
[rtp]
audio_rtp_port={rtp_first}-{rtp_last}
[net]
mtu=1300
[sound]
playback_dev_id=null
ringer_dev_id=null
capture_dev_id=null
echocancellation=0
[misc]
file_transfer_server_url={file_server}
uuid=00000000-0000-4000-8000-{serial:012d}
[auth_info_0]
username={user}
passwd={password}
realm={domain}
domain={domain}
[proxy_0]
reg_proxy=<sip:{proxy};transport={transport}>
reg_route=<sip:{proxy};transport={transport};lr>
reg_identity=sip:{user}@{domain}
reg_expires=300
reg_sendregister=1
publish={publish}
[storage]
uri={folder}/linphone.db
"""


@dataclass(frozen=True)
class LinphoneAccount:
    """Registers `user`@`domain` by way of `proxy` (host:port)."""

    user: str
    domain: str
    password: str
    proxy: str
    transport: str = "udp"
    tone_hz: int = 523
    cpim: bool = False  # messages wrapped in CPIM, as group chat servers want them
    publish: bool = False
    file_server: str = ""  # where files are uploaded to
    encryption: bool = False  # calls with SRTP, and takes no others
    keys_by_info: bool = False  # DTMF by INFO, rather than RFC 4733
    reliable: bool = False  # calls with 100rel (RFC 3262), and takes no others


class Linphone:
    """One liblinphone with one account. `start` returns once it is registered; incoming calls ring until `accept`."""

    def __init__(self, folder: Path, account: LinphoneAccount) -> None:
        self.folder = folder
        self.account = account
        self.events: list[Event] = []
        self._process: PeerProcess | None = None
        self._reader: threading.Thread | None = None

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        _require_library()
        (self.folder / "linphonerc").write_text(self._config(), encoding="utf-8")
        tone = write_tone(self.folder / "tone.wav", self.account.tone_hz, 60)
        command = [sys.executable, str(_CHILD), str(self.folder / "linphonerc"), str(tone), str(self.folder / "heard.wav")]
        self._process = PeerProcess(command, self.folder / "linphone.log", pipe=True)
        self._reader = threading.Thread(target=self._read, name="linphone events", daemon=True)
        self._reader.start()
        self.wait_event("registration", state="ok")
        if self.account.cpim:
            self._tell({"do": "wrap"})
        if self.account.reliable:
            self._tell({"do": "confirm"})

    def stop(self) -> None:
        if self._process is None:
            return
        if self._process.running:
            self._tell({"do": "stop"})
            try:
                self._process.wait(3.0)
            except PeerError:
                self._process.kill()
        if self._reader is not None:
            self._reader.join(3.0)
        self._process.stop()
        self._process = None

    def dial(self, uri: str) -> None:
        self._tell({"do": "call", "uri": uri})

    def accept(self) -> None:
        self._tell({"do": "accept"})

    def decline(self) -> None:
        """603."""
        self._tell({"do": "decline"})

    def refuse_as_busy(self) -> None:
        """486."""
        self._tell({"do": "busy"})

    def hang_up(self) -> None:
        self._tell({"do": "hang_up"})

    def hold(self) -> None:
        self._tell({"do": "hold"})

    def resume(self) -> None:
        self._tell({"do": "resume"})

    def transfer(self, uri: str) -> None:
        """Send the far side away."""
        self._tell({"do": "transfer", "uri": uri})

    def send_dtmf(self, digits: str) -> None:
        self._tell({"do": "dtmf", "digits": digits})

    def write(self, uri: str, text: str) -> None:
        self._tell({"do": "write", "uri": uri, "text": text})

    def send_file(self, uri: str, path: Path, content_type: str) -> None:
        """Upload it, and write where it is; the events "written" have the path as their text."""
        self._tell({"do": "send_file", "uri": uri, "path": str(path), "type": content_type})

    def download(self, path: Path) -> None:
        """Fetch the last file that came; wait for "downloaded"."""
        self._tell({"do": "download", "path": str(path)})

    def compose(self, uri: str) -> None:
        """Tell that somebody types."""
        self._tell({"do": "compose", "uri": uri})

    def read(self, uri: str) -> None:
        """Show what that address wrote: the receipts say so."""
        self._tell({"do": "read", "uri": uri})

    def watch(self, uri: str) -> None:
        """Subscribe to that address's presence."""
        self._tell({"do": "watch", "uri": uri})

    def appear(self, presence: str) -> None:
        """Publish: online, busy, do_not_disturb or offline."""
        self._tell({"do": "appear", "as": presence})

    def wait_call(self, state: str, timeout_s: float = PATIENCE_S) -> Event:
        """Wait for a call state: incoming, outgoing_ringing, outgoing_early_media, streams_running, error, end, released …"""
        return self.wait_event("call", timeout_s, state=state)

    def wait_event(self, kind: str, timeout_s: float = PATIENCE_S, **fields: object) -> Event:
        """The first event of that kind with those fields, past or to come."""

        def found() -> list[Event]:
            return [event for event in self.events if event["event"] == kind and fields.items() <= event.items()]

        try:
            eventually(lambda: bool(found()), timeout_s, f"Linphone's {kind} {fields}")
        except PeerError as error:
            log = self._process.log_end() if self._process else ""
            raise PeerError(f"{error}; seen: {self.events}\n{log}") from None
        return found()[0]

    def forget_events(self) -> None:
        """So that the next wait is for what comes now."""
        self.events.clear()

    def dtmf_received(self) -> str:
        return "".join(event["digit"] for event in self.events if event["event"] == "dtmf")

    def packets(self) -> tuple[int, int]:
        """RTP packets sent and received in the call that is up."""
        before = sum(event["event"] == "stats" for event in self.events)
        self._tell({"do": "stats"})

        def stats() -> list[Event]:
            return [event for event in self.events if event["event"] == "stats"]

        eventually(lambda: len(stats()) > before, PATIENCE_S, "Linphone's RTP counts")
        return int(stats()[-1]["sent"]), int(stats()[-1]["received"])

    def heard(self) -> Recording:
        """What it heard in its last call; complete once that is released."""
        return read_wav(self.folder / "heard.wav")

    def _tell(self, command: Event) -> None:
        if self._process is None:
            msg = "Linphone is not running"
            raise PeerError(msg)
        stdin, _ = self._process.pipes
        stdin.write(json.dumps(command).encode() + b"\n")
        stdin.flush()

    def _read(self) -> None:
        if self._process is not None:
            for line in self._process.pipes[1]:
                self.events.append(json.loads(line))

    def _config(self) -> str:
        account = self.account
        rtp = free_range(20)
        return _CONFIG.format(
            address=LOOPBACK,
            user=account.user,
            password=account.password,
            domain=account.domain,
            proxy=account.proxy,
            transport=account.transport,
            # -1 is any free port, 0 is none.
            udp_port=-1 if account.transport == "udp" else 0,
            tcp_port=-1 if account.transport == "tcp" else 0,
            serial=sum(account.user.encode()),
            rtp_first=rtp,
            rtp_last=rtp + 19,
            folder=self.folder,
            publish=int(account.publish),
            encryption="srtp" if account.encryption else "none",
            encrypted_only=int(account.encryption),
            keys_by_info=int(account.keys_by_info),
            keys_by_rtp=int(not account.keys_by_info),
            file_server=account.file_server,
        )


def _require_library() -> None:
    if ctypes.util.find_library("linphone") is None:
        msg = "liblinphone is not installed: apt-get install linphone-cli (the tests run real programs, none is skipped)"
        raise PeerError(msg)
