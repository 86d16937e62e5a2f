"""A child process that speaks lines on stdout: its start, its end, its log, and how long to wait before it is started again."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QProcess, Signal

from agent_app.logs import ChildLog

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

log = logging.getLogger(__name__)

_SETTLED_S: Final = 10.0
_FIRST_MS: Final = 500
_LONGEST_MS: Final = 30_000
_HOPELESS: Final = 5


class Backoff:
    """At once after a first death; later and later where deaths follow each other quickly."""

    def __init__(self) -> None:
        self._quick_deaths = 0

    def after_death(self, lived_s: float) -> int:
        """Milliseconds to wait, now that the process has died after `lived_s` seconds."""
        self._quick_deaths = 0 if lived_s >= _SETTLED_S else self._quick_deaths + 1
        if self._quick_deaths <= 1:
            return 0
        return min(_FIRST_MS << min(self._quick_deaths - 2, 10), _LONGEST_MS)

    @property
    def hopeless(self) -> bool:
        """It has died so often and so quickly that a person should be told."""
        return self._quick_deaths >= _HOPELESS


class Child(QObject):
    """One process at a time. stdout comes as lines (`line`), stderr goes to a log of limited size, stdin is written without blocking."""

    line = Signal(bytes)
    ended = Signal(float)  # how many seconds it lived

    def __init__(self, name: str, log_path: Path, longest_line: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._longest = longest_line
        self._log = ChildLog(log_path)
        self._process: QProcess | None = None
        self._rest = b""
        self._started = 0.0

    def start(self, command: Sequence[str]) -> None:
        """Start it; it may be written to at once."""
        assert self._process is None, f"{self._name} runs already"
        process = QProcess(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._fail)
        self._process, self._rest, self._started = process, b"", time.monotonic()
        process.start(command[0], list(command[1:]))

    @property
    def running(self) -> bool:
        return self._process is not None

    def pid(self) -> int:
        """Its process id; 0 while there is none."""
        return 0 if self._process is None else self._process.processId()

    def write(self, data: bytes) -> bool:
        """Queue `data` for its stdin; False where there is nobody to read it."""
        return self._process is not None and self._process.write(data) == len(data)

    def close_input(self) -> None:
        """The end of stdin, once what was written has gone out."""
        if self._process is not None:
            self._process.closeWriteChannel()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    def bury(self, timeout_ms: int) -> None:
        """For the program's very end: kill what still runs, wait for it, close the log."""
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(timeout_ms)
        self._log.close()

    def _read(self) -> None:
        if self._process is None:
            return
        *lines, self._rest = (self._rest + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        if len(self._rest) > self._longest:
            log.error("%s: a line of more than %d bytes was cut", self._name, self._longest)
            self._rest = b""
        for line in lines:
            self.line.emit(line)

    def _read_errors(self) -> None:
        if self._process is not None:
            self._log.take(bytes(self._process.readAllStandardError().data()))

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            log.error("%s does not start: %s", self._name, self._process and self._process.errorString())
            self._bid_farewell()

    def _end(self, code: int) -> None:
        self._read()
        self._read_errors()
        log.info("%s ended with code %d after %.1f s", self._name, code, time.monotonic() - self._started)
        self._bid_farewell()

    def _bid_farewell(self) -> None:
        if self._process is None:
            return
        self._process.deleteLater()
        self._process = None
        self.ended.emit(time.monotonic() - self._started)
