"""Contacts without a database."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.contacts.groups import ContactGroups
from agent_app.contacts.ignored import IgnoreList
from agent_app.contacts.merging import merged
from agent_app.contacts.pictures import PictureFolder
from agent_app.snapshots import Contact, ContactPoint, MergeSnapshot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_app.storage.database import Database


class NoDatabase(QObject):
    """Keeps nothing."""

    renewed = Signal()

    def write(self, job: object) -> None: ...


class FakeContacts(QObject):
    changed = Signal()
    merged = Signal(str, object)

    def __init__(self, *contacts: Contact) -> None:
        super().__init__()
        self.all = {contact.contact_id: contact for contact in contacts}
        self.joined: dict[str, MergeSnapshot] = {}
        database = cast("Database", NoDatabase())
        self.groups = ContactGroups(database, self)
        self.ignored = IgnoreList(database, self.find_by_remote, self)
        self.pictures = PictureFolder(None)

    def is_loaded(self) -> bool:
        return True

    def contacts(self) -> tuple[Contact, ...]:
        return tuple(sorted(self.all.values(), key=lambda contact: (not contact.favourite, contact.name)))

    def contact(self, contact_id: str) -> Contact | None:
        return self.all.get(contact_id)

    def add(self, name: str, points: tuple[ContactPoint, ...] = (), *, favourite: bool = False, note: str = "") -> str:
        contact_id = f"p{len(self.all) + 1}"
        self.change(Contact(contact_id, name, points, favourite, note))
        return contact_id

    def change(self, contact: Contact) -> None:
        self.all[contact.contact_id] = contact
        self.changed.emit()

    def remove(self, contact_id: str) -> None:
        del self.all[contact_id]
        self.changed.emit()

    def add_many(self, contacts: tuple[Contact, ...]) -> None:
        self.all |= {contact.contact_id: contact for contact in contacts}
        self.changed.emit()

    def move(self, contact_ids: Iterable[str], group_id: str, *, favourite: bool = False) -> None:
        found = [self.all[contact_id] for contact_id in contact_ids]
        self.add_many(tuple(msgspec.structs.replace(contact, group_id=group_id, favourite=favourite) for contact in found))

    def merge(self, contact_ids: tuple[str, ...]) -> str:
        found = tuple(self.all.pop(contact_id) for contact_id in contact_ids)
        merge = MergeSnapshot(f"m{len(self.joined) + 1}", contact_ids[0], 0, found)
        self.joined[merge.merge_id] = merge
        self.add_many((merged(found),))
        return merge.merge_id

    def merges(self) -> tuple[MergeSnapshot, ...]:
        return tuple(self.joined.values())

    def undo_merge(self, merge_id: str) -> None:
        self.add_many(self.joined.pop(merge_id).originals)

    def find_by_remote(self, remote: str) -> Contact | None:
        return next((contact for contact in self.all.values() if any(point.value == remote for point in contact.points)), None)

    def search(self, text: str) -> tuple[Contact, ...]:
        wanted = text.casefold()
        return tuple(
            contact
            for contact in self.contacts()
            if wanted in contact.name.casefold() or any(wanted in point.value for point in contact.points)
        )
