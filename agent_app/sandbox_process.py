"""The sandbox provider's process: started with its profile, started again on the same ports when it dies."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.child import Backoff, Child
from agent_app.snapshots import ProblemCode
from telephony.secret import Secret, secret_hook

if TYPE_CHECKING:
    from agent_app.problems import Problems
    from agent_app.profile import Profile

log = logging.getLogger(__name__)

_LONGEST_LINE: Final = 64 * 1024
_READY_MS: Final = 10_000


class SandboxUser(msgspec.Struct, frozen=True):
    """One of its accounts, with what lets into it."""

    user: str
    password: Secret
    token: Secret
    display_name: str = ""
    file_server: Secret = Secret("")


class SandboxReady(msgspec.Struct, frozen=True):
    """The line that the sandbox prints when it can be called: ports of 127.0.0.1, its domain, its accounts (the first is the user's)."""

    sip_port: int
    http_port: int
    domain: str
    accounts: tuple[SandboxUser, ...]


_decoder = msgspec.json.Decoder(SandboxReady, dec_hook=secret_hook)


class SandboxProcess(QObject):
    """`ready` at each start, `lost` when it is gone unasked. It ends with this process: its stdin is ours."""

    ready = Signal(object)  # SandboxReady
    lost = Signal()
    stopped = Signal()

    def __init__(self, profile: Profile, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._problems = problems
        self._backoff = Backoff()
        self._stopping = False
        self._ports = (0, 0)
        self._is_ready = False
        self._child = Child("sandbox", profile.sandbox_log, _LONGEST_LINE, self)
        self._child.line.connect(self._take)
        self._child.ended.connect(self._end)
        self._restart = QTimer(self)
        self._restart.setSingleShot(True)
        self._restart.timeout.connect(self.start)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_READY_MS)
        self._late.timeout.connect(self._child.kill)

    def start(self) -> None:
        self._is_ready = False
        state = str(self._profile.provider_state)
        sip_port, http_port = self._ports
        ports = ["--sip-port", str(sip_port), "--http-port", str(http_port)] if sip_port else []
        self._child.start([sys.executable, "-P", "-m", "sandbox", "--state", state, "--with-parent", *ports])
        self._late.start()

    def stop(self) -> None:
        """End it by closing its stdin; `stopped` says when it is gone."""
        self._stopping = True
        self._late.stop()
        self._restart.stop()
        if self._child.running:
            self._child.close_input()
        else:
            self.stopped.emit()

    def bury(self) -> None:
        self._stopping = True
        self._child.bury(1000)

    def pid(self) -> int:
        return self._child.pid()

    def ports(self) -> tuple[int, int]:
        """SIP and HTTP of the last that was ready; 0 before that."""
        return self._ports

    def _take(self, line: bytes) -> None:
        try:
            ready = _decoder.decode(line)
        except msgspec.DecodeError as error:
            log.warning("the sandbox said something else than that it is ready: %s", error)
            return
        if not ready.accounts:
            log.error("the sandbox has no accounts")
            return
        self._late.stop()
        self._is_ready = True
        # The same ports after a restart: whoever is registered there finds it again.
        self._ports = (ready.sip_port, ready.http_port)
        self.ready.emit(ready)

    def _end(self, lived_s: float) -> None:
        self._late.stop()
        if self._stopping:
            self.stopped.emit()
            return
        if not self._is_ready:
            self._ports = (0, 0)  # perhaps somebody else has them by now: any free ones, then
        delay = self._backoff.after_death(lived_s)
        self._problems.report(ProblemCode.SANDBOX_FAILED if self._backoff.hopeless else ProblemCode.SANDBOX_LOST)
        self.lost.emit()
        self._restart.start(delay)
