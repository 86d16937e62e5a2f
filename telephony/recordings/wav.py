"""WAV (RIFF, 16-bit PCM) whose header tells the truth after every flush, so that a killed writer's file plays to its end."""

from __future__ import annotations

import struct
import wave
from array import array
from pathlib import Path
from typing import BinaryIO, Final

_MOST_BYTES: Final = 0xFFFF_FF00  # what a 32-bit length can say
_HEADER: Final = struct.Struct("<4sI4s4sIHHIIHH4sI")


class WavWriter:
    """`write` interleaved samples; `flush` at least each second. Raises OSError."""

    def __init__(self, path: Path, rate: int, channels: int) -> None:
        self._file: BinaryIO = path.open("xb", buffering=0)
        self._rate = rate
        self._channels = channels
        self._size = 0
        self._write_header()

    def write(self, samples: bytes) -> None:
        if self._size + len(samples) <= _MOST_BYTES:
            self._write_all(samples)
            self._size += len(samples)

    def flush(self) -> None:
        self._file.seek(0)
        self._write_header()
        self._file.seek(0, 2)

    def close(self) -> None:
        try:
            self.flush()
        finally:
            self._file.close()

    def _write_header(self) -> None:
        frame = self._channels * 2
        riff = (b"RIFF", self._size + _HEADER.size - 8, b"WAVE")
        layout = (b"fmt ", 16, 1, self._channels, self._rate, self._rate * frame, frame, 16)
        self._write_all(_HEADER.pack(*riff, *layout, b"data", self._size))

    def _write_all(self, data: bytes) -> None:
        """A file without a buffer may take less than it is given: on a full disk, what fits."""
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]


def mono_seconds(path: Path) -> float | None:
    """How long a WAV that the bridge can play lasts (16 bits, one channel); None where it must be converted first, or is none."""
    try:
        with wave.open(str(path), "rb") as source:
            if source.getsampwidth() != 2 or source.getnchannels() != 1:
                return None
            return source.getnframes() / source.getframerate()
    except (OSError, EOFError, wave.Error):
        return None


def write_mono(path: Path, target: Path) -> bool:
    """The first channel of a 16-bit WAV as a file of its own. False where it is no such WAV."""
    try:
        with wave.open(str(path), "rb") as source:
            if source.getsampwidth() != 2:
                return False
            samples = array("h", source.readframes(source.getnframes()))
            channels, rate = source.getnchannels(), source.getframerate()
        with wave.open(str(target), "wb") as copy:
            copy.setnchannels(1)
            copy.setsampwidth(2)
            copy.setframerate(rate)
            copy.writeframes(samples[::channels].tobytes())
    except (OSError, EOFError, wave.Error, ValueError):
        return False
    return True
