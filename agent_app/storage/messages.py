"""Chat messages in the timeline: written before they are sent and before they are confirmed, and never taken twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

import msgspec

from agent_app.chats.snapshots import FileInfo, FileState, MessageItem, MessageKind, MessageStatus
from agent_app.storage.calls import conversation_of
from telephony.bodies.files import Place
from telephony.bodies.quoting import split_quote

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

WANTS_DELIVERED: Final = 1
WANTS_DISPLAYED: Final = 2
_RANKS: Final = {
    MessageStatus.WAITING: 0,
    MessageStatus.UNKNOWN: 1,
    MessageStatus.FAILED: 1,
    MessageStatus.SENT: 2,
    MessageStatus.DELIVERED: 3,
    MessageStatus.DISPLAYED: 4,
    MessageStatus.RECEIVED: 5,
}
_RECEIPT: Final = {WANTS_DELIVERED: MessageStatus.DELIVERED, WANTS_DISPLAYED: MessageStatus.DISPLAYED}
_LOOK_BACK: Final = 500  # messages among which one that comes late finds its place
# Word for word as the index `timeline_unfinished` has it: SQLite takes a partial index only where it finds its condition again.
_UNFINISHED: Final = "t.kind = 'message' AND t.state IN ('waiting', 'sent')"
_SELECT: Final = """
    SELECT t.item_id, v.account_id, v.remote, t.direction, t.at_us, m.kind, m.text, t.state, m.reason_code, m.reply_text, t.seen,
           m.form, m.tries, m.stored, m.wants, m.told_us, m.reply_wire, m.content_type, m.raw,
           (SELECT w.item_id FROM message_wire w WHERE m.reply_wire <> '' AND w.conversation_id = t.conversation_id
            AND w.incoming IN (0, 1) AND w.wire_id = m.reply_wire LIMIT 1),
           f.name, f.size, f.content_type, f.url, f.until_us, f.path, f.state, f.width, f.height, f.duration_ms, f.waveform,
           f.thumbnail, f.thumbnail_url, f.thumbnail_size, f.thumbnail_type, f.thumbnail_until_us
    FROM timeline t JOIN conversation v USING (conversation_id) JOIN message m USING (item_id) LEFT JOIN message_file f USING (item_id)
"""


class Form(StrEnum):
    """How a message travels."""

    NONE = ""  # not sent yet; of somebody: not known
    PLAIN = "plain"
    CPIM = "cpim"


@dataclass(frozen=True, slots=True)
class MessageRecord:
    """A message and what is kept of it beside. `wants`: WANTS_… bits; `told_us`: when it was written by its sender's clock, 0: not told.

    `reply_wire` is the wire identifier of what it answers; `url` and `until_us` tell where its file is, and until when;
    `small` where that has a thumbnail.
    """

    item: MessageItem
    form: Form = Form.NONE
    tries: int = 0
    stored: bool = False
    wants: int = 0
    told_us: int = 0
    reply_wire: str = ""
    content_type: str = ""
    raw: bytes | None = None
    url: str = ""
    until_us: int = 0
    small: Place | None = None


@dataclass(frozen=True, slots=True)
class Wire:
    """How others name (a part of) a message. `text` is a part's own, `group` the identifier of its first part."""

    wire_id: str
    part: int = 1
    parts: int = 1
    group: str = ""
    text: str = ""


def may_follow(before: MessageStatus, after: MessageStatus) -> bool:
    """Whether a message can go from one status to the other: never back, but a server may learn that what it took can't be delivered."""
    if before is MessageStatus.SENT and after is MessageStatus.FAILED:
        return True
    return _RANKS[after] > _RANKS[before]


# --- writing ----------------------------------------------------------------------------------------------------------------------------


def save_message(connection: sqlite3.Connection, record: MessageRecord) -> None:
    """The message as it stands now, with its file. Its status is what the record says: `advance_message` is for what others say of it."""
    item = record.item
    conversation = conversation_of(connection, item.account_id, item.remote)
    connection.execute(
        "INSERT INTO timeline (item_id, conversation_id, kind, direction, state, at_us, seen) VALUES (?, ?, 'message', ?, ?, ?, ?)"
        " ON CONFLICT (item_id) DO UPDATE SET state = excluded.state",
        (item.item_id, conversation, "incoming" if item.is_incoming else "outgoing", item.status, item.at_us, int(item.seen)),
    )
    reply_wire = record.reply_wire or (_wire_of(connection, item.reply_to) if item.reply_to else "")
    details = (
        *(item.item_id, item.kind, item.text, record.form, record.tries, int(record.stored), record.wants, record.told_us),
        *(item.reason_code, reply_wire, item.reply_text, record.content_type, record.raw),
    )
    connection.execute(f"INSERT OR REPLACE INTO message VALUES ({', '.join('?' * len(details))})", details)  # noqa: S608 - question marks
    save_file(connection, record)


