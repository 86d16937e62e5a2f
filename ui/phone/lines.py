"""A column of lines whose height is set aside: while what shows fits into it, nothing around it is laid out anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP = 2


class Lines(QWidget):
    """Places its parts itself, without a `QLayout`: in one of those a line that comes or goes lays out every widget up to the window, at
    once and then once more, and under the number lines come and go with each key."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[QWidget, bool, int]] = []
        self._reserved = 0
        self._told = 0  # the height that the layout around it knows
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add_line(self, part: QWidget, *, centred: bool = False, above: int = 0) -> None:
        """Below the others: as wide as the column, or as its text in the middle; `above`: pixels more than usual. Shown when told so."""
        part.setParent(self)
        self._parts.append((part, centred, above))

    def set_reserved(self, height: int) -> None:
        """The column is at least so high."""
        self._reserved = height
        self._settle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return max(self._reserved, boxes[-1][1].bottom() + 1 if boxes else 0)

    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))  # it takes the width it gets: a long line is broken or cut

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._reserved)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # a part has come, gone or got other words
            self._settle()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What got other words out of sight told nobody: Qt asks for no layout in a widget that does not show."""
        super().showEvent(event)
        self._settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        boxes = self._boxes(self.width())
        for part, box in boxes:
            part.setGeometry(box)
        height = max(self._reserved, boxes[-1][1].bottom() + 1 if boxes else 0)
        if height != self._told:
            self._told = height
            self.updateGeometry()

    def _boxes(self, width: int) -> list[tuple[QWidget, QRect]]:
        """Where the parts that show stand, from the top."""
        found: list[tuple[QWidget, QRect]] = []
        y = 0
        for part, centred, above in self._parts:
            if part.isHidden():
                continue
            wide = min(part.sizeHint().width(), width) if centred else width
            high = part.heightForWidth(wide) if part.hasHeightForWidth() else part.sizeHint().height()
            y += above + (_GAP if found else 0)
            found.append((part, QRect((width - wide) // 2, y, wide, high)))
            y += high
        return found
