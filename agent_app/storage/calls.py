"""Calls in the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from agent_app.snapshots import CallDirection, CallItem
from agent_app.storage.uuid7 import new_id
from tariffs.rating.money import Money
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from agent_app.snapshots import CallSnapshot

CALLS: Final = """
    SELECT t.item_id, v.account_id, v.remote, t.direction, t.at_us, c.answered_us, c.ended_us, c.reason_code, c.reason_status,
           c.reason_phrase, c.cost_micros, c.currency, c.missed, t.seen, t.state, c.counted_micros, c.tariff, c.rate_nanos,
           c.destination_en, c.destination_ru, c.recording, c.is_voice_mail, c.mos_centi, c.forwarded_to
    FROM timeline t JOIN conversation v USING (conversation_id) JOIN call c USING (item_id)
    WHERE t.kind = 'call'
"""
_NEWEST: Final = " ORDER BY t.at_us DESC, t.item_id DESC LIMIT ?"


def save_call(connection: sqlite3.Connection, item_id: str, call: CallSnapshot, *, seen: bool, charged: Money | None = None) -> None:
    """The call as it stands now: written when it begins, again when it ends, and once the provider has said what it `charged`."""
    conversation = conversation_of(connection, call.account_id, call.remote)
    state = "ended" if call.ended_us else "running"
    connection.execute(
        "INSERT INTO timeline (item_id, conversation_id, kind, direction, state, at_us, seen) VALUES (?, ?, 'call', ?, ?, ?, ?)"
        " ON CONFLICT (item_id) DO UPDATE SET state = excluded.state, seen = excluded.seen",
        (item_id, conversation, call.direction, state, call.started_us, int(seen)),
    )
    reason = call.reason or _NO_REASON
    cost = charged or call.cost
    rate = call.price.rate if call.price is not None else None
    priced = (rate.row.rate_nanos, rate.row.destination_en, rate.row.destination_ru) if rate is not None else (None, "", "")
    details = (
        *(item_id, call.answered_us, call.ended_us, "" if call.reason is None else reason.code),
        *(reason.sip_status, reason.phrase, call.codec, call.encryption, cost and cost.micros, cost.currency if cost else ""),
        *(int(call.missed), call.cost and call.cost.micros, call.tariff, *priced),
        *(call.recording_path, int(is_voice_mail(call)), call.mean_mos_centi, call.forwarded_to),
    )
    connection.execute(f"INSERT OR REPLACE INTO call VALUES ({', '.join('?' * len(details))})", details)  # noqa: S608 - question marks


def recent_calls(connection: sqlite3.Connection, limit: int) -> tuple[CallItem, ...]:
    """The newest calls, newest first."""
    return tuple(item_of(row) for row in connection.execute(CALLS + _NEWEST, (limit,)))


def calls_with(connection: sqlite3.Connection, remotes: Sequence[str], limit: int) -> tuple[CallItem, ...]:
    """The newest calls with any of these numbers and addresses, on whatever account, in any case, newest first."""
    marks = ", ".join("?" * len(remotes))
    return tuple(
        item_of(row) for row in connection.execute(f"{CALLS} AND v.remote COLLATE NOCASE IN ({marks}) {_NEWEST}", (*remotes, limit))
    )


def calls_by_id(connection: sqlite3.Connection, item_ids: Sequence[str]) -> list[CallItem]:
    """Those of them that are calls, in no order."""
    marks = ", ".join("?" * len(item_ids))
    return [item_of(row) for row in connection.execute(f"{CALLS} AND t.item_id IN ({marks})", tuple(item_ids))]


def count_missed(connection: sqlite3.Connection) -> int:
    """Missed calls that nobody looked at."""
    return int(connection.execute("SELECT count(*) FROM timeline WHERE kind = 'call' AND seen = 0").fetchone()[0])


def mark_calls_seen(connection: sqlite3.Connection, until_us: int) -> None:
    connection.execute("UPDATE timeline SET seen = 1 WHERE kind = 'call' AND seen = 0 AND at_us <= ?", (until_us,))


def close_interrupted(connection: sqlite3.Connection, before_us: int) -> None:
    """Calls that a lost program left running: they ended we don't know when, and the engine with them."""
    connection.execute(
        "UPDATE call SET reason_code = ?"
        " WHERE item_id IN (SELECT item_id FROM timeline WHERE kind = 'call' AND state = 'running' AND at_us < ?)",
        (ReasonCode.ENGINE_LOST, before_us),
    )
    connection.execute("UPDATE timeline SET state = 'ended' WHERE kind = 'call' AND state = 'running' AND at_us < ?", (before_us,))


_NO_REASON: Final = Reason(ReasonCode.INTERNAL)


def conversation_of(connection: sqlite3.Connection, account_id: str, remote: str) -> str:
    """The conversation's id; it is made where there is none yet."""
    connection.execute("INSERT OR IGNORE INTO conversation VALUES (?, ?, ?)", (new_id(), account_id, remote))
    row = connection.execute(
        "SELECT conversation_id FROM conversation WHERE account_id = ? AND remote = ?", (account_id, remote)
    ).fetchone()
    return str(row[0])


def item_of(row: Sequence[Any]) -> CallItem:
    """A row of `CALLS`."""
    item_id, account_id, remote, direction, at_us, answered, ended, code, status, phrase, micros, currency, *others = row
    missed, seen, state, counted, tariff, rate_nanos, destination_en, destination_ru, *others = others
    recording, voice_mail, mos_centi, forwarded_to = others
    return CallItem(
        item_id=item_id,
        account_id=account_id,
        remote=remote,
        direction=CallDirection(direction),
        started_us=at_us,
        duration_s=talked_seconds(answered, ended),
        reason=_reason(code, status, phrase),
        cost=None if micros is None else Money(micros, currency),
        missed=bool(missed),
        seen=bool(seen),
        running=state == "running",
        counted=None if counted is None else Money(counted, currency),
        tariff=tariff,
        rate_nanos=rate_nanos,
        destination_en=destination_en,
        destination_ru=destination_ru,
        recording=recording,
        is_voice_mail=bool(voice_mail),
        mos_centi=mos_centi,
        forwarded_to=forwarded_to,
    )


def is_voice_mail(call: CallSnapshot) -> bool:
    """Whether the answering machine had it to the end, and something was recorded."""
    return call.by_machine and bool(call.recording_path)


def talked_seconds(answered_us: int, ended_us: int) -> int:
    """Whole seconds between answer and end; 0 where either did not happen."""
    return max(0, ended_us - answered_us) // 1_000_000 if answered_us and ended_us else 0


def _reason(code: str, status: int, phrase: str) -> Reason | None:
    if not code:
        return None
    try:
        return Reason(ReasonCode(code), sip_status=status, phrase=phrase)
    except ValueError:  # a code that a later version wrote
        return Reason(ReasonCode.INTERNAL, sip_status=status, phrase=phrase, value=code)
