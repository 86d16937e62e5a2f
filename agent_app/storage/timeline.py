"""One timeline of messages, calls and SMS, read page by page: quick in a million items, for it is never read as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.chats.snapshots import Place, TimelineItem, place_of
from agent_app.storage.calls import calls_by_id
from agent_app.storage.messages import messages_by_id
from agent_app.storage.sms import sms_by_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_END: Place = (2**63 - 1, "\uffff")
_BATCH = 500


def page(connection: sqlite3.Connection, remotes: Sequence[str], before: Place | None, limit: int) -> tuple[tuple[TimelineItem, ...], bool]:
    """The newest `limit` items with any of these addresses and numbers before that place, oldest first; whether there are older ones."""
    places = _places(connection, remotes, before or _END, limit + 1, newest=True)
    return items_by_id(connection, [item_id for _, item_id, _ in places[:limit]]), len(places) > limit


def around(connection: sqlite3.Connection, item_id: str, remotes: Sequence[str], limit: int) -> tuple[TimelineItem, ...]:
    """That item with `limit` before it and `limit` after it, oldest first; () where there is none such."""
    row = connection.execute("SELECT at_us FROM timeline WHERE item_id = ?", (item_id,)).fetchone()
    if row is None:
        return ()
    here: Place = (row[0], item_id)
    before = _places(connection, remotes, here, limit, newest=True)
    after = _places(connection, remotes, here, limit, newest=False)
    return items_by_id(connection, [item_id, *(place[1] for place in before), *(place[1] for place in after)])


def remote_of_item(connection: sqlite3.Connection, item_id: str) -> tuple[str, str] | None:
    """Account and address (or number) of its conversation."""
    row = connection.execute(
        "SELECT v.account_id, v.remote FROM timeline JOIN conversation v USING (conversation_id) WHERE item_id = ?", (item_id,)
    ).fetchone()
    return None if row is None else (str(row[0]), str(row[1]))


def everything(connection: sqlite3.Connection, remotes: Sequence[str]) -> Iterator[TimelineItem]:
    """The whole timeline with these, oldest first, a batch at a time in memory."""
    last: Place = (-(2**63), "")
    while places := _places(connection, remotes, last, _BATCH, newest=False):
        yield from items_by_id(connection, [place[1] for place in places])
        last = (places[-1][0], places[-1][1])


def items_by_id(connection: sqlite3.Connection, item_ids: Sequence[str]) -> tuple[TimelineItem, ...]:
    """Items of any kind, oldest first."""
    items: list[TimelineItem] = []
    for start in range(0, len(item_ids), _BATCH):
        some = tuple(item_ids[start : start + _BATCH])
        items += [record.item for record in messages_by_id(connection, some)]
        items += calls_by_id(connection, some)
        items += sms_by_id(connection, some)
    return tuple(sorted(items, key=place_of))


def _places(connection: sqlite3.Connection, remotes: Sequence[str], edge: Place, limit: int, *, newest: bool) -> list[tuple[int, str, str]]:
    """(at_us, item_id, kind) beyond `edge`, the nearest first. Each conversation gives its own; they are few."""
    sign, order = ("<", "DESC") if newest else (">", "ASC")
    query = (
        f"SELECT at_us, item_id, kind FROM timeline WHERE conversation_id = ? AND (at_us, item_id) {sign} (?, ?)"  # noqa: S608
        f" ORDER BY at_us {order}, item_id {order} LIMIT ?"
    )
    found: list[tuple[int, str, str]] = []
    for conversation in _conversations(connection, remotes):
        found += connection.execute(query, (conversation, *edge, limit)).fetchall()
    return sorted(found, reverse=newest)[:limit]


def _conversations(connection: sqlite3.Connection, remotes: Sequence[str]) -> list[str]:
    marks = ", ".join("?" * len(remotes))
    query = f"SELECT conversation_id FROM conversation WHERE remote COLLATE NOCASE IN ({marks})"  # noqa: S608
    return [row[0] for row in connection.execute(query, tuple(remotes))]
