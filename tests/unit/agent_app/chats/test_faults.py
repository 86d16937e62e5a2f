"""Messages while the disk is full, and the database locked, or damaged: nothing goes out unwritten, and nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agent_app.chats.snapshots import MessageStatus
from agent_app.snapshots import ProblemCode
from agent_app.storage.writer import connect
from telephony.bodies.receipt import ReceiptKind
from telephony.messages import SendMessage
from tests.unit.agent_app.chats.conftest import ACCOUNT, BORIS, Chatting, theirs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent_app.profile import Profile
    from agent_app.storage.database import Database

LONG = "ы" * 4000  # more than fits into what is left of the last pages


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_app.storage.writer._BUSY_MS", 20)
    monkeypatch.setattr("agent_app.storage.database._RETRY_MS", 100)


def _say(chatting: Chatting, text: str) -> str:
    return chatting.chats.send_text(ACCOUNT, BORIS, text)


def _sent(chatting: Chatting) -> int:
    return len(chatting.engine.told_of(SendMessage))


def _written(profile: Profile) -> list[str]:
    with closing(connect(profile.database)) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM message JOIN timeline USING (item_id) ORDER BY at_us, item_id")]


def _codes(told: list[tuple[ProblemCode, str]]) -> list[ProblemCode]:
    return [code for code, _ in told]


@pytest.fixture
def full(chatting: Chatting, database: Database) -> Iterator[Callable[[], None]]:
    """There is no room in the database's file for one page more; calling it makes room."""
    chatting.accept(chatting.told(1)[0]) if _say(chatting, "before") else None
    database.write(lambda connection: connection.execute("PRAGMA max_page_count = 1"))  # SQLite rounds up to what it has

    def make_room() -> None:
        # Not by a job of the database: those stand behind the ones that wait.
        database._writing.run(lambda: database._writer and database._writer.close())  # pyright: ignore[reportPrivateUsage]

    yield make_room
    make_room()


def test_on_a_full_disk_nothing_goes_out_that_is_not_written(
    full: Callable[[], None], chatting: Chatting, profile: Profile, told: list[tuple[ProblemCode, str]]
) -> None:
    item_id = _say(chatting, LONG)
    chatting.wait(lambda: ProblemCode.DISK_FULL in _codes(told))
    chatting.pause(250)
    assert _sent(chatting) == 1
    assert chatting.status(item_id) is MessageStatus.WAITING
    full()
    chatting.wait(lambda: _sent(chatting) > 1)
    chatting.wait(lambda: LONG in _written(profile))
    assert _codes(told) == [ProblemCode.DISK_FULL], "told once"


def test_on_a_full_disk_nothing_is_confirmed_that_could_be_lost(
    full: Callable[[], None], chatting: Chatting, profile: Profile, told: list[tuple[ProblemCode, str]]
) -> None:
    for part in theirs(LONG, "from-boris", most=100_000):
        chatting.hear_outgoing(part)
    chatting.wait(lambda: ProblemCode.DISK_FULL in _codes(told))
    chatting.pause(250)
    assert chatting.receipts() == []
    full()
    chatting.wait(lambda: chatting.receipts() == [("from-boris", ReceiptKind.DELIVERED)])
    assert _written(profile).count(LONG) == 1


def test_while_the_database_is_locked_messages_wait_and_then_go_in_order(
    chatting: Chatting, profile: Profile, told: list[tuple[ProblemCode, str]]
) -> None:
    _say(chatting, "before")
    chatting.accept(chatting.told(1)[0])
    chatting.pause()
    with closing(sqlite3.connect(profile.database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        texts = [f"number {place}" for place in range(5)]
        for text in texts:
            _say(chatting, text)
        chatting.wait(lambda: ProblemCode.DATABASE_LOCKED in _codes(told))
        assert _sent(chatting) == 1
        other.execute("COMMIT")
    for place in range(5):
        chatting.accept(chatting.told(place + 2)[-1])
    assert [line for line in _written(profile) if line.startswith("number")] == texts
    bodies = [command.body for command in chatting.engine.told_of(SendMessage)[1:]]
    assert [text for body in bodies for text in texts if text in body] == texts


def test_a_damaged_database_is_set_aside_and_the_conversation_goes_on(
    chatting: Chatting, profile: Profile, database: Database, told: list[tuple[ProblemCode, str]]
) -> None:
    item_id = _say(chatting, "before")
    chatting.accept(chatting.told(1)[0])
    chatting.wait(lambda: chatting.status(item_id) is MessageStatus.SENT)
    chatting.pause()
    database._writing.run(lambda: database._writer and database._writer.close())  # pyright: ignore[reportPrivateUsage]
    chatting.pause()
    content = bytearray(profile.database.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    profile.database.write_bytes(bytes(content))
    after = _say(chatting, "after")
    chatting.accept(chatting.told(2)[-1])
    chatting.wait(lambda: chatting.status(after) is MessageStatus.SENT)
    assert ProblemCode.DATABASE_BROKEN in _codes(told)
    chatting.wait(lambda: _written(profile) == ["before", "after"])
    aside = [path for path in profile.database.parent.iterdir() if path.name.startswith(profile.database.stem) and path != profile.database]
    assert any(path.read_bytes()[100:110] == b"\xff" * 10 for path in aside), "a copy of the damaged one is kept"
    assert [item.text for item in chatting.messages()] == ["before", "after"]


def test_a_newer_database_is_left_alone_and_one_still_writes(
    profile: Profile, start: Callable[[], Chatting], told: list[tuple[ProblemCode, str]]
) -> None:
    with closing(connect(profile.database)) as connection:
        connection.execute("PRAGMA user_version = 9999")
    before = profile.database.read_bytes()
    chatting = start()
    chatting.connect()
    chatting.wait(lambda: ProblemCode.DATABASE_NEWER in _codes(told))
    _say(chatting, "hello")
    chatting.pause(200)
    assert profile.database.read_bytes() == before
    assert _sent(chatting) in {0, 1}
