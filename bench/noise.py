"""The sound that is sent in a measurement: noise in the telephone band, different for every seed, the same for the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LEVEL: Final = 3_000.0  # RMS, of 32768
_BAND_HZ: Final = (300.0, 3_400.0)  # what PCMA carries as well as G.722


def telephone_noise(seconds: float, rate: int, seed: int) -> NDArray[np.float64]:
    """Samples of -32768 to 32767."""
    count = int(seconds * rate)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    frequencies = np.fft.rfftfreq(count, 1 / rate)
    low, high = _BAND_HZ
    samples = np.fft.irfft(np.where((frequencies >= low) & (frequencies <= high), spectrum, 0), count)
    return np.clip(samples / samples.std() * _LEVEL, -32_000, 32_000)
