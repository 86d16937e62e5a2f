"""Does what we send come back? A short row of tones, drawn anew for each check, and an ear that knows it among whatever else is heard.

A voice, music or another's tones are not taken for it: five of its six tones have to be heard at their places, one after the other. All are
within what a telephone carries (300 to 3,400 Hz), and none is a DTMF, fax, ring-back or test tone.
"""

from __future__ import annotations

import math
import random
from array import array
from collections import deque
from functools import cache
from operator import mul
from typing import Final

RATE: Final = 16_000  # Hz
FRAME_MS: Final = 20
FREQUENCIES: Final = (600, 750, 900, 1150, 1350, 1550, 1750, 1950)  # Hz: whole periods in a frame, so that none is heard as another
LENGTH: Final = 6  # tones
TONE_MS: Final = 160
PAUSE_MS: Final = 440
_SAMPLES: Final = RATE * FRAME_MS // 1000
_SLOT: Final = TONE_MS // FRAME_MS  # frames a tone
_CLEAR: Final = 0.5  # of a frame's energy is in one tone
_FLOOR: Final = 30 * 30 * _SAMPLES  # what is quieter than -60 dB is nothing
_FRAMES_HEARD: Final = _SLOT // 2 + 1  # of a tone: two or three lost packets are forgiven, and no frame counts for two tones
_TONES_HEARD: Final = LENGTH - 1

Pattern = tuple[int, ...]  # Hz


def draw_pattern(chance: random.Random | None = None) -> Pattern:
    """Six different tones in an order that nobody can know."""
    return tuple((chance or random.SystemRandom()).sample(FREQUENCIES, LENGTH))


def played(pattern: Pattern, times: int) -> tuple[tuple[int, int, int], ...]:
    """As a tone generator takes it: (frequency in Hz, milliseconds on, milliseconds off)."""
    return (*((frequency, TONE_MS, 0) for frequency in pattern[:-1]), (pattern[-1], TONE_MS, PAUSE_MS)) * times


class EchoEar:
    """Give it what is heard, frame by frame (20 ms, signed 16 bits, mono, 16 kHz, the machine's byte order)."""

    def __init__(self, pattern: Pattern) -> None:
        self._pattern = pattern
        self._heard: deque[int] = deque(maxlen=LENGTH * _SLOT)
        self.knows = False  # it has heard the pattern

    def feed(self, frame: bytes) -> None:
        self._heard.append(tone_of(frame))
        if not self.knows and len(self._heard) == self._heard.maxlen:
            self.knows = self._tones_at_their_places() >= _TONES_HEARD

    def _tones_at_their_places(self) -> int:
        heard = list(self._heard)
        slots = (heard[place * _SLOT : (place + 1) * _SLOT] for place in range(LENGTH))
        return sum(slot.count(frequency) >= _FRAMES_HEARD for slot, frequency in zip(slots, self._pattern, strict=True))


def tone_of(frame: bytes) -> int:
    """Which of `FREQUENCIES` a frame is, 0 where it is none of them (Goertzel's question, asked by correlation)."""
    samples = array("h", frame[: len(frame) // 2 * 2])
    energy = sum(map(mul, samples, samples))
    if len(samples) != _SAMPLES or energy < _FLOOR:
        return 0
    for frequency in FREQUENCIES:
        sine, cosine = _waves(frequency)
        inside = sum(map(mul, samples, sine)) ** 2 + sum(map(mul, samples, cosine)) ** 2
        if inside * 2 / _SAMPLES > _CLEAR * energy:
            return frequency
    return 0


@cache
def _waves(frequency: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    angles = [2 * math.pi * frequency * place / RATE for place in range(_SAMPLES)]
    return tuple(map(math.sin, angles)), tuple(map(math.cos, angles))
