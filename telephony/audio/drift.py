"""Two clocks that drift apart, speaker and microphone: what the microphone's rate must be, seen from the queue between them.

A PI controller on the queue's fill, meaned over a second. A second later the queue has followed: de/dt = (drift - answer) samples, so that
with an integrator it settles at the drift, and the queue back where it was.
"""

from __future__ import annotations

from typing import Final

_WINDOW: Final = 50  # frames: a second
_MOST: Final = 0.005  # 5,000 ppm: more is no crystal's
# Within it nothing is done: the devices of one headset have one clock, and an echo whose way does not move is cancelled best.
_BEAT_S: Final = 0.0015
_STEP_S: Final = 0.004  # in a second no clock drifts so far: somebody stumbled
_DRAIN: Final = 0.001  # 1 ms a second: nobody hears it, and an echo canceller keeps up
# Critically damped at 0.2 rad/s: a step of 2,000 ppm moves the queue by 4 ms, and the beat of the blocks moves the pitch by 0.03 % at most.
_SPEED: Final = 0.2
_PROPORTIONAL: Final = 2 * _SPEED
_INTEGRAL: Final = _SPEED**2


class DriftControl:
    """`look` at the queue's fill each frame. `answer` is by how much of itself (0.002 is 2,000 ppm) the microphone is to give less."""

    def __init__(self, samples_a_second: int) -> None:
        self._rate = samples_a_second
        self._sum = 0.0
        self._count = 0
        self._held: float | None = None  # the fill that is kept
        self._last = 0.0
        self._error_sum = 0.0
        self._drain = 0.0
        self.answer = 0.0

    def look(self, fill: int, excess: int) -> bool:
        """`fill` in samples, `excess` what of it is to go. True where `answer` is new, once a second."""
        self._sum += fill
        self._count += 1
        if self._count < _WINDOW:
            return False
        mean = self._sum / self._count
        self._sum, self._count = 0.0, 0
        last, self._last = self._last, mean
        if self._held is None:
            self._held = mean
            return False
        if abs(mean - last + self._drain * self._rate) > _STEP_S * self._rate:
            self.jumped()
            return True
        error_s = (mean - self._held) / self._rate
        # What stands above the fill that is kept goes in any case.
        drain = min(_DRAIN, max(0.0, excess / self._rate - max(0.0, error_s)))
        self.answer = self._follow(error_s) + drain
        # The mean of a second of draining is what stands in its middle.
        self._held -= (self._drain + drain) / 2 * self._rate
        self._drain = drain
        return True

    def jumped(self) -> None:
        """The queue ran dry, was cut, or either side stumbled: where it stands from now on is kept, and what is known of the clocks."""
        self._held = None
        self._drain = 0.0
        self.answer = _INTEGRAL * self._error_sum
        self._sum, self._count = 0.0, 0

    def _follow(self, error_s: float) -> float:
        """What keeps the queue where it is to be, give or take what the blocks' beat makes of it."""
        error_s = max(0.0, abs(error_s) - _BEAT_S) * (1 if error_s > 0 else -1)
        sum_s = self._error_sum + error_s
        wanted = _PROPORTIONAL * error_s + _INTEGRAL * sum_s
        answer = max(-_MOST, min(_MOST, wanted))
        if answer == wanted:  # what is beyond the bounds is not learnt
            self._error_sum = sum_s
        return answer
