"""The one thread that writes to the database: what it does when the disk is full, the file locked, broken, or from the future."""

from __future__ import annotations

import logging
import sqlite3
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent_app.files import set_aside
from agent_app.snapshots import ProblemCode
from agent_app.storage.migrations import NewerDatabaseError, migrate

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

WriteJob = Callable[[sqlite3.Connection], object]
"""Writes something, inside a transaction; may be run again, so it says how things are, not what to add."""

_BUSY_MS: Final = 2000
_BROKEN: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PASSING: Final = {
    sqlite3.SQLITE_FULL: ProblemCode.DISK_FULL,
    sqlite3.SQLITE_BUSY: ProblemCode.DATABASE_LOCKED,
    sqlite3.SQLITE_LOCKED: ProblemCode.DATABASE_LOCKED,
    sqlite3.SQLITE_IOERR: ProblemCode.STORAGE_FAILED,
    sqlite3.SQLITE_READONLY: ProblemCode.STORAGE_FAILED,
    sqlite3.SQLITE_CANTOPEN: ProblemCode.STORAGE_FAILED,
}


@dataclass(frozen=True, slots=True)
class WriteResult:
    """After a job: what went wrong (None: nothing new), how many jobs wait to be tried again, whether the database was begun anew."""

    problem: tuple[ProblemCode, str] | None = None
    pending: int = 0
    renewed: bool = False


def connect(path: Path) -> sqlite3.Connection:
    """A connection as this program uses it; transactions are begun by hand."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_MS / 1000)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


class Writer:
    """Lives in the writer's thread. What can't be written now is kept, and tried again in order with the next job."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._pending: deque[WriteJob] = deque()
        self._told: ProblemCode | None = None
        self._useless = False

    def take(self, job: WriteJob | None = None) -> WriteResult:
        """Write `job` after all that waits (None: only what waits)."""
        if self._useless:
            return WriteResult()
        if job is not None:
            self._pending.append(job)
        try:
            self._drain()
        except NewerDatabaseError as error:
            self._useless = True
            self._pending.clear()
            return WriteResult((ProblemCode.DATABASE_NEWER, str(error)))
        except sqlite3.Error as error:
            return self._after(error)
        except OSError as error:
            return self._passing(ProblemCode.STORAGE_FAILED, error)
        self._told = None
        return WriteResult()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _drain(self) -> None:
        connection = self._connection or self._open()
        while self._pending:
            self._write(connection, self._pending[0])
            self._pending.popleft()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = connect(self._path)
        try:
            migrate(connection)  # first: a newer database is not to be changed in any way
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        self._path.chmod(0o600)
        return connection

    def _write(self, connection: sqlite3.Connection, job: WriteJob) -> None:
        try:
            connection.execute("BEGIN IMMEDIATE")
            job(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _after(self, error: sqlite3.Error) -> WriteResult:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended result code says no more to a person
        if code in _BROKEN:
            return self._renew(error)
        if code in _PASSING:
            return self._passing(_PASSING[code], error)
        # A job that can never succeed must not hold up those behind it.
        log.error("a write was given up", exc_info=error)
        self._pending.popleft()
        later = self.take()
        return WriteResult((ProblemCode.STORAGE_FAILED, str(error)), later.pending, later.renewed)

    def _passing(self, problem: ProblemCode, error: Exception) -> WriteResult:
        log.warning("%s: %s; %d writes wait", problem, error, len(self._pending))
        told, self._told = self._told, problem
        return WriteResult(None if told == problem else (problem, str(error)), len(self._pending))

    def _renew(self, error: sqlite3.Error) -> WriteResult:
        """A broken file is set aside under another name, and a new one begun: nothing is deleted."""
        log.error("the database is broken: %s", error)
        self.close()
        try:
            aside = set_aside(self._path)
            for suffix in ("-wal", "-shm"):
                journal = self._path.with_name(self._path.name + suffix)
                if journal.exists():
                    journal.replace(aside.with_name(aside.name + suffix))
        except OSError as failure:
            return self._passing(ProblemCode.STORAGE_FAILED, failure)
        later = self.take()
        return WriteResult((ProblemCode.DATABASE_BROKEN, str(aside)), later.pending, renewed=True)
