"""Our own small window for a notice, where the desktop shows none. It never takes the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_app.notifications.desktop import plain
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.label import Label
from ui.widgets.painting import fill

if TYPE_CHECKING:
    from agent_app.notifications.snapshots import ShownNotice

WIDTH: Final = 320
MARGIN: Final = 24
MOST: Final = 3  # at once
SHOWN_MS: Final = 7000
_BODY: Final = 120  # characters


class PopUp(QWidget):
    """A click opens; it goes by itself, but not while the mouse is over it."""

    clicked = Signal(str)  # key
    gone = Signal(str)

    def __init__(self, key: str) -> None:
        flags = Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFixedWidth(WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.key = key
        self.title = Label(semibold=True)
        self.body = Label(role="muted")
        self.body.setWordWrap(True)
        for label in (self.title, self.body):
            label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.MEDIUM, metrics.LARGE, metrics.MEDIUM)
        layout.setSpacing(metrics.TIGHT)
        layout.addWidget(self.title)
        layout.addWidget(self.body)
        self._ending = QTimer(self)
        self._ending.setSingleShot(True)
        self._ending.setInterval(SHOWN_MS)
        self._ending.timeout.connect(lambda: self.gone.emit(self.key))

    def show_notice(self, notice: ShownNotice) -> None:
        title, body = plain(notice.title, 40), plain(notice.body, _BODY)
        self.title.setText(title)
        self.body.setText(body)
        self.setAccessibleName(f"{title}: {body}")
        self.setWindowTitle(title)
        self.adjustSize()
        self._ending.start()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Enter:
            self._ending.stop()
        elif event.type() is QEvent.Type.Leave:
            self._ending.start()
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(self.key)
        else:
            self.gone.emit(self.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        fill(painter, box, 12, roles.outline)
        fill(painter, box.adjusted(1, 1, -1, -1), 11, roles.surface)
        painter.end()


class PopUps(QWidget):
    """At most three, the newest nearest to the corner; one a key. Itself never shown."""

    clicked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._shown: dict[str, PopUp] = {}

    def all(self) -> tuple[PopUp, ...]:
        """The oldest first."""
        return tuple(self._shown.values())

    def show_notice(self, notice: ShownNotice) -> None:
        pop_up = self._shown.pop(notice.key, None) or self._new(notice.key)
        self._shown[notice.key] = pop_up
        pop_up.show_notice(notice)
        while len(self._shown) > MOST:
            self.withdraw(next(iter(self._shown)))
        self._place()
        pop_up.show()

    def withdraw(self, key: str) -> None:
        pop_up = self._shown.pop(key, None)
        if pop_up is not None:
            pop_up.close()
            pop_up.deleteLater()
            self._place()

    def _new(self, key: str) -> PopUp:
        pop_up = PopUp(key)
        pop_up.clicked.connect(self._take_click)
        pop_up.gone.connect(self.withdraw)
        return pop_up

    def _take_click(self, key: str) -> None:
        self.withdraw(key)
        self.clicked.emit(key)

    def _place(self) -> None:
        area = QGuiApplication.primaryScreen().availableGeometry()
        bottom = area.bottom() - MARGIN
        for pop_up in reversed(self._shown.values()):
            bottom -= pop_up.height()
            pop_up.move(area.right() - WIDTH - MARGIN, bottom)
            bottom -= metrics.SMALL
