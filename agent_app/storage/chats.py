"""What is kept of each conversation: its last message, how many were not read, and how its user wants it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent_app.chats.snapshots import MessageKind, MessageStatus
from agent_app.storage.calls import conversation_of
from agent_app.storage.messages import WANTS_DISPLAYED, Form, MessageRecord, message_record
from agent_app.storage.owed import owe_displayed

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

PREVIEW: Final = 200  # characters of the last message
_MOST_ANSWERED: Final = 200
_KEPT: Final = """
    SELECT v.account_id, v.remote, c.pinned, c.muted, c.draft, c.form, c.is_agent, c.quiet
    FROM chat c JOIN conversation v USING (conversation_id)
"""
_LAST: Final = """
    SELECT v.account_id, v.remote, t.item_id, t.at_us, t.direction, t.state, m.kind, substr(coalesce(f.name, m.text), 1, :preview),
           (SELECT count(*) FROM timeline u WHERE u.conversation_id = v.conversation_id AND u.seen = 0 AND u.kind = 'message'
            AND u.item_id < :before)
    FROM conversation v
    JOIN timeline t ON t.rowid = (SELECT l.rowid FROM timeline l WHERE l.conversation_id = v.conversation_id AND l.kind = 'message'
                                  ORDER BY l.at_us DESC, l.item_id DESC LIMIT 1)
    JOIN message m ON m.item_id = t.item_id
    LEFT JOIN message_file f ON f.item_id = t.item_id
"""


@dataclass(slots=True)
class ChatRow:
    """One conversation of one account with one address. `form`, `is_agent` and `quiet` are what is known of the other one's program:
    how it writes, whether it is this one, and whether it takes receipts and typing."""

    account_id: str
    remote: str
    last_id: str = ""
    last_text: str = ""
    last_kind: MessageKind = MessageKind.TEXT
    last_status: MessageStatus = MessageStatus.RECEIVED
    last_incoming: bool = False
    at_us: int = 0
    unread: int = 0
    pinned: bool = False
    muted: bool = False
    draft: str = ""
    form: Form = Form.NONE
    is_agent: bool = False
    quiet: bool = True
    typing: bool = False


def load_kept(connection: sqlite3.Connection) -> list[ChatRow]:
    """Every conversation that something is kept of, with that alone."""
    rows: list[ChatRow] = []
    for account_id, remote, pinned, muted, draft, form, is_agent, quiet in connection.execute(_KEPT):
        chat = ChatRow(account_id, remote, pinned=bool(pinned), muted=bool(muted), draft=draft)
        chat.form, chat.is_agent, chat.quiet = Form(form), bool(is_agent), bool(quiet)
        rows.append(chat)
    return rows


def load_lines(connection: sqlite3.Connection, before_id: str) -> list[ChatRow]:
    """Every conversation that has a message, with its last one; unread are counted among earlier items than `before_id`."""
    rows: list[ChatRow] = []
    for row in connection.execute(_LAST, {"before": before_id, "preview": PREVIEW}):
        account_id, remote, item_id, at_us, direction, state, kind, text, unread = row
        chat = ChatRow(account_id, remote, item_id, text, at_us=at_us, unread=unread, last_incoming=direction == "incoming")
        chat.last_kind, chat.last_status = MessageKind(kind), MessageStatus(state)
        rows.append(chat)
    return rows


def save_chat(connection: sqlite3.Connection, chat: ChatRow) -> None:
    """What its user and the other one's program want."""
    conversation = conversation_of(connection, chat.account_id, chat.remote)
    connection.execute(
        "INSERT OR REPLACE INTO chat VALUES (?, ?, ?, ?, ?, ?, ?)",
        (conversation, int(chat.pinned), int(chat.muted), chat.draft, chat.form, int(chat.is_agent), int(chat.quiet)),
    )


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """A message that was read now, for its receipts."""

    account_id: str
    remote: str
    item_id: str
    wants: int
    form: Form


def mark_messages_read(connection: sqlite3.Connection, chats: Iterable[tuple[str, str]], *, owe: bool = True) -> list[ReadMessage]:
    """All that came in from these (account_id, remote) was read: what was not before, oldest first. `owe`: its senders may know."""
    read: list[ReadMessage] = []
    for account_id, remote in chats:
        rows = connection.execute(
            "SELECT t.item_id, m.wants, m.form, t.conversation_id FROM timeline t JOIN message m USING (item_id) WHERE t.conversation_id ="
            " (SELECT conversation_id FROM conversation WHERE account_id = ? AND remote = ?) AND t.seen = 0 ORDER BY t.item_id",
            (account_id, remote),
        ).fetchall()
        read += [ReadMessage(account_id, remote, item_id, wants, Form(form)) for item_id, wants, form, _ in rows]
        connection.executemany("UPDATE timeline SET seen = 1 WHERE item_id = ?", [(row[0],) for row in rows])
    if owe:
        owe_displayed(connection, [message.item_id for message in asking(read)])
    return read


def asking(read: list[ReadMessage]) -> list[ReadMessage]:
    """Those whose senders want to know that they were read, of the newest: who left a thousand unread does not answer with a flood."""
    return [message for message in read if message.wants & WANTS_DISPLAYED][-_MOST_ANSWERED:]


def last_message(connection: sqlite3.Connection, account_id: str, remote: str) -> MessageRecord | None:
    """The newest message of a conversation."""
    row = connection.execute(
        "SELECT item_id FROM timeline WHERE kind = 'message' AND conversation_id ="
        " (SELECT conversation_id FROM conversation WHERE account_id = ? AND remote = ?) ORDER BY at_us DESC, item_id DESC LIMIT 1",
        (account_id, remote),
    ).fetchone()
    return None if row is None else message_record(connection, row[0])


def delete_items(connection: sqlite3.Connection, item_ids: Sequence[str]) -> None:
    """Items of any kind, with their details; the names that messages had are kept, so that none of them comes in again."""
    connection.executemany("DELETE FROM timeline WHERE item_id = ?", [(item_id,) for item_id in item_ids])


def sent_files(connection: sqlite3.Connection, item_ids: Sequence[str]) -> list[str]:
    """Where the files are that went out with these messages."""
    query = "SELECT path FROM message_file JOIN timeline USING (item_id) WHERE item_id = ? AND direction = 'outgoing' AND path <> ''"
    return [path for item_id in item_ids for (path,) in connection.execute(query, (item_id,))]


def is_file_used(connection: sqlite3.Connection, path: str) -> bool:
    """Whether a message has this file."""
    return connection.execute("SELECT 1 FROM message_file WHERE path = ? LIMIT 1", (path,)).fetchone() is not None


def missing_items(connection: sqlite3.Connection, item_ids: Sequence[str]) -> list[str]:
    """Those that no item of the timeline has."""
    return [
        item_id for item_id in item_ids if connection.execute("SELECT 1 FROM timeline WHERE item_id = ?", (item_id,)).fetchone() is None
    ]
