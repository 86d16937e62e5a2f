"""The short sounds that tell of something: made, not recorded. Each note is struck and dies away, like a glass that is touched."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from itertools import count
from typing import Final

from telephony.calling import Notice

Note = tuple[int, int, int]  # milliseconds until it is struck, frequency in Hz, milliseconds that it is heard

CHIMES: Final[dict[Notice, tuple[Note, ...]]] = {
    Notice.MESSAGE: ((0, 880, 220), (90, 1320, 380)),
    Notice.MISSED_CALL: ((0, 660, 240), (160, 520, 240), (320, 390, 460)),
    Notice.WAKE_UP: ((0, 1050, 160), (120, 780, 160), (240, 1050, 160), (360, 780, 160), (480, 1560, 520)),
}
_LOUD: Final = 6_000.0  # of 32,767, at the strike
_OVERTONE: Final = 0.2  # how loud the octave is beside the note
_STRIKE_S: Final = 0.004  # a shorter one would click
_FADES: Final = 5.0  # e-foldings until a note's end: it ends at less than a hundredth
_LOUDEST: Final = 32_767


def chime_frames(notes: Iterable[Note], rate: int, frame_bytes: int, percent: int = 100) -> list[bytes]:
    """All of it in frames of `frame_bytes`, mono, signed 16 bit in the machine's byte order, the last one filled up with silence.

    `percent` is the speaker's volume: 0 is silence, 100 as it is, 200 doubles it.
    """
    notes = tuple(notes)
    samples = [0.0] * (max((start + lasts for start, _, lasts in notes), default=0) * rate // 1000)
    for start, frequency, lasts in notes:
        first = start * rate // 1000
        for place, value in zip(range(first, first + lasts * rate // 1000), _note(frequency, lasts / 1000, rate), strict=False):
            samples[place] += value
    loud = _LOUD * percent / 100
    data = array("h", (max(-_LOUDEST, min(_LOUDEST, round(value * loud))) for value in samples)).tobytes()
    frames = [data[at : at + frame_bytes] for at in range(0, len(data), frame_bytes)]
    return [frame.ljust(frame_bytes, b"\0") for frame in frames]


def _note(frequency: int, lasts_s: float, rate: int) -> Iterable[float]:
    turn = 2 * math.pi * frequency
    for number in count():
        at = number / rate
        strength = min(1.0, at / _STRIKE_S) * math.exp(-_FADES * at / lasts_s)
        yield strength * (math.sin(turn * at) + _OVERTONE * math.sin(2 * turn * at))
