"""The number field between its two round buttons."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.phone.field import NumberField
from ui.widgets.button import IconButton


class NumberRow(QWidget):
    """Places its parts itself, as `Lines` does and for the same reason: the field's type changes with its text, and in a `QLayout` each
    change would lay out everything up to the window. The field's text stays in the middle, whether the buttons show or not."""

    def __init__(self, field: NumberField, left: IconButton, right: IconButton) -> None:
        super().__init__()
        self._field, self._left, self._right = field, left, right
        self._told = 0  # the height that the layout around it knows
        for part in (left, field, right):
            part.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, max(self._field.sizeHint().height(), self._left.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            height = self.sizeHint().height()
            if height != self._told:
                self._told = height
                self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, high = self.width(), self.height()
        size = self._left.sizeHint()
        top = (high - size.height()) // 2
        self._left.setGeometry(0, top, size.width(), size.height())
        self._right.setGeometry(wide - size.width(), top, size.width(), size.height())
        self._field.setGeometry(size.width(), 0, wide - 2 * size.width(), high)