def save_file(connection: sqlite3.Connection, record: MessageRecord) -> None:
    """The file of a message as it stands, and where it and its thumbnail are; progress is not kept. Nothing for a message
    without one, or that was deleted."""
    item_id, file, small = record.item.item_id, record.item.file, record.small
    if file is None:
        return
    there = ("", 0, "", 0) if small is None else (small.url, small.size, small.content_type, small.until_us or 0)
    connection.execute(
        f"INSERT OR REPLACE INTO message_file SELECT {', '.join('?' * 17)} WHERE EXISTS"  # noqa: S608 - question marks
        " (SELECT 1 FROM timeline WHERE item_id = ?)",
        (
            *(item_id, file.name, file.size, file.content_type, record.url, record.until_us, file.path, file.state),
            *(file.width, file.height, file.duration_ms, file.waveform, file.thumbnail),
            *there,
            item_id,
        ),
    )


def note_reason(connection: sqlite3.Connection, item_id: str, reason_code: str) -> None:
    """Why its file did not come; "" once it did."""
    connection.execute("UPDATE message SET reason_code = ? WHERE item_id = ?", (reason_code, item_id))


def note_sending(connection: sqlite3.Connection, item: MessageItem, form: Form, wires: Iterable[Wire]) -> None:
    """It is about to be handed to the engine, once more; `wires` are the names that it will have, where they are known before."""
    connection.execute("UPDATE message SET form = ?, tries = tries + 1 WHERE item_id = ?", (form, item.item_id))
    for wire in wires:
        note_wire(connection, item, wire)


def note_wire(connection: sqlite3.Connection, item: MessageItem, wire: Wire) -> None:
    """(A part of) a message of ours has this name; told before it goes where it is CPIM, afterwards where it is plain."""
    conversation = conversation_of(connection, item.account_id, item.remote)
    connection.execute(
        "INSERT OR IGNORE INTO message_wire (conversation_id, incoming, wire_id, item_id, part, parts) VALUES (?, 0, ?, ?, ?, ?)",
        (conversation, wire.wire_id, item.item_id, wire.part, wire.parts),
    )


def advance_message(
    connection: sqlite3.Connection, item_id: str, status: MessageStatus, reason_code: str = "", *, stored: bool | None = None
) -> None:
    """What became of a message of ours; it stays where it is when it was further already."""
    row = connection.execute("SELECT state FROM timeline WHERE item_id = ? AND kind = 'message'", (item_id,)).fetchone()
    if row is None or not may_follow(MessageStatus(row[0]), status):
        return
    connection.execute("UPDATE timeline SET state = ? WHERE item_id = ?", (status, item_id))
    connection.execute(
        "UPDATE message SET reason_code = ?, stored = coalesce(?, stored) WHERE item_id = ?",
        (reason_code, None if stored is None else int(stored), item_id),
    )


def take_receipt(connection: sqlite3.Connection, account_id: str, remote: str, wire_id: str, wants: int) -> str:
    """Somebody confirms (a part of) a message that went to them: the item_id, "" where there is none such.

    A text in parts is delivered once every part is.
    """
    row = connection.execute(
        "SELECT w.conversation_id, w.item_id FROM message_wire w JOIN conversation v USING (conversation_id)"
        " WHERE v.account_id = ? AND v.remote = ? COLLATE NOCASE AND w.incoming = 0 AND w.wire_id = ?",
        (account_id, remote, wire_id),
    ).fetchone()
    if row is None:
        return ""
    connection.execute(
        "UPDATE message_wire SET rank = max(rank, ?) WHERE conversation_id = ? AND incoming = 0 AND wire_id = ?", (wants, row[0], wire_id)
    )
    ranks = [(rank, parts) for rank, parts in connection.execute("SELECT rank, parts FROM message_wire WHERE item_id = ?", (row[1],))]
    lowest = min(rank for rank, _ in ranks)
    if lowest in _RECEIPT and len(ranks) >= ranks[0][1]:
        advance_message(connection, row[1], _RECEIPT[lowest])
    return str(row[1])


