"""The timers of RFC 3261 section 17, table 4, in seconds, and a handful of running ones that end together."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

T1: Final = 0.5  # round-trip time estimate
T2: Final = 4.0  # longest interval between retransmissions
T4: Final = 5.0  # how long a message stays in the network
TIMEOUT: Final = 64 * T1  # timers B, F, H, J, L, M
TIMER_D: Final = 32.0
TIMER_C: Final = 180.0  # how long a proxy lets a call ring, section 16.6 (11)


class Timers:
    """Timers by name: starting one again replaces it, `stop` ends all."""

    def __init__(self) -> None:
        self._running: dict[str, asyncio.TimerHandle] = {}

    def start(self, name: str, seconds: float, action: Callable[[], None]) -> None:
        """Runs `action` after `seconds`."""
        self.cancel(name)
        self._running[name] = asyncio.get_running_loop().call_later(seconds, self._fire, name, action)

    def _fire(self, name: str, action: Callable[[], None]) -> None:
        self._running.pop(name, None)
        action()

    def cancel(self, name: str) -> None:
        """Ends one timer, if it runs."""
        handle = self._running.pop(name, None)
        if handle is not None:
            handle.cancel()

    def stop(self) -> None:
        """Ends all."""
        for name in list(self._running):
            self.cancel(name)


class Retransmission:
    """Calls `send` after T1, 2*T1, … (at most `ceiling` apart) until stopped."""

    def __init__(self, timers: Timers, name: str, send: Callable[[], None], ceiling: float = T2) -> None:
        self._timers = timers
        self._name = name
        self._send = send
        self._ceiling = ceiling
        self._interval = T1
        timers.start(name, T1, self._again)

    def _again(self) -> None:
        self._send()
        self._interval = min(2 * self._interval, self._ceiling)
        self._timers.start(self._name, self._interval, self._again)
