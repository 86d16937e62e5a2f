"""Messages, SMS and calls for the search to find, as their own rooms write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent_app.money.snapshots import SmsItem, SmsStatus
from agent_app.storage.calls import conversation_of
from agent_app.storage.sms import save_sms
from agent_app.storage.uuid7 import new_id

if TYPE_CHECKING:
    import sqlite3

DAY_US: Final = 86_400_000_000


def add_message(
    connection: sqlite3.Connection, text: str, *, at_us: int = DAY_US, remote: str = "anna@sandbox.test", kind: str = "text", file: str = ""
) -> str:
    """The item_id."""
    item_id = _add_item(connection, "message", "received", at_us, remote)
    connection.execute("INSERT INTO message (item_id, kind, text) VALUES (?, ?, ?)", (item_id, kind, text))
    if file:
        query = "INSERT INTO message_file (item_id, name, size, content_type, state) VALUES (?, ?, 1, 'text/plain', 'offered')"
        connection.execute(query, (item_id, file))
    return item_id


def add_sms(connection: sqlite3.Connection, text: str, *, at_us: int = DAY_US, remote: str = "+79161112233") -> str:
    item = SmsItem(new_id(), "a", remote, is_incoming=True, at_us=at_us, text=text, status=SmsStatus.DELIVERED)
    save_sms(connection, item)
    return item.item_id


def add_call(connection: sqlite3.Connection, remote: str, *, at_us: int = DAY_US) -> str:
    item_id = _add_item(connection, "call", "ended", at_us, remote)
    connection.execute("INSERT INTO call (item_id, missed) VALUES (?, 1)", (item_id,))
    return item_id


def _add_item(connection: sqlite3.Connection, kind: str, state: str, at_us: int, remote: str) -> str:
    item_id = new_id()
    conversation = conversation_of(connection, "a", remote)
    connection.execute(
        "INSERT INTO timeline (item_id, conversation_id, kind, direction, state, at_us) VALUES (?, ?, ?, 'incoming', ?, ?)",
        (item_id, conversation, kind, state, at_us),
    )
    return item_id
