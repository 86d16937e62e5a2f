"""Two clocks that drift apart, speaker and microphone: what the microphone's rate must be, seen from the queue between them.

A PI controller on the queue's fill, meaned over a second. A second later the queue has followed: de/dt = (drift - answer) samples, so that
with an integrator it settles at the drift, and the queue back where it was.
"""

from __future__ import annotations

from typing import Final

_WINDOW: Final = 50  # frames: a second
_MOST: Final = 0.005  # 5,000 ppm: more is no crystal's
# Critically damped at 0.2 rad/s: a step of 2,000 ppm moves the queue by 4 ms, and the beat of the blocks moves the pitch by 0.03 % at most.
_SPEED: Final = 0.2
_PROPORTIONAL: Final = 2 * _SPEED
_INTEGRAL: Final = _SPEED**2


class DriftControl:
    """`look` at the queue's fill each frame. `answer` is by how much of itself (0.002 is 2,000 ppm) the microphone is too fast."""

    def __init__(self, samples_a_second: int) -> None:
        self._rate = samples_a_second
        self._sum = 0.0
        self._count = 0
        self._held: float | None = None  # the fill that is kept
        self._error_sum = 0.0
        self.answer = 0.0

    def look(self, fill: int) -> bool:
        """`fill` in samples. True where `answer` is new, once a second."""
        self._sum += fill
        self._count += 1
        if self._count < _WINDOW:
            return False
        mean = self._sum / self._count
        self._sum, self._count = 0.0, 0
        if self._held is None:
            self._held = mean
            return False
        self._follow((mean - self._held) / self._rate)
        return True

    def jumped(self) -> None:
        """The queue ran dry or was cut: where it stands from now on is kept, and what was learnt of the clocks."""
        self._held = None
        self._sum, self._count = 0.0, 0

    def _follow(self, error_s: float) -> None:
        sum_s = self._error_sum + error_s
        answer = _PROPORTIONAL * error_s + _INTEGRAL * sum_s
        self.answer = max(-_MOST, min(_MOST, answer))
        if answer == self.answer:  # what is beyond the bounds is not learnt
            self._error_sum = sum_s
