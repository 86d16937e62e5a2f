"""A table of any length, painted from a model: columns where there is room for them, two lines a row where there is not.

A text that is too long for its column is broken into two smaller lines, and cut only where these don't take it either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.theme.roles import Roles, roles_of
from ui.widgets.label import plain_tip
from ui.widgets.painting import row_ground

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CELLS_ROLE: Final = Qt.ItemDataRole.UserRole + 1
WIDE_FROM: Final = 560
WIDE_ROW: Final = 40
PAGE: Final = 2000  # rows that a view is told of at a time: it measures each of them
_ROLES: Final = (
    CELLS_ROLE,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.ToolTipRole,  # the whole of what may be cut
)
_NOWHERE: Final = QModelIndex()
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight)
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """`share` of the width that is left beside the fixed ones; `heads`: it stays on the first line of a narrow row."""

    width: int = 0
    share: int = 0
    at_right: bool = False
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """A row's texts, one a column, and the roles of those that are not plain."""

    texts: tuple[str, ...]
    roles: tuple[str, ...] = ()

    def role(self, column: int) -> str:
        return self.roles[column] if column < len(self.roles) and self.roles[column] else ""


class TableModel(QAbstractListModel):
    """Any items; cells are made of the rows that are looked at."""

    def __init__(self, cells_of: Callable[[Any], Cells], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells_of = cells_of
        self._items: Sequence[Any] = ()
        self._told = 0
        self.titles: tuple[str, ...] = ()

    def show_items(self, items: Sequence[Any]) -> None:
        self.beginResetModel()
        self._items, self._told = items, min(PAGE, len(items))
        self.endResetModel()

    def refresh(self) -> None:
        """The words have changed."""
        if self._told:
            self.dataChanged.emit(self.index(0), self.index(self._told - 1))

    def item(self, row: int) -> Any:
        return self._items[row] if 0 <= row < len(self._items) else None

    def items(self) -> Sequence[Any]:
        return self._items

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._told < len(self._items)

    def fetchMore(self, parent: Index) -> None:
        del parent
        told = min(self._told + PAGE, len(self._items))
        self.beginInsertRows(QModelIndex(), self._told, told - 1)
        self._told = told
        self.endInsertRows()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._told

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < self._told:
            return None
        if role not in _ROLES:
            return None
        cells = self._cells_of(self._items[index.row()])
        if role == CELLS_ROLE:
            return cells
        if role == Qt.ItemDataRole.DisplayRole:
            return cells.texts[0]
        named = zip(self.titles, cells.texts, strict=False)
        said = ", ".join(f"{title}: {text}" if title else text for title, text in named if text)
        return plain_tip(said) if role == Qt.ItemDataRole.ToolTipRole else said


class TableDelegate(QStyledItemDelegate):
    """`wide_from`: the width in pixels from which a row is one of columns."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget, wide_from: int = WIDE_FROM) -> None:
        super().__init__(parent)
        self.columns = columns
        self.wide_from = wide_from

    def boxes(self, left: int, width: int) -> list[tuple[int, int]]:
        """Each column's left edge and width within `width`, of a row that begins at `left`."""
        inside = width - 2 * metrics.LARGE
        rest = inside - sum(column.width for column in self.columns) - metrics.HUGE * (len(self.columns) - 1)
        shares = sum(column.share for column in self.columns) or 1
        spots: list[tuple[int, int]] = []
        at = left + metrics.LARGE
        for column in self.columns:
            wide = column.width + max(0, rest) * column.share // shares
            spots.append((at, wide))
            at += wide + metrics.HUGE
        return spots

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del index
        wide = option.rect.width() >= self.wide_from
        return QSize(200, WIDE_ROW if wide else metrics.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cells = index.data(CELLS_ROLE)
        if not isinstance(cells, Cells):
            return
        roles = roles_of(option.palette)
        painter.save()
        row_ground(painter, roles, option)
        if option.rect.width() >= self.wide_from:
            self._paint_wide(painter, roles, option.rect, cells)
        else:
            self._paint_narrow(painter, roles, option.rect, cells)
        painter.restore()

    def _paint_wide(self, painter: QPainter, roles: Roles, box: QRect, cells: Cells) -> None:
        for place, (left, width) in enumerate(self.boxes(box.left(), box.width())):
            column = self.columns[place]
            painter.setFont(font(semibold=place == 0, tabular=column.at_right))
            role = cells.role(place) or ("on_surface" if column.heads else "muted")
            spot, text = QRect(left, box.top(), width, box.height()), cells.texts[place]
            small = font(Type.SMALL, semibold=place == 0, tabular=column.at_right)
            if painter.fontMetrics().horizontalAdvance(text) > width and takes(small, text, spot.size()):
                painter.setFont(small)
                painter.setPen(getattr(roles, role))
                painter.drawText(spot, _WRAPPED | (_RIGHT if column.at_right else _LEFT), text)
            else:
                self._text(painter, roles, role, spot, text, at_right=column.at_right)

    def _paint_narrow(self, painter: QPainter, roles: Roles, box: QRect, cells: Cells) -> None:
        left, right = box.left() + metrics.LARGE, box.right() - metrics.LARGE
        for place in reversed(range(1, len(self.columns))):
            if self.columns[place].heads:
                painter.setFont(font(tabular=True))
                width = min(painter.fontMetrics().horizontalAdvance(cells.texts[place]) + 2, (right - left) // 2)
                spot = QRect(right - width, box.top() + 8, width, 20)
                self._text(painter, roles, cells.role(place) or "on_surface", spot, cells.texts[place], at_right=True)
                right -= width + metrics.SMALL
        painter.setFont(font(semibold=True))
        self._text(painter, roles, cells.role(0) or "on_surface", QRect(left, box.top() + 8, right - left, 20), cells.texts[0])
        rest = [text for text, column in zip(cells.texts, self.columns, strict=True) if text and not column.heads]
        painter.setFont(font())
        line = QRect(left, box.top() + 28, box.width() - 2 * metrics.LARGE, 20)
        self._text(painter, roles, "muted", line, " · ".join(rest))

    def _text(self, painter: QPainter, roles: Roles, role: str, box: QRect, text: str, *, at_right: bool = False) -> None:
        painter.setPen(getattr(roles, role))
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        cut = painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), cut)


def takes(type_face: QFont, text: str, room: QSize) -> bool:
    """Whether the whole text fits, broken into lines between its words."""
    needed = QFontMetrics(type_face).boundingRect(QRect(0, 0, room.width(), 1000), _WRAPPED | _LEFT, text)
    return needed.width() <= room.width() and needed.height() <= room.height()


class Heading(QWidget):
    """The columns' titles, with a hair line below."""

    def __init__(self, delegate: TableDelegate) -> None:
        super().__init__()
        self._delegate = delegate
        self.titles: tuple[str, ...] = ()
        self.setFixedHeight(28)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        painter.setFont(font(Type.SMALL))
        painter.setPen(roles.muted)
        for (left, width), column, title in zip(
            self._delegate.boxes(0, self.contentsRect().width()), self._delegate.columns, self.titles, strict=False
        ):
            side = Qt.AlignmentFlag.AlignRight if column.at_right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRect(left, 0, width, self.height()), int(side | Qt.AlignmentFlag.AlignVCenter), title)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), roles.outline)
        painter.end()


