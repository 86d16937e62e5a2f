"""Waits that can be ended: by their time limit, or from another thread.

A blocked connect or name look-up can't be interrupted, and closing a socket does not wake the thread that reads from it. So the blocking
job has a thread of its own, and only the wait for it is given up; what is left of the job ends by its own time limits, unheard.
"""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError, Future, InvalidStateError
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Result = TypeVar("_Result")


class Waits:
    """Runs jobs until `end`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: set[Future[Any]] = set()
        self.ended = False

    def run(self, job: Callable[[], _Result], limit_s: float) -> _Result:
        """What `job` returns or raises; CancelledError once `end` was called, TimeoutError after `limit_s` seconds."""
        future: Future[_Result] = Future()
        with self._lock:
            if self.ended:
                raise CancelledError
            self._waiting.add(future)
        threading.Thread(target=_work, args=(job, future), name="provider", daemon=True).start()
        try:
            return future.result(limit_s)
        finally:
            with self._lock:
                self._waiting.discard(future)

    def end(self) -> None:
        """Every wait ends now, and none begins any more."""
        with self._lock:
            self.ended = True
            for future in self._waiting:
                future.cancel()


def _work(job: Callable[[], _Result], future: Future[_Result]) -> None:
    try:
        result = job()
    except BaseException as error:  # noqa: BLE001  (whatever it is belongs to the thread that waits)
        _settle(future.set_exception, error)
    else:
        _settle(future.set_result, result)


def _settle(told: Callable[[Any], None], value: object) -> None:
    try:
        told(value)
    except InvalidStateError:
        return  # nobody waits any more
