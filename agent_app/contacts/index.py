"""The contact list in memory: sorted, searched and looked up by number or address; quick with 10,000 contacts."""

from __future__ import annotations

from dataclasses import dataclass, field
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

_Haystack = tuple[str, str, int]
"""Folded " name words", "values", and the place in `sorted`."""


@dataclass(frozen=True, slots=True)
class _Last:
    """The latest search: who types on looks among what it found. `found` have the words, `numbers` are by the digits that they have."""

    text: str | None = None
    words: list[str] = field(default_factory=list[str])
    found: list[_Haystack] = field(default_factory=list[_Haystack])
    numbers: dict[str, list[_Haystack]] = field(default_factory=dict[str, list[_Haystack]])
    matches: tuple[Contact, ...] = ()


class ContactIndex:
    """Holds one value a contact; `put` and `drop` change it."""

    def __init__(self, contacts: Iterable[Contact] = ()) -> None:
        self._contacts: dict[str, Contact] = {}
        self._texts: dict[str, tuple[str, str]] = {}  # folded " name words" and "values"
        self._remotes: dict[str, str] = {}
        self._sorted: tuple[Contact, ...] | None = None
        self._haystacks: list[_Haystack] = []
        self._last = _Last()
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
            self._last = _Last()
        return self._sorted

    def by_remote(self, remote: str) -> Contact | None:
        contact_id = self._remotes.get(remote_key(remote))
        return None if contact_id is None else self._contacts[contact_id]

    def search(self, text: str) -> tuple[Contact, ...]:
        """Those that have every word of `text`: at the start of a word of the name, or anywhere in a number or address."""
        everyone, last = self.sorted(), self._last
        words = fold(text).replace("-", " ").split()
        if not words:
            return everyone
        if text == last.text:
            return last.matches  # several ask with each key
        found = self._with_words(words)
        numbers = self._with_numbers(text) if len(found) < len(everyone) else {}
        places = {entry[2] for some in (found, *numbers.values()) for entry in some}
        matches = tuple([everyone[place] for place in sorted(places)]) if len(places) < len(everyone) else everyone
        self._last = _Last(text, words, found, numbers, matches)
        return matches

    def _with_words(self, words: list[str]) -> list[_Haystack]:
        """Who types on looks among those that were found: each word only grows, and there are more of them."""
        before, found = self._last.words, self._last.found
        if not before or len(words) < len(before) or not all(map(str.startswith, words, before)):
            before, found = [], self._haystacks
        for word in [word for place, word in enumerate(words) if before[place : place + 1] != [word]]:
            start = f" {word}"
            found = [entry for entry in found if start in entry[0] or word in entry[1]]
        return found

    def _with_numbers(self, text: str) -> dict[str, list[_Haystack]]:
        """Of a number in any writing, by the digits that it may have."""
        found: dict[str, list[_Haystack]] = {}
        for digits in _writings(text) if _is_number(text) else ():
            among = next((known for fewer, known in self._last.numbers.items() if fewer in digits), self._haystacks)
            found[digits] = [entry for entry in among if digits in entry[1]]
        return found

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
