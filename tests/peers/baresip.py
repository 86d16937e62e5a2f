"""baresip 1.0 as a peer: sends a sine or its sound card, records what it hears, and is driven over its control socket."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.peers.ports import LOOPBACK, free_port, free_range
from tests.peers.process import PATIENCE_S, PeerError, PeerProcess, eventually, program
from tests.peers.tones import Recording, read_wav

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Event = dict[str, Any]
_MODULES: Final = "/usr/lib/baresip/modules"
_CONFIG: Final = """\
poll_method epoll
sip_listen {address}:{sip_port}
net_interface {address}
call_local_timeout 120
call_max_calls 4
statmode_default off
audio_player {player}
audio_source {source}
audio_alert none
ausrc_srate 48000
auplay_srate 48000
ausrc_channels {channels}
auplay_channels {channels}
audio_buffer 20-160
rtp_ports {rtp_first}-{rtp_last}
rtp_timeout 0
jitter_buffer_type fixed
jitter_buffer_delay {jitter_buffer}
rtp_stats yes
module_path {modules}
module g711.so
module g722.so
{sound_module}
module sndfile.so
module srtp.so
snd_path {folder}
module_tmp uuid.so
module_tmp account.so
module_app contact.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen {address}:{control_port}
module_app cons.so
cons_listen {address}:{console_port}
"""


@dataclass(frozen=True)
class BaresipAccount:
    """An account and how calls to it are met. Without a `proxy` it does not register: it is called at `Baresip.address`."""

    user: str
    domain: str
    password: str = ""
    proxy: str = ""  # host:port
    transport: str = "udp"
    answer: str = "auto"  # or "manual": it rings until `accept`
    codecs: str = "PCMA/8000/1,PCMU/8000/1,G722/16000/1"
    sine_hz: int = 880
    encryption: str = ""  # srtp (offered beside plain), srtp-mand
    contact: str = ""  # the SIP URI that `send_message` writes to

    def line(self) -> str:
        """As baresip's accounts file has it."""
        common = f";answermode={self.answer};pubint=0;audio_codecs={self.codecs}"
        if self.encryption:
            common += f";mediaenc={self.encryption}"
        if not self.proxy:
            return f"<sip:{self.user}@{self.domain}>;regint=0{common}\n"
        outbound = f'"sip:{self.proxy};transport={self.transport}"'
        return f"<sip:{self.user}@{self.domain}>;auth_user={self.user};auth_pass={self.password};outbound={outbound};regint=300{common}\n"


