"""The calls with a person as quiet cards, oldest first, with a line for each day. Painted from a model: any length is smooth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from agent_app.snapshots import CallDirection, CallItem
from ui.icons import paint_icon
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.theme.roles import Roles, roles_of
from ui.widgets.painting import fill
from ui.wording.people import item_summary
from ui.wording.times import clock, day, day_number

if TYPE_CHECKING:
    from collections.abc import Sequence

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
DAY_HEIGHT: Final = 36
CARD_HEIGHT: Final = 48
_NOWHERE: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Day:
    """A separator before the first call of a day."""

    at_us: int


def entries_of(items: Sequence[CallItem]) -> list[Day | CallItem]:
    """Oldest first, with the days between. `items` come newest first."""
    entries: list[Day | CallItem] = []
    last = 0
    for item in reversed(items):
        number = day_number(item.started_us)
        if number != last:
            entries.append(Day(item.started_us))
            last = number
        entries.append(item)
    return entries


class TimelineModel(QAbstractListModel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Day | CallItem] = []

    def show_items(self, items: Sequence[CallItem]) -> None:
        self.beginResetModel()
        self._entries = entries_of(items)
        self.endResetModel()

    def refresh(self) -> None:
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return day(entry.at_us) if isinstance(entry, Day) else f"{clock(entry.started_us)} {item_summary(entry)}"
        return None


class TimelineDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, DAY_HEIGHT if isinstance(index.data(ENTRY_ROLE), Day) else CARD_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        roles = roles_of(option.palette)
        box = QRectF(option.rect)
        painter.save()
        if isinstance(entry, Day):
            painter.setFont(font(Type.SMALL, semibold=True))
            painter.setPen(roles.muted)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, day(entry.at_us))
        elif isinstance(entry, CallItem):
            self._paint_card(painter, roles, box, entry)
        painter.restore()

    def _paint_card(self, painter: QPainter, roles: Roles, box: QRectF, item: CallItem) -> None:
        painter.setFont(font())
        metric = painter.fontMetrics()
        line, when = item_summary(item), clock(item.started_us)
        when_width = metric.horizontalAdvance(when) + 12
        width = min(box.width() - 32, metric.horizontalAdvance(line) + when_width + 64)
        card = QRectF(box.center().x() - width / 2, box.top() + 4, width, box.height() - 8)
        fill(painter, card, metrics.RADIUS, roles.outline)
        fill(painter, card.adjusted(1, 1, -1, -1), metrics.RADIUS - 1, roles.surface)
        icon, color = self._mark(roles, item)
        paint_icon(painter, icon, QRectF(card.left() + 14, card.center().y() - 8, 16, 16), color)
        painter.setPen(roles.danger_text if item.missed else roles.on_surface)
        room = card.adjusted(40, 0, -when_width - 8, 0)
        cut = metric.elidedText(line, Qt.TextElideMode.ElideRight, int(room.width() + 1))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), cut)
        painter.setFont(font(Type.SMALL))
        painter.setPen(roles.muted)
        painter.drawText(card.adjusted(0, 0, -14, 0), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), when)

    def _mark(self, roles: Roles, item: CallItem):
        if item.missed:
            return "phone-x", roles.danger_text
        incoming = item.direction is CallDirection.INCOMING
        return ("arrow-down-left" if incoming else "arrow-up-right"), (roles.call_text if item.duration_s else roles.muted)


class Timeline(QListView):
    """Stays at the newest call, as a conversation does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = TimelineModel(self)
        self.setModel(self.entries)
        self.setItemDelegate(TimelineDelegate(self))
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(500)
        self.setObjectName("timeline")  # the style sheet's name: asking for viewport() here would cost 10 ms of the start

    def show_items(self, items: Sequence[CallItem]) -> None:
        self.entries.show_items(items)
        self.scrollToBottom()
