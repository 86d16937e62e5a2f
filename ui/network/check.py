"""The network check: its steps as they are taken, a sentence for each, and what to ask the administrator for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckStep
from ui.icons import paint_icon
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import roles_of
from ui.widgets.button import Button, Kind
from ui.widgets.combo import Combo
from ui.widgets.form import Field, bring_into_view, column, line, scrolled
from ui.widgets.label import Label
from ui.widgets.progress import Progress
from ui.wording.checks import as_text, finding_advice, finding_sentence, is_good, is_open, step_name, verdict

if TYPE_CHECKING:
    from agent_app.services import Services

_MARK: Final = 20


class Mark(QWidget):
    """How a step went: a shape as well as a colour."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._role = "clock", "muted"
        self.setFixedSize(_MARK, _MARK)

    def show_finding(self, finding: CheckFinding | None) -> None:
        if finding is None:
            self._icon, self._role = "clock", "muted"
        elif is_open(finding):
            self._icon, self._role = "info", "warning_text"
        elif not is_good(finding):
            self._icon, self._role = "warning-circle", "danger_text"
        elif finding.outcome in (CheckOutcome.NOT_TRIED, CheckOutcome.NOT_NEEDED):
            self._icon, self._role = "info", "muted"
        else:
            self._icon, self._role = "check-circle", "call_text"
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_icon(painter, self._icon, QRectF(0, 0, _MARK, _MARK), getattr(roles_of(self.palette()), self._role))
        painter.end()


class StepLine(QWidget):
    """One step."""

    def __init__(self, step: CheckStep) -> None:
        super().__init__()
        self.mark = Mark()
        self.name = Label(step_name(step), semibold=True)
        self.found = Label(role="muted", wrap=True)
        self.found.hide()
        self.advice = Label(wrap=True)
        self.advice.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column(self.name, self.found, self.advice, spacing=2), 1)

    def wait(self) -> None:
        self._show(None, tr("Check", "Waiting"), "")

    def begin(self) -> None:
        self._show(None, tr("Check", "Looking…"), "")

    def listen(self, seconds: int) -> None:
        """To the echo."""
        self._show(None, tr("Check", "Tones go out, and are waited for: {seconds} s", seconds=str(seconds)), "")

    def show_finding(self, finding: CheckFinding) -> None:
        self._show(finding, finding_sentence(finding), finding_advice(finding))

    def _show(self, finding: CheckFinding | None, found: str, advice: str) -> None:
        self.mark.show_finding(finding)
        self.found.setText(found)
        self.found.show()
        self.advice.setText(advice)
        self.advice.setVisible(bool(advice))
        self.setAccessibleName(f"{self.name.text()}: {found} {advice}".strip())


class CheckDialog(QDialog):
    """Closing it ends the check."""

    def __init__(self, services: Services, account_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._check = services.netcheck
        self.setWindowTitle(tr("Check", "Network check"))
        self.setMinimumSize(340, 420)
        self.resize(520, 640)
        self.account = Combo()
        for account in services.accounts.accounts():
            self.account.addItem(account.address, account.account_id)
        current = services.accounts.current()
        wanted = account_id or (current.account_id if current else "")
        self.account.setCurrentIndex(max(0, self.account.findData(wanted)))
        self.echo = QLineEdit()
        self.echo.setPlaceholderText(tr("Check", "leave empty to call nobody"))
        self.verdict = Label(size=Type.TITLE, semibold=True, wrap=True)
        self.progress = Progress(tr("Check", "The check is going on"))
        self.steps = {step: StepLine(step) for step in CheckStep}
        self.start = Button(tr("Check", "Check"), kind=Kind.PRIMARY)
        self.copy = Button(tr("Check", "Copy"), icon="copy")
        self.copy.setToolTip(tr("Check", "Copy as text, for a letter to the administrator"))
        self.close_button = Button(tr("Check", "Close"))
        self._lay_out()
        self._connect()
        self._show_echo()
        self._show_running(on=self._check.is_running())

    def _lay_out(self) -> None:
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(metrics.LARGE)
        lead = tr(
            "Check",
            "Calls need a way to the provider's server and, for the sound, UDP in both directions. A firewall may close either. "
            "This looks step by step, and says what to ask for.",
        )
        account = Field(tr("Check", "Account"), self.account)
        account.setVisible(self.account.count() > 1)
        meaning = tr("Check", "It is called for some seconds, and sent a row of tones, to hear whether they come back.")
        echo = Field(tr("Check", "Echo number"), self.echo, meaning)
        for part in (Label(lead, role="muted", wrap=True), account, echo, self.verdict, *self.steps.values()):
            inside.addWidget(part)
        inside.addStretch(1)
        foot = line(self.copy, 1, self.close_button, self.start)
        foot.setContentsMargins(metrics.HUGE, metrics.SMALL, metrics.HUGE, metrics.LARGE)
        head = Label(tr("Check", "Network check"), size=Type.HEAD, semibold=True)
        head.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(scrolled(body), 1)
        layout.addWidget(self.progress)
        layout.addLayout(foot)
        for button in (self.copy, self.close_button, self.start):
            button.setAutoDefault(False)

    def _connect(self) -> None:
        self.account.activated.connect(lambda _: self._show_echo())
        self.start.clicked.connect(self._press)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(as_text(self.account.currentText(), self._check.findings())))
        self.close_button.clicked.connect(self.reject)
        self._check.step_begun.connect(self._begin)
        self._check.listening.connect(self.steps[CheckStep.SOUND].listen)
        self._check.step_done.connect(self._done)
        self._check.finished.connect(self._finish)
        self.finished.connect(self._check.cancel)

    def account_id(self) -> str:
        return str(self.account.currentData() or "")

    def _show_echo(self) -> None:
        self.echo.setText(self._check.echo_of(self.account_id()))

    def _press(self) -> None:
        if self._check.is_running():
            self._check.cancel()
            return
        for step in self.steps.values():
            step.show()
            step.wait()
        self.verdict.setText("")
        self._show_running(on=self._check.start(self.account_id(), self.echo.text().strip()))

    def _begin(self, step: CheckStep) -> None:
        self.steps[step].begin()
        bring_into_view(self.steps[step])

    def _done(self, finding: CheckFinding) -> None:
        self.steps[finding.step].show_finding(finding)

    def _finish(self) -> None:
        self._show_running(on=False)
        seen = {finding.step for finding in self._check.findings()}
        for step, widget in self.steps.items():
            widget.setVisible(step in seen)
        self.verdict.setText(verdict(self._check.findings()))
        self.verdict.setVisible(bool(self.verdict.text()))
        if self.verdict.text():
            bring_into_view(self.verdict)

    def _show_running(self, *, on: bool) -> None:
        self.progress.setVisible(on)
        self.account.setEnabled(not on)
        self.echo.setEnabled(not on)
        self.start.setText(tr("Check", "Stop") if on else tr("Check", "Check"))
        self.start.set_kind(Kind.QUIET if on else Kind.PRIMARY)
        self.copy.setVisible(not on and bool(self._check.findings()))
        self.verdict.setVisible(not on and bool(self.verdict.text()))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._check.cancel()
        super().closeEvent(event)
