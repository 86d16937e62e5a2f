"""What opens over the window beside what was pressed, and closes at a click elsewhere or Escape."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme.roles import roles_of
from ui.widgets.painting import fill

GAP = 4


class Popup(QFrame):
    """Deletes itself when closed. Give it its size first, then `open_below` what opens it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def open_below(self, anchor: QWidget) -> None:
        """Under `anchor`, or above it where there is no room, within its screen."""
        area = anchor.screen().availableGeometry()
        spot = anchor.mapToGlobal(QPoint(0, anchor.height() + GAP))
        spot.setX(max(area.left(), min(spot.x(), area.right() - self.width())))
        if spot.y() + self.height() > area.bottom():
            spot.setY(max(area.top(), anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - GAP))
        self.move(spot)
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        painter.fillRect(self.rect(), roles.outline)
        fill(painter, self.rect().toRectF().adjusted(1, 1, -1, -1), 0, roles.surface)
        painter.end()
