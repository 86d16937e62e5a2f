"""The network check: does this network let calls through, and what is to be asked for where it does not?"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.background import Lane
from telephony.calls import CallState
from telephony.messages import EchoHeard, ProbeEcho
from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckPlan, CheckStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.accounts.service import AccountService
    from agent_app.calls.service import CallService
    from agent_app.engine_client import EngineClient
    from agent_app.snapshots import CallSnapshot

log = logging.getLogger(__name__)

_SANDBOX_ECHO: Final = "+74951112213"
LISTEN_S: Final = 16  # an announcement may come before the echo
_SILENCE_S: Final = 5  # nothing at all came until then: nothing will
_HEARD_PACKETS: Final = 50  # a second's worth


class NetCheck(QObject):
    """One check at a time."""

    step_begun = Signal(object)  # CheckStep
    listening = Signal(int)  # our tones are on their way into the echo: so many seconds more are they waited for
    step_done = Signal(object)  # CheckFinding
    finished = Signal()

    def __init__(self, engine: EngineClient, accounts: AccountService, calls: CallService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._accounts = accounts
        self._calls = calls
        self._lane = Lane("network check", self)
        self._stop: threading.Event | None = None
        self._findings: list[CheckFinding] = []
        self._call_id = ""
        self._left_s = 0  # of the listening; 0 before and after it
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._wait_on)
        calls.changed.connect(self._follow)
        engine.received.connect(self._hear)

    def start(self, account_id: str, echo: str = "") -> bool:
        """Check the way to this account's server; `echo`: whom to call for the sound ("" leaves that step out). False while one runs.

        The call to the echo is a call like any other: it costs what it costs, and is refused where any would be. Tones are sent into it,
        and have to come back: who merely speaks says nothing of whether we are heard.
        """
        account = self._accounts.account(account_id)
        if self._stop is not None or account is None:
            return False
        self._findings.clear()
        self._call_id = ""
        stop = self._stop = threading.Event()
        from telephony.netcheck.check import run_check  # it loads ssl: not on the start-up path

        plan = self._plan(account_id)

        def begin(step: CheckStep) -> None:
            self._lane.post(lambda: self._begin(stop, step))

        def tell(finding: CheckFinding) -> None:
            self._lane.post(lambda: self._tell(stop, finding))

        self._lane.run(
            lambda: run_check(plan, begin, tell, stop.is_set),
            lambda _: self._call(stop, account_id, echo),
            lambda error: self._failed(stop, error),
        )
        return True

    def cancel(self) -> None:
        """Stop; `finished` follows at once, and nothing after it."""
        if self._stop is None:
            return
        self._stop.set()
        call_id, self._call_id = self._call_id, ""
        if call_id:
            self._calls.hang_up(call_id)
        self._finish()

    def echo_of(self, account_id: str) -> str:
        """The echo that the account's provider is known to have; "" where none is."""
        account = self._accounts.account(account_id)
        return _SANDBOX_ECHO if account is not None and account.is_sandbox else ""

    def is_running(self) -> bool:
        return self._stop is not None

    def findings(self) -> tuple[CheckFinding, ...]:
        """Of the last check, so far."""
        return tuple(self._findings)

    def close(self) -> None:
        """Nobody waits for it any more."""
        if self._stop is not None:
            self._stop.set()
        self._lane.close(0)

    def _plan(self, account_id: str) -> CheckPlan:
        started = self._engine.started()
        form = self._accounts.form(account_id)
        rules = self._accounts.connection(account_id)
        return CheckPlan(
            domain=form.address.rpartition("@")[2],
            server=form.proxy or form.registrar,
            transport=form.transport,
            security=rules.security,
            nat=rules.nat,
            ipv6=started is not None and "ipv6" in started.features,
        )

    def _begin(self, stop: threading.Event, step: CheckStep) -> None:
        if stop is self._stop:
            self.step_begun.emit(step)

    def _tell(self, stop: threading.Event, finding: CheckFinding) -> None:
        if stop is self._stop:
            self._findings.append(finding)
            self.step_done.emit(finding)

    def _call(self, stop: threading.Event, account_id: str, echo: str) -> None:
        if stop is not self._stop:
            return
        if not echo:
            self._finish()
            return
        self._begin(stop, CheckStep.SOUND)
        dial: Callable[[str, str], str] = self._calls.dial_address if "@" in echo else self._calls.dial_number
        self._call_id = dial(account_id, echo)
        if not self._call_id:
            self._conclude(CheckOutcome.CALL_REFUSED)

    def _follow(self, call: CallSnapshot) -> None:
        if not self._call_id or call.call_id != self._call_id:
            return
        if call.state is CallState.ENDED:
            if call.answered_us:
                self._conclude(_heard_of(call))
            else:
                self._conclude(CheckOutcome.CALL_REFUSED, "" if call.reason is None else call.reason.code)
        elif call.state is CallState.ESTABLISHED and not self._left_s:
            self._left_s = LISTEN_S
            self._engine.send(ProbeEcho(call.call_id))
            self._tick.start()
            self.listening.emit(self._left_s)

    def _hear(self, event: object) -> None:
        if isinstance(event, EchoHeard) and event.call_id == self._call_id:
            self._end_call(CheckOutcome.FINE)

    def _wait_on(self) -> None:
        """Another second has passed without an echo."""
        call = self._calls.call(self._call_id)
        if call is None:
            return
        self._left_s -= 1
        silent = _heard_of(call) is CheckOutcome.NOTHING_HEARD
        if not self._left_s or (silent and LISTEN_S - self._left_s >= _SILENCE_S):
            self._end_call(_heard_of(call))
        else:
            self.listening.emit(self._left_s)

    def _end_call(self, outcome: CheckOutcome) -> None:
        call_id, self._call_id = self._call_id, ""
        self._calls.hang_up(call_id)
        self._conclude(outcome)

    def _conclude(self, outcome: CheckOutcome, value: str = "") -> None:
        if self._stop is not None:
            self._tell(self._stop, CheckFinding(CheckStep.SOUND, outcome, value))
        self._finish()

    def _failed(self, stop: threading.Event, error: Exception) -> None:
        log.error("the network check failed", exc_info=error)
        if stop is self._stop:
            self._finish()

    def _finish(self) -> None:
        self._tick.stop()
        self._call_id, self._left_s = "", 0
        if self._stop is not None:
            self._stop = None
            self.finished.emit()


def _heard_of(call: CallSnapshot) -> CheckOutcome:
    """What an answered call has shown, where our tones did not come back."""
    return CheckOutcome.HEARD_ONLY if call.received_packets >= _HEARD_PACKETS else CheckOutcome.NOTHING_HEARD
