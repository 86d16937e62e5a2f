"""Receipts that we owe: written down with the message they are for, and struck off once somebody has taken them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent_app.storage.messages import WANTS_DELIVERED, WANTS_DISPLAYED, Form

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_MOST: Final = 2000
_ALL_OF: Final = "conversation_id IN (SELECT conversation_id FROM conversation WHERE account_id = ? AND remote = ? COLLATE NOCASE)"


@dataclass(frozen=True, slots=True)
class OwedReceipt:
    """What (a part of) a message is still owed, WANTS_… bits, under the name that its sender gave it."""

    account_id: str
    remote: str
    wire_id: str
    wants: int
    form: Form


def settle_receipts(connection: sqlite3.Connection, receipts: Iterable[OwedReceipt]) -> None:
    """These were taken, or are not wanted. Who was told that a message was read knows that it is here.

    The messages of one dialog have one Call-ID, and a receipt names no more than that: it settles all of them.
    """
    connection.executemany(
        f"UPDATE message_wire SET owes = owes & ~? WHERE {_ALL_OF} AND incoming = 1 AND owes <> 0"  # noqa: S608 - our own words
        " AND wire_id >= ? AND wire_id < ?",
        # Between them: the name, and the name with a blank and what tells it apart, as `receive_message` has it.
        ((WANTS_DELIVERED | one.wants, one.account_id, one.remote, one.wire_id, f"{one.wire_id}!") for one in receipts),
    )


def owe_displayed(connection: sqlite3.Connection, item_ids: Iterable[str]) -> None:
    """These messages were read, and their senders want to know."""
    connection.executemany(
        "UPDATE message_wire SET owes = owes | ? WHERE item_id = ? AND incoming = 1", ((WANTS_DISPLAYED, item_id) for item_id in item_ids)
    )


def owed_receipts(connection: sqlite3.Connection, before_id: str) -> list[OwedReceipt]:
    """What former runs owe, the newest of it, oldest first."""
    rows = connection.execute(
        "SELECT v.account_id, v.remote, w.wire_id, w.owes, m.form FROM message_wire w JOIN conversation v USING (conversation_id)"
        " JOIN message m ON m.item_id = w.item_id WHERE w.owes <> 0 AND w.item_id < ? ORDER BY w.item_id DESC LIMIT ?",
        (before_id, _MOST),
    )
    return [
        OwedReceipt(account_id, remote, wire_id.partition(" ")[0], owes, Form(form)) for account_id, remote, wire_id, owes, form in rows
    ][::-1]
