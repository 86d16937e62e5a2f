"""How long a check waits, and that it can be ended meanwhile."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable
from typing import Final

_LOOK_S: Final = 0.2


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The user does not want to know any more."""


class Patience:
    """`wait` for a socket, but not beyond a time, nor after `stopped` says True."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        self._stopped = stopped

    def check(self) -> None:
        """Raises `Cancelled`."""
        if self._stopped():
            raise Cancelled

    def readable(self, one: socket.socket, timeout_s: float) -> bool:
        return self._wait(lambda slice_s: bool(select.select([one], [], [], slice_s)[0]), timeout_s)

    def writable(self, one: socket.socket, timeout_s: float) -> bool:
        """Of one that connects: it has, or it was refused."""
        return self._wait(lambda slice_s: bool(select.select([], [one], [], slice_s)[1]), timeout_s)

    def _wait(self, look: Callable[[float], bool], timeout_s: float) -> bool:
        end = time.monotonic() + timeout_s
        while (left := end - time.monotonic()) > 0:
            self.check()
            if look(min(_LOOK_S, left)):
                return True
        return False
