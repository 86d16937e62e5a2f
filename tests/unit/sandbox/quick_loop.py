"""An event loop whose clock jumps to the next timer, so that half a minute of timers takes no time."""

from __future__ import annotations

import asyncio
import selectors
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


class _JumpingSelector(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout:
            self.now += timeout
        return ready


class QuickLoop(asyncio.SelectorEventLoop):
    """`time()` starts at 0 and moves only when nothing else is to do."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


def run(story: Coroutine[None, None, T]) -> T:
    """Runs a test's story in such a loop."""
    loop = QuickLoop()
    try:
        return loop.run_until_complete(story)
    finally:
        loop.close()
