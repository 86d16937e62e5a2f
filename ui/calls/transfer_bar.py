"""What a transfer asks of the user: whether to be sent to another number, and whether to connect the two that he talked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_app.calls.addresses import is_e164
from telephony.calls import CallState
from ui.calls.several import is_ours
from ui.language import tr
from ui.phone.quote import Quote
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.painting import fill
from ui.widgets.retranslated import Retranslated
from ui.wording.amounts import price_line
from ui.wording.calls import return_sentence
from ui.wording.people import caller_name, remote_text

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot

ASKED_MS = 30_000  # as long as the engine waits for an answer


class QuestionBar(Retranslated):
    """A sentence, a line below, and two answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Label(semibold=True, wrap=True)
        self.under = Label(role="muted", wrap=True)
        self.no = Button()
        self.yes = Button(kind=Kind.PRIMARY)
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.SMALL)
        buttons.addWidget(self.no, 1)
        buttons.addWidget(self.yes, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.MEDIUM, metrics.MEDIUM, metrics.MEDIUM, metrics.MEDIUM)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.sentence)
        layout.addWidget(self.under)
        layout.addLayout(buttons)
        self.hide()

    def say(self, sentence: str, under: str = "", role: str = "muted") -> None:
        self.sentence.setText(sentence)
        self.show_under(under, role)

    def show_under(self, text: str, role: str = "muted") -> None:
        self.under.setText(text)
        self.under.set_role(role)
        self.under.setVisible(bool(text))

    def alert(self) -> None:
        """A screen reader says it at once."""
        QAccessible.updateAccessibility(QAccessibleEvent(self.sentence, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), metrics.RADIUS, roles_of(self.palette()).selected)
        painter.end()


class AskedBar(QuestionBar):
    """The far side of a call wants us to call somebody else instead: never done without the user's word, the price beside it."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._call_id = self._target = ""
        self._quote = Quote(services, self)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(ASKED_MS)
        self._over.timeout.connect(self.forget)
        self._quote.changed.connect(self._show_price)
        self.yes.clicked.connect(lambda: self._answer(accepted=True))
        self.no.clicked.connect(lambda: self._answer(accepted=False))
        services.calls.transfer_asked.connect(self._ask)
        services.calls.changed.connect(self._take_change)

    def retranslate(self) -> None:
        call = self._services.calls.call(self._call_id) if self._call_id else None
        if call is None:
            return
        who = caller_name(call, self._services.contacts.find_by_remote(call.remote))
        contact = self._services.contacts.find_by_remote(self._target)
        number = remote_text(self._target).replace(" ", "\N{NO-BREAK SPACE}")
        whom = f"{contact.name}, {number}" if contact else number
        self.yes.setText(tr("Calls", "Call"))
        self.no.setText(tr("Calls", "Refuse"))
        free = "" if is_e164(self._target) else tr("Calls", "Computer to computer, free")
        self.say(tr("Calls", "{who} asks you to call {whom} instead", who=who, whom=whom), free)
        self._show_price()

    def _ask(self, call_id: str, target: str) -> None:
        self._call_id, self._target = call_id, target
        call = self._services.calls.call(call_id)
        if call is None:
            return
        self._quote.forget()
        self.retranslate()
        self.show()
        self._over.start()
        if is_e164(target):
            self._quote.ask(call.account_id, target)
        self.alert()

    def _show_price(self) -> None:
        if self._quote.price is not None:
            self.show_under(price_line(self._quote.price), "on_surface")

    def _answer(self, *, accepted: bool) -> None:
        call_id = self._call_id
        self.forget()
        self._services.calls.answer_transfer(call_id, accepted=accepted)

    def _take_change(self, call: CallSnapshot) -> None:
        if call.call_id == self._call_id and call.state is CallState.ENDED:
            self.forget()

    def forget(self) -> None:
        self._call_id = self._target = ""
        self._quote.forget()
        self._over.stop()
        self.hide()


class ConsultBar(QuestionBar):
    """While one talks with whom another call is to be transferred to: connect them, or go back."""

    back_wanted = Signal(str)  # call_id of who waits
    came_back = Signal(str)  # why: whom we asked did not answer

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._waiting: dict[str, str] = {}  # call_id of who is asked -> of who waits for him
        self._shown: CallSnapshot | None = None
        self.yes.clicked.connect(self._connect_them)
        self.no.clicked.connect(self._go_back)
        services.calls.changed.connect(self._take_change)

    def expect(self, asked_id: str, waiting_id: str) -> None:
        """`asked_id` was dialled to be asked whether he takes the call `waiting_id`."""
        self._waiting[asked_id] = waiting_id
        self.retranslate()

    def show_for(self, call: CallSnapshot | None) -> None:
        """The question, where this call is one that was dialled for that and who waits is still there."""
        self._shown = call
        self.retranslate()

    def retranslate(self) -> None:
        call, waiting = self._shown, self._who_waits()
        self.setVisible(waiting is not None)
        if call is None or waiting is None:
            return
        who = caller_name(waiting, self._services.contacts.find_by_remote(waiting.remote))
        whom = caller_name(call, self._services.contacts.find_by_remote(call.remote))
        talks = call.state is CallState.ESTABLISHED
        hint = "" if talks else tr("Calls", "As soon as it is answered")
        self.say(tr("Calls", "Connect {who} with {whom}?", who=who, whom=whom), hint)
        self.yes.setText(tr("Calls", "Connect"))
        self.yes.setEnabled(talks)
        self.no.setText(tr("Calls", "Back"))
        self.no.setToolTip(tr("Calls", "Hang up here and talk with {who} again", who=who))

    def _who_waits(self) -> CallSnapshot | None:
        waiting = self._services.calls.call(self._waiting.get(self._shown.call_id, "")) if self._shown else None
        return waiting if waiting is not None and waiting.state is CallState.ESTABLISHED else None

    def _connect_them(self) -> None:
        call, waiting = self._shown, self._who_waits()
        if call is not None and waiting is not None:
            self._services.calls.transfer_to(waiting.call_id, call.call_id)

    def _go_back(self) -> None:
        call, waiting = self._shown, self._who_waits()
        if call is not None and waiting is not None:
            self._services.calls.hang_up(call.call_id)
            self._services.calls.focus(waiting.call_id)
            self.back_wanted.emit(waiting.call_id)

    def _take_change(self, asked: CallSnapshot) -> None:
        """Who declines, or does not answer, leaves us with the one who waits. After a talk one may want a moment before that."""
        if asked.state is not CallState.ENDED:
            return
        calls = self._services.calls
        waiting = calls.call(self._waiting.pop(asked.call_id, ""))
        if waiting is None or asked.answered_us or waiting.state is not CallState.ESTABLISHED or self._talks_with_others(waiting):
            return
        find = self._services.contacts.find_by_remote
        whom, who = caller_name(asked, find(asked.remote)), caller_name(waiting, find(waiting.remote))
        self.back_wanted.emit(waiting.call_id)
        self.came_back.emit(return_sentence(asked, whom, who))

    def _talks_with_others(self, waiting: CallSnapshot) -> bool:
        others = (call for call in self._services.calls.calls() if call.call_id != waiting.call_id)
        return any(call.state is CallState.ESTABLISHED and not call.held_here and is_ours(call) for call in others)
