"""sipp as the gateway to the telephone network: it takes or makes one call, and plays one scenario of tests/peers/sipp."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from typing import Final

from tests.peers.ports import LOOPBACK, free_port, free_range
from tests.peers.process import PATIENCE_S, PeerError, PeerProcess, program
from tests.peers.tones import write_alaw_tone

_SCENARIOS: Final = Path(__file__).with_name("sipp")
EARLY_TONE_HZ: Final = 440


class Sipp:
    """One call by `scenario`: answer, early, no_answer, reject, bye_after, crossing, bad_sdp, bad_reply, silent; for the extensions of SIP
    reliable, min_se, refuse and refreshed. It begins itself by reliable_caller and tells_mailbox, which want a SIP URI: `calls`.

    `keys` fill the scenario's words (reject wants status and phrase, refuse a header too). What it hears it echoes, except where the
    scenario sends a tone of EARLY_TONE_HZ itself.
    """

    def __init__(
        self,
        folder: Path,
        scenario: str,
        *,
        port: int = 0,
        transport: str = "udp",
        keys: dict[str, str] | None = None,
        calls: str = "",
    ) -> None:
        self.folder = folder
        self.port = port or free_port()
        self._scenario = scenario
        self._transport = transport
        self._keys = {**(keys or {}), **({"target": calls} if calls else {})}
        self._calls = calls
        self._process: PeerProcess | None = None

    @property
    def address(self) -> str:
        """Where it is called without a provider between."""
        return f"sip:gateway@{LOOPBACK}:{self.port};transport={self._transport}"

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write_scenario()
        write_alaw_tone(self.folder / "tone.alaw", EARLY_TONE_HZ, 2)
        sipp = program("sipp", "sip-tester")
        command = [sipp, "-sf", f"{self._scenario}.xml", "-i", LOOPBACK, "-p", str(self.port)]
        command += [
            "-mi",
            LOOPBACK,
            _media_port_option(sipp),
            str(free_range(8)),
            "-m",
            "1",
            "-nostdin",
            "-timeout",
            "120s",
            "-timeout_error",
        ]
        command += [
            "-t",
            "t1" if self._transport == "tcp" else "u1",
            "-trace_err",
            "-error_file",
            "errors.log",
            "-trace_msg",
            "-message_file",
            "messages.log",
        ]
        if self._scenario != "early":
            command.append("-rtp_echo")
        if self._calls:
            command.append(self._calls.partition("@")[2].partition(";")[0])
        self._process = PeerProcess(command, self.folder / "sipp.log", folder=self.folder)
        if not self._calls:
            self._process.await_ready(self._listens)

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None

    def await_success(self, timeout_s: float = PATIENCE_S) -> None:
        """Wait until the scenario is through; raises `PeerError` with sipp's errors where it went another way."""
        if self._process is None:
            msg = "sipp is not running"
            raise PeerError(msg)
        try:
            code = self._process.wait(timeout_s)
        except PeerError as error:
            raise PeerError(f"scenario {self._scenario} is not through: {error}\n{self.messages()[-4000:]}") from None
        if code != 0:
            raise PeerError(f"scenario {self._scenario} went another way (exit {code}):\n{self._errors()}\n{self.messages()[-4000:]}")

    def messages(self) -> str:
        """All SIP messages, both directions."""
        path = self.folder / "messages.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def _write_scenario(self) -> None:
        """The scenario with its keys filled in: sipp takes no keyword of its own as a status."""
        text = (_SCENARIOS / f"{self._scenario}.xml").read_text(encoding="ascii")
        for key, value in self._keys.items():
            text = text.replace(f"[{key}]", value)
        (self.folder / f"{self._scenario}.xml").write_text(text, encoding="ascii")

    def _errors(self) -> str:
        path = self.folder / "errors.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def _listens(self) -> bool:
        """By the kernel's tables: a probe of our own would be a message of the scenario."""
        table = Path("/proc/net") / self._transport
        return any(f"0100007F:{self.port:04X}" in line for line in table.read_text(encoding="ascii").splitlines())


@cache
def _media_port_option(sipp: str) -> str:
    """The port of the sound: 3.7, which Ubuntu 24.04 has, dropped -mp for another option of 3.6."""
    shown = subprocess.run([sipp, "-h"], capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    return "-mp" if " -mp " in shown.stdout + shown.stderr else "-min_rtp_port"
