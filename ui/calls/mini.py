"""A call in a window of its own that is always small and always in front: who, how long, mute, hold, hang up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from telephony.calls import CallState
from ui.calls.who import caller_line, show_caller
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import roles_of
from ui.widgets.avatar import Avatar
from ui.widgets.button import IconButton
from ui.widgets.label import Label
from ui.widgets.painting import fill
from ui.wording.calls import hold_words, sound_words
from ui.wording.states import call_state
from ui.wording.times import seconds_since, timer

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot
    from ui.phone.panel import PhonePanel

WIDTH = 372
MARGIN = 24


class MiniWindow(QWidget):
    """Shows the phone's call; itself dragged by any place that is no button. It takes no keyboard when it appears."""

    whole_wanted = Signal()

    def __init__(self, services: Services, phone: PhonePanel) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self._services = services
        self._phone = phone
        self.avatar = Avatar(36)
        self.name = Label(semibold=True)
        self.state = Label(role="muted", size=Type.SMALL, tabular=True)
        self.mute = IconButton("microphone-slash", filled=True)
        self.hold = IconButton("pause", filled=True)
        self.end = IconButton("phone-disconnect", role="danger")
        self.whole = IconButton("arrows-out-simple", size=28)
        self.mute.setCheckable(True)
        self.hold.setCheckable(True)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._show_time)
        layout = caller_line(self.avatar, self.name, self.state, self.mute, self.hold, self.end, self.whole)
        layout.setContentsMargins(metrics.MEDIUM, metrics.SMALL, metrics.SMALL, metrics.SMALL)
        self.setLayout(layout)
        self.setFixedWidth(WIDTH)
        self.mute.clicked.connect(phone.in_call.toggle_mute)
        self.hold.clicked.connect(phone.in_call.toggle_hold)
        self.end.clicked.connect(phone.in_call.press_hang_up)
        self.whole.clicked.connect(self.whole_wanted)
        services.calls.changed.connect(lambda _: self.refresh())
        self.retranslate()

    def retranslate(self) -> None:
        self.mute.set_words(tr("Phone", "Mute"), tr("Phone", "Switch your microphone off or on (Ctrl+M)"))
        self.end.set_words(tr("Phone", "Hang up"))
        self.whole.set_words(tr("Calls", "The whole window"))
        self.refresh()

    def appear(self) -> None:
        """In the upper right corner of the screen, where there is a call to show."""
        if self._phone.live_call() is None:
            return
        self.refresh()
        self.adjustSize()
        area = QGuiApplication.primaryScreen().availableGeometry()
        self.move(area.right() - WIDTH - MARGIN, area.top() + MARGIN)
        self.show()
        self._tick.start()

    def refresh(self) -> None:
        call = self._phone.live_call()
        if call is None:
            self._tick.stop()
            self.hide()
            return
        who = show_caller(self.avatar, call, self._services)
        name = tr("Calls", "Conference") if call.conference else who
        self.name.setText(name)
        self.setWindowTitle(f"Agent: {name}")
        up = call.state is CallState.ESTABLISHED
        self.mute.setVisible(up)
        self.hold.setVisible(up and not call.conference)
        self.mute.setChecked(call.muted)
        self.hold.setChecked(call.held_here)
        self.hold.set_icon("play" if call.held_here else "pause")
        self.hold.set_words(tr("Calls", "Resume") if call.held_here else tr("Calls", "Hold"))
        self._show_time()

    def _show_time(self) -> None:
        call = self._phone.live_call()
        if call is not None:
            self.state.setText(_line(call))

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle = self.windowHandle()
        if event.button() is Qt.MouseButton.LeftButton and handle:
            handle.startSystemMove()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        self.whole_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        fill(painter, box, 12, roles.outline)
        fill(painter, box.adjusted(1, 1, -1, -1), 11, roles.surface)
        painter.end()


def _line(call: CallSnapshot) -> str:
    if call.state is not CallState.ESTABLISHED:
        return call_state(call.state)
    said = hold_words(call) or (sound_words(call.quality.mos_centi) if call.quality else "")
    return " · ".join(part for part in (timer(seconds_since(call.answered_us)), said) if part)
