"""A little faster, a little slower: libsoxr at a rate that changes as it goes. For PortAudio, whose hosts don't resample for us."""

from __future__ import annotations

import importlib.util
from typing import Final

_WIDEST: Final = 1.02  # the ratio that libsoxr makes room for
_SLEW: Final = 160  # samples over which a new ratio is reached


class Resampler:
    """Mono, signed 16 bit. soxr and numpy are imported here, when there is one (16 MB)."""

    def __init__(self) -> None:
        import numpy as np
        import soxr

        self._numpy = np
        self._stream = soxr.ResampleStream(_WIDEST, 1, 1, dtype="int16", quality="MQ", vr=True)
        self._stream.set_io_ratio(1.0, 1.0, 0)

    def correct(self, share: float) -> None:
        """Give so much less than comes."""
        self._stream.set_io_ratio(1.0 + share, 1.0, _SLEW)

    def convert(self, block: bytes) -> bytes:
        return self._stream.resample_chunk(self._numpy.frombuffer(block, dtype="int16")).tobytes()


def resampler() -> Resampler | None:
    """None where soxr is not installed."""
    return Resampler() if importlib.util.find_spec("soxr") is not None else None
