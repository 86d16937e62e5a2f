"""The lines under the number: where it is, what it costs, how long the money lasts; or why not, and the guess to take by one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.wording.amounts import is_free, lasts_line, price_line

if TYPE_CHECKING:
    from agent_app.money.snapshots import PriceSnapshot
    from telephony.numbers import PhoneNumber
    from ui.phone.reading import Reading

MOST_CHOICES = 4


class Facts(QWidget):
    choice_taken = Signal(object)  # PhoneNumber

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.line = Label(role="muted", wrap=True, align=middle)
        self.price = Label(semibold=True, align=middle)
        self.lasts = Label(role="muted", align=middle)
        self.buttons = [Button(kind=Kind.LINK) for _ in range(MOST_CHOICES)]
        self._choices: tuple[PhoneNumber, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        for label in (self.line, self.price, self.lasts):
            layout.addWidget(label)
        for place, button in enumerate(self.buttons):
            layout.addWidget(button, 0, middle)
            button.clicked.connect(lambda _=False, place=place: self.choice_taken.emit(self._choices[place]))
        self.setMinimumHeight(3 * 18 + metrics.SMALL)  # the keys below stay where they are while the lines come and go
        self.clear()

    def clear(self) -> None:
        self.show_sentence("", "muted")

    def show_sentence(self, sentence: str, role: str) -> None:
        """One sentence alone: how the last call ended, or why one can't be made."""
        self.line.setText(sentence)
        self.line.set_role(role)
        self.line.setVisible(bool(sentence))
        self.hide_price()
        self._show_choices(())

    def show_reading(self, reading: Reading) -> None:
        self.show_sentence(reading.line, reading.role)
        self._show_choices(reading.choices)

    def hide_price(self) -> None:
        self.price.hide()
        self.lasts.hide()

    def show_price(self, price: PriceSnapshot) -> None:
        lasts = lasts_line(price)
        self.price.setText(price_line(price))
        self.price.set_role(self._price_role(price))
        self.price.show()
        self.lasts.setText(lasts)
        self.lasts.set_role("danger_text" if price.lasts_s is not None and price.lasts_s <= 0 else "muted")
        self.lasts.setVisible(bool(lasts))

    def _price_role(self, price: PriceSnapshot) -> str:
        if price.rate is None:
            return "muted"
        if price.rate.row.forbidden:
            return "danger_text"
        return "call_text" if is_free(price) else "on_surface"

    def _show_choices(self, choices: tuple[PhoneNumber, ...]) -> None:
        self._choices = choices[:MOST_CHOICES]
        for place, button in enumerate(self.buttons):
            there = place < len(self._choices)
            button.setVisible(there)
            if there:
                button.setText(tr("Phone", "Use {number}", number=self._choices[place].international))

    def first_choice(self) -> PhoneNumber | None:
        return self._choices[0] if self._choices else None
