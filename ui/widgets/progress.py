"""Something is going on, and nobody knows how long it takes: a short stroke that runs along a thin line."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.roles import roles_of
from ui.widgets.painting import fill

_FRAME_MS: Final = 33
_ROUND: Final = 40  # frames from end to end


class Progress(QWidget):
    """Moves while it can be seen, and only then."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._step)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _step(self) -> None:
        self._frame = (self._frame + 1) % _ROUND
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 4)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        fill(painter, QRectF(self.rect()), 2, roles.outline)
        stroke = self.width() * 0.3
        left = (self.width() + stroke) * self._frame / _ROUND - stroke
        painter.setClipRect(self.rect())
        fill(painter, QRectF(left, 0, stroke, self.height()), 2, roles.accent)
        painter.end()
