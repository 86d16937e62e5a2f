"""The calls with a person as quiet cards and the SMS as bubbles, oldest first, with a line for each day.

Painted from a model: any length is smooth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from agent_app.money.snapshots import SmsItem
from agent_app.snapshots import CallDirection, CallItem
from ui.icons import paint_icon
from ui.language import tr
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
MARGIN: Final = 8  # of the bubbles, beside the scroll bar
_NOWHERE: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
Item = CallItem | SmsItem


@dataclass(frozen=True, slots=True)
class Day:
    """A separator before the first item of a day."""

    at_us: int


def moment_of(item: Item) -> int:
    """When it began, or came."""
    return item.at_us if isinstance(item, SmsItem) else item.started_us


def entries_of(items: Sequence[Item]) -> list[Day | Item]:
    """Oldest first, with the days between. `items` come newest first."""
    entries: list[Day | Item] = []
    last = 0
    for item in reversed(items):
        number = day_number(moment_of(item))
        if number != last:
            entries.append(Day(moment_of(item)))
            last = number
        entries.append(item)
    return entries


class TimelineModel(QAbstractListModel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Day | Item] = []

    def show_items(self, items: Sequence[Item]) -> None:
        self.beginResetModel()
        self._entries = entries_of(items)
        self.endResetModel()

    def replace(self, item: SmsItem) -> bool:
        """The SMS as it stands now, in its place; False where it is not shown yet."""
        for row in reversed(range(len(self._entries))):
            known = self._entries[row]
            if isinstance(known, SmsItem) and known.item_id == item.item_id:
                self._entries[row] = item
                self.dataChanged.emit(self.index(row), self.index(row))
                return True
        return False

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
            return _spoken(entry)
        return None


def _spoken(entry: Day | Item) -> str:
    match entry:
        case Day(at_us):
            return day(at_us)
        case SmsItem():
            from ui.conversation.words import status_line

            who = tr("Sms", "Received") if entry.is_incoming else tr("Sms", "Sent")
            return f"{clock(entry.at_us)} {who}: {entry.text}. {status_line(entry)}"
        case _:
            return f"{clock(entry.started_us)} {item_summary(entry)}"


class TimelineDelegate(QStyledItemDelegate):
    again_clicked = Signal(object)  # SmsItem

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, SmsItem):
            return QSize(200, self._bubble(option, entry).height)
        return QSize(200, DAY_HEIGHT if isinstance(entry, Day) else CARD_HEIGHT)

    def _bubble(self, option: QStyleOptionViewItem, item: SmsItem):
        from ui.conversation.bubble import bubble_of  # with the first SMS: not on the way to the first frame

        width = option.rect.width() or option.widget.width()  # pyright: ignore[reportAttributeAccessIssue]
        return bubble_of(item, width - 2 * MARGIN, QLocale().name())

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
        elif isinstance(entry, SmsItem):
            self._paint_bubble(painter, roles, option, entry)
        painter.restore()

    def _paint_bubble(self, painter: QPainter, roles: Roles, option: QStyleOptionViewItem, item: SmsItem) -> None:
        from ui.conversation.bubble import paint_bubble

        keyboard = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        row = QRectF(option.rect).adjusted(MARGIN, 0, -MARGIN, 0)
        paint_bubble(painter, roles, row, item, self._bubble(option, item), focused=option.state & keyboard == keyboard)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        entry = index.data(ENTRY_ROLE)
        released = event.type() is QEvent.Type.MouseButtonRelease
        if released and isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton and isinstance(entry, SmsItem):
            corner = option.rect.topLeft() + QPoint(MARGIN, 0)
            if self._bubble(option, entry).link.translated(corner).contains(event.position()):
                self.again_clicked.emit(entry)
                return True
        return super().editorEvent(event, model, option, index)

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
    """Stays at the newest item, as a conversation does."""

    again_wanted = Signal(object)  # SmsItem: the user wants to send it once more

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = TimelineModel(self)
        delegate = TimelineDelegate(self)
        delegate.again_clicked.connect(self.again_wanted)
        self.setModel(self.entries)
        self.setItemDelegate(delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # bubbles are as high as their text at this width
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(500)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.activated.connect(self._activate)
        self._at_end = True
        self.verticalScrollBar().valueChanged.connect(self._note_place)
        self.verticalScrollBar().rangeChanged.connect(self._keep_place)
        self.setObjectName("timeline")  # the style sheet's name: asking for viewport() here would cost 10 ms of the start

    def show_items(self, items: Sequence[Item]) -> None:
        self.entries.show_items(items)
        self._at_end = True
        self.scrollToBottom()

    def _note_place(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - 2

    def _keep_place(self, least: int, most: int) -> None:
        """Rows were measured, or the room has changed: who was at the end stays there."""
        del least
        if self._at_end:
            self.verticalScrollBar().setValue(most)

    def _activate(self, index: QModelIndex) -> None:
        item = index.data(ENTRY_ROLE)
        if isinstance(item, SmsItem) and _can_send_again(item):
            self.again_wanted.emit(item)

    def _open_menu(self, spot: QPoint) -> None:
        item = self.indexAt(spot).data(ENTRY_ROLE)
        if not isinstance(item, SmsItem):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Sms", "Copy the text")).triggered.connect(lambda: QGuiApplication.clipboard().setText(item.text))
        if _can_send_again(item):
            menu.addAction(tr("Sms", "Send again…")).triggered.connect(lambda: self.again_wanted.emit(item))
        menu.popup(self.viewport().mapToGlobal(spot))


def _can_send_again(item: SmsItem) -> bool:
    from ui.conversation.words import can_send_again

    return can_send_again(item)