class Baresip:
    """One baresip with one account. `start` returns once it is registered (or up, where it has no proxy).

    With `sound_env` (the environment of a sound card's user) it talks and listens by that card; else it `plays` a WAV (48 kHz, 16 bits,
    mono), or `echoes` what it hears, or sends a sine of `sine_hz`. What it hears is recorded either way.
    """

    def __init__(
        self,
        folder: Path,
        account: BaresipAccount,
        *,
        sound_env: Mapping[str, str] | None = None,
        jitter_buffer: str = "2-10",
        address: str = LOOPBACK,
        plays: Path | None = None,
        echoes: bool = False,
    ) -> None:
        self.folder = folder
        self.account = account
        self.events: list[Event] = []
        self._address = address
        self.sip_port = free_port()
        self._control_port = free_port()
        self._console_port = free_port()
        self._sound_env = sound_env
        self._jitter_buffer = jitter_buffer
        self._plays = plays
        self._echoes = echoes
        self._process: PeerProcess | None = None
        self._socket: socket.socket | None = None
        self._buffer = b""
        self._console: socket.socket | None = None
        self._shown = b""

    @property
    def address(self) -> str:
        """Its SIP address without a registrar."""
        return f"sip:{self.account.user}@{self._address}:{self.sip_port}"

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "config").write_text(self._config(), encoding="utf-8")
        (self.folder / "accounts").write_text(self.account.line(), encoding="utf-8")
        (self.folder / "contacts").write_text(f"<{self.account.contact}>\n" if self.account.contact else "", encoding="utf-8")
        command = [program("baresip", "baresip"), "-4", "-f", str(self.folder)]
        self._process = PeerProcess(command, self.folder / "baresip.log", env=self._sound_env)
        self._process.await_ready(self._connect)
        if self.account.proxy:
            # By its log: the event may have come before the control connection.
            self._process.await_ready(lambda: "200 OK" in self.log())

    def stop(self) -> None:
        for line in (self._socket, self._console):
            if line is not None:
                line.close()
        self._socket = self._console = None
        if self._process is not None:
            self._process.stop()
            self._process = None

    def kill(self) -> None:
        """SIGKILL: no BYE, no unregistering."""
        if self._process is not None:
            self._process.kill()
        self.stop()

    def dial(self, uri: str) -> None:
        self.command("dial", uri)

    def accept(self) -> None:
        self.command("accept")

    def hang_up(self) -> None:
        """End or refuse the call."""
        self.command("hangup")

    def send_dtmf(self, digits: str) -> None:
        """RFC 4733 events, one after the other as a hand would press them."""
        for digit in digits:
            self.command("sndcode", digit)
            time.sleep(0.3)

    def send_message(self, text: str) -> None:
        """Text to its one contact."""
        self.command("contact_next")
        self.command("message", text)

    def wait_message(self, text: str, timeout_s: float = PATIENCE_S) -> None:
        """Until that text has come: it is shown on the console alone."""

        def shown() -> bool:
            with contextlib.suppress(TimeoutError):
                self._shown += self._console.recv(65536) if self._console else b""
            return f'"{text}"'.encode() in self._shown

        eventually(shown, timeout_s, f"baresip shows {text!r}")

    def command(self, name: str, parameters: str = "") -> None:
        """One of baresip's commands, as a netstring of JSON."""
        if self._socket is None:
            msg = "baresip is not running"
            raise PeerError(msg)
        body = json.dumps({"command": name, "params": parameters, "token": name}).encode()
        self._socket.sendall(b"%d:%s," % (len(body), body))

    def wait_event(self, kind: str, timeout_s: float = PATIENCE_S, *, accept: Callable[[Event], bool] = lambda _: True) -> Event:
        """The first event of that kind (REGISTER_OK, CALL_INCOMING, CALL_ESTABLISHED, CALL_CLOSED, CALL_DTMF_START …), past or to come."""

        def found() -> list[Event]:
            return [event for event in self.events if event.get("type") == kind and accept(event)]

        def arrived() -> bool:
            self._read()
            return bool(found())

        try:
            eventually(arrived, timeout_s, f"baresip's {kind}")
        except PeerError as error:
            log = self._process.log_end() if self._process else ""
            raise PeerError(f"{error}; seen: {[event.get('type') for event in self.events]}\n{log}") from None
        return found()[0]

    def forget_events(self) -> None:
        """So that the next wait is for what comes now."""
        self._read()
        self.events.clear()

    def dtmf_received(self) -> str:
        """The digits heard until now."""
        self._read()
        return "".join(str(event["param"]) for event in self.events if event.get("type") == "CALL_DTMF_START")

    def heard(self) -> Recording:
        """What it heard in its last call; complete once that has ended."""
        recordings = sorted(self.folder.glob("dump-*-dec.wav"), key=lambda path: path.stat().st_mtime_ns)
        if not recordings:
            raise PeerError(f"baresip recorded nothing:\n{self.log()[-3000:]}")
        return read_wav(recordings[-1])

    def packets(self) -> tuple[int, int]:
        """RTP packets sent and received in its last ended call."""
        found: list[tuple[str, str]] = []

        def told() -> bool:  # a moment after it says that the call is closed
            found[:] = re.findall(r"^packets:\s+(\d+)\s+(\d+)", self.log(), re.MULTILINE)
            return bool(found)

        eventually(told, PATIENCE_S, "baresip sums up a call with audio")
        return int(found[-1][0]), int(found[-1][1])

    def log(self) -> str:
        return (self.folder / "baresip.log").read_text(encoding="utf-8", errors="replace")

    def _config(self) -> str:
        rtp = free_range(20)
        return _CONFIG.format(
            address=self._address,
            sip_port=self.sip_port,
            control_port=self._control_port,
            console_port=self._console_port,
            folder=self.folder,
            modules=_MODULES,
            rtp_first=rtp,
            rtp_last=rtp + 19,
            jitter_buffer=self._jitter_buffer,
            **self._sound(),
        )

    def _sound(self) -> dict[str, object]:
        """Without a card nothing plays; sndfile.so still records what was decoded. The sine is made in stereo only."""
        if self._sound_env is not None:
            return {"player": "alsa,default", "source": "alsa,default", "channels": 1, "sound_module": "module alsa.so"}
        if self._echoes:
            return {"player": "aubridge,echo", "source": "aubridge,echo", "channels": 1, "sound_module": "module aubridge.so"}
        if self._plays is not None:
            return {"player": "none,none", "source": f"aufile,{self._plays}", "channels": 1, "sound_module": "module aufile.so"}
        return {"player": "none,none", "source": f"ausine,{self.account.sine_hz}", "channels": 2, "sound_module": "module ausine.so"}

    def _connect(self) -> bool:
        try:
            self._console = self._console or socket.create_connection((self._address, self._console_port), timeout=1)
            self._socket = socket.create_connection((self._address, self._control_port), timeout=1)
        except OSError:
            return False
        self._console.settimeout(0.01)
        self._socket.settimeout(0.01)
        return True

    def _read(self) -> None:
        """Take what has come: netstrings, each an event or a command's answer."""
        if self._socket is None:
            return
        try:
            while data := self._socket.recv(65536):
                self._buffer += data
        except TimeoutError:
            pass
        while b":" in self._buffer:
            size, rest = self._buffer.split(b":", 1)
            if len(rest) <= int(size):
                return
            message: Event = json.loads(rest[: int(size)])
            self._buffer = rest[int(size) + 1 :]
            if message.get("event"):
                self.events.append(message)
