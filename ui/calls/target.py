"""Whom to transfer to, to add, or to send a ringing call to: a contact, a number as typed, or a call that waits; with the price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from agent_app.snapshots import PointKind
from ui.contacts.models import RowsModel
from ui.language import tr
from ui.phone.quote import Quote
from ui.phone.reading import Target, read
from ui.theme import metrics
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.popup import Popup
from ui.widgets.rows import Row, row_list
from ui.wording.amounts import is_free, price_line
from ui.wording.calls import card_state
from ui.wording.people import caller_name, person_key, point_label, remote_text

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot, CallSnapshot, Contact, ContactPoint

WIDTH = 340
_ROWS = 5
_MOST = 200  # contacts' numbers in the list: the others are found by typing


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list: a target to dial, or with `call_id` a call that stands."""

    row: Row
    target: Target | None = None
    call_id: str = ""

    def text(self) -> str:
        """For the services, which read it as typed."""
        return "" if self.target is None else self.target.address or _with_extension(self.target)


def _with_extension(target: Target) -> str:
    return f"{target.number},{target.extension}" if target.extension else target.number


@dataclass(frozen=True, slots=True)
class Words:
    """What the picker is for."""

    title: str
    do: str  # the first button
    ask: str = ""  # the second, where there is one


class TargetPicker(Popup):
    """Arrow keys choose, Enter takes the first button, Ctrl+Enter the second. Closes itself."""

    chosen = Signal(object)  # Choice, by the first button
    asked = Signal(object)  # Choice, by the second

    def __init__(
        self,
        services: Services,
        account: AccountSnapshot | None,
        words: Words,
        parent: QWidget,
        calls: tuple[CallSnapshot, ...] = (),
        *,
        but: str = "",
        priced: bool = True,
    ) -> None:
        """`calls` stand at the top of the list; nobody at `but` is offered. Not `priced`: it costs us nothing."""
        super().__init__(parent)
        self._services = services
        self._account = account
        self._calls = calls
        self._but = but
        self._priced = priced
        self.title = Label(words.title, semibold=True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Calls", "Name or number"))
        self.field.setAccessibleName(tr("Calls", "Name or number"))
        self.model: RowsModel[Choice] = RowsModel(lambda choice: choice.row, self)
        self.view, _ = row_list(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(words.title)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages = QStackedWidget()
        self.hint = Label(role="muted", wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        self.price = Label(role="muted")
        self.do = Button(words.do, kind=Kind.PRIMARY)
        self.ask = Button(words.ask)
        self.ask.setVisible(bool(words.ask))
        self.quote = Quote(services, self)
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.view.doubleClicked.connect(lambda _: self.press_do())
        self.do.clicked.connect(self.press_do)
        self.ask.clicked.connect(self.press_ask)
        self.quote.changed.connect(self._show_price)
        self._search("")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.SMALL)
        buttons.addWidget(self.do, 1)
        buttons.addWidget(self.ask, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.MEDIUM, metrics.MEDIUM, metrics.MEDIUM, metrics.MEDIUM)
        layout.setSpacing(metrics.SMALL)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.hint)
        self._pages.setFixedHeight(_ROWS * metrics.ROW)
        for part in (self.title, self.field, self._pages, self.price):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self.price.setVisible(self._priced)
        self.setFixedWidth(WIDTH)

    def open_below(self, anchor: QWidget) -> None:
        self.adjustSize()
        super().open_below(anchor)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    # --- the list ----------------------------------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        typed = self._typed(text.strip())
        found = self._services.contacts.search(text.strip())[:_MOST]
        people = [self._of_point(contact, point) for contact in found for point in contact.points if point.value != self._but]
        calls = [] if text.strip() else [self._of_call(call) for call in self._calls]
        self.model.show_items([*calls, *typed, *people])
        self._pages.setCurrentWidget(self.view if self.model.items() else self.hint)
        self.hint.setText(tr("Calls", "This is no number that can be called") if text.strip() else tr("Calls", "Type a number"))
        self.view.setCurrentIndex(self.model.index(0))
        self._show_current()

    def _typed(self, text: str) -> list[Choice]:
        """The number or address that was typed, or those that it may mean."""
        if not text:
            return []
        if self._account is not None:
            text = self._services.accounts.rewrite(self._account.account_id, text)[0]
        reading = read(text, self._account)
        if reading.target is not None and not reading.target.emergency:
            shown = remote_text(reading.target.number or reading.target.address)
            return [Choice(Row(shown, reading.line, "", shown), reading.target)]
        return [
            Choice(Row(number.international, reading.line, "", number.e164, role="warning_text"), Target(number.e164, number.extension))
            for number in reading.choices
        ]

    def _of_point(self, contact: Contact, point: ContactPoint) -> Choice:
        is_phone = point.kind is PointKind.PHONE
        said = f"{remote_text(point.value)} · {point_label(point)}"
        mark = "phone" if is_phone else "desktop"
        row = Row(contact.name, said, contact.name, person_key(contact, ""), mark=mark, picture=contact.picture)
        return Choice(row, Target(number=point.value) if is_phone else Target(address=point.value))

    def _of_call(self, call: CallSnapshot) -> Choice:
        contact = self._services.contacts.find_by_remote(call.remote)
        name = caller_name(call, contact)
        key, picture = person_key(contact, call.remote), contact.picture if contact else ""
        return Choice(Row(name, card_state(call), name, key, mark="phone-call", picture=picture), call_id=call.call_id)

    def current(self) -> Choice | None:
        return self.model.item(self.view.currentIndex().row())

    # --- the price ---------------------------------------------------------------------------------------------------------------

    def _show_current(self) -> None:
        choice = self.current()
        self.quote.forget()
        self.do.setEnabled(choice is not None)
        self.ask.setEnabled(choice is not None and not choice.call_id)
        if not self._priced:
            return
        free = choice is not None and choice.target is not None and bool(choice.target.address)
        self.price.setText(tr("Calls", "Computer to computer, free") if free else "")
        self.price.set_role("muted")
        if self._account is not None and choice is not None and choice.target is not None and choice.target.is_full_number():
            self.quote.ask(self._account.account_id, choice.target.number)

    def _show_price(self) -> None:
        price = self.quote.price
        if price is not None:
            self.price.setText(price_line(price))
            self.price.set_role("call_text" if is_free(price) else "on_surface")

    # --- choosing ----------------------------------------------------------------------------------------------------------------

    def press_do(self) -> None:
        self._take(self.chosen)

    def press_ask(self) -> None:
        choice = self.current()
        if choice is not None and not choice.call_id and not self.ask.isHidden():
            self._take(self.asked)

    def _take(self, signal: SignalInstance) -> None:
        choice = self.current()
        if choice is not None:
            self.close()
            signal.emit(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        step = steps.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.press_ask if event.modifiers() & Qt.KeyboardModifier.ControlModifier else self.press_do)()
        elif step is not None:
            row = self.view.currentIndex().row() + step
            self.view.setCurrentIndex(self.model.index(max(0, min(row, self.model.rowCount() - 1)), 0))
        else:
            super().keyPressEvent(event)
