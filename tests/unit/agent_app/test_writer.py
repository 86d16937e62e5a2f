"""The writing thread's answers to a full disk, a locked, a broken and a newer database: nothing in memory is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agent_app.snapshots import Contact, ProblemCode
from agent_app.storage.contacts import load_contacts, save_contacts
from agent_app.storage.migrations import MIGRATIONS
from agent_app.storage.writer import Writer, WriteResult, connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_app.storage.writer import WriteJob


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def writer(path: Path) -> Iterator[Writer]:
    writer = Writer(path)
    yield writer
    writer.close()


def _save(*names: str) -> WriteJob:
    return lambda connection: save_contacts(connection, [Contact(name, name) for name in names])


def _names(path: Path) -> set[str]:
    with closing(connect(path)) as connection:
        return {contact.name for contact in load_contacts(connection)}


def test_a_job_is_written_and_only_the_user_may_read_it(writer: Writer, path: Path) -> None:
    assert writer.take(_save("Anna")) == WriteResult()
    assert _names(path) == {"Anna"}
    assert path.stat().st_mode & 0o077 == 0


def test_a_full_disk_is_told_once_and_the_write_is_made_up_for(writer: Writer, path: Path) -> None:
    writer.take(_save("Anna"))
    many = [f"{number} {'x' * 500}" for number in range(400)]
    writer.take(lambda connection: connection.execute("PRAGMA max_page_count = 1"))  # SQLite rounds up to what it has
    first = writer.take(_save(*many))
    assert first.problem is not None
    assert first.problem[0] is ProblemCode.DISK_FULL
    assert first.pending == 1
    assert writer.take(_save("Boris")) == WriteResult(None, pending=2)
    assert _names(path) == {"Anna"}
    writer.close()  # the limit was the connection's: a new one has room again
    assert writer.take() == WriteResult()
    assert _names(path) == {"Anna", "Boris", *many}


def test_a_locked_database_is_told_and_the_write_is_made_up_for(writer: Writer, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_app.storage.writer._BUSY_MS", 20)
    writer.take(_save("Anna"))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        refused = writer.take(_save("Boris"))
        assert refused.problem is not None
        assert refused.problem[0] is ProblemCode.DATABASE_LOCKED
        other.execute("COMMIT")
    assert writer.take() == WriteResult()
    assert _names(path) == {"Anna", "Boris"}


def test_a_file_that_is_no_database_is_set_aside_and_a_new_one_begun(writer: Writer, path: Path) -> None:
    path.write_bytes(b"this is not a database, but long enough to be looked at as one" * 20)
    result = writer.take(_save("Anna"))
    assert result.renewed
    assert result.problem is not None
    code, value = result.problem
    assert code is ProblemCode.DATABASE_BROKEN
    assert path.with_name(value.rpartition("/")[2]).read_bytes().startswith(b"this is not")
    assert _names(path) == {"Anna"}


def test_a_database_that_breaks_while_in_use_is_set_aside_too(writer: Writer, path: Path) -> None:
    writer.take(_save("Anna"))
    writer.close()
    content = bytearray(path.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    path.write_bytes(bytes(content))
    result = writer.take(_save("Boris"))
    assert result.renewed
    assert _names(path) == {"Boris"}


def test_a_newer_database_is_told_once_and_left_alone(writer: Writer, path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 7}")
    before = path.read_bytes()
    result = writer.take(_save("Anna"))
    assert result.problem is not None
    assert result.problem[0] is ProblemCode.DATABASE_NEWER
    assert writer.take(_save("Boris")) == WriteResult()
    assert path.read_bytes() == before


def test_a_job_that_can_never_succeed_does_not_hold_up_the_next(writer: Writer, path: Path) -> None:
    result = writer.take(lambda connection: connection.execute("INSERT INTO nowhere VALUES (1)"))
    assert result.problem is not None
    assert result.problem[0] is ProblemCode.STORAGE_FAILED
    assert result.pending == 0
    assert writer.take(_save("Anna")) == WriteResult()
    assert _names(path) == {"Anna"}


def test_a_failed_job_leaves_no_half_of_itself(writer: Writer, path: Path) -> None:
    def half(connection: sqlite3.Connection) -> None:
        save_contacts(connection, [Contact("Anna", "Anna")])
        connection.execute("INSERT INTO nowhere VALUES (1)")

    writer.take(_save("Boris"))
    writer.take(half)
    assert _names(path) == {"Boris"}


def test_a_folder_that_can_not_be_made_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    result = Writer(tmp_path / "file" / "history.db").take(_save("Anna"))
    assert result.problem is not None
    assert result.problem[0] is ProblemCode.STORAGE_FAILED
    assert result.pending == 1
