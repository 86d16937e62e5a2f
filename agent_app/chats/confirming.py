"""What somebody's program has taken but not confirmed: it may have been lost with it, and is sent again where duplicates are dropped."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

_AFTER_S: Final = (8.0, 30.0, 120.0)
_ALIVE_S: Final = 6.0  # after a sign of life: what a server kept for them has arrived by then
_TICK_MS: Final = 1000


@dataclass(slots=True)
class _Watch:
    """`to` is account and address; `due` is infinite while a server keeps it for somebody who is away."""

    to: tuple[str, str]
    due: float
    asked: int = 0


class Confirmations(QObject):
    """An engine answers a MESSAGE before its window has written it down (pjsip does, RFC 3428 asks nothing else): only a receipt is
    certain."""

    overdue = Signal(str)  # item_id

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watches: dict[str, _Watch] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)

    def sent(self, item_id: str, to: tuple[str, str], *, stored: bool) -> None:
        """It was taken, now or again; `stored`: by a server that keeps it until they come."""
        watch = self._watches.get(item_id)
        asked = 0 if watch is None else watch.asked + (not stored)
        if asked >= len(_AFTER_S):
            self.done(item_id)
            return
        self._watches[item_id] = _Watch(to, math.inf if stored else time.monotonic() + _AFTER_S[asked], asked)
        self._timer.start()

    def alive(self, to: tuple[str, str]) -> None:
        """They are there: what was kept for them should have been confirmed soon."""
        for watch in self._watches.values():
            if watch.to == to and watch.due == math.inf:
                watch.due = time.monotonic() + _ALIVE_S

    def probe(self) -> None:
        """A receipt may have been lost with our own engine or program: everybody for whom something is kept is asked for one of them,
        and where they answer, for the others."""
        asked = {watch.to for watch in self._watches.values() if watch.due != math.inf}
        for watch in self._watches.values():
            if watch.to not in asked:
                asked.add(watch.to)
                watch.due = time.monotonic() + _AFTER_S[0]

    def done(self, item_id: str) -> None:
        """It was confirmed, or is of no interest any more."""
        self._watches.pop(item_id, None)
        if not self._watches:
            self._timer.stop()

    def close(self) -> None:
        self._timer.stop()
        self._watches.clear()

    def _tick(self) -> None:
        now = time.monotonic()
        for item_id in [item_id for item_id, watch in self._watches.items() if watch.due <= now]:
            self._watches[item_id].due = now + _AFTER_S[-1]
            self.overdue.emit(item_id)
