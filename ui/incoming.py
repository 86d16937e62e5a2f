"""The window of an incoming call. It never takes the keyboard; Answer and Decline are far apart; the engine rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from telephony.calls import CallState
from ui.calls.who import show_caller
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import roles_of
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import Label
from ui.widgets.painting import fill
from ui.wording.people import remote_text

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot

WIDTH = 340
MARGIN = 24


class IncomingWindow(QWidget):
    """One ringing call."""

    answered = Signal(str)  # call_id
    declined = Signal(str)
    more_wanted = Signal(str)

    def __init__(self, call_id: str) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFixedWidth(WIDTH)
        self.place = 0  # from the bottom
        self.avatar = Avatar(40)
        self.name = Label(size=Type.TITLE, semibold=True)
        self.under = Label(role="muted")
        self.via = Label(role="muted", size=Type.SMALL)
        self.more = IconButton("dots-three")
        self.more.set_words(tr("Phone", "More answers"))
        self.decline = Button(tr("Phone", "Decline"), kind=Kind.DANGER)
        self.answer = Button(tr("Phone", "Answer"), kind=Kind.CALL)
        for button in (self.decline, self.answer):
            button.setMinimumWidth(120)
        for button in (self.decline, self.answer, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.decline.clicked.connect(lambda: self.declined.emit(call_id))
        self.answer.clicked.connect(lambda: self.answered.emit(call_id))
        self.more.clicked.connect(lambda: self.more_wanted.emit(call_id))
        self._lay_out()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.under)
        words.addWidget(self.via)
        person = QHBoxLayout()
        person.setSpacing(metrics.MEDIUM)
        person.addWidget(self.avatar)
        person.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.decline)
        buttons.addStretch(1)
        buttons.addWidget(self.more)
        buttons.addStretch(1)
        buttons.addWidget(self.answer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.LARGE, metrics.LARGE, metrics.LARGE)
        layout.setSpacing(metrics.LARGE)
        layout.addLayout(person)
        layout.addLayout(buttons)

    def show_call(self, call: CallSnapshot, services: Services) -> None:
        name = show_caller(self.avatar, call, services)
        number = remote_text(call.remote)
        self.name.setText(name)
        kind, via = tr("Phone", "Incoming call"), via_words(call, services)
        self.under.setText(kind if number == name else f"{kind} · {number}")
        self.via.setText(via)
        self.via.setVisible(bool(via))
        self.setAccessibleName(f"{kind}: {name}")
        self.setWindowTitle(f"{kind}: {name}")

    def appear(self, place: int) -> None:
        """In the corner of the screen, above those that ring already."""
        self.place = place
        self.adjustSize()
        area = QGuiApplication.primaryScreen().availableGeometry()
        self.move(area.right() - WIDTH - MARGIN, area.bottom() - (self.height() + 12) * (place + 1) - MARGIN)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        fill(painter, box, 12, roles.outline)
        fill(painter, box.adjusted(1, 1, -1, -1), 11, roles.surface)
        painter.end()


def via_words(call: CallSnapshot, services: Services) -> str:
    """Which account it came to, where there are several, and who sent it on."""
    account = services.accounts.account(call.account_id)
    several = account is not None and len(services.accounts.accounts()) > 1
    parts = [tr("Phone", "for {account}", account=account.address)] if account and several else []
    if call.diverted_from:
        parts.append(tr("Phone", "forwarded by {who}", who=remote_text(call.diverted_from)))
    if call.forwarded_to:
        parts.append(tr("Phone", "is being forwarded to {who}", who=remote_text(call.forwarded_to)))
    return " · ".join(parts)


class IncomingCalls:
    """A window for each call that rings while the main window can't be seen, or another call is in it."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._windows: dict[str, IncomingWindow] = {}
        services.calls.changed.connect(self._take_change)

    def windows(self) -> tuple[IncomingWindow, ...]:
        return tuple(self._windows.values())

    def show_elsewhere(self, call_id: str, on: bool) -> None:
        """The desktop shows this call and can answer it, or does not any more: one of the two is on the screen."""
        window = self._windows.get(call_id)
        if window is not None:
            window.setVisible(not on)

    def _take_change(self, call: CallSnapshot) -> None:
        window = self._windows.get(call.call_id)
        if call.state is CallState.INCOMING:
            if window is None:
                self._open(call)
            else:
                window.show_call(call, self._services)
        elif window is not None:
            del self._windows[call.call_id]
            window.close()
            window.deleteLater()

    def _open(self, call: CallSnapshot) -> None:
        window = IncomingWindow(call.call_id)
        window.answered.connect(self._services.calls.answer)
        window.declined.connect(self._services.calls.decline)
        window.more_wanted.connect(self._open_more)
        window.show_call(call, self._services)
        taken = {other.place for other in self._windows.values()}
        window.appear(next(place for place in range(len(taken) + 1) if place not in taken))
        self._windows[call.call_id] = window

    def _open_more(self, call_id: str) -> None:
        from ui.calls.answers import open_answers

        call, window = self._services.calls.call(call_id), self._windows.get(call_id)
        if call is not None and window is not None:
            open_answers(self._services, call, window.more)
