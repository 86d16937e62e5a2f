"""The calls beside the one that is shown: a card each, with one click to go there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from telephony.calls import CallState
from ui.calls.several import is_ours
from ui.calls.who import caller_line, show_caller
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import roles_of
from ui.widgets.avatar import Avatar
from ui.widgets.button import IconButton
from ui.widgets.label import Label
from ui.widgets.painting import by_keyboard, fill, ring
from ui.widgets.retranslated import Retranslated
from ui.wording.calls import card_state

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot

TICK_MS = 500
ROOMY = 3  # so many cards leave the call its place; more of them draw together
LEAST = 2.5  # cards: half of one says that there are more


class CallCard(QPushButton):
    """Who, and what the call does; a click, Enter or Space goes to it."""

    chosen = Signal(str)  # call_id
    join_pressed = Signal(str)
    take_pressed = Signal(str)  # answered, or taken over from the machine
    end_pressed = Signal(str)

    def __init__(self, call_id: str) -> None:
        super().__init__()
        self.call_id = call_id
        self.call: CallSnapshot | None = None
        self.avatar = Avatar(32)
        self.name = Label(semibold=True)
        self.state = Label(role="muted", size=Type.SMALL, tabular=True)
        self.join = IconButton("git-merge", size=32)
        self.take = IconButton("phone", size=32)
        self.end = IconButton("phone-disconnect", size=32)
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = caller_line(self.avatar, self.name, self.state, self.join, self.take, self.end)
        self.setLayout(layout)
        self.set_close(False)
        self.clicked.connect(lambda: self.chosen.emit(self.call_id))
        for button, signal in ((self.join, self.join_pressed), (self.take, self.take_pressed), (self.end, self.end_pressed)):
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.call_id))

    def set_close(self, on: bool) -> None:
        """Less air, where there are many."""
        air = metrics.TIGHT if on else metrics.SMALL
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(metrics.SMALL, air, metrics.TIGHT, air)
            self.updateGeometry()

    def show_call(self, call: CallSnapshot, services: Services, *, can_join: bool) -> None:
        self.call = call
        name = show_caller(self.avatar, call, services)
        self.name.setText(name)
        rings, up = call.state is CallState.INCOMING, call.state is CallState.ESTABLISHED
        self.join.setVisible(can_join and up and is_ours(call))
        self.take.setVisible(rings or call.by_machine)
        self.join.set_words(tr("Calls", "Join {name} to the conversation", name=name))
        self.setToolTip(tr("Calls", "You hear nothing of it, nor are you heard, until you take over") if call.by_machine else "")
        self.take.set_words(tr("Calls", "Answer {name}", name=name) if rings else tr("Calls", "Take over from the answering machine"))
        self.end.set_words(tr("Calls", "Decline {name}", name=name) if rings else tr("Calls", "Hang up on {name}", name=name))
        self.show_time()

    def show_time(self) -> None:
        if self.call is None:
            return
        self.state.setText(card_state(self.call))
        self.state.set_role("call_text" if self.call.state is CallState.INCOMING else "muted")
        self.setAccessibleName(f"{self.name.text()}: {self.state.text()}")

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        rings = self.call is not None and self.call.state is CallState.INCOMING
        fill(painter, box, metrics.RADIUS, roles.selected if rings else roles.sunken)
        if self.underMouse() or self.isDown():
            fill(painter, box, metrics.RADIUS, roles.shade)
        if self.hasFocus() and self._ringed:
            ring(painter, box, metrics.RADIUS, roles.accent)
        painter.end()


class CallCards(Retranslated):
    """A card for each of the calls that it is given; the cards of calls that go on stay where they are.

    Where they have not the room that they want they scroll; `LEAST` of them are always seen.
    """

    looked_at = Signal(str)  # call_id: go to that one
    joined = Signal(str)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._cards: dict[str, CallCard] = {}
        self._calls: tuple[CallSnapshot, ...] = ()
        self._can_join = False
        self._room = 0
        self._column = QWidget()
        self._layout = QVBoxLayout(self._column)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(metrics.SMALL)
        self.area = QScrollArea()
        self.area.setWidget(self._column)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self.hide()

    def cards(self) -> tuple[CallCard, ...]:
        return tuple(self._cards.values())

    def show_calls(self, calls: tuple[CallSnapshot, ...], *, can_join: bool) -> None:
        """`can_join`: there is a conversation that they could be joined to."""
        self._calls, self._can_join = calls, can_join
        wanted = {call.call_id for call in calls}
        for call_id in [call_id for call_id in self._cards if call_id not in wanted]:
            card = self._cards.pop(call_id)
            card.hide()
            card.deleteLater()
        close = len(calls) > ROOMY
        self._layout.setSpacing(metrics.TIGHT if close else metrics.SMALL)
        for call in calls:
            card = self._cards.get(call.call_id) or self._new(call.call_id)
            card.set_close(close)
            card.show_call(call, self._services, can_join=can_join)
        self._fit()
        self.setVisible(bool(calls))
        if calls and not self._tick.isActive():
            self._tick.start()
        elif not calls:
            self._tick.stop()

    def set_room(self, height: int) -> None:
        """So much is left for them, in pixels."""
        self._room = height
        self._fit()

    def _fit(self) -> None:
        wanted = self._layout.sizeHint().height()
        cards = len(self._cards)
        least = wanted if cards <= LEAST else round(wanted * LEAST / cards)
        self.area.setFixedHeight(min(wanted, max(least, self._room)))

    def retranslate(self) -> None:
        self.show_calls(self._calls, can_join=self._can_join)

    def _new(self, call_id: str) -> CallCard:
        card = CallCard(call_id)
        card.chosen.connect(self._press)
        card.join_pressed.connect(self.joined)
        card.take_pressed.connect(self._take)
        card.end_pressed.connect(self._end)
        self._cards[call_id] = card
        self._layout.addWidget(card)
        card.show()  # it counts from now on, not from the next turn
        return card

    def _show_time(self) -> None:
        for card in self._cards.values():
            card.show_time()

    def _press(self, call_id: str) -> None:
        call = self._services.calls.call(call_id)
        if call is not None and call.state is not CallState.INCOMING and is_ours(call):
            self.looked_at.emit(call_id)

    def _take(self, call_id: str) -> None:
        call = self._services.calls.call(call_id)
        if call is not None and call.by_machine:
            self._services.calls.take_over(call_id)
        elif call is not None:
            self._services.calls.answer(call_id)

    def _end(self, call_id: str) -> None:
        call = self._services.calls.call(call_id)
        if call is not None and call.state is CallState.INCOMING:
            self._services.calls.decline(call_id)
        elif call is not None:
            self._services.calls.hang_up(call_id)
