"""The contact list."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.clock import now_us
from agent_app.contacts.groups import ContactGroups
from agent_app.contacts.ignored import IgnoreList
from agent_app.contacts.index import ContactIndex
from agent_app.contacts.merging import merged, taken_apart
from agent_app.contacts.pictures import PictureFolder
from agent_app.snapshots import Contact, ContactPoint, MergeSnapshot
from agent_app.storage.contacts import delete_contact, delete_merge, load_people, save_contacts, save_merge
from agent_app.storage.uuid7 import new_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from agent_app.storage.contacts import StoredPeople
    from agent_app.storage.database import Database

log = logging.getLogger(__name__)


class ContactService(QObject):
    """All contacts are in memory once `load` has come back; each change is written behind."""

    changed = Signal()  # read contacts() anew
    merged = Signal(str, object)  # the contact_id that stays, tuple of those that are gone

    def __init__(self, database: Database, parent: QObject | None = None, *, pictures: Path | None = None) -> None:
        """`pictures` is the folder where contacts' pictures are kept; without one there are none."""
        super().__init__(parent)
        self._database = database
        self._index = ContactIndex()
        self._touched: set[str] = set()  # changed or removed before the list was read
        self._merges: dict[str, MergeSnapshot] = {}
        self._loaded = False
        self._waiting: list[Callable[[], None]] = []
        self.pictures = PictureFolder(pictures)
        self.groups = ContactGroups(database, self)
        self.ignored = IgnoreList(database, self.find_by_remote, self)
        self.groups.removed.connect(self._leave_group)
        database.renewed.connect(self._save_all)

    def load(self) -> None:
        """Read the list; `changed` says when it is there."""
        folder = self.pictures.path
        self.ignored.load()
        self._database.read(lambda connection: _indexed(load_people(connection, folder)), self._take)

    def is_loaded(self) -> bool:
        """Whether the list was read: before that nobody knows whether it is empty."""
        return self._loaded

    def when_loaded(self, action: Callable[[], None]) -> None:
        """Do what asks who is a contact: at once, or when the list is there."""
        if self._loaded:
            action()
        else:
            self._waiting.append(action)

    def contacts(self) -> tuple[Contact, ...]:
        """Sorted by name, favourites first."""
        return self._index.sorted()

    def contact(self, contact_id: str) -> Contact | None:
        return self._index.get(contact_id)

    def add(self, name: str, points: tuple[ContactPoint, ...] = (), *, favourite: bool = False, note: str = "") -> str:
        """The new contact_id."""
        contact = Contact(new_id(), name, points, favourite, note)
        self.add_many((contact,))
        return contact.contact_id

    def add_many(self, contacts: tuple[Contact, ...]) -> None:
        """Several at once, new or changed, in one write and one `changed`."""
        for contact in contacts:
            self._index.put(contact)
            self._touched.add(contact.contact_id)
        self._database.write(lambda connection: save_contacts(connection, contacts))
        self.changed.emit()

    def change(self, contact: Contact) -> None:
        """The contact with this contact_id is now so."""
        if self._index.get(contact.contact_id) != contact:
            self.add_many((contact,))

    def remove(self, contact_id: str) -> None:
        """Forget the contact; its calls stay, under their numbers, and who was ignored stays so."""
        contact = self._index.get(contact_id)
        self._drop(contact_id)
        if contact is not None:
            self.ignored.forget_contact(contact)
        self.changed.emit()

    def find_by_remote(self, remote: str) -> Contact | None:
        """The contact with this number (E.164) or address (user@domain, any case)."""
        return self._index.by_remote(remote)

    def search(self, text: str) -> tuple[Contact, ...]:
        """Contacts with a word of their name that begins so, or with these digits or letters in a number or address; all for ""."""
        return self._index.search(text)

    def move(self, contact_ids: Iterable[str], group_id: str, *, favourite: bool = False) -> None:
        """Into a group ("": in none), and among the favourites or not."""
        found = [contact for contact in map(self._index.get, contact_ids) if contact is not None]
        moved = tuple(msgspec.structs.replace(contact, group_id=group_id, favourite=favourite) for contact in found)
        if moved != tuple(found):
            self.add_many(moved)

    def merge(self, contact_ids: tuple[str, ...]) -> str:
        """Make one contact of several, with the first's id. The merge_id undoes it, after a restart too; "" where nothing is merged."""
        found = tuple(contact for contact in map(self._index.get, dict.fromkeys(contact_ids)) if contact is not None)
        if len(found) < 2:
            return ""
        merge = MergeSnapshot(new_id(), found[0].contact_id, now_us(), found)
        gone = tuple(contact.contact_id for contact in found[1:])
        self._merges[merge.merge_id] = merge
        self._database.write(lambda connection: save_merge(connection, merge))
        for contact_id in gone:
            self._drop(contact_id)
        self.ignored.follow_merge(merge.contact_id, gone)
        self.add_many((merged(found),))
        self.merged.emit(merge.contact_id, gone)
        return merge.merge_id

    def merges(self) -> tuple[MergeSnapshot, ...]:
        """Those that can be undone, oldest first."""
        return tuple(self._merges.values())

    def undo_merge(self, merge_id: str) -> None:
        """The contacts are again what they were; numbers added meanwhile stay with the first."""
        merge = self._merges.pop(merge_id, None)
        if merge is not None:
            self._database.write(lambda connection: delete_merge(connection, merge_id))
            self.add_many(taken_apart(merge.originals, self._index.get(merge.contact_id)))

    def _drop(self, contact_id: str) -> None:
        self._index.drop(contact_id)
        self._touched.add(contact_id)
        self._database.write(lambda connection: delete_contact(connection, contact_id))

    def _leave_group(self, group_id: str) -> None:
        members = tuple(contact for contact in self.contacts() if contact.group_id == group_id)
        if members:
            self.add_many(tuple(msgspec.structs.replace(contact, group_id="") for contact in members))

    def _take(self, read: tuple[ContactIndex, StoredPeople]) -> None:
        """What was changed while the list was read is newer than what was read."""
        stored, people = read
        for contact_id in self._touched:
            contact = self._index.get(contact_id)
            if contact is None:
                stored.drop(contact_id)
            else:
                stored.put(contact)
        self._index, self._loaded = stored, True
        self._touched.clear()
        self._merges = {merge.merge_id: merge for merge in people.merges} | self._merges
        self.groups.take_stored(people.groups)
        self.ignored.meet_contacts()
        log.info("%d contacts", len(stored))
        self.changed.emit()
        waiting, self._waiting = self._waiting, []
        for action in waiting:
            action()

    def _save_all(self) -> None:
        everyone = self._index.sorted()
        if everyone:
            self._database.write(lambda connection: save_contacts(connection, everyone))


def _indexed(people: StoredPeople) -> tuple[ContactIndex, StoredPeople]:
    """In the reading lane: folding 10,000 names takes a while."""
    index = ContactIndex(people.contacts)
    index.sorted()
    return index, people
