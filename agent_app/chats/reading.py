"""Receipts for what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.chats.inbox import wires_of
from agent_app.storage.chats import asking

if TYPE_CHECKING:
    import sqlite3

    from agent_app.storage.chats import ReadMessage
    from agent_app.storage.messages import Form


def displayed_receipts(connection: sqlite3.Connection, read: list[ReadMessage]) -> list[tuple[str, str, str, Form]]:
    """(account_id, remote, wire_id, form) of each message whose sender wants to know; a text in parts has several."""
    return [
        (message.account_id, message.remote, wire_id, message.form)
        for message in asking(read)
        for wire_id in wires_of(connection, message.item_id)
    ]
