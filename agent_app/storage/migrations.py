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


def _messages(connection: sqlite3.Connection) -> None:
    """Chat messages, by which identifiers others know them, their files, and what is kept of each conversation."""
    connection.execute("DROP INDEX timeline_by_conversation")
    connection.execute("CREATE INDEX timeline_by_place ON timeline (conversation_id, at_us, item_id)")
    connection.execute("CREATE INDEX timeline_unseen ON timeline (conversation_id) WHERE seen = 0")
    connection.execute("CREATE INDEX timeline_unfinished ON timeline (state) WHERE kind = 'message' AND state IN ('waiting', 'sent')")
    connection.execute("CREATE INDEX conversation_by_remote ON conversation (remote COLLATE NOCASE)")
    connection.execute(
        """
        CREATE TABLE chat (
            conversation_id TEXT PRIMARY KEY REFERENCES conversation ON DELETE CASCADE,
            pinned INTEGER NOT NULL DEFAULT 0,
            muted INTEGER NOT NULL DEFAULT 0,
            draft TEXT NOT NULL DEFAULT '',
            form TEXT NOT NULL DEFAULT '',  -- how the other one writes: plain, cpim; '' is not known
            is_agent INTEGER NOT NULL DEFAULT 0,  -- the other one has this program: it drops duplicates and confirms
            quiet INTEGER NOT NULL DEFAULT 1      -- 0: refuses receipts and typing
        ) STRICT
        """
    )
    connection.execute(
        """
        CREATE TABLE message (
            item_id TEXT PRIMARY KEY REFERENCES timeline ON DELETE CASCADE,
            kind TEXT NOT NULL,             -- text, file, voice, unreadable, wake_up, system
            text TEXT NOT NULL,
            form TEXT NOT NULL DEFAULT '',  -- plain, cpim; '' was not sent yet
            tries INTEGER NOT NULL DEFAULT 0,     -- times that it was handed to the engine
            stored INTEGER NOT NULL DEFAULT 0,    -- a server keeps it for somebody who is away (202)
            wants INTEGER NOT NULL DEFAULT 0,     -- receipts that its sender wants: 1 delivered, 2 displayed
            told_us INTEGER NOT NULL DEFAULT 0,   -- when it was written, by its sender's clock; 0: not told to the microsecond
            reason_code TEXT NOT NULL DEFAULT '',
            reply_wire TEXT NOT NULL DEFAULT '',
            reply_text TEXT NOT NULL DEFAULT '',
            content_type TEXT NOT NULL DEFAULT '',
            raw BLOB                        -- of what could not be read
        ) STRICT
        """
    )
    # Stays when the message is deleted: what comes in twice is still known.
    connection.execute(
        """
        CREATE TABLE message_wire (
            conversation_id TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
            incoming INTEGER NOT NULL,
            wire_id TEXT NOT NULL,          -- imdn.Message-ID, or the SIP Call-ID of a plain message
            item_id TEXT NOT NULL,
            part INTEGER NOT NULL DEFAULT 1,      -- of a long text that went in several
            parts INTEGER NOT NULL DEFAULT 1,
            rank INTEGER NOT NULL DEFAULT 0,      -- 1 delivered, 2 displayed
            text TEXT NOT NULL DEFAULT '',        -- a part's
            PRIMARY KEY (conversation_id, incoming, wire_id)
        ) STRICT, WITHOUT ROWID
        """
    )
    connection.execute("CREATE INDEX message_wire_by_item ON message_wire (item_id)")
    connection.execute(
        """
        CREATE TABLE message_file (
            item_id TEXT PRIMARY KEY REFERENCES timeline ON DELETE CASCADE,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            content_type TEXT NOT NULL,
            url TEXT NOT NULL DEFAULT '',
            until_us INTEGER NOT NULL DEFAULT 0,
            path TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL,            -- offered, uploading, downloading, ready, failed, cancelled
            width INTEGER NOT NULL DEFAULT 0,
            height INTEGER NOT NULL DEFAULT 0,
            duration_ms INTEGER NOT NULL DEFAULT 0,
            waveform BLOB
        ) STRICT
        """
    )


