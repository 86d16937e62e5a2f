"""The contact list in memory: sorted, searched and looked up by number or address; quick with 10,000 contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.contacts.folding import digits_of, fold
from agent_app.snapshots import PointKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_app.snapshots import Contact

_SHORTEST_DIGITS = 2


class ContactIndex:
    """Holds one value a contact; `put` and `drop` change it."""

    def __init__(self, contacts: Iterable[Contact] = ()) -> None:
        self._contacts: dict[str, Contact] = {}
        self._texts: dict[str, tuple[str, str]] = {}  # folded " name words" and "values"
        self._remotes: dict[str, str] = {}
        self._sorted: tuple[Contact, ...] | None = None
        for contact in contacts:
            self.put(contact)

    def __len__(self) -> int:
        return len(self._contacts)

    def get(self, contact_id: str) -> Contact | None:
        return self._contacts.get(contact_id)

    def put(self, contact: Contact) -> None:
        self.drop(contact.contact_id)
        self._contacts[contact.contact_id] = contact
        words = f" {fold(contact.name)}".replace("-", " ")
        self._texts[contact.contact_id] = (words, "\n".join(remote_key(point.value) for point in contact.points))
        for point in contact.points:
            self._remotes.setdefault(remote_key(point.value), contact.contact_id)

    def drop(self, contact_id: str) -> None:
        old = self._contacts.pop(contact_id, None)
        self._sorted = None
        if old is None:
            return
        del self._texts[contact_id]
        for point in old.points:
            if self._remotes.get(remote_key(point.value)) == contact_id:
                self._find_another(remote_key(point.value))

    def sorted(self) -> tuple[Contact, ...]:
        """Favourites first, then by name."""
        if self._sorted is None:
            self._sorted = tuple(sorted(self._contacts.values(), key=self._order))
        return self._sorted

    def by_remote(self, remote: str) -> Contact | None:
        contact_id = self._remotes.get(remote_key(remote))
        return None if contact_id is None else self._contacts[contact_id]

    def search(self, text: str) -> tuple[Contact, ...]:
        """Those that have every word of `text`: at the start of a word of the name, or anywhere in a number or address."""
        words = fold(text).replace("-", " ").split()
        if not words:
            return self.sorted()
        number = digits_of(text) if _is_number(text) else ""
        return tuple(contact for contact in self.sorted() if self._matches(contact.contact_id, words, number))

    def _matches(self, contact_id: str, words: list[str], number: str) -> bool:
        name, values = self._texts[contact_id]
        if number and number in values:
            return True
        return all(f" {word}" in name or word in values for word in words)

    def _order(self, contact: Contact) -> tuple[bool, str, str]:
        return not contact.favourite, self._texts[contact.contact_id][0], contact.contact_id

    def _find_another(self, key: str) -> None:
        del self._remotes[key]
        for contact in self._contacts.values():
            if any(remote_key(point.value) == key for point in contact.points):
                self._remotes[key] = contact.contact_id
                return


def remote_key(remote: str) -> str:
    """A number or address as it is compared: the scheme and case of an address don't tell two people apart here."""
    folded = remote.strip().casefold()
    return folded.removeprefix("sips:").removeprefix("sip:")


def is_phone(remote: str) -> bool:
    return "@" not in remote


def point_kind(remote: str) -> PointKind:
    return PointKind.PHONE if is_phone(remote) else PointKind.SIP


def _is_number(text: str) -> bool:
    return len(digits_of(text)) >= _SHORTEST_DIGITS and all(letter.isdecimal() or letter in "+ ()-.\u00a0\u2011" for letter in text)
