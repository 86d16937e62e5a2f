"""The lines under the number: where it is, what it costs, how long the money lasts; or why not, and the one button that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from ui.language import tr
from ui.phone.lines import Lines
from ui.theme import metrics
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label, plain_tip
from ui.wording.amounts import age_words, is_free, lasts_line, price_line

if TYPE_CHECKING:
    from agent_app.money.snapshots import MoneySnapshot, PriceSnapshot
    from telephony.numbers import PhoneNumber
    from ui.phone.reading import Reading

MOST_CHOICES = 4
_LINE = 18
_LINK = 24


class Facts(Lines):
    choice_taken = Signal(object)  # PhoneNumber
    offers_wanted = Signal()
    help_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        self.line = Label(role="muted", wrap=True, align=middle)
        self.price = Label(semibold=True, wrap=True, align=middle)
        self.lasts = Label(role="muted", wrap=True, align=middle)
        self.offers = Button(kind=Kind.LINK)
        self.offers.set_caret(True)
        self.buttons = [Button(kind=Kind.LINK) for _ in range(MOST_CHOICES)]
        self.help = Button(kind=Kind.QUIET)
        self._choices: tuple[PhoneNumber, ...] = ()
        self._lay_out()
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, place=place: self.choice_taken.emit(self._choices[place]))
        self.offers.clicked.connect(self.offers_wanted)
        self.help.clicked.connect(self.help_wanted)
        self.clear()

    def _lay_out(self) -> None:
        for label in (self.line, self.price, self.lasts):
            self.add_line(label)
        for button in (self.offers, *self.buttons):
            self.add_line(button, centred=True)  # a long address is cut rather than widening the phone
        self.add_line(self.help, centred=True, above=metrics.TIGHT)
        self.reserve(offers=False)

    def reserve(self, *, offers: bool) -> None:
        """The keys below stay where they are while the lines come and go."""
        self.set_reserved(3 * _LINE + metrics.LARGE + (_LINK - metrics.SMALL if offers else 0))

    def clear(self) -> None:
        self.show_sentence("", "muted")

    def show_sentence(self, sentence: str, role: str, summary: str = "") -> None:
        """One sentence alone: how the last call ended and what it came to, or why one can't be made."""
        self.line.setText(sentence)
        self.line.set_role(role)
        self.line.setVisible(bool(sentence))
        if role == "danger_text" and sentence:
            self._say_aloud()
        self.show_summary(summary)
        self.show_note("")
        self.show_offers("")
        self.show_help("")
        self._show_choices(())

    def _say_aloud(self) -> None:
        """A screen reader says it at once."""
        from PySide6.QtGui import QAccessible, QAccessibleEvent

        QAccessible.updateAccessibility(QAccessibleEvent(self.line, QAccessible.Event.Alert))

    def show_reading(self, reading: Reading) -> None:
        self.show_sentence(reading.line, reading.role)
        self._show_choices(reading.choices)

    def show_price(self, price: PriceSnapshot, state: MoneySnapshot | None) -> None:
        """`state`: the money of the account, whose age counts too."""
        lasts = " · ".join(part for part in (lasts_line(price), age_words(price, state)) if part)
        self._put(self.price, price_line(price), self._price_role(price))
        self._put(self.lasts, lasts, "danger_text" if price.lasts_s is not None and price.lasts_s <= 0 else "muted")

    def show_summary(self, text: str) -> None:
        """Time and cost of the call that ended."""
        self._put(self.price, text, "on_surface")

    def show_note(self, text: str) -> None:
        """What is to be known besides: that the provider charged something else."""
        self._put(self.lasts, text, "warning_text")

    def show_offers(self, words: str) -> None:
        """The prices of other accounts, where there are any; "" hides the line."""
        self.offers.setText(words)
        self.offers.setToolTip(tr("Phone", "Every account's price for this number") if words else "")
        self.offers.setVisible(bool(words))

    def show_help(self, words: str) -> None:
        """The one button that helps; "" where there is none."""
        self.help.setText(words)
        self.help.setToolTip(plain_tip(words) if words else "")
        self.help.setVisible(bool(words))

    def _put(self, label: Label, text: str, role: str) -> None:
        label.setText(text)
        label.set_role(role)
        label.setVisible(bool(text))

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
