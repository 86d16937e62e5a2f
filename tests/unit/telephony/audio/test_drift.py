"""Two clocks that drift apart, in made time: a microphone's blocks, the queue, and what keeps it."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import pytest

from telephony.audio.drift import DriftControl
from telephony.audio.listening import Listening
from tests.unit.telephony.audio.silent_frames import SilentFrames

RATE, FRAME, BLOCK = 16_000, 320, 80


@dataclass
class Microphone:
    """Blocks of 5 ms that come up to half a block early or late, `ppm` too many of them."""

    ppm: float
    can_correct: bool = True
    share: float = 0.0
    chance: random.Random = field(default_factory=lambda: random.Random(5))
    made: float = 0.0
    given: int = 0

    def passes(self, frames: float) -> None:
        self.made += frames * FRAME * (1 + self.ppm * 1e-6) * (1 - self.share)

    def read(self) -> bytes:
        blocks = max(0, int((self.made - self.given + self.chance.uniform(-BLOCK / 2, BLOCK / 2)) // BLOCK))
        self.given += blocks * BLOCK
        return bytes(2 * blocks * BLOCK)

    def correct(self, share: float) -> None:
        self.share = share


def silences(listening: Listening, microphone: Microphone, seconds: float) -> int:
    """How many frames were missing in that time."""
    missing = 0
    for _ in range(round(seconds * 50)):
        microphone.passes(1)
        missing += listening.pull() is None
    return missing


@pytest.mark.parametrize("ppm", [-2_000, -300, 0, 300, 2_000])
def test_a_microphone_that_drifts_is_followed_without_a_missing_frame_or_a_growing_delay(ppm: int) -> None:
    microphone = Microphone(ppm)
    listening = Listening(microphone, SilentFrames())
    silences(listening, microphone, 1)
    assert silences(listening, microphone, 120) == 0
    assert listening.delay_ms <= 20
    assert microphone.share * 1e6 == pytest.approx(ppm, abs=800), "as the blocks' beat lets it be seen"


def test_without_a_correction_the_same_drift_costs_frames() -> None:
    microphone = Microphone(-2_000, can_correct=False)
    listening = Listening(microphone, SilentFrames())
    microphone.correct = lambda share: None  # pyright: ignore[reportAttributeAccessIssue]
    silences(listening, microphone, 1)
    assert silences(listening, microphone, 120) >= 6


def test_what_a_hiccup_left_behind_is_drained_without_a_cut() -> None:
    microphone = Microphone(0)
    listening = Listening(microphone, SilentFrames())
    silences(listening, microphone, 10)
    microphone.passes(3)  # 60 ms at once
    assert listening.pull() is not None
    assert listening.delay_ms > 40
    assert silences(listening, microphone, 80) == 0
    assert listening.delay_ms <= 25


def test_a_correction_has_its_bounds() -> None:
    control = DriftControl(RATE)
    answers = [control.answer for fill in range(20_000) if control.look(fill, 0)]
    assert max(answers) == 0.005
