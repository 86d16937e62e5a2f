"""Tests of the sound without a call, frame by frame: a tone, a ringing, the microphone later."""

from __future__ import annotations

import math
from array import array
from collections import deque
from itertools import cycle
from typing import Final

from telephony.audio.processing import FRAME_MS

_TONE_HZ: Final = 450
_WARBLE_HZ: Final = (450, 550)  # like the telephone's own ringing; whole periods in 20 ms, so that frames fit together
_WARBLE_FRAMES: Final = 3
_RINGING_FRAMES: Final = 96
_PAUSE_FRAMES: Final = 54
_LOUD: Final = 6_000  # of 32,767
_LONGEST_MS: Final = 10_000


class Tone:
    """Frames one after the other, again and again, whatever the microphone says."""

    def __init__(self, frames: list[bytes]) -> None:
        self._frames = cycle(frames)

    def turn(self, microphone: bytes) -> bytes:
        del microphone
        return next(self._frames)


class LoopBack:
    """What is said now comes back later."""

    def __init__(self, delay_ms: int, frame_bytes: int) -> None:
        frames = round(max(0, min(delay_ms, _LONGEST_MS)) / FRAME_MS)
        self._waiting: deque[bytes] = deque([bytes(frame_bytes)] * frames)

    def turn(self, microphone: bytes) -> bytes:
        self._waiting.append(microphone)
        return self._waiting.popleft()


def steady_tone(rate: int) -> Tone:
    return Tone([_sine(_TONE_HZ, rate)])


def ringing(rate: int) -> Tone:
    """A warble of two seconds, and one of silence."""
    low, high = (_sine(frequency, rate) for frequency in _WARBLE_HZ)
    warble = [low] * _WARBLE_FRAMES + [high] * _WARBLE_FRAMES
    return Tone(warble * (_RINGING_FRAMES // len(warble)) + [bytes(len(low))] * _PAUSE_FRAMES)


def _sine(frequency: int, rate: int) -> bytes:
    """A frame, signed 16 bit in the machine's byte order."""
    angles = (2 * math.pi * frequency * number / rate for number in range(rate * FRAME_MS // 1000))
    return array("h", (round(_LOUD * math.sin(angle)) for angle in angles)).tobytes()