def receive_message(connection: sqlite3.Connection, record: MessageRecord, wire: Wire) -> str:
    """Keep a message that came in: its item_id (of a later part that of the first that came); "" where it is here already.

    Whoever wants to know that it came is owed that from now on, again where it came again: the receipt was lost.
    """
    item = record.item
    conversation = conversation_of(connection, item.account_id, item.remote)
    named = _named(connection, conversation, wire, record)
    if named is None:
        connection.execute(
            "UPDATE message_wire SET owes = owes | ? WHERE conversation_id = ? AND incoming = 1 AND wire_id = ?",
            (record.wants & WANTS_DELIVERED, conversation, wire.wire_id),
        )
        return ""
    wire = named
    item_id = _item_of_group(connection, conversation, wire) if wire.parts > 1 else None
    connection.execute(
        "INSERT INTO message_wire (conversation_id, incoming, wire_id, item_id, part, parts, text, owes) VALUES (?, 1, ?, ?, ?, ?, ?, ?)",
        (conversation, wire.wire_id, item_id or item.item_id, wire.part, wire.parts, wire.text, record.wants & WANTS_DELIVERED),
    )
    if item_id is None:
        at_us = _place(connection, conversation, record)
        save_message(connection, replace(record, item=msgspec.structs.replace(item, at_us=at_us)))
        return item.item_id
    _join(connection, item_id)
    return item_id


def close_interrupted_messages(connection: sqlite3.Connection, before_id: str) -> None:
    """What a lost program was sending in a form whose receivers drop no duplicates: nobody knows whether it went out."""
    rows = connection.execute(
        f"SELECT item_id FROM timeline t JOIN message USING (item_id) WHERE {_UNFINISHED} AND state = 'waiting'"  # noqa: S608 - our own words
        " AND direction = 'outgoing' AND item_id < ? AND form = 'plain' AND tries > 0",
        (before_id,),
    ).fetchall()
    for (item_id,) in rows:
        advance_message(connection, item_id, MessageStatus.UNKNOWN, "interrupted")
    connection.execute("UPDATE message_file SET state = 'offered' WHERE state = 'downloading' AND item_id < ?", (before_id,))


# --- reading ----------------------------------------------------------------------------------------------------------------------------


def message_record(connection: sqlite3.Connection, item_id: str) -> MessageRecord | None:
    found = messages_by_id(connection, (item_id,))
    return found[0] if found else None


def messages_by_id(connection: sqlite3.Connection, item_ids: Sequence[str]) -> list[MessageRecord]:
    """Those of them that there are, in no order."""
    marks = ", ".join("?" * len(item_ids))
    return [_record(row) for row in connection.execute(f"{_SELECT} WHERE t.item_id IN ({marks})", tuple(item_ids))]


def unfinished_messages(connection: sqlite3.Connection, before_id: str) -> list[MessageRecord]:
    """What a former run left to be sent, oldest first."""
    query = f"{_SELECT} WHERE {_UNFINISHED} AND t.state = 'waiting' AND t.direction = 'outgoing' AND t.item_id < ? ORDER BY t.item_id"
    return [_record(row) for row in connection.execute(query, (before_id,))]


def unconfirmed_messages(connection: sqlite3.Connection, before_id: str, since_us: int) -> list[MessageRecord]:
    """What somebody with this program, or a server for them, has taken since then, and nobody confirmed: perhaps it was lost."""
    query = (
        f"{_SELECT} JOIN chat c USING (conversation_id) WHERE {_UNFINISHED} AND t.state = 'sent' AND t.item_id < ? AND +t.at_us >= ?"
        " AND m.form = 'cpim' AND c.is_agent = 1 ORDER BY t.item_id LIMIT 2000"
    )
    return [_record(row) for row in connection.execute(query, (before_id, since_us))]


def incoming_wires(connection: sqlite3.Connection, item_id: str) -> list[str]:
    """The names of a message that came in, a part each."""
    return [row[0] for row in connection.execute("SELECT wire_id FROM message_wire WHERE item_id = ? ORDER BY part", (item_id,))]


# --- inside -----------------------------------------------------------------------------------------------------------------------------


def _wire_of(connection: sqlite3.Connection, item_id: str) -> str:
    row = connection.execute("SELECT wire_id FROM message_wire WHERE item_id = ? ORDER BY part LIMIT 1", (item_id,)).fetchone()
    return "" if row is None else str(row[0])


