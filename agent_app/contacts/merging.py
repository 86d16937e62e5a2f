"""Contacts that are probably one person: found, put together, and taken apart again."""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from agent_app.contacts.folding import fold
from agent_app.contacts.index import remote_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent_app.snapshots import Contact, ContactPoint


class Likeness(Enum):
    """Why contacts are thought to be one person."""

    REMOTE = "remote"  # a number or address is in each of them
    NAME = "name"  # they are called the same, in whatever order of the words


class Duplicates(msgspec.Struct, frozen=True):
    """Two or more contacts, in the order of the list; `shared` is what they have in common: values, or the name."""

    contacts: tuple[Contact, ...]
    likeness: Likeness
    shared: tuple[str, ...]


def find_duplicates(contacts: Sequence[Contact]) -> tuple[Duplicates, ...]:
    """First those with an equal number or address, then those whose names are equal; nobody stands in two of them."""
    by_value = _alike(contacts, Likeness.REMOTE)
    taken = {contact.contact_id for found in by_value for contact in found.contacts}
    rest = [contact for contact in contacts if contact.contact_id not in taken]
    return *by_value, *_alike(rest, Likeness.NAME)


def merged(contacts: Sequence[Contact]) -> Contact:
    """One of them all: the first's id and name, every number and address once, every note, the first picture and group there is."""
    first = contacts[0]
    notes = dict.fromkeys(contact.note for contact in contacts if contact.note)
    return msgspec.structs.replace(
        first,
        points=_points_of(contacts),
        favourite=any(contact.favourite for contact in contacts),
        note="; ".join(notes),
        group_id=next((contact.group_id for contact in contacts if contact.group_id), ""),
        picture=next((contact.picture for contact in contacts if contact.picture), ""),
    )


def taken_apart(originals: Sequence[Contact], now: Contact | None) -> tuple[Contact, ...]:
    """The originals; what was added to the merged one since (`now`, None where it is gone) stays with the first."""
    if now is None:
        return tuple(originals)
    known = {remote_key(point.value) for contact in originals for point in contact.points}
    added = tuple(point for point in now.points if remote_key(point.value) not in known)
    first = msgspec.structs.replace(originals[0], points=(*originals[0].points, *added))
    return first, *originals[1:]


def _points_of(contacts: Iterable[Contact]) -> tuple[ContactPoint, ...]:
    points: dict[str, ContactPoint] = {}
    for contact in contacts:
        for point in contact.points:
            known = points.get(remote_key(point.value))
            if known is None or (point.label and not known.label):
                points[remote_key(point.value)] = point
    return tuple(points.values())


def _alike(contacts: Sequence[Contact], likeness: Likeness) -> tuple[Duplicates, ...]:
    """Who has a key in common, over others too (A with B, B with C)."""
    roots = _Roots()
    keys_of = {contact.contact_id: _keys(contact, likeness) for contact in contacts}
    owners: dict[str, list[str]] = defaultdict(list)
    for contact_id, keys in keys_of.items():
        for key in keys:
            owners[key].append(contact_id)
    for same in owners.values():
        for other in same[1:]:
            roots.join(same[0], other)
    families: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        families[roots.of(contact.contact_id)].append(contact)
    return tuple(Duplicates(tuple(family), likeness, _shared(family, keys_of, owners)) for family in families.values() if len(family) > 1)


def _keys(contact: Contact, likeness: Likeness) -> tuple[str, ...]:
    if likeness is Likeness.REMOTE:
        return tuple({remote_key(point.value): None for point in contact.points})
    words = sorted(fold(contact.name).replace("-", " ").split())
    return (" ".join(words),) if words else ()


def _shared(family: list[Contact], keys_of: dict[str, tuple[str, ...]], owners: dict[str, list[str]]) -> tuple[str, ...]:
    return tuple({key: None for contact in family for key in keys_of[contact.contact_id] if len(owners[key]) > 1})


class _Roots:
    """Sets that grow together (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, key: str) -> str:
        while (above := self._above.get(key, key)) != key:
            self._above[key] = self._above.get(above, above)
            key = above
        return key

    def join(self, one: str, other: str) -> None:
        self._above[self.of(other)] = self.of(one)
