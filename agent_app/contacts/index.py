"""The contact list in memory: sorted, searched and looked up by number or address; quick with 10,000 contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent_app.contacts.folding import digits_of, fold
from agent_app.snapshots import PointKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_app.snapshots import Contact

_SHORTEST_DIGITS: Final = 2
_SHORTEST_AFTER_PREFIX: Final = 3
# Dialled before foreign numbers: 810 in Russia, 00 nearly everywhere else. Before those of other cities: 8 in Russia, 0 in most of Europe.
_PREFIXES: Final = (("810", "+"), ("00", "+"), ("8", "+7"), ("0", ""))


class ContactIndex:
    """Holds one value a contact; `put` and `drop` change it."""

    def __init__(self, contacts: Iterable[Contact] = ()) -> None:
        self._contacts: dict[str, Contact] = {}
        self._texts: dict[str, tuple[str, str]] = {}  # folded " name words" and "values"
        self._remotes: dict[str, str] = {}
        self._sorted: tuple[Contact, ...] | None = None
        self._haystacks: list[tuple[str, str, int]] = []  # with the place in `sorted`
        for contact in contacts:
            self.put(contact)

    def __len__(self) -> int:
        return len(self._contacts)

    def get(self, contact_id: str) -> Contact | None:
        return self._contacts.get(contact_id)

    def put(self, contact: Contact) -> None:
        self.drop(contact.contact_id)
        self._contacts[contact.contact_id] = contact
        words = " ".join(["", *fold(contact.name).replace("-", " ").split()])
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
            self._haystacks = [(*self._texts[contact.contact_id], place) for place, contact in enumerate(self._sorted)]
        return self._sorted

    def by_remote(self, remote: str) -> Contact | None:
        contact_id = self._remotes.get(remote_key(remote))
        return None if contact_id is None else self._contacts[contact_id]

    def search(self, text: str) -> tuple[Contact, ...]:
        """Those that have every word of `text`: at the start of a word of the name, or anywhere in a number or address."""
        everyone = self.sorted()
        words = fold(text).replace("-", " ").split()
        if not words:
            return everyone
        found = self._haystacks
        for word in words:
            start = f" {word}"
            found = [entry for entry in found if start in entry[0] or word in entry[1]]
        places = {entry[2] for entry in found}
        if _is_number(text):
            for digits in _writings(text):
                places.update([place for _, values, place in self._haystacks if digits in values])
        return tuple([everyone[place] for place in sorted(places)])

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


def _writings(text: str) -> tuple[str, ...]:
    """The digits as an E.164 number would have them, where the prefix of the trunk (8 in Russia) or of foreign calls was typed too."""
    digits = digits_of(text)
    if "+" in text:
        return (digits,)
    fitting = [entry for entry in _PREFIXES if digits.startswith(entry[0]) and len(digits) >= len(entry[0]) + _SHORTEST_AFTER_PREFIX]
    return (digits, *(instead + digits.removeprefix(prefix) for prefix, instead in fitting))


def is_phone_only(contact: Contact) -> bool:
    """Whether somebody can be called and sent SMS, and no more: there is no address to write to."""
    return bool(contact.points) and all(point.kind is PointKind.PHONE for point in contact.points)


def is_phone(remote: str) -> bool:
    return "@" not in remote


def point_kind(remote: str) -> PointKind:
    return PointKind.PHONE if is_phone(remote) else PointKind.SIP


def _is_number(text: str) -> bool:
    return len(digits_of(text)) >= _SHORTEST_DIGITS and all(letter.isdecimal() or letter in "+ ()-.\u00a0\u2011" for letter in text)
