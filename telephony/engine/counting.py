"""RTP counts since a call's start, though every new offer and answer may begin the stream, and its counts, anew."""

from __future__ import annotations

from typing import NamedTuple


class Packets(NamedTuple):
    """How many went out, came in, and did not come in."""

    sent: int = 0
    received: int = 0
    lost: int = 0


class RunningCount:
    """Feed it the stream's own counts; it gives the call's."""

    def __init__(self) -> None:
        self._before = Packets()
        self._last = Packets()

    def total(self, now: Packets) -> Packets:
        if now.sent < self._last.sent or now.received < self._last.received:
            self._before = _sum(self._before, self._last)
        self._last = now
        return _sum(self._before, now)


def _sum(one: Packets, other: Packets) -> Packets:
    return Packets(one.sent + other.sent, one.received + other.received, one.lost + other.lost)
