"""Contacts, their groups, who is ignored, and merges that can be undone, in the database."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from agent_app.snapshots import Contact, ContactGroup, ContactPoint, MergeSnapshot, PointKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

MERGES_KEPT: Final = 200


class StoredPeople(msgspec.Struct, frozen=True):
    """Everything of the contact list as it was read."""

    contacts: tuple[Contact, ...] = ()
    groups: tuple[ContactGroup, ...] = ()
    merges: tuple[MergeSnapshot, ...] = ()


def save_contacts(connection: sqlite3.Connection, contacts: Sequence[Contact]) -> None:
    """Each as it is now, its numbers and addresses in their order. Of a picture its file's name is kept: a profile may move."""
    for contact in contacts:
        connection.execute(
            "INSERT INTO contact (contact_id, name, favourite, note, group_id, picture) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (contact_id) DO UPDATE SET name = excluded.name, favourite = excluded.favourite, note = excluded.note,"
            " group_id = excluded.group_id, picture = excluded.picture",
            (contact.contact_id, contact.name, int(contact.favourite), contact.note, contact.group_id, Path(contact.picture).name),
        )
        connection.execute("DELETE FROM contact_point WHERE contact_id = ?", (contact.contact_id,))
        connection.executemany(
            "INSERT INTO contact_point VALUES (?, ?, ?, ?, ?)",
            [(contact.contact_id, place, point.kind, point.value, point.label) for place, point in enumerate(contact.points)],
        )


def delete_contact(connection: sqlite3.Connection, contact_id: str) -> None:
    connection.execute("DELETE FROM contact WHERE contact_id = ?", (contact_id,))


def load_contacts(connection: sqlite3.Connection, pictures: Path | None = None) -> tuple[Contact, ...]:
    """All of them, in no order; `pictures` is the folder of their pictures."""
    points: dict[str, list[ContactPoint]] = defaultdict(list)
    for contact_id, kind, value, label in connection.execute(
        "SELECT contact_id, kind, value, label FROM contact_point ORDER BY contact_id, position"
    ):
        points[contact_id].append(ContactPoint(PointKind(kind), value, label))
    rows = connection.execute("SELECT contact_id, name, favourite, note, group_id, picture FROM contact")
    return tuple(
        Contact(key, name, tuple(points.get(key, ())), bool(favourite), note, group_id, _path(pictures, picture))
        for key, name, favourite, note, group_id, picture in rows
    )


def save_groups(connection: sqlite3.Connection, groups: Iterable[ContactGroup]) -> None:
    """All of them, in their order; others are gone."""
    connection.execute("DELETE FROM contact_group")
    connection.executemany(
        "INSERT INTO contact_group VALUES (?, ?, ?)", [(group.group_id, group.name, place) for place, group in enumerate(groups)]
    )


class StoredIgnored(msgspec.Struct, frozen=True):
    """Who is ignored, as `IgnoreList` names them; `values` are the numbers and addresses of the contacts among them."""

    keys: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()


def load_ignored(connection: sqlite3.Connection) -> StoredIgnored:
    values = connection.execute("SELECT value FROM ignored JOIN contact_point ON contact_id = substr(who, 9) WHERE who LIKE 'contact:%'")
    keys = connection.execute("SELECT who FROM ignored")
    return StoredIgnored(frozenset(key for (key,) in keys), frozenset(value for (value,) in values))


def save_ignored(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """All who are ignored; others are not any more."""
    connection.execute("DELETE FROM ignored")
    connection.executemany("INSERT INTO ignored VALUES (?)", [(key,) for key in keys])


def save_merge(connection: sqlite3.Connection, merge: MergeSnapshot) -> None:
    """Keep what undoes it; the oldest give way."""
    originals = msgspec.json.encode(merge.originals)
    connection.execute(
        "INSERT OR REPLACE INTO contact_merge VALUES (?, ?, ?, ?)", (merge.merge_id, merge.contact_id, merge.at_us, originals)
    )
    connection.execute(
        "DELETE FROM contact_merge WHERE merge_id NOT IN (SELECT merge_id FROM contact_merge ORDER BY at_us DESC, merge_id DESC LIMIT ?)",
        (MERGES_KEPT,),
    )


def delete_merge(connection: sqlite3.Connection, merge_id: str) -> None:
    connection.execute("DELETE FROM contact_merge WHERE merge_id = ?", (merge_id,))


def load_people(connection: sqlite3.Connection, pictures: Path | None = None) -> StoredPeople:
    """The whole contact list; merges oldest first."""
    groups = connection.execute("SELECT group_id, name FROM contact_group ORDER BY position")
    merges = connection.execute("SELECT merge_id, contact_id, at_us, originals FROM contact_merge ORDER BY at_us, merge_id")
    return StoredPeople(
        load_contacts(connection, pictures),
        tuple(ContactGroup(*row) for row in groups),
        tuple(
            MergeSnapshot(key, contact_id, at_us, msgspec.json.decode(originals, type=tuple[Contact, ...]))
            for key, contact_id, at_us, originals in merges
        ),
    )


def _path(folder: Path | None, name: str) -> str:
    return str(folder / name) if folder is not None and name else name