def _named(connection: sqlite3.Connection, conversation: str, wire: Wire, record: MessageRecord) -> Wire | None:
    """The wire as it is kept, None where it is known. A plain message is known by its Call-ID and its text: a dialog has one Call-ID."""
    if record.form is Form.PLAIN:
        import hashlib  # 4 ms: not on the window's way to its first frame

        digest = hashlib.blake2b(f"{record.item.kind} {record.item.text}".encode(), digest_size=8).hexdigest()
        wire = replace(wire, text=digest)
    query = "SELECT text FROM message_wire WHERE conversation_id = ? AND incoming = 1 AND wire_id = ?"
    row = connection.execute(query, (conversation, wire.wire_id)).fetchone()
    if row is None:
        return wire
    if record.form is not Form.PLAIN or row[0] == wire.text:
        return None
    wire = replace(wire, wire_id=f"{wire.wire_id} {wire.text}")
    return None if connection.execute(query, (conversation, wire.wire_id)).fetchone() else wire


def _item_of_group(connection: sqlite3.Connection, conversation: str, wire: Wire) -> str | None:
    names = (wire.group, *(f"{wire.group}-{number}" for number in range(2, wire.parts + 1)))
    marks = ", ".join("?" * len(names))
    row = connection.execute(
        f"SELECT item_id FROM message_wire WHERE conversation_id = ? AND incoming = 1 AND wire_id IN ({marks}) LIMIT 1",  # noqa: S608
        (conversation, *names),
    ).fetchone()
    return None if row is None else str(row[0])


def _join(connection: sqlite3.Connection, item_id: str) -> None:
    """The text of all parts that are here, in their order."""
    texts = [row[0] for row in connection.execute("SELECT text FROM message_wire WHERE item_id = ? ORDER BY part", (item_id,))]
    quoted, own = split_quote("".join(texts))
    connection.execute("UPDATE message SET text = ?, reply_text = ? WHERE item_id = ?", (own, quoted, item_id))


def _place(connection: sqlite3.Connection, conversation: str, record: MessageRecord) -> int:
    """When it is shown to have come: after what its sender wrote before it, and before what they wrote after it and what came sooner."""
    at_us = record.item.at_us
    if not record.told_us:
        return at_us
    rows = connection.execute(
        "SELECT t.at_us, m.told_us FROM timeline t JOIN message m USING (item_id) WHERE t.conversation_id = ? AND t.kind = 'message'"
        " AND t.direction = 'incoming' ORDER BY t.at_us DESC, t.item_id DESC LIMIT ?",
        (conversation, _LOOK_BACK),
    )
    after: tuple[int, int] | None = None
    for other_at, other_told in rows:
        if other_told == 0:
            continue
        if other_told < record.told_us:
            return _between((other_at, other_told), after, record.told_us, at_us)
        after = other_at, other_told
    return at_us if after is None else min(at_us, after[0] - (after[1] - record.told_us))


def _between(before: tuple[int, int], after: tuple[int, int] | None, told_us: int, at_us: int) -> int:
    """As far from its neighbours (shown, told) as their sender's clock says, so that others that are late have room beside it."""
    if at_us > before[0] and (after is None or at_us < after[0]):
        return at_us
    if after is None:
        return before[0] + told_us - before[1]
    return before[0] + (after[0] - before[0]) * (told_us - before[1]) // max(1, after[1] - before[1])


def _record(row: Sequence[Any]) -> MessageRecord:
    item_id, account_id, remote, direction, at_us, kind, text, state, reason, reply_text, seen, *others = row
    form, tries, stored, wants, told_us, reply_wire, content_type, raw, reply_to, *file = others
    item = MessageItem(
        item_id=item_id,
        account_id=account_id,
        remote=remote,
        is_incoming=direction == "incoming",
        at_us=at_us,
        kind=MessageKind(kind),
        text=text,
        status=MessageStatus(state),
        reason_code=reason,
        reply_to=reply_to or "",
        reply_text=reply_text,
        file=_file(file) if file[0] is not None else None,
        seen=bool(seen),
    )
    url, until_us, small = (file[3], file[4], _small(file[-4:])) if file[0] is not None else ("", 0, None)
    return MessageRecord(item, Form(form), tries, bool(stored), wants, told_us, reply_wire, content_type, raw, url, until_us, small)


def _file(row: Sequence[Any]) -> FileInfo:
    name, size, content_type, url, _, path, state, width, height, duration_ms, waveform, thumbnail, *_ = row
    look = (width, height, duration_ms, bytes(waveform or b""), thumbnail)
    return FileInfo(name, size, content_type, path, bool(url), None, FileState(state), *look)


def _small(row: Sequence[Any]) -> Place | None:
    url, size, content_type, until_us = row
    return Place(url, size, content_type, until_us or None) if url else None
