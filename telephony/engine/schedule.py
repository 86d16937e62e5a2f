"""The SIP thread's timers."""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(order=True, slots=True)
class Timer:
    """One appointment; `cancel` makes it never happen."""

    at: float
    number: int
    action: Callable[[], None] | None = field(compare=False)

    def cancel(self) -> None:
        self.action = None


class Schedule:
    """Appointments by the monotonic clock, in seconds. Not for several threads.

    `failed` is told what an appointment raised, and the others are kept; without it the error goes to who calls `run_due`.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, failed: Callable[[Exception], None] | None = None) -> None:
        self._clock = clock
        self._failed = failed
        self._timers: list[Timer] = []
        self._numbers = itertools.count()

    def after(self, delay_s: float, action: Callable[[], None]) -> Timer:
        timer = Timer(self._clock() + delay_s, next(self._numbers), action)
        heapq.heappush(self._timers, timer)
        return timer

    def every(self, period_s: float, action: Callable[[], None]) -> None:
        """For good; a late run does not bunch up with the next."""

        def run() -> None:
            self.after(period_s, run)
            action()

        self.after(period_s, run)

    def run_due(self) -> None:
        now = self._clock()
        while self._timers and self._timers[0].at <= now:
            timer = heapq.heappop(self._timers)
            if timer.action is not None:
                self._run(timer.action)

    def _run(self, action: Callable[[], None]) -> None:
        try:
            action()
        except Exception as error:
            if self._failed is None:
                raise
            self._failed(error)

    def delay(self, most_s: float) -> float:
        """Seconds until the next appointment, at most `most_s`."""
        while self._timers and self._timers[0].action is None:
            heapq.heappop(self._timers)
        return min(most_s, max(0.0, self._timers[0].at - self._clock())) if self._timers else most_s
