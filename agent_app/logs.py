"""The program's log file, and those of its child processes: limited in size, without secrets (they have a type that prints as ***)."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType

_BYTES: Final = 1_000_000
_FORMAT: Final = "%(asctime)s.%(msecs)03d %(levelname)-7s %(name)s: %(message)s"


class LimitedFileHandler(logging.FileHandler):
    """Begins a new file when this one has grown to `limit` bytes, and keeps the one before it as NAME.1.

    logging.handlers has one like it, and loads sockets and pickle for the others it has: 5 ms on the way to the first frame.
    """

    def __init__(self, path: Path, limit: int = _BYTES) -> None:
        super().__init__(path, encoding="utf-8", delay=True, errors="backslashreplace")
        self._limit = limit

    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        # The stream is None where the file could not be opened.
        if self.stream is not None and self.stream.tell() >= self._limit:  # pyright: ignore[reportUnnecessaryComparison]
            self._turn_over()

    def _turn_over(self) -> None:
        path = Path(self.baseFilename)
        self.close()
        try:
            path.replace(path.with_name(f"{path.name}.1"))
        except OSError:
            self.handleError(logging.LogRecord("agent", logging.ERROR, "", 0, "the log can't be turned over", None, None))
        self.stream = self._open()


def begin(path: Path, level: str) -> None:
    """Log to `path` from now on; what nobody caught goes there too."""
    logging.raiseExceptions = False  # a full disk must not fill stderr
    handler = LimitedFileHandler(path)
    handler.setFormatter(logging.Formatter(_FORMAT, "%Y-%m-%d %H:%M:%S"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level.upper())
    for chatty in ("httpx", "httpcore", "keyring"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda hook: _log_uncaught(hook.exc_type, hook.exc_value or hook.exc_type(), hook.exc_traceback)


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    logging.getLogger("agent").critical("nobody caught this", exc_info=(kind, error, trace))
    sys.__excepthook__(kind, error, trace)


class ChildLog:
    """Takes the bytes of a child's stderr, and writes whole lines to a file of limited size."""

    def __init__(self, path: Path) -> None:
        self._handler = LimitedFileHandler(path)
        self._name = path.stem
        self._rest = b""

    def take(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > _BYTES:
            lines.append(self._rest)
            self._rest = b""
        for line in lines:
            self._write(line)

    def close(self) -> None:
        if self._rest:
            self._write(self._rest)
            self._rest = b""
        self._handler.close()

    def _write(self, line: bytes) -> None:
        text = line.decode("utf-8", "backslashreplace").rstrip("\r")
        self._handler.handle(logging.LogRecord(self._name, logging.INFO, "", 0, text, None, None))
