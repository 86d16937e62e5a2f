"""What a timeline shows, row by row: the items in their order, a line for each day, and one before what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from agent_app.chats.snapshots import MessageItem, MessageKind, place_of
from agent_app.money.snapshots import SmsItem
from agent_app.snapshots import CallItem
from ui.language import tr
from ui.wording.people import item_summary
from ui.wording.times import clock, day, day_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from agent_app.chats.snapshots import TimelineItem

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
GROUP_US: Final = 5 * 60 * 1_000_000  # what one person says within five minutes stands together
_NOWHERE: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Day:
    """A separator before the first item of a day."""

    at_us: int


@dataclass(frozen=True, slots=True)
class News:
    """The line before what came since the user looked last."""


@dataclass(slots=True)
class Entry:
    """One row. `first` of what one person said together; `height` as measured for `measured_for`."""

    what: TimelineItem | Day | News
    first: bool = True
    measured_for: tuple[object, ...] = ()
    height: int = 0

    def key(self) -> object:
        """Equal for two rows that stand for the same thing."""
        if isinstance(self.what, Day):
            return day_number(self.what.at_us)
        return News if isinstance(self.what, News) else self.what.item_id


def moment_of(item: TimelineItem) -> int:
    """When it began, or came."""
    return place_of(item)[0]


def entries_of(items: Sequence[TimelineItem], new_from: str = "", known: dict[object, Entry] | None = None) -> list[Entry]:
    """Rows for `items` (oldest first). `new_from` is the item before which the line of the news stands; `known` rows are used again."""
    entries: list[Entry] = []
    last_day, before = 0, None
    for item in items:
        number = day_number(moment_of(item))
        if number != last_day:
            entries.append(Entry(Day(moment_of(item))))
            last_day, before = number, None
        if item.item_id == new_from:
            entries.append(Entry(News()))
            before = None
        first = not _goes_on(before, item)
        old = known.get(item.item_id) if known else None
        entries.append(old if old is not None and old.what == item and old.first == first else Entry(item, first))
        before = item
    return entries


def _goes_on(before: TimelineItem | None, item: TimelineItem) -> bool:
    if not (isinstance(before, MessageItem) and isinstance(item, MessageItem)):
        return False
    cards = (MessageKind.SYSTEM, MessageKind.WAKE_UP)
    together = before.is_incoming == item.is_incoming and item.at_us - before.at_us < GROUP_US
    return together and before.kind not in cards and item.kind not in cards


class TimelineModel(QAbstractListModel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_items(self, items: Sequence[TimelineItem], new_from: str = "") -> None:
        """`items` oldest first. Rows that stay are left alone: only what differs between the equal ends is exchanged."""
        known = {entry.key(): entry for entry in self._entries}
        self._exchange(entries_of(items, new_from, known))

    def _exchange(self, fresh: list[Entry]) -> None:
        old = self._entries
        shorter = min(len(old), len(fresh))
        head = next((at for at in range(shorter) if old[at].key() != fresh[at].key()), shorter)
        tail = next((at for at in range(shorter - head) if old[-1 - at].key() != fresh[-1 - at].key()), shorter - head)
        gone, come = len(old) - head - tail, len(fresh) - head - tail
        if gone:
            self.beginRemoveRows(_NOWHERE, head, head + gone - 1)
            del old[head : head + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_NOWHERE, head, head + come - 1)
            old[head:head] = fresh[head : head + come]
            self.endInsertRows()
        changed = [row for row, (mine, new) in enumerate(zip(old, fresh, strict=True)) if mine is not new]
        self._entries = fresh
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def refresh(self) -> None:
        """The words have changed, or the day."""
        for entry in self._entries:
            entry.measured_for = ()
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def entry(self, row: int) -> Entry | None:
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, item_id: str) -> int:
        """-1 where it is not shown."""
        return next((row for row, entry in enumerate(self._entries) if entry.key() == item_id), -1)

    def row_of_news(self) -> int:
        return next((row for row, entry in enumerate(self._entries) if isinstance(entry.what, News)), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entry(index.row())
        if entry is None or isinstance(entry.what, (Day, News)):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index.row())
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry.what
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(entry.what)
        return None


def spoken(what: TimelineItem | Day | News) -> str:
    """A row for a screen reader."""
    match what:
        case Day(at_us):
            return day(at_us)
        case News():
            return tr("Chat", "New messages")
        case CallItem():
            return f"{clock(what.started_us)} {item_summary(what)}"
        case SmsItem():
            from ui.conversation.words import status_line

            who = tr("Sms", "Received") if what.is_incoming else tr("Sms", "Sent")
            return f"{clock(what.at_us)} {who}: {what.text}. {status_line(what)}"
        case _:
            from ui.conversation.chat_words import spoken_message

            return spoken_message(what)
