"""A room with a loudspeaker and a microphone, made of numbers: what the far side says comes back as an echo, and near speech over it.

Three stretches follow each other: only the far side speaks (how much of its echo goes: ERLE), both speak (what is left of the near
speech: PESQ), only the near side speaks (what the processing does to it for nothing).
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from tests.peers.process import program
from tests.peers.tones import read_wav

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Signal = NDArray[np.float64]

RATE: Final = 16_000
FRAME: Final = 320  # samples: 20 ms
STRETCH_S: Final = 12
_SETTLE_S: Final = 4  # a canceller needs so long to learn the room
_SPEECH_RMS: Final = 3_000.0  # of 32768, where somebody speaks
_NOISE_RMS: Final = 8.0  # the microphone's own
_BAND_HZ: Final = (200.0, 6_000.0)  # of a small loudspeaker
_EARLY: Final = 40  # samples by which the band's filter, which has no delay of its own, begins before its sound
_SPOKEN: Final = (
    "The boats left the harbour before the sun was up, and nobody on the quay saw them go. "
    "Seven letters lay on the table; she opened the largest one first and read it twice. "
    "When the rain stopped we walked home along the river, past the mill and the old bridge. "
    "A good telephone lets both people speak at once, and neither of them notices the machine between. "
)


class Canceller(Protocol):
    """What is measured."""

    def process(self, near: bytes, far: bytes) -> bytes:
        """20 ms of microphone, and the 20 ms that the speaker was given last."""
        ...


@dataclass(frozen=True)
class Room:
    """`echo_db`: the echo at the microphone beside what the speaker plays; `delay_ms` until its first sound.

    `distortion`: how much a cheap speaker bends its loudest sounds, 0 to 1. `reverberation_s` until the room is 60 dB quieter.
    """

    echo_db: float
    delay_ms: float = 60.0
    noise_rms: float = _NOISE_RMS
    distortion: float = 0.0
    reverberation_s: float = 0.2


@dataclass(frozen=True)
class Scene:
    """The microphone's signal and its parts."""

    far: Signal
    near: Signal
    microphone: Signal


def speech(voice: str, seconds: float) -> Signal:
    """espeak-ng's, without its pauses, at one level; silence never lasts long in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        subprocess.run([program("espeak-ng", "espeak-ng"), "-v", voice, "-s", "165", "-w", str(path), _SPOKEN * 3], check=True, timeout=30)
        recording = read_wav(path)
    samples = resampled(recording.samples, recording.rate)
    samples = np.tile(samples, 1 + int(seconds * RATE) // len(samples))[: int(seconds * RATE)]
    loud = samples[np.abs(samples) > 0.02 * np.abs(samples).max()]
    return np.clip(samples / np.sqrt(np.mean(loud**2)) * _SPEECH_RMS, -30_000, 30_000)


def scene(room: Room, seed: int = 1) -> Scene:
    """The three stretches, one after the other."""
    count = STRETCH_S * RATE
    silence = np.zeros(count)
    far_speech, near_speech = speech("en-us", 2 * STRETCH_S), speech("en+f3", 2 * STRETCH_S)
    far = np.concatenate([far_speech, silence])
    near = np.concatenate([silence, near_speech])
    chance = np.random.default_rng(seed)
    noise = chance.standard_normal(len(far)) * room.noise_rms
    echo = _convolved(_played(room, far), _response(room, chance))
    return Scene(far, near, np.clip(near + echo + noise, -32_768, 32_767))


def _played(room: Room, far: Signal) -> Signal:
    """What a speaker makes of it: odd harmonics of what is loud."""
    bent = np.tanh(far / 12_000) * 12_000
    return (1 - room.distortion) * far + room.distortion * bent


def _response(room: Room, chance: np.random.Generator) -> Signal:
    """Direct sound, and a tail that dies away, in the loudspeaker's band."""
    times = np.arange(int(room.reverberation_s * RATE)) / RATE
    tail = chance.standard_normal(len(times)) * 10 ** (-3 * times / room.reverberation_s)
    tail[0] = 4.0
    size = 2 * len(tail)
    frequencies = np.maximum(np.fft.rfftfreq(size, 1 / RATE), 1.0)
    band = 1 / np.sqrt((1 + (_BAND_HZ[0] / frequencies) ** 4) * (1 + (frequencies / _BAND_HZ[1]) ** 8))
    tail = np.roll(np.fft.irfft(np.fft.rfft(tail, size) * band, size), _EARLY)[: len(tail)]
    response = np.concatenate([np.zeros(int(room.delay_ms * RATE / 1000) - _EARLY), tail])
    return response / np.sqrt(np.sum(response**2)) * 10 ** (room.echo_db / 20)


def _convolved(signal: Signal, response: Signal) -> Signal:
    """As long as `signal`."""
    size = 1 << (len(signal) + len(response)).bit_length()
    return np.fft.irfft(np.fft.rfft(signal, size) * np.fft.rfft(response, size), size)[: len(signal)]


def resampled(samples: Signal, rate: int) -> Signal:
    """At RATE, by its spectrum."""
    count = len(samples) * RATE // rate
    return np.fft.irfft(np.fft.rfft(samples)[: count // 2 + 1], count) * count / len(samples)


def run(canceller: Canceller, signals: Scene) -> Signal:
    """What goes to the far side. The speaker's frame of a moment is known to the canceller in that moment, as it is in a call."""
    microphone, far = (signal.astype("<i2").tobytes() for signal in (signals.microphone, signals.far))
    size = 2 * FRAME
    out = b"".join(canceller.process(microphone[at : at + size], far[at : at + size]) for at in range(0, len(far) // size * size, size))
    return np.frombuffer(out, "<i2").astype(np.float64)


def erle_db(signals: Scene, out: Signal) -> float:
    """Echo return loss enhancement (ITU-T G.168 section 3): the microphone's power over what is left, once the room is known."""
    span = slice(_SETTLE_S * RATE, STRETCH_S * RATE)
    return float(10 * np.log10(np.mean(signals.microphone[span] ** 2) / max(np.mean(out[span] ** 2), 1e-3)))


def near_quality(signals: Scene, out: Signal, *, both: bool) -> float:
    """PESQ (ITU-T P.862.2, wide band) of the near speech while `both` speak, or while the far side is silent."""
    from pesq import pesq

    first = STRETCH_S if both else 2 * STRETCH_S
    span = slice((first + 1) * RATE, (first + STRETCH_S) * RATE)
    return float(pesq(RATE, signals.near[span] / 32_768, out[span] / 32_768, "wb"))
