"""UUIDv7 (RFC 9562 section 5.7): identifiers that sort by the time they were made, within a millisecond too."""

from __future__ import annotations

import os
import threading
import time
import uuid
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_COUNTER_BITS: Final = 12
_COUNTER_MAX: Final = (1 << _COUNTER_BITS) - 1
_RANDOM_BITS: Final = 62


def _milliseconds() -> int:
    return time.time_ns() // 1_000_000


class UuidMaker:
    """Makes strictly rising UUIDv7s (RFC 9562 section 6.2, method 1: a counter in rand_a), also when the clock steps back."""

    def __init__(self, clock: Callable[[], int] = _milliseconds) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last_ms = 0
        self._counter = 0

    def make(self) -> str:
        """A new identifier in the usual text form; any thread may ask."""
        with self._lock:
            milliseconds, counter = self._step()
        random = int.from_bytes(os.urandom(8)) >> (64 - _RANDOM_BITS)
        value = milliseconds << 80 | 0x7 << 76 | counter << 64 | 0b10 << 62 | random
        return str(uuid.UUID(int=value))

    def _step(self) -> tuple[int, int]:
        now = self._clock()
        if now > self._last_ms:
            self._last_ms, self._counter = now, 0
        elif self._counter < _COUNTER_MAX:
            self._counter += 1
        else:  # 4096 in one millisecond: borrow from the next
            self._last_ms, self._counter = self._last_ms + 1, 0
        return self._last_ms, self._counter


_maker = UuidMaker()


def new_id() -> str:
    """A new UUIDv7, later than every one before it."""
    return _maker.make()
