"""The groups of the contact list. Everybody is in one at most: a row has one place, and dragging it one meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.contacts.folding import fold
from agent_app.snapshots import ContactGroup
from agent_app.storage.contacts import save_groups
from agent_app.storage.uuid7 import new_id

if TYPE_CHECKING:
    from agent_app.storage.database import Database

LONGEST_NAME: Final = 64


class ContactGroups(QObject):
    """In the order the user gave them; a name stands once, whatever its case."""

    changed = Signal()
    removed = Signal(str)  # group_id

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._groups: dict[str, ContactGroup] = {}
        self._loaded = False
        database.renewed.connect(self._save)

    def all(self) -> tuple[ContactGroup, ...]:
        return tuple(self._groups.values())

    def get(self, group_id: str) -> ContactGroup | None:
        return self._groups.get(group_id)

    def add(self, name: str) -> str:
        """The group_id of a new last one, or of the one that has this name; "" for a name of nothing."""
        plain = _plain(name)
        if not plain:
            return ""
        found = self._named(plain)
        if found is not None:
            return found.group_id
        group = ContactGroup(new_id(), plain)
        self._groups[group.group_id] = group
        self._tell()
        return group.group_id

    def rename(self, group_id: str, name: str) -> bool:
        """False where that is no name, or another group's."""
        plain, group = _plain(name), self._groups.get(group_id)
        found = self._named(plain)
        if group is None or not plain or (found is not None and found is not group):
            return False
        self._groups[group_id] = msgspec.structs.replace(group, name=plain)
        self._tell()
        return True

    def remove(self, group_id: str) -> None:
        """Its contacts stay, in no group."""
        if self._groups.pop(group_id, None) is not None:
            self.removed.emit(group_id)
            self._tell()

    def move(self, group_id: str, place: int) -> None:
        """To this place among the others, 0 being the first."""
        group = self._groups.get(group_id)
        if group is None:
            return
        others = [other for other in self._groups.values() if other is not group]
        others.insert(max(0, place), group)
        self._groups = {other.group_id: other for other in others}
        self._tell()

    def take_stored(self, groups: tuple[ContactGroup, ...]) -> None:
        """What was read; what was made meanwhile stays."""
        mine, self._groups = self._groups, {group.group_id: group for group in groups} | self._groups
        self._loaded = True
        if mine:
            self._save()
        self.changed.emit()

    def _named(self, name: str) -> ContactGroup | None:
        wanted = fold(name)
        return next((group for group in self._groups.values() if fold(group.name) == wanted), None)

    def _tell(self) -> None:
        self._save()
        self.changed.emit()

    def _save(self) -> None:
        if not self._loaded:
            return  # what is kept is not known yet, and would be lost
        groups = self.all()
        self._database.write(lambda connection: save_groups(connection, groups))


def _plain(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME]
