"""The lists of people and calls as Qt models: rows are made when they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from agent_app.snapshots import CallDirection, CallItem, Contact, ContactPoint, PointKind
from ui.language import tr, tr_count
from ui.widgets.rows import ROW_ROLE, Row
from ui.wording.people import item_summary, person_key, point_label, remote_text
from ui.wording.times import short_when

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent_app.money.snapshots import SmsThread

_NOWHERE: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
Item = TypeVar("Item")


class RowsModel(QAbstractListModel, Generic[Item]):
    """Any items, and the function that makes a row of one."""

    def __init__(self, row_of: Callable[[Item], Row], parent: Any = None) -> None:
        super().__init__(parent)
        self._row_of = row_of
        self._items: Sequence[Item] = ()

    def show_items(self, items: Sequence[Item]) -> None:
        items = tuple(items)  # a list is never equal to a tuple, and all of 10,000 are laid out anew
        if items == self._items:
            return
        self.beginResetModel()
        self._items = items
        self.endResetModel()

    def refresh(self) -> None:
        """The words have changed: the language, or the day."""
        if self._items:
            self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))

    def item(self, row: int) -> Item | None:
        return self._items[row] if 0 <= row < len(self._items) else None

    def items(self) -> Sequence[Item]:
        return self._items

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index.row())
        if item is None:
            return None
        if role == ROW_ROLE:
            return self._row_of(item)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._row_of(item).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self._row_of(item)
            new = tr_count("People", "%n new", row.badge) if row.badge else ""
            return ", ".join(part for part in (row.title, new, row.subtitle, row.when) if part)
        return None


def contact_row(contact: Contact, unseen: int = 0, presence: str = "") -> Row:
    """A contact: its name and the first way to reach it; how many SMS are new; the value of its PresenceStatus."""
    if not contact.points:
        subtitle = tr("People", "No number yet")
    else:
        first = contact.points[0]
        more = len(contact.points) - 1
        subtitle = remote_text(first.value) + (f" +{more}" if more else "")
    star = "star-fill" if contact.favourite else ""
    action = "phone" if contact.points else ""
    return Row(
        *(contact.name, subtitle, contact.name, person_key(contact, "")),
        mark=star,
        action=action,
        badge=unseen,
        presence=presence,
        picture=contact.picture,
    )


def point_row(entry: tuple[Contact, ContactPoint]) -> Row:
    """One number or address of a contact."""
    contact, point = entry
    mark = "phone" if point.kind is PointKind.PHONE else "desktop"
    said = f"{remote_text(point.value)} · {point_label(point)}"
    return Row(contact.name, said, contact.name, person_key(contact, ""), mark=mark, picture=contact.picture)


def call_row(item: CallItem, contact: Contact | None) -> Row:
    """A call: who, when, and how it went."""
    name = contact.name if contact else ""
    mark = "arrow-down-left" if item.direction is CallDirection.INCOMING else "arrow-up-right"
    return Row(
        name or remote_text(item.remote),
        item_summary(item),
        name,
        person_key(contact, item.remote),
        when=short_when(item.started_us),
        role="danger_text" if item.missed else "muted",
        mark="phone-x" if item.missed else mark,
        action="phone",
        picture=contact.picture if contact else "",
        short=item_summary(item, with_direction=False),  # the arrow says it too
    )


def thread_row(thread: SmsThread, contact: Contact | None) -> Row:
    """The SMS with somebody: the latest of them, and how many are new."""
    item = thread.latest
    name = contact.name if contact else ""
    return Row(
        name or remote_text(item.remote),
        tr("People", "SMS: {said}", said=item.text),
        name,
        person_key(contact, item.remote),
        when=short_when(item.at_us),
        role="on_surface" if thread.unseen else "muted",
        mark="chat-text",
        action="chat-text",
        badge=thread.unseen,
        picture=contact.picture if contact else "",
    )
