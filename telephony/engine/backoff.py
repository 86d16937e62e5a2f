"""How long to wait before the next attempt."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

FIRST_S: Final = 2.0
MOST_S: Final = 120.0
_JITTER: Final = 0.2  # a fifth either way: a restarted server is not met by everybody at once


class BackOff:
    """Doubles from 2 s to 120 s, with jitter."""

    def __init__(self, uniform: Callable[[float, float], float] = random.uniform) -> None:
        self._uniform = uniform
        self._next = FIRST_S

    def next_delay(self) -> float:
        delay = self._next * self._uniform(1 - _JITTER, 1 + _JITTER)
        self._next = min(MOST_S, self._next * 2)
        return min(MOST_S, delay)

    def reset(self) -> None:
        self._next = FIRST_S
