"""How often a provider may be asked: told here, before it has to tell it, and obeyed where it did."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from tariffs.providers.errors import RateLimitedError

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_HOLD_S: Final = 3600


class RateLimiter:
    """At most `count` requests in any `period_s` seconds (None: as many as one likes), and none before a `hold` has ended.

    `clock` gives seconds that never go back. Safe to use from several threads.
    """

    def __init__(self, count: int | None = None, period_s: int = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._period_s = period_s
        self._clock = clock
        self._lock = threading.Lock()
        self._taken: deque[float] = deque(maxlen=count or 1)
        self._held_until = -math.inf

    def take(self, what: str) -> None:
        """One request more; RateLimitedError with the seconds to wait where it would be one too many."""
        with self._lock:
            now = self._clock()
            free_at = max(self._held_until, self._next_place())
            if now < free_at:
                wait_s = math.ceil(free_at - now)
                raise RateLimitedError(f"{what}: asked too often; again in {wait_s} s", wait_s)
            self._taken.append(now)

    def hold(self, seconds: int) -> None:
        """The provider wants to be left alone for so long (an hour at most is obeyed)."""
        with self._lock:
            self._held_until = self._clock() + min(max(0, seconds), LONGEST_HOLD_S)

    def _next_place(self) -> float:
        if self._count is None or len(self._taken) < self._count:
            return -math.inf
        return self._taken[0] + self._period_s
