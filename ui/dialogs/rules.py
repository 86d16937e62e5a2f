"""The user's own limits for an account's money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from agent_app.accounts.model import MoneyRules
from tariffs.rating.money import MICROS, Money
from ui.dialogs.amount import AmountField, AmountReading, read_amount
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.check import Check
from ui.widgets.label import Label

if TYPE_CHECKING:
    from agent_app.snapshots import AccountSnapshot

_MOST: Final = 1_000_000  # whole units: a limit above it is a slip


class RulesPart(QWidget):
    """An empty limit is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = "RUB"
        self._before = MoneyRules()
        self.per_call = AmountField(tr("Rules", "A call may cost at most"))
        self.per_day = AmountField(tr("Rules", "A day's calls and SMS may cost at most"))
        self.known_only = Check(tr("Rules", "Only call numbers whose price is known"))
        self.ends_at_zero = Check(tr("Rules", "My provider does not cut a call when the money ends: Agent ends it"))
        self.trouble = Label(role="danger_text", wrap=True)
        self.trouble.hide()
        self._lay_out()
        for field in (self.per_call, self.per_day):
            field.setPlaceholderText(tr("Rules", "no limit"))
            field.textEdited.connect(self.trouble.hide)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics.SMALL)
        grid.setVerticalSpacing(metrics.TIGHT)
        for place, field in enumerate((self.per_call, self.per_day)):
            label = Label(field.accessibleName(), role="muted", size=Type.SMALL, wrap=True)
            label.setBuddy(field)
            grid.addWidget(label, 0, place, Qt.AlignmentFlag.AlignBottom)
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(Label(tr("Rules", "Limits"), size=Type.TITLE, semibold=True))
        layout.addLayout(grid)
        layout.addWidget(self.trouble)
        layout.addWidget(self.known_only)
        layout.addWidget(self.ends_at_zero)

    def show_rules(self, account: AccountSnapshot, currency: str, rules: MoneyRules) -> None:
        self._before = rules
        self._currency = currency or account.currency or "RUB"
        for field, micros in ((self.per_call, rules.call_limit_micros), (self.per_day, rules.day_limit_micros)):
            field.setText("")
            if micros:
                field.show_amount(Money(micros, self._currency))
        self.known_only.setChecked(rules.only_known_rates)
        self.ends_at_zero.setChecked(rules.ends_at_zero)
        self.ends_at_zero.setVisible(not account.is_sandbox)
        self.trouble.hide()

    def read(self) -> MoneyRules | None:
        """What was set; None after the reason has been shown."""
        limits: list[int] = []
        for field in (self.per_call, self.per_day):
            reading = self._limit(field.text())
            if reading.amount is None:
                self.trouble.setText(reading.trouble)
                self.trouble.show()
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
            limits.append(reading.amount.micros)
        return MoneyRules(limits[0], limits[1], self.known_only.isChecked(), self.ends_at_zero.isChecked())

    def _limit(self, text: str) -> AmountReading:
        nothing = Money(0, self._currency)
        if not text.strip():
            return AmountReading(nothing)
        return read_amount(text, self._currency, nothing, Money(_MOST * MICROS, self._currency))
