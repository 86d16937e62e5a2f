"""The phone at rest: whom to call, the number, what it costs, the keys, Call and Cancel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_app.snapshots import CallDirection
from ui.language import tr
from ui.phone.dialpad import DialPad
from ui.phone.facts import Facts
from ui.phone.field import SHOWN_MS, NumberField
from ui.phone.number_row import NumberRow
from ui.phone.offers import OffersPopup, offers_words
from ui.phone.quote import Quote
from ui.phone.speed_dial import SpeedDial
from ui.theme import metrics
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.dropdown import DropDown
from ui.widgets.retranslated import Retranslated
from ui.wording.people import numbers_are_ready

if TYPE_CHECKING:
    from agent_app.money.snapshots import Offer
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot, Contact, ContactPoint
    from telephony.numbers import PhoneNumber
    from ui.phone.reading import Reading, Target


class Dialling(Retranslated):
    call_wanted = Signal(object, str)  # Target, account_id
    caller_changed = Signal(str)  # account_id: which account would call what is typed

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._reading: Reading | None = None
        self._outcome = False
        self._by_hand = False  # the account was chosen for this very number: no preference overrules it
        self.contact = DropDown()
        self.field = NumberField()
        self.info = IconButton("info")
        self.erase = IconButton("backspace")
        self.facts = Facts()
        self.pad = DialPad()
        self.speed = SpeedDial(services, self.pad)
        self.call = Button(kind=Kind.CALL, icon="phone", big=True)
        self.cancel = Button(kind=Kind.QUIET, big=True)
        self.quote = Quote(services, self)
        self._lay_out()
        self._connect()
        self._reserve()
        self.retranslate()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.SMALL)
        buttons.addWidget(self.call, 2)
        buttons.addWidget(self.cancel, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.contact)
        layout.addSpacing(metrics.TIGHT)
        layout.addWidget(NumberRow(self.field, self.info, self.erase))
        layout.addWidget(self.facts)
        layout.addWidget(self.pad)
        layout.addSpacing(metrics.TIGHT)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.contact.clicked.connect(self._open_picker)
        self.field.typed.connect(self._forget_contact)
        self.field.textChanged.connect(self._read_anew)
        self.field.pasted.connect(self._take_found)
        self.field.returnPressed.connect(self.press_call)
        self.erase.clicked.connect(self.field.backspace)
        self.erase.setAutoRepeat(True)
        self.pad.struck.connect(self.strike)
        self.speed.wanted.connect(self._call_at_once)
        self.facts.choice_taken.connect(self.take_number)
        self.call.clicked.connect(self.press_call)
        self.cancel.clicked.connect(self.clear)
        self.info.clicked.connect(self.open_inspector)
        self.facts.offers_wanted.connect(self.open_offers)
        self.quote.changed.connect(self._show_quote)
        self._services.accounts.current_changed.connect(lambda _: self.read_again())
        self._services.accounts.changed.connect(lambda _: self._reserve())
        self._services.accounts.removed.connect(lambda _: self._reserve())
        self.field.installEventFilter(self)

    def retranslate(self) -> None:
        self.field.setPlaceholderText("+7 495 111-22-33")
        self.field.setAccessibleName(tr("Phone", "Number to call"))
        self.field.setToolTip(
            tr(
                "Phone",
                "Type or paste a number with its country and city code (Ctrl+L). Enter calls; with no number it brings back the last one.",
            )
        )
        self.contact.setAccessibleName(tr("Phone", "Choose a contact to call"))
        self.info.set_words(tr("Phone", "About this number"), tr("Phone", "About this number (Ctrl+I)"))
        self.erase.set_words(tr("Phone", "Erase the last digit"))
        self.call.setText(tr("Phone", "Call"))
        self.call.setToolTip(tr("Phone", "Call this number (Enter)"))
        self.cancel.setText(tr("Phone", "Cancel"))
        self.cancel.setToolTip(tr("Phone", "Clear the number (Esc)"))
        if not self.contact.property("chosen"):
            self.contact.setText(tr("Phone", "Choose a contact"))
        self.read_again()

    # --- what is typed -------------------------------------------------------------------------------------------------------

    def strike(self, sign: str) -> None:
        """A key of the pad: at the cursor, as if typed."""
        self.field.insert_text(sign)

    def show_text(self, text: str, name: str = "") -> None:
        """Put a number, an address or a text that holds one into the field; it waits for the user's Call."""
        self._show_contact(name)
        self.field.clear()
        self.field.insert_text(text)
        self._read_first()
        self._show_contact(name)
        self._take_found()
        self._take_link()

    def take_number(self, number: PhoneNumber) -> None:
        """A suggestion or a choice was taken."""
        extension = f",{number.extension}" if number.extension else ""
        self.field.setText(f"{number.international}{extension}")
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        self._show_contact("")
        self.field.clear()
        self.read_again()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_outcome(self, sentence: str, role: str, summary: str = "") -> None:
        """How the call ended; stays until the number changes, and no late price covers it."""
        self.quote.forget()
        self._outcome = True
        self.facts.show_sentence(sentence, role, summary)

    def shows_outcome(self) -> bool:
        return self._outcome

    def _take_found(self) -> None:
        """A pasted text that holds one number becomes that number; of several the user chooses."""
        self.read_again()  # the field tells of an edit before it tells of its text
        reading = self._reading
        if reading is not None and reading.found_in_text and len(reading.choices) == 1:
            self.take_number(reading.choices[0])

    def _take_link(self) -> None:
        """A tel: or callto: link becomes its number."""
        target = self.target()
        if target is not None and target.number and ":" in self.field.text():
            extension = f",{target.extension}" if target.extension else ""
            self.field.clear()
            self.field.insert_text(target.number + extension)

    # --- what it means -------------------------------------------------------------------------------------------------------

    def _read_anew(self, told: str) -> None:
        """Another text: a preferred account may be its caller."""
        if told != self.field.text():  # Qt tells the text before the grouping once more after it
            return
        self._by_hand = False
        self.read_again()

    def keep_current_account(self) -> None:
        """The current account was chosen while this number stood here: it calls it, whatever is preferred."""
        self._by_hand = True
        self.read_again()

    def caller(self) -> AccountSnapshot | None:
        """The account that Call would use: the one preferred for the contact or number, else the current one."""
        accounts, target = self._services.accounts, self.target()
        current = accounts.current()
        if current is None or target is None or not target.is_full_number() or self._by_hand:
            return current
        contact = self._services.contacts.find_by_remote(target.number)
        preferred = self._services.calls.account_for(target.number, contact.contact_id if contact else None)
        return accounts.account(preferred) or current

    def read_again(self) -> None:
        text = self.field.text().strip()
        self._outcome = False
        self.quote.forget()
        self.info.setVisible(bool(text))
        self.erase.setVisible(bool(text))
        self.cancel.setEnabled(bool(text))
        if not text:
            self._reading = None
            self.facts.clear()
            self.call.setEnabled(False)
            self.caller_changed.emit("")
        elif numbers_are_ready():
            self._read(text)
        else:  # the key that was pressed shows first
            QTimer.singleShot(SHOWN_MS, self, self._read_first)

    def _read_first(self) -> None:
        """Read what was put off for the number library, which this loads."""
        text = self.field.text().strip()
        if text and self._reading is None:
            self._read(text)

    def _read(self, text: str) -> None:
        from ui.phone.reading import read

        account = self._services.accounts.current()
        if account is not None:
            text = self._services.accounts.rewrite(account.account_id, text)[0]  # the user's own dial rules come first
        self._reading = read(text, account)
        self.facts.show_reading(self._reading)
        target = self._reading.target
        caller = self.caller()
        self.call.setEnabled(target is not None and caller is not None)
        self.caller_changed.emit(caller.account_id if caller else "")
        if caller is not None and target is not None and target.is_full_number():
            self.quote.ask(caller.account_id, target.number)

    def target(self) -> Target | None:
        return self._reading.target if self._reading else None

    def _show_quote(self) -> None:
        account = self.caller()
        if account is None or self._outcome:
            return
        if self.quote.price is not None:
            self.facts.show_price(self.quote.price, self._services.money.balance(account.account_id))
        self.facts.show_offers(offers_words(self.quote.offers, account.account_id))

    def _reserve(self) -> None:
        self.facts.reserve(offers=len(self._services.accounts.accounts()) > 1)

    def open_offers(self) -> None:
        """Each account's price, to call from."""
        if self.quote.offers:
            popup = OffersPopup(self.quote.offers, self.facts.offers)
            popup.chosen.connect(self._call_with)
            popup.open_below(self.facts.offers)

    def _call_with(self, offer: Offer) -> None:
        target = self.target()
        if target is not None and target.number == offer.price.number:
            self.call_wanted.emit(target, offer.account_id)

    def open_inspector(self) -> None:
        """Everything that is known of what stands in the field."""
        text = self.field.text().strip()
        if not text:
            return
        from ui.dialogs.inspector import NumberInspector
        from ui.phone.inspecting import inspect

        facts = inspect(text, self.caller(), self.quote.price)
        NumberInspector(facts, self.info).open_below(self.field)

    def press_call(self) -> None:
        """Call, or where a guess waits take it: the next Call dials. An empty field gets the number called last."""
        self._read_first()
        if self._reading is None:
            self.take_last()
            return
        choice = self.facts.first_choice()
        caller = self.caller()
        if self._reading.target is not None and caller is not None:
            self.call_wanted.emit(self._reading.target, caller.account_id)
        elif choice is not None:
            self.take_number(choice)
        elif self._reading.refused:
            self.facts.line.set_role("danger_text")

    def take_last(self) -> None:
        """Redial: the number is shown with its price, and waits for Call."""
        gone = (item for item in self._services.history.recent() if item.direction is CallDirection.OUTGOING)
        last = next(gone, None)
        if last is not None:
            contact = self._services.contacts.find_by_remote(last.remote)
            self.show_text(last.remote, contact.name if contact else "")

    def _call_at_once(self, text: str, name: str) -> None:
        """A held key: shown, and called with all that Call asks about."""
        self.show_text(text, name)
        self.press_call()

    # --- contacts ------------------------------------------------------------------------------------------------------------

    def _open_picker(self) -> None:
        from ui.contacts.picker import pick_contact

        pick_contact(self._services.contacts, self.contact).chosen.connect(self._take_contact)

    def _take_contact(self, contact: Contact, point: ContactPoint) -> None:
        self.show_text(point.value, contact.name)
        self.call.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_contact(self) -> None:
        self._show_contact("")

    def _show_contact(self, name: str) -> None:
        self.contact.setProperty("chosen", bool(name))
        self.contact.setText(name or tr("Phone", "Choose a contact"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        if watched is self.field and escape and self.field.text():
            self.clear()
            return True
        return super().eventFilter(watched, event)
