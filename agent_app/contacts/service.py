"""The contact list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from agent_app.snapshots import Contact, ContactPoint


class ContactService(QObject):
    changed = Signal()  # read contacts() anew

    def contacts(self) -> tuple[Contact, ...]:
        """Sorted by name, favourites first."""
        return ()

    def contact(self, contact_id: str) -> Contact | None:
        return None

    def add(self, name: str, points: tuple[ContactPoint, ...] = (), *, favourite: bool = False, note: str = "") -> str:
        """The new contact_id."""
        return ""

    def change(self, contact: Contact) -> None: ...

    def remove(self, contact_id: str) -> None: ...

    def find_by_remote(self, remote: str) -> Contact | None:
        """The contact with this number (E.164) or address (user@domain, any case)."""
        return None

    def search(self, text: str) -> tuple[Contact, ...]:
        """Contacts with a word of their name that begins so, or with these digits or letters in a number or address; all for ""."""
        return ()
