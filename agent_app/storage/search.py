"""The index of words over messages and SMS: filled in slices behind what is written, read in the order of time, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent_app.contacts.folding import digits_of
from agent_app.search.snapshots import HitKind, SearchFilters, SearchHit, Snippet
from agent_app.search.words import composed, index_words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from agent_app.search.query import Query

# Words of our own stand beside those of the text; nobody can type them, for words are letters and digits.
_OWN: Final = "\ue000"
_KIND_WORDS: Final = {HitKind.MESSAGE: f"{_OWN}m", HitKind.SMS: f"{_OWN}s"}
_SLOTS: Final = 1024  # rows of a millisecond
_LAST_ROW: Final = 2**63 - 1
_FEWEST_DIGITS: Final = 3
_READ: Final = """
    SELECT t.item_id, t.kind, t.at_us, t.conversation_id, coalesce(m.text, s.text, ''), coalesce(f.name, ''), coalesce(m.kind, '')
    FROM search_waiting w LEFT JOIN timeline t USING (item_id) LEFT JOIN message m USING (item_id) LEFT JOIN sms s USING (item_id)
    LEFT JOIN message_file f USING (item_id) WHERE w.item_id IN (SELECT item_id FROM search_waiting ORDER BY item_id DESC LIMIT ?)
"""
_FOUND: Final = """
    SELECT t.item_id, v.account_id, v.remote, t.at_us, t.direction, coalesce(m.text, s.text, ''), coalesce(f.name, '')
    FROM search_index x JOIN search_item i ON i.row = x.rowid JOIN timeline t USING (item_id)
    JOIN conversation v USING (conversation_id) LEFT JOIN message m USING (item_id) LEFT JOIN sms s USING (item_id)
    LEFT JOIN message_file f USING (item_id)
    WHERE x.search_index MATCH ? AND x.rowid BETWEEN ? AND ? ORDER BY x.rowid DESC LIMIT ?
