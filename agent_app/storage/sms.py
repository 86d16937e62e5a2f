"""SMS in the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from agent_app.money.snapshots import SmsItem, SmsStatus, SmsThread
from agent_app.storage.calls import conversation_of
from tariffs.rating.money import Money

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

_SELECT: Final = """
    SELECT t.item_id, v.account_id, v.remote, t.direction, t.at_us, s.text, t.state, s.parts, s.cost_micros, s.currency, s.reason_code,
           t.seen, s.provider_id
    FROM timeline t JOIN conversation v USING (conversation_id) JOIN sms s USING (item_id)
    WHERE t.kind = 'sms'
"""
_WITHIN: Final = "conversation_id IN (SELECT conversation_id FROM conversation WHERE remote IN ({marks}))"  # marks: question marks
_INTERRUPTED: Final = "interrupted"


def save_sms(connection: sqlite3.Connection, item: SmsItem, provider_id: str = "") -> None:
    """The SMS as it stands now: written before it is sent, and again with each change."""
    conversation = conversation_of(connection, item.account_id, item.remote)
    connection.execute(
        "INSERT INTO timeline (item_id, conversation_id, kind, direction, state, at_us, seen) VALUES (?, ?, 'sms', ?, ?, ?, ?)"
        " ON CONFLICT (item_id) DO UPDATE SET state = excluded.state, seen = excluded.seen",
        (item.item_id, conversation, "incoming" if item.is_incoming else "outgoing", item.status, item.at_us, int(item.seen)),
    )
    cost = (None, "") if item.cost is None else (item.cost.micros, item.cost.currency)
    connection.execute(
        "INSERT INTO sms VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (item_id) DO UPDATE SET parts = excluded.parts,"
        " cost_micros = excluded.cost_micros, currency = excluded.currency, reason_code = excluded.reason_code,"
        " provider_id = excluded.provider_id",
        (item.item_id, item.text, item.parts, *cost, item.reason_code, provider_id),
    )


def sms_with(connection: sqlite3.Connection, remotes: Sequence[str], limit: int) -> tuple[SmsItem, ...]:
    """The newest SMS with any of these numbers, on whatever account, newest first."""
    marks = ", ".join("?" * len(remotes))
    query = f"{_SELECT} AND v.remote IN ({marks}) ORDER BY t.at_us DESC, t.item_id DESC LIMIT ?"
    return tuple(_item(row) for row in connection.execute(query, (*remotes, limit)))


def sms_by_id(connection: sqlite3.Connection, item_ids: Sequence[str]) -> list[SmsItem]:
    """Those of them that are SMS, in no order."""
    marks = ", ".join("?" * len(item_ids))
    return [_item(row) for row in connection.execute(f"{_SELECT} AND t.item_id IN ({marks})", tuple(item_ids))]


def sms_threads(connection: sqlite3.Connection, limit: int) -> tuple[SmsThread, ...]:
    """One for each number, the one that was written with last first."""
    query = """
        WITH ranked AS (
            SELECT t.item_id, sum(t.seen = 0) OVER (PARTITION BY v.remote) AS unseen,
                   row_number() OVER (PARTITION BY v.remote ORDER BY t.at_us DESC, t.item_id DESC) AS place
            FROM timeline t JOIN conversation v USING (conversation_id) WHERE t.kind = 'sms')
        SELECT t.item_id, v.account_id, v.remote, t.direction, t.at_us, s.text, t.state, s.parts, s.cost_micros, s.currency,
               s.reason_code, t.seen, s.provider_id, ranked.unseen
        FROM ranked JOIN timeline t USING (item_id) JOIN conversation v USING (conversation_id) JOIN sms s USING (item_id)
        WHERE ranked.place = 1 ORDER BY t.at_us DESC, t.item_id DESC LIMIT ?
    """
    return tuple(SmsThread(_item(row[:-1]), int(row[-1])) for row in connection.execute(query, (limit,)))


def undelivered_sms(connection: sqlite3.Connection, since_us: int) -> tuple[tuple[SmsItem, str], ...]:
    """Those that the provider has taken since then and has not delivered yet, each with the provider's name for it."""
    query = f"{_SELECT} AND t.state = ? AND t.at_us >= ? AND s.provider_id <> '' ORDER BY t.at_us"
    return tuple((_item(row), str(row[-1])) for row in connection.execute(query, (SmsStatus.ACCEPTED, since_us)))


def count_unseen_sms(connection: sqlite3.Connection, before_id: str) -> int:
    """Those with an earlier id (they are in the order of time) that came in and that nobody looked at."""
    query = "SELECT count(*) FROM timeline WHERE kind = 'sms' AND seen = 0 AND item_id < ?"
    return int(connection.execute(query, (before_id,)).fetchone()[0])


def mark_sms_seen(connection: sqlite3.Connection, remotes: Sequence[str], until_us: int) -> None:
    marks = ", ".join("?" * len(remotes))
    connection.execute(
        f"UPDATE timeline SET seen = 1 WHERE kind = 'sms' AND seen = 0 AND at_us <= ? AND {_WITHIN.format(marks=marks)}",  # noqa: S608
        (until_us, *remotes),
    )


def close_interrupted_sms(connection: sqlite3.Connection, before_us: int) -> None:
    """SMS that a lost program was sending: nobody knows whether they went out, so they are not sent again."""
    connection.execute(
        "UPDATE sms SET reason_code = ? WHERE item_id IN (SELECT item_id FROM timeline WHERE kind = 'sms' AND state = ? AND at_us < ?)",
        (_INTERRUPTED, SmsStatus.SENDING, before_us),
    )
    connection.execute(
        "UPDATE timeline SET state = ? WHERE kind = 'sms' AND state = ? AND at_us < ?",
        (SmsStatus.UNKNOWN, SmsStatus.SENDING, before_us),
    )


def _item(row: Sequence[Any]) -> SmsItem:
    item_id, account_id, remote, direction, at_us, text, state, parts, micros, currency, reason, seen, _ = row
    return SmsItem(
        item_id=item_id,
        account_id=account_id,
        remote=remote,
        is_incoming=direction == "incoming",
        at_us=at_us,
        text=text,
        status=SmsStatus(state),
        parts=parts,
        cost=None if micros is None else Money(micros, currency),
        reason_code=reason,
        seen=bool(seen),
    )
