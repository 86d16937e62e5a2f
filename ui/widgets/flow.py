"""Small widgets beside each other, on as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import metrics


class Flow(QWidget):
    """Children in the order in which they were added, each as large as it asks to be."""

    def __init__(self, *, spacing: int = metrics.SMALL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QWidget] = []
        self._spacing = spacing
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        widget.setParent(self)
        widget.show()
        self._items.append(widget)
        self.updateGeometry()

    def take(self, widget: QWidget) -> None:
        """It is no longer in here, and goes."""
        self._items.remove(widget)
        widget.hide()
        widget.deleteLater()
        self._place(self.width())
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self._spacing for item in self._items)
        return QSize(min(max(width, 120), 400), self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 0)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # one of them has other words now
            self._place(self.width())
            self.updateGeometry()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width())

    def _place(self, width: int, *, move: bool = True) -> int:
        """Lay them out within `width`; the height that they take."""
        left = top = high = 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(width, 40), 10_000))
            if left and left + size.width() > width:
                left, top = 0, top + high + self._spacing
                high = 0
            if move:
                item.setGeometry(left, top, size.width(), size.height())
            left += size.width() + self._spacing
            high = max(high, size.height())
        return top + high
