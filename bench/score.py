"""How late and how whole a sound arrives: the sent and the heard signal, recorded on one clock, compared by cross-correlation.

The sent signal must be broad-band noise: it resembles itself at one lag only. Windows give the lag as it moves (a jitter buffer that
adapts, clocks that drift); within each, every 20 ms frame is looked for near that lag, and counts as damaged where nothing there
resembles it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Signal = NDArray[np.float64]

RATE: Final = 16_000  # samples a second that are compared
MAX_LAG_S: Final = 1.2
WINDOW_S: Final = 0.1
FRAME_S: Final = 0.02
SLACK_S: Final = 0.0015  # how far a frame may stray from its window's lag
SURE: Final = 0.5  # the fit above which a window's lag is believed
WHOLE: Final = 0.6  # the fit above which a frame counts as undamaged
_AUDIBLE: Final = 100.0  # of 32768
_SILENT: Final = 20.0


class ScoreError(ValueError):
    """There is nothing to compare: says which signal is missing."""


@dataclass(frozen=True)
class Score:
    """Latencies (ms) over all windows with a sure lag; frames of 20 ms, and when (s) those were sent that arrived damaged."""

    median_ms: float
    p95_ms: float
    min_ms: float
    max_ms: float
    frames: int
    damaged_at_s: tuple[float, ...]

    @property
    def damaged(self) -> int:
        return len(self.damaged_at_s)

    @property
    def damaged_share(self) -> float:
        return self.damaged / self.frames if self.frames else 1.0


@dataclass(frozen=True)
class _Fit:
    lag: int  # samples
    quality: float  # normalised correlation, -1 to 1


def score(sent: Signal, heard: Signal, rate: int) -> Score:
    """Compare two signals of the same clock and length, `rate` (a multiple of 16 kHz) samples a second.

    The first second after the sound begins is left out (buffers fill), and so is the end, whose sound may not have arrived.
    Raises `ScoreError` where one of them is silent or too short.
    """
    sent, heard = (_decimated(signal, rate // RATE) for signal in (sent, heard))
    first, last = _span(sent, heard)
    length, max_lag = int(WINDOW_S * RATE), int(MAX_LAG_S * RATE)
    starts = range(first, last - length - max_lag, length)
    fits = [_best_fit(sent, heard, start, length, 0, max_lag) for start in starts]
    lags = _steady(fits)
    damaged: list[float] = []
    frames = 0
    for start, lag in zip(starts, lags, strict=True):
        for frame in range(start, start + length, int(FRAME_S * RATE)):
            frames += 1
            if not _is_whole(sent, heard, frame, lag):
                damaged.append(round((frame - first) / RATE, 2))
    delays = np.array([fit.lag for fit in fits if fit.quality > SURE]) / RATE * 1000
    median, p95 = (float(np.percentile(delays, share)) for share in (50, 95))
    return Score(median, p95, float(delays.min()), float(delays.max()), frames, tuple(damaged))


def _decimated(signal: Signal, factor: int) -> Signal:
    """Every `factor`th sample, what lies above the new band cut off first."""
    count = len(signal) // factor
    spectrum = np.fft.rfft(signal[: count * factor])[: count // 2 + 1]
    return np.fft.irfft(spectrum, count) / factor


def _span(sent: Signal, heard: Signal) -> tuple[int, int]:
    """From a second after the sent sound began to its end."""
    loud = np.nonzero(np.abs(sent) > _AUDIBLE)[0]
    if len(loud) < RATE:
        msg = "nothing was sent"
        raise ScoreError(msg)
    if np.abs(heard).max() < _SILENT:
        msg = "nothing was heard"
        raise ScoreError(msg)
    first, last = int(loud[0]) + RATE, min(int(loud[-1]), len(heard))
    if last - first < 2 * int(MAX_LAG_S * RATE):
        msg = "the recording is too short"
        raise ScoreError(msg)
    return first, last


def _steady(fits: list[_Fit]) -> list[int]:
    """Each window's lag; an unsure window has that of the sure one before it (else the first sure one). Raises where none is sure."""
    sure = [fit.lag for fit in fits if fit.quality > SURE]
    if not sure:
        msg = "what was heard is not what was sent"
        raise ScoreError(msg)
    lags: list[int] = []
    last = sure[0]
    for fit in fits:
        last = fit.lag if fit.quality > SURE else last
        lags.append(last)
    return lags


def _is_whole(sent: Signal, heard: Signal, start: int, lag: int) -> bool:
    slack = int(SLACK_S * RATE)
    return _best_fit(sent, heard, start, int(FRAME_S * RATE), max(0, lag - slack), lag + slack).quality > WHOLE


def _best_fit(sent: Signal, heard: Signal, start: int, length: int, low: int, high: int) -> _Fit:
    """The lag between `low` and `high` at which `heard` resembles the `length` samples sent at `start` most."""
    part = sent[start : start + length]
    around = heard[start + low : start + length + high]
    if len(around) < length + high - low:
        around = np.pad(around, (0, length + high - low - len(around)))
    count = high - low + 1
    size = 1 << int(np.ceil(np.log2(len(around) + length)))
    products = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(part, size)), size)[:count]
    sums = np.concatenate([np.zeros(1), np.cumsum(around**2)])
    energy = np.maximum(sums[length : length + count] - sums[:count], 1.0) * max(float((part**2).sum()), 1.0)
    quality = products / np.sqrt(energy)
    best = int(np.argmax(quality))
    return _Fit(low + best, float(quality[best]))
