"""Work that must not run on the window's thread: lanes, each one thread with a queue, whose results come back to the window's thread."""

from __future__ import annotations

import logging
import threading
from functools import cache
from queue import SimpleQueue
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
T = TypeVar("T")


class _Relay(QObject):
    """Calls on the window's thread what a worker posts. It is never destroyed: a signal that a worker emits while its object is being taken
    apart on another thread ends the process, and PySide's check that the object still stands comes too early to prevent it."""

    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._posted.connect(self._call)

    def post(self, callback: Callable[[], None]) -> None:
        self._posted.emit(callback)

    def _call(self, callback: Callable[[], None]) -> None:
        callback()


@cache
def _relay() -> _Relay:
    """Made with the first lane, on the window's thread."""
    return _Relay()


class Lane(QObject):
    """One worker thread, started at its first job. Jobs run in order; `then` and `failed` are called on this object's own thread.

    The thread is a daemon: a job that hangs (a keyring's question, a dead network folder) never keeps the program from ending.
    """

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._relay = _relay()
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False

    def run(
        self, work: Callable[[], T], then: Callable[[T], None] | None = None, failed: Callable[[Exception], None] | None = None
    ) -> None:
        """Do `work` in the lane; then call `then` with its result, or `failed` with its error (logged where nobody asked)."""
        if self._closed:
            log.info("lane %s is closed: a job was dropped", self._name)
            return
        self._jobs.put(lambda: self._work(work, then, failed))
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
            self._thread.start()

    def close(self, timeout_s: float) -> bool:
        """Take no more jobs, finish those that are queued; False where they did not end within `timeout_s`. Their results are dropped."""
        self._closed = True
        if self._thread is None:
            return True
        self._jobs.put(None)
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()

    def _work(self, work: Callable[[], T], then: Callable[[T], None] | None, failed: Callable[[Exception], None] | None) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - whatever it was, it is told on the window's thread
            self.post(lambda error=error: self._tell(error, failed))
        else:
            if then is not None:
                self.post(lambda: then(result))

    def post(self, callback: Callable[[], None]) -> None:
        """From a job, while it works: `callback` is called on this object's own thread."""
        self._relay.post(lambda: self._call(callback))

    def _tell(self, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        if failed is None:
            log.error("lane %s: a job failed", self._name, exc_info=error)
        else:
            failed(error)

    def _call(self, callback: Callable[[], None]) -> None:
        if self._closed or not shiboken6.isValid(self):
            log.info("lane %s ended before its job", self._name)
        else:
            callback()
