"""An empty place that says what will be here and how to begin."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.icons import paint_icon
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import roles_of
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label


class Figure(QWidget):
    """One large icon, for looking at."""

    def __init__(self, icon: str, size: int = 48, role: str = "muted") -> None:
        super().__init__()
        self._icon = icon
        self._size = size
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        left = (self.width() - self._size) / 2
        paint_icon(painter, self._icon, QRectF(left, 0, self._size, self._size), getattr(roles_of(self.palette()), self._role))
        painter.end()


class EmptyState(QWidget):
    """A figure, a headline, a sentence, and where it helps a button."""

    wanted = Signal()

    def __init__(self, icon: str, button: str = "", *, kind: Kind = Kind.LINK) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        self._title = Label(size=Type.TITLE, semibold=True, align=middle)
        self._lead = Label(role="muted", wrap=True, align=middle)
        self._button = Button(button, kind=kind)
        self._button.clicked.connect(self.wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.HUGE)
        layout.setSpacing(metrics.SMALL)
        layout.addStretch(2)
        for part in (Figure(icon), self._title, self._lead):
            layout.addWidget(part)
        layout.addWidget(self._button, 0, middle)
        layout.addStretch(3)

    def say(self, title: str, lead: str, button: str = "") -> None:
        self._title.setText(title)
        self._lead.setText(lead)
        self._button.setText(button)
        self._button.setVisible(bool(button))
