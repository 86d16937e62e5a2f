"""A short list of pages at the side: an icon and a word a row, one chosen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import paint_icon
from ui.theme import metrics
from ui.theme.metrics import font
from ui.theme.roles import roles_of
from ui.widgets.painting import fill, ring

ROW: Final = 40
_ICON_ROLE: Final = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class SectionDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        roles = roles_of(option.palette)
        box = QRectF(option.rect).adjusted(metrics.SMALL, 1, -metrics.SMALL, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            fill(painter, box, metrics.RADIUS_SMALL, roles.selected)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, box, metrics.RADIUS_SMALL, roles.shade)
        ink = roles.accent_text if chosen else roles.on_surface
        paint_icon(painter, str(index.data(_ICON_ROLE)), QRectF(box.left() + 12, box.center().y() - 10, 20, 20), ink)
        painter.setFont(font(semibold=chosen))
        painter.setPen(ink)
        room = box.adjusted(44, 0, -metrics.SMALL, 0)
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), text)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            ring(painter, box, metrics.RADIUS_SMALL, roles.accent)
        painter.restore()


class SectionList(QListWidget):
    """Arrows choose; Enter and Space too say that a page is wanted (`itemClicked`, `itemActivated`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(SectionDelegate(self))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add(self, icon: str, text: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_ICON_ROLE, icon)
        self.addItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentItem():
            self.itemActivated.emit(self.currentItem())
            return
        super().keyPressEvent(event)
