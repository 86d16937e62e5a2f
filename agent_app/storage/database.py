"""The database as the window's thread sees it: writes and reads are handed over, and never waited for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.background import Lane

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from agent_app.problems import Problems
    from agent_app.storage.writer import WriteJob, Writer, WriteResult

log = logging.getLogger(__name__)
T = TypeVar("T")

_RETRY_MS: Final = 5000
_READS: Final = 12  # times that a read is tried: a minute


class Database(QObject):
    """One lane writes, one reads. sqlite3 itself is loaded there: it is not on the window's way to its first frame."""

    renewed = Signal()  # the file was broken and a new one begun: write again what is in memory

    def __init__(self, path: Path, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._problems = problems
        self._writing = Lane("storage-writer", self)
        self._reading = Lane("storage-reader", self)
        self._writer: Writer | None = None  # the writing lane's own
        self._reader: sqlite3.Connection | None = None  # the reading lane's own
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        self._unread: list[Callable[[], None]] = []
        self._unwritten: list[Callable[[], None]] = []  # what is to happen once all that waits is written

    def write(self, job: WriteJob) -> None:
        """Run `job` in a transaction of the writing lane. What fails for a while (full, locked) is kept and tried again."""
        self._take(job)

    def read(self, query: Callable[[sqlite3.Connection], T], then: Callable[[T], None]) -> None:
        """Run `query` in the reading lane after all writes so far, and call `then` with its result.

        A read that fails (the database is locked by somebody) is tried again for a minute; after that `then` is not called.
        """
        self._try_read(query, then, _READS)

    def written(self, then: Callable[[], None]) -> None:
        """Call `then` once all that was handed over so far is on the disk, however long that is full or locked.

        Where the database is of a newer version nothing is ever written: `then` is called at once.
        """

        def look(result: WriteResult) -> None:
            self._tell(result)
            if result.pending:
                self._unwritten.append(then)
            else:
                then()

        self._writing.run(lambda: self._drain(None), look)

    def size(self) -> int:
        """Bytes of the file; 0 where there is none yet."""
        try:
            return self._path.stat().st_size
        except OSError:
            return 0

    def close(self, timeout_s: float) -> bool:
        """Finish what was handed over; False where that took longer."""
        self._retry.stop()
        self._reading.run(self._forget_reader)
        self._reading.close(timeout_s)
        self._writing.run(self._close_writer)
        return self._writing.close(timeout_s)

    def _take(self, job: WriteJob | None) -> None:
        self._writing.run(lambda: self._drain(job), self._tell)

    def _drain(self, job: WriteJob | None) -> WriteResult:
        if self._writer is None:
            from agent_app.storage.writer import Writer

            self._writer = Writer(self._path)
        return self._writer.take(job)

    def _close_writer(self) -> None:
        if self._writer is not None:
            self._writer.close()

    def _tell(self, result: WriteResult) -> None:
        if result.problem is not None:
            self._problems.report(*result.problem)
        if result.renewed:
            self._reading.run(self._forget_reader)  # it still has the broken file open
            self.renewed.emit()
        if result.pending and not self._retry.isActive():
            self._retry.start()

    def _try_read(self, query: Callable[[sqlite3.Connection], T], then: Callable[[T], None], tries: int) -> None:
        def drained(result: WriteResult) -> None:
            self._tell(result)
            self._reading.run(lambda: self._query(query), then, failed)

        def failed(error: Exception) -> None:
            log.warning("a read failed, %d more times it is tried: %s", tries - 1, error)
            if tries > 1:
                self._unread.append(lambda: self._try_read(query, then, tries - 1))
                self._retry.start()

        self._writing.run(lambda: self._drain(None), drained)

    def _try_again(self) -> None:
        self._take(None)
        unread, self._unread = self._unread, []
        for read in unread:
            read()
        unwritten, self._unwritten = self._unwritten, []
        for then in unwritten:
            self.written(then)

    def _query(self, query: Callable[[sqlite3.Connection], T]) -> T:
        from agent_app.storage.writer import connect

        if self._reader is None:
            self._reader = connect(self._path)
        return query(self._reader)

    def _forget_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None
