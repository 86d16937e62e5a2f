"""How a voice note looks: the loudness of its parts, read from its WAV file. Blocks: for workers."""

from __future__ import annotations

import sys
import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

PARTS: Final = 48
_MOST_BYTES: Final = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Sound:
    """Its length, and the loudest sample of each of 48 parts, 0 to 255 (empty: its samples are not of 16 bits)."""

    duration_ms: int
    waveform: bytes


def read_sound(path: Path) -> Sound:
    """Raises OSError, EOFError, wave.Error for what is no WAV file; ValueError for one that says it has no samples a second."""
    with wave.open(str(path), "rb") as source:
        rate, count, channels = source.getframerate(), source.getnframes(), source.getnchannels()
        if rate <= 0:
            raise ValueError(rate)
        duration_ms = count * 1000 // rate
        if source.getsampwidth() != 2 or sys.byteorder != "little" or count * channels * 2 > _MOST_BYTES:
            return Sound(duration_ms, b"")
        samples = memoryview(source.readframes(count)).cast("h")
    return Sound(duration_ms, _loudness(samples))


def _loudness(samples: memoryview[int]) -> bytes:
    count = len(samples)
    parts = (samples[count * place // PARTS : count * (place + 1) // PARTS] for place in range(PARTS))
    peaks = [max(max(part, default=0), -min(part, default=0)) for part in parts]
    loudest = max(*peaks, 2_000)  # silence stays small
    return bytes(min(255, peak * 255 // loudest) for peak in peaks)
