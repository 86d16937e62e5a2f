"""The contact list."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_app.contacts.index import ContactIndex
from agent_app.snapshots import Contact, ContactPoint
from agent_app.storage.contacts import delete_contact, load_contacts, save_contacts
from agent_app.storage.uuid7 import new_id

if TYPE_CHECKING:
    from agent_app.storage.database import Database

log = logging.getLogger(__name__)


class ContactService(QObject):
    """All contacts are in memory once `load` has come back; each change is written behind."""

    changed = Signal()  # read contacts() anew

    def __init__(self, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._index = ContactIndex()
        self._touched: set[str] = set()  # changed or removed before the list was read
        self._loaded = False
        database.renewed.connect(self._save_all)

    def load(self) -> None:
        """Read the list; `changed` says when it is there."""
        self._database.read(lambda connection: ContactIndex(load_contacts(connection)), self._take)

    def contacts(self) -> tuple[Contact, ...]:
        """Sorted by name, favourites first."""
        return self._index.sorted()

    def contact(self, contact_id: str) -> Contact | None:
        return self._index.get(contact_id)

    def add(self, name: str, points: tuple[ContactPoint, ...] = (), *, favourite: bool = False, note: str = "") -> str:
        """The new contact_id."""
        contact = Contact(new_id(), name, points, favourite, note)
        self._put(contact)
        return contact.contact_id

    def add_many(self, contacts: tuple[Contact, ...]) -> None:
        """Several at once, in one write and one `changed`."""
        for contact in contacts:
            self._index.put(contact)
            self._touched.add(contact.contact_id)
        self._database.write(lambda connection: save_contacts(connection, contacts))
        self.changed.emit()

    def change(self, contact: Contact) -> None:
        """The contact with this contact_id is now so."""
        if self._index.get(contact.contact_id) != contact:
            self._put(contact)

    def remove(self, contact_id: str) -> None:
        """Forget the contact; its calls stay, under their numbers."""
        self._index.drop(contact_id)
        self._touched.add(contact_id)
        self._database.write(lambda connection: delete_contact(connection, contact_id))
        self.changed.emit()

    def find_by_remote(self, remote: str) -> Contact | None:
        """The contact with this number (E.164) or address (user@domain, any case)."""
        return self._index.by_remote(remote)

    def search(self, text: str) -> tuple[Contact, ...]:
        """Contacts with a word of their name that begins so, or with these digits or letters in a number or address; all for ""."""
        return self._index.search(text)

    def _put(self, contact: Contact) -> None:
        self._index.put(contact)
        self._touched.add(contact.contact_id)
        self._database.write(lambda connection: save_contacts(connection, (contact,)))
        self.changed.emit()

    def _take(self, stored: ContactIndex) -> None:
        """What was changed while the list was read is newer than what was read."""
        for contact_id in self._touched:
            contact = self._index.get(contact_id)
            if contact is None:
                stored.drop(contact_id)
            else:
                stored.put(contact)
        self._index = stored
        self._touched.clear()
        self._loaded = True
        log.info("%d contacts", len(stored))
        self.changed.emit()

    def _save_all(self) -> None:
        everyone = self._index.sorted()
        if everyone:
            self._database.write(lambda connection: save_contacts(connection, everyone))
