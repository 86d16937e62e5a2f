"""Contacts in the database."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agent_app.snapshots import Contact, ContactPoint, PointKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence


def save_contacts(connection: sqlite3.Connection, contacts: Sequence[Contact]) -> None:
    """Each as it is now, its numbers and addresses in their order."""
    for contact in contacts:
        connection.execute(
            "INSERT INTO contact VALUES (?, ?, ?, ?) ON CONFLICT (contact_id) DO UPDATE"
            " SET name = excluded.name, favourite = excluded.favourite, note = excluded.note",
            (contact.contact_id, contact.name, int(contact.favourite), contact.note),
        )
        connection.execute("DELETE FROM contact_point WHERE contact_id = ?", (contact.contact_id,))
        connection.executemany(
            "INSERT INTO contact_point VALUES (?, ?, ?, ?, ?)",
            [(contact.contact_id, place, point.kind, point.value, point.label) for place, point in enumerate(contact.points)],
        )


def delete_contact(connection: sqlite3.Connection, contact_id: str) -> None:
    connection.execute("DELETE FROM contact WHERE contact_id = ?", (contact_id,))


def load_contacts(connection: sqlite3.Connection) -> tuple[Contact, ...]:
    """All of them, in no order."""
    points: dict[str, list[ContactPoint]] = defaultdict(list)
    for contact_id, kind, value, label in connection.execute(
        "SELECT contact_id, kind, value, label FROM contact_point ORDER BY contact_id, position"
    ):
        points[contact_id].append(ContactPoint(PointKind(kind), value, label))
    rows = connection.execute("SELECT contact_id, name, favourite, note FROM contact")
    return tuple(Contact(key, name, tuple(points.get(key, ())), bool(favourite), note) for key, name, favourite, note in rows)
