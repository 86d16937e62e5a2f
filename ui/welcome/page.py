"""The first start: try without an account, or sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.icons import paint_icon
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import roles_of
from ui.welcome.sign_in import SignIn
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.painting import fill
from ui.widgets.retranslated import Retranslated

if TYPE_CHECKING:
    from agent_app.services import Services

COLUMN = 400


class Emblem(QWidget):
    """The program's sign."""

    def __init__(self, size: int = 72) -> None:
        super().__init__()
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        fill(painter, box, box.width() * 0.28, roles.call)
        inner = box.width() * 0.56
        paint_icon(painter, "phone-fill", QRectF((box.width() - inner) / 2, (box.height() - inner) / 2, inner, inner), roles.on_call)
        painter.end()


class Choice(Retranslated):
    """Two ways to begin; the one that needs nothing is the primary."""

    def __init__(self) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        self.title = Label(size=Type.HEAD, semibold=True, wrap=True, align=middle)
        self.lead = Label(role="muted", wrap=True, align=middle)
        self.try_out = Button(kind=Kind.CALL, icon="flask", big=True)
        self.try_lead = Label(role="muted", size=Type.SMALL, wrap=True, align=middle)
        self.sign_in = Button(kind=Kind.QUIET, icon="sign-in", big=True)
        self.sign_lead = Label(role="muted", size=Type.SMALL, wrap=True, align=middle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(Emblem(), 0, middle)
        layout.addSpacing(metrics.SMALL)
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        layout.addSpacing(metrics.LARGE)
        layout.addWidget(self.try_out)
        layout.addWidget(self.try_lead)
        layout.addSpacing(metrics.MEDIUM)
        layout.addWidget(self.sign_in)
        layout.addWidget(self.sign_lead)
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(tr("Welcome", "Call any phone from your computer"))
        self.lead.setText(tr("Welcome", "See the price before the call, and the minutes that are left while you talk."))
        self.try_out.setText(tr("Welcome", "Try without an account"))
        self.try_lead.setText(tr("Welcome", "A provider inside the program, with play money: no network, no sign-up."))
        self.sign_in.setText(tr("Welcome", "Sign in"))
        self.sign_lead.setText(tr("Welcome", "With an account at any SIP provider, or your company's exchange."))


class WelcomePage(QScrollArea):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.choice = Choice()
        self.form = SignIn()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._column(self.choice))
        self._stack.addWidget(self._column(self.form))
        self.setWidget(self._stack)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choice.try_out.clicked.connect(services.accounts.try_sandbox)
        self.choice.sign_in.clicked.connect(self.show_form)
        self.form.back_wanted.connect(self.show_choice)
        self.form.submitted.connect(services.accounts.sign_in)
        services.accounts.sign_in_refused.connect(self.form.show_refusal)

    def _column(self, inside: QWidget) -> QWidget:
        inside.setMaximumWidth(COLUMN)
        column = QWidget()
        line = QHBoxLayout(column)
        line.setContentsMargins(metrics.LARGE, metrics.HUGE, metrics.LARGE, metrics.HUGE)
        line.setSpacing(0)
        middle = QVBoxLayout()
        middle.addStretch(2)
        middle.addWidget(inside)
        middle.addStretch(3)
        line.addStretch(1)
        line.addLayout(middle, 100)
        line.addStretch(1)
        return column

    def show_form(self) -> None:
        self.form.more.show_build(self._services.engine.started())
        self._stack.setCurrentIndex(1)
        self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_choice(self) -> None:
        self._stack.setCurrentIndex(0)
