"""The network check: does this network let calls through, and what is to be asked for where it does not?"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.background import Lane
from telephony.calls import CallState
from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckPlan, CheckStep

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.accounts.service import AccountService
    from agent_app.calls.service import CallService
    from agent_app.snapshots import CallSnapshot

log = logging.getLogger(__name__)

_SANDBOX_ECHO: Final = "+74951112213"
_LISTEN_MS: Final = 3000
_HEARD_PACKETS: Final = 50  # a second's worth


class NetCheck(QObject):
    """One check at a time."""

    step_begun = Signal(object)  # CheckStep
    step_done = Signal(object)  # CheckFinding
    finished = Signal()

    def __init__(self, accounts: AccountService, calls: CallService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._calls = calls
        self._lane = Lane("network check", self)
        self._stop: threading.Event | None = None
        self._findings: list[CheckFinding] = []
        self._call_id = ""
        self._listening = False
        calls.changed.connect(self._follow)

    def start(self, account_id: str, echo: str = "") -> bool:
        """Check the way to this account's server; `echo`: whom to call for the sound ("" leaves that step out). False while one runs.

        The call to the echo is a call like any other: it costs what it costs, and is refused where any would be.
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
        form = self._accounts.form(account_id)
        rules = self._accounts.connection(account_id)
        return CheckPlan(
            domain=form.address.rpartition("@")[2],
            server=form.proxy or form.registrar,
            transport=form.transport,
            security=rules.security,
            nat=rules.nat,
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
        self._listening = False
        dial: Callable[[str, str], str] = self._calls.dial_address if "@" in echo else self._calls.dial_number
        self._call_id = dial(account_id, echo)
        if not self._call_id:
            self._conclude(CheckOutcome.CALL_REFUSED)

    def _follow(self, call: CallSnapshot) -> None:
        if not self._call_id or call.call_id != self._call_id:
            return
        if call.state is CallState.ENDED:
            self._conclude(CheckOutcome.CALL_REFUSED, "" if call.reason is None else call.reason.code)
        elif call.state is CallState.ESTABLISHED and not self._listening:
            self._listening = True
            QTimer.singleShot(_LISTEN_MS, self, lambda: self._listen(call.call_id))

    def _listen(self, call_id: str) -> None:
        call = self._calls.call(call_id)
        if call is None or self._call_id != call_id:
            return
        outcome = CheckOutcome.FINE if call.received_packets >= _HEARD_PACKETS else CheckOutcome.NOTHING_HEARD
        self._call_id = ""
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
        self._call_id = ""
        if self._stop is not None:
            self._stop = None
            self.finished.emit()
