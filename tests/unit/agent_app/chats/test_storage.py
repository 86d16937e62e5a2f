"""The timeline on the disk: pages of everything, exports, and a database that is full of other people's words."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agent_app.chats.export import export_timeline
from agent_app.chats.snapshots import MessageItem, MessageKind, MessageStatus, place_of
from agent_app.money.snapshots import SmsItem, SmsStatus
from agent_app.snapshots import CallDirection, CallItem, CallSnapshot
from agent_app.storage.calls import save_call
from agent_app.storage.messages import (
    Form,
    MessageRecord,
    Wire,
    advance_message,
    may_follow,
    message_record,
    receive_message,
    save_message,
    take_receipt,
)
from agent_app.storage.migrations import migrate
from agent_app.storage.sms import save_sms
from agent_app.storage.timeline import around, page
from agent_app.storage.uuid7 import new_id
from agent_app.storage.writer import connect
from tariffs.rating.money import Money
from telephony.calls import CallState

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

BORIS, NUMBER, S = "boris@provider.test", "+79161112233", 1_000_000
ENDS = (MessageStatus.FAILED, MessageStatus.UNKNOWN, MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.DISPLAYED)


def message(at_us: int, text: str, *, incoming: bool = True, remote: str = BORIS, item_id: str = "") -> MessageRecord:
    status = MessageStatus.RECEIVED if incoming else MessageStatus.WAITING
    return MessageRecord(MessageItem(item_id or new_id(), "acc", remote, incoming, at_us, MessageKind.TEXT, text, status), Form.CPIM)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect(tmp_path / "history.db")) as connection:
        migrate(connection)
        yield connection


@pytest.fixture
def mixed(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A message, a call, an SMS and a message again, with one person."""
    save_message(connection, message(10 * S, "first & <b>foremost</b>"))
    save_call(
        connection,
        "call",
        CallSnapshot("c", "acc", CallDirection.INCOMING, BORIS, CallState.ENDED, 20 * S),
        seen=True,
        charged=Money(1_905_000, "RUB"),
    )
    save_sms(connection, SmsItem("sms", "acc", NUMBER, True, 30 * S, "an SMS", SmsStatus.DELIVERED, 1))
    save_message(connection, message(40 * S, "last\nof all", incoming=False, remote="BORIS@provider.test"))
    save_message(connection, message(50 * S, "somebody else's", remote="vera@provider.test"))
    return connection


def test_one_timeline_has_messages_calls_and_sms_of_all_addresses(mixed: sqlite3.Connection) -> None:
    items, more = page(mixed, (BORIS, NUMBER), None, 10)
    assert [type(item) for item in items] == [MessageItem, CallItem, SmsItem, MessageItem]
    assert not more
    newest, more = page(mixed, (BORIS, NUMBER), None, 2)
    assert (newest, more) == (items[2:], True)
    assert page(mixed, (BORIS, NUMBER), place_of(newest[0]), 2) == (items[:2], False)
    assert around(mixed, "call", (BORIS, NUMBER), 1) == items[:3]
    assert page(mixed, (), None, 5) == ((), False)


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_a_conversation_becomes_a_file(mixed: sqlite3.Connection, tmp_path: Path, form: str) -> None:
    target = tmp_path / "out"
    assert export_timeline(mixed, (BORIS, NUMBER), "Boris <3", target, form) == ""
    text = target.read_text(encoding="utf-8")
    if form == "json":
        kinds = [(item["type"], item.get("text", "")) for item in json.loads(text)]
        assert kinds == [("message", "first & <b>foremost</b>"), ("call", ""), ("sms", "an SMS"), ("message", "last\nof all")]
    elif form == "html":
        assert "first &amp; &lt;b&gt;foremost&lt;/b&gt;" in text
        assert "Boris &lt;3" in text
        assert "last<br>of all" in text
    else:
        assert "boris@provider.test: first & <b>foremost</b>\n" in text
        assert "boris@provider.test: ☎ 0:00, 1.905 RUB\n" in text
        assert len([line for line in text.splitlines() if line.startswith("[")]) == 4


def test_a_file_that_can_not_be_written_says_why(mixed: sqlite3.Connection, tmp_path: Path) -> None:
    assert export_timeline(mixed, (BORIS,), "Boris", tmp_path / "no such folder" / "out", "text") == "No such file or directory"


def test_no_status_ever_goes_back(connection: sqlite3.Connection) -> None:
    for first in ENDS:
        for second in ENDS:
            record = message(S, "hi", incoming=False)
            save_message(connection, record)
            advance_message(connection, record.item.item_id, first)
            advance_message(connection, record.item.item_id, second, "why")
            stored = message_record(connection, record.item.item_id)
            assert stored is not None
            wanted = second if may_follow(first, second) else first
            assert stored.item.status is wanted
    assert not may_follow(MessageStatus.DISPLAYED, MessageStatus.DELIVERED)
    assert not may_follow(MessageStatus.DELIVERED, MessageStatus.FAILED)


def test_a_receipt_of_the_wrong_person_or_name_changes_nothing(connection: sqlite3.Connection) -> None:
    assert take_receipt(connection, "acc", BORIS, "nothing", 1) == ""


def test_what_is_written_twice_by_a_retried_write_is_there_once(connection: sqlite3.Connection) -> None:
    record = message(S, "hi")
    assert receive_message(connection, record, Wire("w")) == record.item.item_id
    assert receive_message(connection, record, Wire("w")) == ""
    assert len(page(connection, (BORIS,), None, 5)[0]) == 1


def test_pages_are_found_by_an_index(connection: sqlite3.Connection) -> None:
    plan = connection.execute(
        "EXPLAIN QUERY PLAN SELECT at_us, item_id, kind FROM timeline WHERE conversation_id = 'x' AND (at_us, item_id) < (5, 'y')"
        " ORDER BY at_us DESC, item_id DESC LIMIT 50"
    ).fetchall()
    assert len(plan) == 1
    assert "timeline_by_place" in plan[0][3]