def _people(connection: sqlite3.Connection) -> None:
    """Groups and pictures of contacts, who is ignored, and what undoes the merging of contacts."""
    connection.execute("ALTER TABLE contact ADD COLUMN group_id TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE contact ADD COLUMN picture TEXT NOT NULL DEFAULT ''")  # a file's name in the profile's folder
    connection.execute(
        """
        CREATE TABLE contact_group (
            group_id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    connection.execute("CREATE TABLE ignored (who TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")  # contact:ID, or a number or address
    connection.execute(
        """
        CREATE TABLE contact_merge (
            merge_id TEXT PRIMARY KEY,
            contact_id TEXT NOT NULL,       -- the one that stayed
            at_us INTEGER NOT NULL,
            originals BLOB NOT NULL         -- the contacts as they were, JSON
        ) STRICT
        """
    )


def _search(connection: sqlite3.Connection) -> None:
    """The words of messages and SMS for the search, in the order of time; triggers note what is to be looked at, whoever wrote it."""
    connection.execute(
        """
        CREATE TABLE search_item (
            row INTEGER PRIMARY KEY,        -- in the order of time: milliseconds * 1024, and the next that is free
            item_id TEXT NOT NULL UNIQUE REFERENCES timeline ON DELETE CASCADE,
            words TEXT NOT NULL             -- folded, and their stems
        ) STRICT
        """
    )
    connection.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5 (words, content = 'search_item', content_rowid = 'row', detail = 'none',"
        " columnsize = 0, tokenize = 'ascii', prefix = '2 3 4 5 6')"
    )
    connection.execute(
        "CREATE TRIGGER search_item_added AFTER INSERT ON search_item BEGIN"
        " INSERT INTO search_index (rowid, words) VALUES (new.row, new.words); END"
    )
    connection.execute(
        "CREATE TRIGGER search_item_removed AFTER DELETE ON search_item BEGIN"
        " INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', old.row, old.words); END"
    )
    connection.execute("CREATE TABLE search_waiting (item_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    for table, event in (
        *(("message", "INSERT"), ("message", "UPDATE OF text"), ("message_file", "INSERT")),
        *(("sms", "INSERT"), ("sms", "UPDATE OF text")),
    ):
        connection.execute(
            f"CREATE TRIGGER search_{table}_{event[:6].lower()} AFTER {event} ON {table} BEGIN"  # noqa: S608 - our own names
            " INSERT OR IGNORE INTO search_waiting VALUES (new.item_id); END"
        )
    connection.execute("INSERT INTO search_waiting SELECT item_id FROM timeline WHERE kind IN ('message', 'sms')")
    connection.execute("CREATE INDEX timeline_calls ON timeline (conversation_id, at_us, item_id) WHERE kind = 'call'")


def _recordings(connection: sqlite3.Connection) -> None:
    """What was recorded of a call, how it sounded, and where it was sent on to."""
    for column in (
        "recording TEXT NOT NULL DEFAULT ''",  # the file's path
        "is_voice_mail INTEGER NOT NULL DEFAULT 0",
        "mos_centi INTEGER NOT NULL DEFAULT 0",  # the mean over the call; 0: not known
        "forwarded_to TEXT NOT NULL DEFAULT ''",
    ):
        connection.execute(f"ALTER TABLE call ADD COLUMN {column}")


def _receipts(connection: sqlite3.Connection) -> None:
    """Receipts of ours that nobody has taken yet: they outlive a lost engine and a lost program."""
    # Of a message that came in, 1 delivered, 2 displayed. What came before this step is confirmed or forgotten.
    connection.execute("ALTER TABLE message_wire ADD COLUMN owes INTEGER NOT NULL DEFAULT 0")
    connection.execute("CREATE INDEX message_wire_owing ON message_wire (item_id) WHERE owes <> 0")


def _thumbnails(connection: sqlite3.Connection) -> None:
    """Small pictures of files: where ours or the sender's server has one, and where the one made of it is here."""
    for column in (
        "thumbnail TEXT NOT NULL DEFAULT ''",  # a file's path in the profile's folder
        "thumbnail_url TEXT NOT NULL DEFAULT ''",
        "thumbnail_size INTEGER NOT NULL DEFAULT 0",
        "thumbnail_type TEXT NOT NULL DEFAULT ''",
        "thumbnail_until_us INTEGER NOT NULL DEFAULT 0",
    ):
        connection.execute(f"ALTER TABLE message_file ADD COLUMN {column}")
    connection.execute("CREATE INDEX message_file_coming ON message_file (item_id) WHERE state = 'downloading'")


MIGRATIONS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (
    _timeline,
    _contacts,
    _money,
    _messages,
    _people,
    _search,
    _recordings,
    _receipts,
    _thumbnails,
)


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
