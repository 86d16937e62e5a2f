"""The database from the window's thread: what was handed over is there to be read, and problems are told."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from agent_app.snapshots import Contact, ProblemCode
from agent_app.storage.contacts import load_contacts, save_contacts
from agent_app.storage.database import Database
from agent_app.storage.migrations import migrate
from agent_app.storage.writer import connect

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile

ANNA = Contact("1", "Anna")
BORIS = Contact("2", "Boris")


def test_a_read_sees_every_write_before_it(database: Database, qtbot: QtBot) -> None:
    seen: list[tuple[Contact, ...]] = []
    database.write(lambda connection: save_contacts(connection, [ANNA]))
    database.read(load_contacts, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(ANNA,)]


def test_closing_waits_for_what_was_handed_over(profile: Profile, problems: Problems, qtbot: QtBot) -> None:
    database = Database(profile.database, problems)
    for number in range(50):
        contact = Contact(str(number), f"Contact {number}")
        database.write(lambda connection, contact=contact: save_contacts(connection, [contact]))
    assert database.close(10)
    with closing(connect(profile.database)) as connection:
        assert len(load_contacts(connection)) == 50


def test_a_broken_database_is_told_and_its_readers_move_to_the_new_one(
    profile: Profile, problems: Problems, told: list[tuple[ProblemCode, str]], qtbot: QtBot
) -> None:
    profile.database.write_bytes(b"not a database at all, however long it may be" * 40)
    database = Database(profile.database, problems)
    seen: list[tuple[Contact, ...]] = []
    with qtbot.waitSignal(database.renewed):
        database.read(load_contacts, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    database.write(lambda connection: save_contacts(connection, [BORIS]))
    database.read(load_contacts, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [(), (BORIS,)]
    assert [code for code, _ in told] == [ProblemCode.DATABASE_BROKEN]
    assert database.close(5)


def test_a_database_that_was_locked_at_the_start_is_read_and_written_once_it_is_free(
    profile: Profile, problems: Problems, told: list[tuple[ProblemCode, str]], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_app.storage.writer._BUSY_MS", 20)
    monkeypatch.setattr("agent_app.storage.database._RETRY_MS", 100)
    with closing(connect(profile.database)) as connection:
        migrate(connection)
        save_contacts(connection, [ANNA])
        connection.execute("BEGIN EXCLUSIVE")
        database = Database(profile.database, problems)
        seen: list[tuple[Contact, ...]] = []
        database.write(lambda writing: save_contacts(writing, [BORIS]))
        database.read(load_contacts, seen.append)
        qtbot.waitUntil(lambda: bool(told))
        qtbot.wait(300)
        assert seen == []
        connection.execute("COMMIT")
    qtbot.waitUntil(lambda: bool(seen))
    assert set(seen[0]) == {ANNA, BORIS}
    assert [code for code, _ in told] == [ProblemCode.DATABASE_LOCKED]
    assert database.close(5)