"""
_NOT_FOR_WORDS: Final = frozenset({"system", "unreadable", "wake_up"})


def index_slice(connection: sqlite3.Connection, limit: int) -> bool:
    """Take up to `limit` of what waits into the index, the newest first; whether more waits."""
    waiting = [row[0] for row in connection.execute("SELECT item_id FROM search_waiting ORDER BY item_id DESC LIMIT ?", (limit,))]
    if not waiting:
        return False
    for item_id, kind, at_us, conversation, text, name, sort in connection.execute(_READ, (limit,)).fetchall():
        if item_id is not None:
            words = "" if sort in _NOT_FOR_WORDS else index_words(f"{name} {text}" if name else text)
            _put(connection, item_id, at_us, f"{_KIND_WORDS[HitKind(kind)]} {_conversation_word(conversation)} {words}" if words else "")
    connection.executemany("DELETE FROM search_waiting WHERE item_id = ?", [(item_id,) for item_id in waiting])
    return len(waiting) == limit


def waits(connection: sqlite3.Connection) -> bool:
    """Whether something is not in the index yet."""
    return connection.execute("SELECT 1 FROM search_waiting LIMIT 1").fetchone() is not None


def find_texts(connection: sqlite3.Connection, query: Query, kind: HitKind, filters: SearchFilters, limit: int) -> list[SearchHit]:
    """The newest messages or SMS with all of its words."""
    expression = f'"{_KIND_WORDS[kind]}" AND {query.expression()}'
    if filters.remotes:
        conversations = _conversations(connection, filters.remotes)
        if not conversations:
            return []
        people = " OR ".join(f'"{_conversation_word(conversation)}"' for conversation in conversations)
        expression = f"({people}) AND {expression}"
    rows = _rows_between(filters)
    return [
        SearchHit(kind, item_id, account_id, remote, at_us, direction == "incoming", query.snippet(f"{name} {text}" if name else text))
        for item_id, account_id, remote, at_us, direction, text, name in connection.execute(_FOUND, (expression, *rows, limit))
    ]


def find_calls(connection: sqlite3.Connection, text: str, remotes: Sequence[str], filters: SearchFilters, limit: int) -> list[SearchHit]:
    """The newest calls with any of `remotes` (of contacts that were found), or with a number or address that has `text` in it."""
    wanted = text.strip().casefold()
    digits = digits_of(text)
    conversations = _conversations(connection, remotes)
    if wanted:
        conversations += [
            row[0] for row in connection.execute("SELECT conversation_id FROM conversation WHERE instr(lower(remote), ?)", (wanted,))
        ]
    if len(digits) >= _FEWEST_DIGITS and not any(letter.isalpha() for letter in text):
        query = "SELECT conversation_id FROM conversation WHERE remote LIKE '+%' AND instr(remote, ?)"
        conversations += [row[0] for row in connection.execute(query, (digits,))]
    if filters.remotes:
        allowed = set(_conversations(connection, filters.remotes))
        conversations = [conversation for conversation in conversations if conversation in allowed]
    found = _calls_of(connection, dict.fromkeys(conversations), filters, limit)
    return [_call_hit(row, wanted, digits) for row in found]


def _calls_of(
    connection: sqlite3.Connection, conversations: Iterable[str], filters: SearchFilters, limit: int
) -> list[tuple[int, str, str, str, str, int]]:
    """(at_us, item_id, account_id, remote, direction, missed), newest first: each conversation gives its own newest."""
    query = (
        "SELECT t.at_us, t.item_id, v.account_id, v.remote, t.direction, c.missed FROM timeline t"
        " JOIN conversation v USING (conversation_id) JOIN call c USING (item_id)"
        " WHERE t.conversation_id = ? AND t.kind = 'call' AND t.at_us >= ? AND t.at_us < ?"
        " ORDER BY t.at_us DESC, t.item_id DESC LIMIT ?"
    )
    until = filters.until_us or _LAST_ROW
    rows = [row for conversation in conversations for row in connection.execute(query, (conversation, filters.since_us, until, limit))]
    return sorted(rows, reverse=True)[:limit]


def _call_hit(row: tuple[int, str, str, str, str, int], wanted: str, digits: str) -> SearchHit:
    at_us, item_id, account_id, remote, direction, missed = row
    shown = composed(remote)
    place = next((found for part in (wanted, digits) if part and (found := shown.casefold().find(part)) >= 0), -1)
    length = len(wanted) if wanted and wanted in shown.casefold() else len(digits)
    marks = ((place, place + length),) if place >= 0 else ()
    return SearchHit(HitKind.CALL, item_id, account_id, remote, at_us, direction == "incoming", Snippet(shown, marks), bool(missed))


def _put(connection: sqlite3.Connection, item_id: str, at_us: int, words: str) -> None:
    before = connection.execute("SELECT words FROM search_item WHERE item_id = ?", (item_id,)).fetchone()
    if before is not None and before[0] == words:
        return
    if before is not None:
        connection.execute("DELETE FROM search_item WHERE item_id = ?", (item_id,))
    if words:
        connection.execute("INSERT INTO search_item VALUES (?, ?, ?)", (_free_row(connection, at_us), item_id, words))


def _free_row(connection: sqlite3.Connection, at_us: int) -> int:
    row = _first_row(at_us)
    while last := connection.execute("SELECT max(row) FROM search_item WHERE row BETWEEN ? AND ?", (row, row + _SLOTS - 1)).fetchone()[0]:
        if last < row + _SLOTS - 1:
            return int(last) + 1
        row += _SLOTS
    return row


def _first_row(at_us: int) -> int:
    return min(max(at_us, 1000) // 1000 * _SLOTS, _LAST_ROW // 2)


def _rows_between(filters: SearchFilters) -> tuple[int, int]:
    since = _first_row(filters.since_us) if filters.since_us else 0
    return since, _first_row(filters.until_us) - 1 if filters.until_us else _LAST_ROW


def _conversation_word(conversation: str) -> str:
    return _OWN + conversation.replace("-", "")


def _conversations(connection: sqlite3.Connection, remotes: Sequence[str]) -> list[str]:
    found: list[str] = []
    for remote in remotes:
        found += [
            row[0] for row in connection.execute("SELECT conversation_id FROM conversation WHERE remote = ? COLLATE NOCASE", (remote,))
        ]
    return found
