"""A network check that finds what it is told to."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from telephony.netcheck.findings import CheckFinding, CheckStep


class FakeNetCheck(QObject):
    step_begun = Signal(object)
    step_done = Signal(object)
    finished = Signal()
    listening = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.started: list[tuple[str, str]] = []
        self.echo = ""
        self._findings: list[CheckFinding] = []
        self._running = False

    def start(self, account_id: str, echo: str = "") -> bool:
        if self._running:
            return False
        self.started.append((account_id, echo))
        self._running = True
        self._findings.clear()
        return True

    def begin(self, step: CheckStep) -> None:
        self.step_begun.emit(step)

    def find(self, finding: CheckFinding) -> None:
        self._findings.append(finding)
        self.step_done.emit(finding)

    def finish(self) -> None:
        self._running = False
        self.finished.emit()

    def cancel(self) -> None:
        if self._running:
            self.finish()

    def echo_of(self, account_id: str) -> str:
        del account_id
        return self.echo

    def is_running(self) -> bool:
        return self._running

    def findings(self) -> tuple[CheckFinding, ...]:
        return tuple(self._findings)
