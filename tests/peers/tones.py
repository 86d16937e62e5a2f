"""What a recording holds: the strongest frequency of a window, and how much of the energy it carries."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

SILENCE_RMS: Final = 30.0  # of 32768: below it a window counts as silent


@dataclass(frozen=True)
class Tone:
    """`frequency_hz` of the strongest line, the `share` (0 to 1) of the window's energy within 30 Hz of it, its `rms` (0 to 32768)."""

    frequency_hz: float
    share: float
    rms: float

    def is_near(self, frequency_hz: float, tolerance_hz: float = 10.0) -> bool:
        """Whether this is a clean tone at that frequency: nearly all of an audible window's energy is there."""
        return self.rms > SILENCE_RMS and abs(self.frequency_hz - frequency_hz) <= tolerance_hz and self.share > 0.9


@dataclass(frozen=True)
class Recording:
    """Mono samples (-32768 to 32767) at `rate` a second."""

    samples: NDArray[np.float64]
    rate: int

    @property
    def seconds(self) -> float:
        return len(self.samples) / self.rate

    def window(self, start_s: float, length_s: float) -> Recording:
        first = int(start_s * self.rate)
        return Recording(self.samples[first : first + int(length_s * self.rate)], self.rate)


def read_wav(path: Path) -> Recording:
    """The first channel of a 16-bit WAV file. A header that was never finished (the writer was killed) is read by the file's length."""
    with wave.open(str(path), "rb") as source:
        channels, rate, width = source.getnchannels(), source.getframerate(), source.getsampwidth()
        if width != 2:
            msg = f"{path}: {width * 8} bits a sample, 16 are read"
            raise ValueError(msg)
        frames = source.readframes(source.getnframes())
    return from_raw(frames or path.read_bytes()[44:], rate, channels, 0)


def from_raw(data: bytes, rate: int, channels: int, channel: int) -> Recording:
    """One channel of interleaved signed 16-bit samples."""
    usable = len(data) // (2 * channels) * 2 * channels
    samples = np.frombuffer(data[:usable], dtype="<i2").reshape(-1, channels)[:, channel]
    return Recording(samples.astype(np.float64), rate)


def dominant(recording: Recording) -> Tone:
    """The strongest line of the whole recording (cut a `window` first): Hann window, power spectrum."""
    samples = recording.samples - recording.samples.mean() if len(recording.samples) else recording.samples
    if len(samples) < recording.rate // 20:
        return Tone(0.0, 0.0, 0.0)
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    frequencies = np.fft.rfftfreq(len(samples), 1 / recording.rate)
    peak = float(frequencies[int(np.argmax(power))])
    total = float(power.sum())
    near = float(power[np.abs(frequencies - peak) <= 30.0].sum())
    return Tone(peak, near / total if total else 0.0, float(np.sqrt(np.mean(samples**2))))


def heard(recording: Recording, frequency_hz: float, length_s: float = 0.1) -> float:
    """Seconds of the recording in which that tone is clean, counted in windows of `length_s`.

    In short ones a stumble of a busy machine costs no more than the moment that it lasted.
    """
    count = int(recording.seconds / length_s)
    return length_s * sum(dominant(recording.window(i * length_s, length_s)).is_near(frequency_hz) for i in range(count))


def write_tone(path: Path, frequency_hz: float, seconds: float, rate: int = 16_000, amplitude: int = 8_000) -> Path:
    """A mono 16-bit WAV file with a sine."""
    times = np.arange(int(seconds * rate)) / rate
    return write_wav(path, np.sin(2 * np.pi * frequency_hz * times) * amplitude, rate)


def write_wav(path: Path, samples: NDArray[np.float64], rate: int) -> Path:
    """A mono 16-bit WAV file of `samples` (-32768 to 32767)."""
    with wave.open(str(path), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(rate)
        target.writeframes(samples.astype("<i2").tobytes())
    return path


def write_alaw_tone(path: Path, frequency_hz: float, seconds: float) -> Path:
    """A sine at 8 kHz as raw A-law bytes (ITU-T G.711), what RTP payload type 8 carries."""
    times = np.arange(int(seconds * 8_000)) / 8_000
    samples = np.sin(2 * np.pi * frequency_hz * times) * 8_000
    path.write_bytes(bytes(_alaw(int(sample)) for sample in samples))
    return path


def _alaw(sample: int) -> int:
    """One 16-bit sample as its A-law octet: sign, three bits of exponent, four of mantissa, even bits inverted."""
    sign = 0x80 if sample >= 0 else 0
    magnitude = min(abs(sample) >> 3, 4095)
    exponent = max(magnitude.bit_length() - 5, 0)
    mantissa = (magnitude >> (exponent if exponent else 1)) & 0x0F
    return (sign | exponent << 4 | mantissa) ^ 0x55
