"""How long after it was given a frame comes back out of the microphone: by comparing how loud both were, as an ear would.

What sound servers tell of their delays is wrong too often (a second for 60 ms, or nothing at all with Bluetooth), and a reference that
comes after its echo cancels nothing. Up to some 150 ms the canceller's own tail is enough: the reference waits where the echo is later.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from operator import mul
from typing import Final

MOST_FRAMES: Final = 50  # a second: what is slower than that is no telephone
_WINDOW: Final = 150  # frames that are compared
_EACH: Final = 50  # frames between two looks
_SAMPLED: Final = 8  # every eighth sample tells how loud a frame is
_AUDIBLE: Final = 100.0  # of 32,768: the far side's mean, for a look to make sense
_SURE: Final = 0.6  # the correlation that is believed; chance gives up to 0.45
_AS_GOOD: Final = 0.95  # what comes back in a rhythm fits at several delays: the first is meant
# So many frames may lie between reference and echo as they are now; they are brought to the second number, for a move costs the canceller
# what it has learnt.
_LEFT: Final = range(7)
_AIM: Final = 1


class Alignment:
    """`frames` is by how many the reference waits; `echo_heard`: the microphone has lately heard the far side. From one thread."""

    def __init__(self) -> None:
        self.frames = 0
        self.echo_heard = False
        self._near: deque[float] = deque(maxlen=_WINDOW)
        self._far: deque[float] = deque(maxlen=_WINDOW + MOST_FRAMES)
        self._until = _EACH
        self._suspected: int | None = None

    def look(self, microphone: memoryview, played: memoryview) -> bool:
        """Each frame: what was heard, and what was given last before it. True where `frames` has moved."""
        self._near.append(_loudness(microphone))
        self._far.append(_loudness(played))
        self._until -= 1
        if self._until > 0:
            return False
        self._until = _EACH
        delay = self._delay()
        self.echo_heard = delay is not None
        return self._decide(delay)

    def _decide(self, delay: int | None) -> bool:
        """Moved only where two looks agree."""
        agreed = delay is not None and self._suspected is not None and abs(delay - self._suspected) <= 1
        self._suspected = delay
        if not agreed or delay is None or delay - self.frames in _LEFT:
            return False
        self.frames = max(0, delay - _AIM)
        return True

    def _delay(self) -> int | None:
        """In frames, or None where nothing fits."""
        near, far = list(self._near), list(self._far)
        if len(far) < _WINDOW + MOST_FRAMES or sum(far) < _AUDIBLE * len(far):
            return None
        last = len(far) - _WINDOW
        fits = [_correlation(near, far[last - delay : last - delay + _WINDOW]) for delay in range(MOST_FRAMES)]
        best = max(fits)
        return next(delay for delay, fit in enumerate(fits) if fit >= best * _AS_GOOD) if best > _SURE else None


def _loudness(frame: memoryview) -> float:
    samples = frame.cast("h")[::_SAMPLED]
    return sum(map(abs, samples)) / len(samples)


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's, -1 to 1; 0 for what does not move."""
    count = len(one)
    sum_one, sum_other = sum(one), sum(other)
    spread = (count * sum(map(mul, one, one)) - sum_one**2) * (count * sum(map(mul, other, other)) - sum_other**2)
    return (count * sum(map(mul, one, other)) - sum_one * sum_other) / spread**0.5 if spread > 0 else 0.0
