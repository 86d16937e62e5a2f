"""Receipts for what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent_app.chats.inbox import wires_of
from agent_app.storage.messages import WANTS_DISPLAYED, Form

if TYPE_CHECKING:
    import sqlite3

    from agent_app.storage.chats import ReadMessage

_MOST: Final = 200  # of the newest: who left a thousand unread does not answer with a flood


def displayed_receipts(connection: sqlite3.Connection, read: list[ReadMessage]) -> list[tuple[str, str, str, Form]]:
    """(account_id, remote, wire_id, form) of each message whose sender wants to know; a text in parts has several."""
    wanted = [message for message in read if message.wants & WANTS_DISPLAYED][-_MOST:]
    return [
        (message.account_id, message.remote, wire_id, message.form)
        for message in wanted
        for wire_id in wires_of(connection, message.item_id)
    ]
