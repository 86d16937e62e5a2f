"""The phone scrolls where it is too long; what stands below it during a call does not: the red button is always in sight."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.theme import metrics
from ui.theme.roles import roles_of


class PhoneScroll(QScrollArea):
    """`resized`: what is in it has more room now, or less."""

    resized = Signal()

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class CallFoot(QWidget):
    """A line above it says that the phone goes on behind it."""

    def __init__(self, above: QScrollArea) -> None:
        super().__init__()
        self._bar = above.verticalScrollBar()
        self._bar.rangeChanged.connect(lambda *_: self.update())
        self._bar.valueChanged.connect(lambda _: self.update())
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, metrics.LARGE)
        self.setAutoFillBackground(True)
        self.hide()

    def take(self, button: QWidget) -> None:
        self._layout.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        if self._bar.value() < self._bar.maximum():
            painter = QPainter(self)
            painter.fillRect(QRectF(0, 0, self.width(), metrics.HAIR), roles_of(self.palette()).outline)
            painter.end()
