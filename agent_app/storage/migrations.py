"""How the database came to be: one function a step, never changed once released. `user_version` counts the steps taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


class NewerDatabaseError(Exception):
    """The database was made by a newer version of the program: it is left as it is."""


def _timeline(connection: sqlite3.Connection) -> None:
    """What happened, in one table whatever its kind; a table of details a kind."""
    connection.execute(
        """
        CREATE TABLE conversation (
            conversation_id TEXT PRIMARY KEY,
            account_id TEXT NOT NULL,
            remote TEXT NOT NULL,           -- E.164 with its plus, or a normalised SIP address
            UNIQUE (account_id, remote)
        ) STRICT
        """
    )
    connection.execute(
        """
        CREATE TABLE timeline (
            item_id TEXT PRIMARY KEY,       -- UUIDv7
            conversation_id TEXT NOT NULL REFERENCES conversation,
            kind TEXT NOT NULL,             -- call, message, sms, system
            direction TEXT NOT NULL,        -- incoming, outgoing
            state TEXT NOT NULL,            -- of a call: running, ended
            at_us INTEGER NOT NULL,         -- UTC, microseconds since 1970
            seen INTEGER NOT NULL DEFAULT 1
        ) STRICT
        """
    )
    connection.execute("CREATE INDEX timeline_by_time ON timeline (kind, at_us DESC)")
    connection.execute("CREATE INDEX timeline_by_conversation ON timeline (conversation_id, at_us DESC)")
    connection.execute(
        """
        CREATE TABLE call (
            item_id TEXT PRIMARY KEY REFERENCES timeline ON DELETE CASCADE,
            answered_us INTEGER NOT NULL DEFAULT 0,
            ended_us INTEGER NOT NULL DEFAULT 0,
            reason_code TEXT NOT NULL DEFAULT '',
            reason_status INTEGER NOT NULL DEFAULT 0,
            reason_phrase TEXT NOT NULL DEFAULT '',
            codec TEXT NOT NULL DEFAULT '',
            encryption TEXT NOT NULL DEFAULT '',
            cost_micros INTEGER,            -- NULL: not known
            currency TEXT NOT NULL DEFAULT '',
            missed INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """
    )


def _contacts(connection: sqlite3.Connection) -> None:
    """The contact list: several numbers and addresses each, in the order they were given."""
    connection.execute(
        """
        CREATE TABLE contact (
            contact_id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            favourite INTEGER NOT NULL DEFAULT 0,
            note TEXT NOT NULL DEFAULT ''
        ) STRICT
        """
    )
    connection.execute(
        """
        CREATE TABLE contact_point (
            contact_id TEXT NOT NULL REFERENCES contact ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,             -- phone, sip
            value TEXT NOT NULL,
            label TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (contact_id, position)
        ) STRICT, WITHOUT ROWID
        """
    )


def _money(connection: sqlite3.Connection) -> None:
    """By what rate a call was charged and what we counted ourselves; SMS."""
    for column in (
        "counted_micros INTEGER",  # by our own count; cost_micros is the provider's word where it gave one
        "tariff TEXT NOT NULL DEFAULT ''",
        "rate_nanos INTEGER",  # nano-units a minute, NULL: not known
        "destination_en TEXT NOT NULL DEFAULT ''",
        "destination_ru TEXT NOT NULL DEFAULT ''",
    ):
        connection.execute(f"ALTER TABLE call ADD COLUMN {column}")
    connection.execute(
        """
        CREATE TABLE sms (
            item_id TEXT PRIMARY KEY REFERENCES timeline ON DELETE CASCADE,
            text TEXT NOT NULL,
            parts INTEGER NOT NULL DEFAULT 1,
            cost_micros INTEGER,            -- NULL: not known
            currency TEXT NOT NULL DEFAULT '',
            reason_code TEXT NOT NULL DEFAULT '',
            provider_id TEXT NOT NULL DEFAULT ''   -- the provider's name for it, while its delivery is asked about
        ) STRICT
        """
    )


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (_timeline, _contacts, _money)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that are missing, each in its transaction. NewerDatabaseError where the database is ahead of this program."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        msg = f"the database has version {version}, this program knows {len(MIGRATIONS)}"
        raise NewerDatabaseError(msg)
    for number, step in enumerate(MIGRATIONS[version:], start=version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            step(connection)
            connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
