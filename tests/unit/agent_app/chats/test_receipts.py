"""Receipts are owed until somebody has taken them, whatever is killed meanwhile; what was taken once never fails by being sent again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agent_app.chats.snapshots import MessageStatus
from agent_app.storage.migrations import MIGRATIONS, migrate
from agent_app.storage.owed import OwedReceipt, owed_receipts, settle_receipts
from agent_app.storage.writer import connect
from telephony.bodies.receipt import ReceiptKind
from telephony.messages import Registration, SendMessage
from telephony.reasons import ReasonCode
from tests.unit.agent_app.chats.conftest import ACCOUNT, BORIS, Chatting, theirs
from tests.unit.agent_app.search.writing import add_message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_app.profile import Profile
    from agent_app.storage.database import Database

DELIVERED, DISPLAYED = ReceiptKind.DELIVERED, ReceiptKind.DISPLAYED


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_app.chats.quiet._RETRY_MS", (20, 20))
    monkeypatch.setattr("agent_app.chats.receipts._SETTLE_MS", 10)


def owed(profile: Profile) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(profile.database)) as connection:
        return connection.execute("SELECT wire_id, owes FROM message_wire WHERE owes <> 0 ORDER BY wire_id").fetchall()


def restart(chatting: Chatting, start: Callable[[], Chatting]) -> Chatting:
    """The program dies, and with it whatever it had on its way."""
    chatting.chats.deleteLater()
    chatting.pause(20)
    again = start()
    again.engine.told.clear()
    again.connect(Registration.FAILED)
    again.connect()
    return again


def test_a_receipt_that_nobody_took_goes_after_the_next_start(chatting: Chatting, start: Callable[[], Chatting], profile: Profile) -> None:
    (hello,) = theirs("hello", "m1")
    chatting.hear_outgoing(hello)
    chatting.hear("plain", call_id="c1")
    chatting.told(2)
    assert owed(profile) == [("c1", 1), ("m1", 1)]
    again = restart(chatting, start)
    commands = again.told(2)
    assert again.receipts() == [("m1", DELIVERED), ("c1", DELIVERED)]
    for command in commands:
        again.accept(command)
    again.wait(lambda: owed(profile) == [])
    assert restart(again, start).page()[0]
    assert again.engine.told_of(SendMessage) == []


def test_who_was_read_is_told_so_after_the_next_start(chatting: Chatting, start: Callable[[], Chatting], profile: Profile) -> None:
    chatting.hear("read", call_id="c1")
    chatting.accept(chatting.told(1)[0])
    chatting.wait(lambda: owed(profile) == [])
    chatting.chats.mark_read((ACCOUNT, BORIS))
    chatting.told(2)
    assert owed(profile) == [("c1", 2)]
    again = restart(chatting, start)
    again.accept(again.told(1)[0], 202)
    assert again.receipts() == [("c1", DISPLAYED)]
    again.wait(lambda: owed(profile) == [])


def test_what_is_read_in_secret_is_owed_to_nobody(chatting: Chatting, profile: Profile) -> None:
    chatting.settings.change(send_receipts=False)
    chatting.hear("read", call_id="c1")
    chatting.accept(chatting.told(1)[0])
    chatting.chats.mark_read((ACCOUNT, BORIS))
    chatting.page()
    chatting.wait(lambda: owed(profile) == [])


@pytest.mark.parametrize("code", [ReasonCode.NO_RESPONSE, ReasonCode.SERVICE_UNAVAILABLE, ReasonCode.WRONG_PASSWORD, ReasonCode.NOT_FOUND])
def test_a_receipt_that_fails_goes_again_a_few_times_and_then_with_the_next_registration(chatting: Chatting, code: ReasonCode) -> None:
    chatting.hear("text", call_id="c1")
    for count in (1, 2, 3):
        command = chatting.told(count)[-1]
        if count == 2:
            chatting.lose_track(command)
        else:
            chatting.fail(command, code, 503)
    chatting.pause(150)
    chatting.told(3)
    chatting.connect()
    chatting.told(4)
    assert chatting.receipts() == [("c1", DELIVERED)] * 4


def test_who_refuses_receipts_is_owed_none(chatting: Chatting, profile: Profile) -> None:
    for number in range(2):
        chatting.hear("text", call_id=f"c{number}")
    chatting.fail(chatting.told(2)[0], ReasonCode.REFUSED, 415)
    chatting.fail(chatting.told(2)[1], ReasonCode.REFUSED, 415)
    chatting.hear("text", call_id="c3")
    chatting.page()
    chatting.wait(lambda: owed(profile) == [])
    chatting.told(2)


def test_all_messages_of_a_dialog_are_settled_by_its_call_id(chatting: Chatting, profile: Profile, database: Database) -> None:
    for number, text in enumerate(("yes", "no", "maybe")):
        chatting.hear(text, call_id="c1")
        chatting.told(number + 1)
    chatting.hear("other", call_id="c10")
    chatting.told(4)
    assert len(owed(profile)) == 4
    found: list[list[OwedReceipt]] = []
    database.read(lambda connection: owed_receipts(connection, "~"), found.append)
    chatting.wait(lambda: bool(found))
    assert [one.wire_id for one in found[0]] == ["c1", "c1", "c1", "c10"]
    database.write(lambda connection: settle_receipts(connection, found[0][:1]))
    chatting.wait(lambda: owed(profile) == [("c10", 1)])


# --- the other side: what was sent and is asked for again ------------------------------------------------------------------------------


def sent(chatting: Chatting, monkeypatch: pytest.MonkeyPatch, status: int = 200) -> str:
    """A message to Boris, who has this program, that a server took."""
    monkeypatch.setattr("agent_app.chats.confirming._AFTER_S", (0.1, 0.1, 0.1))
    monkeypatch.setattr("agent_app.chats.confirming._TICK_MS", 50)
    (hello,) = theirs("hello", "m1")
    chatting.hear_outgoing(hello)
    chatting.accept(chatting.told(1)[0])
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "hi")
    chatting.accept(chatting.told(2)[1], status)
    chatting.wait(lambda: chatting.status(item_id) is MessageStatus.SENT)
    return item_id


def test_what_was_taken_once_does_not_fail_by_being_asked_about(chatting: Chatting, monkeypatch: pytest.MonkeyPatch) -> None:
    item_id = sent(chatting, monkeypatch)
    chatting.fail(chatting.told(3)[2], ReasonCode.NOT_FOUND, 404)
    chatting.pause(200)
    assert chatting.status(item_id) is MessageStatus.SENT
    chatting.hear_receipt(item_id, DELIVERED, cpim=True)
    chatting.wait(lambda: chatting.status(item_id) is MessageStatus.DELIVERED)


def test_after_a_start_one_of_the_messages_that_a_server_keeps_asks_whether_their_receipts_were_lost(
    chatting: Chatting, start: Callable[[], Chatting], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sent(chatting, monkeypatch, 202)
    chatting.chats.send_text(ACCOUNT, BORIS, "and")
    chatting.accept(chatting.told(3)[2], 202)
    again = restart(chatting, start)
    commands = again.told(1)
    again.accept(commands[0], 202)
    again.pause(2300)  # nobody is there: no more than one asks
    again.told(1)
    again.hear_receipt(first, DELIVERED, cpim=True)
    again.wait(lambda: again.status(first) is MessageStatus.DELIVERED)


def test_a_lost_engine_makes_one_of_them_ask(chatting: Chatting, monkeypatch: pytest.MonkeyPatch) -> None:
    sent(chatting, monkeypatch, 202)
    chatting.engine.die()
    chatting.engine.come_back()
    chatting.connect()
    chatting.told(1)


def test_what_came_before_receipts_were_kept_is_owed_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = next(place for place, one in enumerate(MIGRATIONS) if one.__name__ == "_receipts")
    with closing(connect(tmp_path / "old.db")) as connection:
        with monkeypatch.context() as patch:
            patch.setattr("agent_app.storage.migrations.MIGRATIONS", MIGRATIONS[:step])
            migrate(connection)
        item_id = add_message(connection, "old", at_us=1)
        wire = "INSERT INTO message_wire (conversation_id, incoming, wire_id, item_id) SELECT conversation_id, 1, 'w', ? FROM conversation"
        connection.execute(wire, (item_id,))
        migrate(connection)
        assert owed_receipts(connection, "~") == []
