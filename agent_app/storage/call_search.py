"""Calls of the timeline by what they are: found page by page, and forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent_app.history.snapshots import CallKind
from agent_app.storage.calls import CALLS, item_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from agent_app.history.snapshots import CallFilter
    from agent_app.snapshots import CallItem

_KINDS: Final = {
    CallKind.ALL: "",
    CallKind.MISSED: " AND c.missed = 1",
    CallKind.INCOMING: " AND t.direction = 'incoming'",
    CallKind.OUTGOING: " AND t.direction = 'outgoing'",
    CallKind.VOICE_MAIL: " AND c.is_voice_mail = 1",
}
_NEWEST: Final = " ORDER BY t.at_us DESC, t.item_id DESC LIMIT ?"
_ALL: Final = -1  # LIMIT of SQLite


def find_calls(
    connection: sqlite3.Connection, which: CallFilter, parts: Sequence[str], remotes: Sequence[str], limit: int = _ALL
) -> tuple[CallItem, ...]:
    """The newest that are meant, newest first. Where there are `parts` or `remotes`: whose number or address has one of the parts in it, or
    is one of the remotes, in any case."""
    where, values = _where(which, parts, remotes)
    return tuple(item_of(row) for row in connection.execute(CALLS + where + _NEWEST, (*values, limit)))


def _where(which: CallFilter, parts: Sequence[str], remotes: Sequence[str]) -> tuple[str, tuple[object, ...]]:
    conditions, values = _KINDS[which.kind], list[object]()
    for condition, value in (
        (" AND v.account_id = ?", which.account_id),
        (" AND t.at_us >= ?", which.since_us),
        (" AND t.at_us < ?", which.until_us),
    ):
        if value:
            conditions += condition
            values.append(value)
    if parts or remotes:
        marks = ", ".join("?" * len(remotes))
        choices = ["instr(lower(v.remote), ?)"] * len(parts) + [f"v.remote COLLATE NOCASE IN ({marks})"]
        conditions += f" AND ({' OR '.join(choices)})"
        values += [*parts, *remotes]
    return conditions, tuple(values)


def forget_calls(connection: sqlite3.Connection, item_ids: Sequence[str]) -> None:
    """Those of them that are calls."""
    for some in _batches(item_ids):
        marks = ", ".join("?" * len(some))
        connection.execute(f"DELETE FROM timeline WHERE kind = 'call' AND item_id IN ({marks})", tuple(some))  # noqa: S608 - question marks


def _batches(item_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(item_ids), 500):
        yield item_ids[start : start + 500]


def recordings(connection: sqlite3.Connection) -> set[str]:
    """The paths that calls lead to: the parties of a conference share one."""
    return {row[0] for row in connection.execute("SELECT DISTINCT recording FROM call WHERE recording != ''")}
