"""The field that finds people."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.icons import paint_icon
from ui.theme.roles import roles_of


class SearchField(QLineEdit):
    """A field with a lens; Down goes to the list, Escape clears."""

    down_pressed = Signal()
    entered = Signal()  # somebody is about to type

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(False)
        self.setTextMargins(24, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = self.rect().toRectF()
        box.setRect(10, box.center().y() - 9, 18, 18)
        paint_icon(painter, "magnifying-glass", box, roles_of(self.palette()).muted)
        painter.end()
