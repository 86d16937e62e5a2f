"""The card of a call's money: the price or the cost now, how long it can last, and near the end a warning with the way out."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.language import tr
from ui.phone.remedies import can_pay
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.painting import fill
from ui.widgets.retranslated import Retranslated
from ui.wording.amounts import cost_or_free, is_free, per_minute
from ui.wording.times import duration, seconds_since

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot


class Urgency(Enum):
    """How near the end of a call is; the value is the role of what says so."""

    CALM = "on_surface"
    SOON = "warning_text"
    NOW = "danger_text"


def urgency(left_s: int | None) -> Urgency:
    """The provider and the program warn at 60 and at 10 seconds."""
    if left_s is None or left_s > 60:
        return Urgency.CALM
    return Urgency.SOON if left_s > 10 else Urgency.NOW


def time_left(call: CallSnapshot) -> int | None:
    """Seconds that the call can go on; before the answer those that it could last. None: nothing is known to end it."""
    if call.answered_us:
        return call.time_left_s
    return call.price.lasts_s if call.price else None


def ends_for_money(call: CallSnapshot) -> bool:
    """Whether it is the balance that ends the call, and not the user's own limit."""
    if call.price is None or call.price.lasts_s is None or call.time_left_s is None:
        return False
    return call.price.lasts_s - seconds_since(call.answered_us) <= call.time_left_s + 2


def ends_with_the_trial(call: CallSnapshot) -> bool:
    """Whether no money goes on paying when the trial's (or the tariff's free) seconds are used up."""
    rate = call.price.rate if call.price else None
    return rate is not None and rate.prepaid_seconds > 0 and call.price is not None and call.price.lasts_s == rate.prepaid_seconds


class CostCard(Retranslated):
    top_up_wanted = Signal(str)  # account_id

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._call: CallSnapshot | None = None
        self.names = [Label(role="muted"), Label(role="muted")]
        self.values = [Label(semibold=True, tabular=True, align=Qt.AlignmentFlag.AlignRight) for _ in range(2)]
        self.warning = Label(role="warning_text", wrap=True)
        self.top_up = Button(kind=Kind.LINK)
        self._lay_out()
        self.top_up.clicked.connect(lambda: self.top_up_wanted.emit(self._call.account_id if self._call else ""))
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.MEDIUM, metrics.SMALL, metrics.MEDIUM, metrics.SMALL)
        layout.setSpacing(metrics.TIGHT)
        for name, value in zip(self.names, self.values, strict=True):
            line = QHBoxLayout()
            line.addWidget(name, 1)
            line.addWidget(value, 1)
            layout.addLayout(line)
        last = QHBoxLayout()
        last.setSpacing(metrics.SMALL)
        last.addWidget(self.warning, 1)
        last.addWidget(self.top_up)
        layout.addLayout(last)

    def retranslate(self) -> None:
        self.top_up.setText(tr("Phone", "Top up"))
        if self._call is not None:
            self.show_call(self._call)

    def show_call(self, call: CallSnapshot) -> None:
        self._call = call
        cost = cost_or_free(call.cost) if call.answered_us else ""
        if not cost and call.price is not None and call.price.rate is not None:
            price = tr("Phone", "free") if is_free(call.price) else per_minute(call.price.rate)
            self._show_line(0, tr("Phone", "Price"), price)
        else:
            self._show_line(0, tr("Phone", "Cost now"), cost)
        left = time_left(call)
        self._show_line(
            1, tr("Phone", "Time left") if call.answered_us else tr("Phone", "Lasts for"), "" if left is None else duration(left)
        )
        self._warn(call, urgency(left) if call.answered_us else Urgency.CALM)

    def has_something(self) -> bool:
        return any(label.text() for label in self.values)

    def _show_line(self, place: int, name: str, value: str) -> None:
        self.names[place].setText(name)
        self.values[place].setText(value)
        self.names[place].setVisible(bool(value))
        self.values[place].setVisible(bool(value))

    def _warn(self, call: CallSnapshot, level: Urgency) -> None:
        money = ends_for_money(call)
        self.values[1].set_role(level.value)
        self.warning.set_role(level.value)
        self.warning.setText(_warning(level, money=money, trial=ends_with_the_trial(call)))
        self.warning.setVisible(level is not Urgency.CALM)
        self.top_up.setVisible(level is not Urgency.CALM and money and can_pay(self._services, call.account_id))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), metrics.RADIUS, roles_of(self.palette()).sunken)
        painter.end()


def _warning(level: Urgency, *, money: bool, trial: bool) -> str:
    if level is Urgency.CALM:
        return ""
    if not money:
        return tr("Phone", "Your own limit ends the call soon")
    if trial:
        return tr("Phone", "The trial lasts less than a minute") if level is Urgency.SOON else tr("Phone", "The trial is running out")
    return tr("Phone", "The money lasts less than a minute") if level is Urgency.SOON else tr("Phone", "The money is running out")
