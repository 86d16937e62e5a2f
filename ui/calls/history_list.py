"""The list of calls as a model that reads on while one scrolls, and the delegate that paints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.calls.history_lines import Line, row_of
from ui.contacts.models import RowsModel
from ui.icons import paint_icon
from ui.theme.roles import roles_of
from ui.widgets.painting import row_ground
from ui.widgets.rows import ROW_ROLE, Index, Row, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_app.contacts.service import ContactService

LINE_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_FOLD: Final = 60  # from the left: where a click opens a group


class HistoryModel(RowsModel[Line]):
    more_wanted = Signal()

    def __init__(self, contacts: ContactService, parent: object = None) -> None:
        super().__init__(lambda line: row_of(line, contacts.find_by_remote), parent)
        self._has_more = False

    def show_lines(self, lines: Sequence[Line], *, has_more: bool) -> None:
        self._has_more = has_more
        self.show_items(lines)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._has_more

    def fetchMore(self, parent: Index) -> None:
        del parent
        if self._has_more:
            self._has_more = False  # asked once: the answer says whether there is more yet
            self.more_wanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == LINE_ROLE:
            return self.item(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = super().data(index, ROW_ROLE)
            if isinstance(row, Row) and row.spoken:
                return f"{row.spoken}, {row.when}"
        return super().data(index, role)

    def row_of_key(self, key: tuple[str, bool]) -> int:
        """-1 where it is gone."""
        return next((place for place, line in enumerate(self.items()) if line.key() == key), -1)


class HistoryDelegate(RowDelegate):
    """A line within a group has no picture of its own; a group has a caret, and opens at a click on its left end."""

    fold_clicked = Signal(QModelIndex)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        if not line.is_inner:
            super().paint(painter, option, index)
            if line.is_group():
                name, box = "caret-down" if line.is_open else "caret-right", option.rect
                paint_icon(painter, name, QRectF(box.left() + 2, box.center().y() - 6, 12, 12), roles_of(option.palette).muted)
            return
        row, roles = index.data(ROW_ROLE), roles_of(option.palette)
        if isinstance(row, Row):
            painter.save()
            row_ground(painter, roles, option)
            self._paint_lines(painter, roles, option.rect, row)
            hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
            self.paint_actions(painter, roles, option.rect, row, hot=hot)
            painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        line = index.data(LINE_ROLE)
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseButtonRelease and isinstance(line, Line):
            at_left = event.position().toPoint().x() < option.rect.left() + _FOLD
            if line.is_group() and at_left and event.button() is Qt.MouseButton.LeftButton:
                self.fold_clicked.emit(index)
                return True
        return super().editorEvent(event, model, option, index)