class Table(QWidget):
    """`columns` once; titles and name by `set_words`, items by `show_items`."""

    chosen = Signal(object)  # the item of the current row

    def __init__(
        self, columns: tuple[Column, ...], cells_of: Callable[[Any], Cells], parent: QWidget | None = None, *, wide_from: int = WIDE_FROM
    ) -> None:
        super().__init__(parent)
        self.model = TableModel(cells_of, self)
        self.view = QListView()
        self.delegate = TableDelegate(columns, self.view, wide_from)
        self.heading = Heading(self.delegate)
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self.delegate)
        view.setUniformItemSizes(True)
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the titles stand above their columns
        view.verticalScrollBar().rangeChanged.connect(lambda least, most: view.verticalScrollBar().setEnabled(most > least))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        view.selectionModel().currentChanged.connect(lambda index, _: self.chosen.emit(self.model.item(index.row())))
        self.setFocusProxy(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addWidget(view, 1)

    def set_words(self, name: str, titles: tuple[str, ...]) -> None:
        self.view.setAccessibleName(name)
        self.heading.titles = self.model.titles = titles
        self.heading.update()
        self.model.refresh()

    def show_items(self, items: Sequence[Any]) -> None:
        self.model.show_items(items)
        self.view.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.view.verticalScrollBar().sizeHint().width()
        self.heading.setContentsMargins(0, 0, room, 0)
        self.heading.setVisible(self.width() - room >= self.delegate.wide_from)
