"""What the gateway says: short 8 kHz mono A-law WAV files, and tones."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Final

import resources
from sandbox.errors import SandboxError
from sandbox.gateway.g711 import A_LAW_SILENCE, encode_a_law
from sandbox.gateway.rtp import CLOCK, FRAME_SAMPLES

FOLDER: Final = Path(resources.__file__).parent / "sounds" / "sandbox"
SILENT_FRAME: Final = bytes([A_LAW_SILENCE]) * FRAME_SAMPLES
TONE_HZ: Final = 1000
_TONE_LEVEL: Final = 8000  # of 32767: about -12 dBov
_A_LAW_FORMAT: Final = 6


class SoundError(SandboxError):
    """A sound file that is missing or of another kind."""


@cache
def sound(name: str) -> bytes:
    """The A-law samples of a sound, such as "announcement-ru" or "digit-5-en"; SoundError."""
    path = FOLDER / f"{name}.wav"
    try:
        return _a_law_samples(path.read_bytes())
    except (OSError, SoundError) as error:
        raise SoundError(f"{path.name}: {error}") from error


def _a_law_samples(data: bytes) -> bytes:
    """The data chunk of a RIFF/WAVE file (format 6, one channel, 8000 Hz)."""
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise SoundError("no WAVE file")
    place, fitting = 12, False
    while place + 8 <= len(data):
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        body = data[place + 8 : place + 8 + size]
        if data[place : place + 4] == b"fmt ":
            kind, channels, rate = (int.from_bytes(body[a:b], "little") for a, b in ((0, 2), (2, 4), (4, 8)))
            fitting = (kind, channels, rate) == (_A_LAW_FORMAT, 1, CLOCK)
        elif data[place : place + 4] == b"data" and fitting:
            return body
        place += 8 + size + size % 2
    raise SoundError("not A-law, mono, 8000 Hz")


@cache
def tone_frame() -> bytes:
    """20 ms of 1 kHz: 8 samples a period, so frames join without a click."""
    period = CLOCK // TONE_HZ
    samples = [round(_TONE_LEVEL * math.sin(2 * math.pi * index / period)) for index in range(period)]
    return bytes(map(encode_a_law, samples)) * (FRAME_SAMPLES // period)
