"""Digits on their way out, one after the other, with pauses where they were asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Final

from telephony.engine.schedule import Schedule, Timer

DIGITS: Final = frozenset("0123456789*#ABCD")
PAUSE: Final = ","
_PAUSE_S: Final = 2.0
_DIGIT_S: Final = 0.25  # a digit's 160 ms and the gap after it


class DtmfQueue:
    """One call's digits. `send` puts one on the line."""

    def __init__(self, schedule: Schedule, send: Callable[[str], None]) -> None:
        self._schedule = schedule
        self._send = send
        self._waiting: deque[str] = deque()
        self._timer: Timer | None = None

    def add(self, digits: str) -> None:
        self._waiting.extend(digits)
        if self._timer is None:
            self._next()

    def stop(self) -> None:
        """The call is over."""
        self._waiting.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _next(self) -> None:
        self._timer = None
        if self._waiting:
            letter = self._waiting.popleft()
            if letter != PAUSE:
                self._send(letter)
            self._timer = self._schedule.after(_PAUSE_S if letter == PAUSE else _DIGIT_S, self._next)


def acceptable(digits: str, pauses: bool) -> bool:
    """Nothing but the sixteen DTMF digits (RFC 4733 section 3.2), and commas where `pauses`."""
    return all(letter in DIGITS or (pauses and letter == PAUSE) for letter in digits)
