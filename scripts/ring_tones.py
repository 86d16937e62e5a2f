"""Makes the ring tones (resources/sounds/rings/*.wav): mono, 16 kHz, 16 bits, each three seconds that are played over and over.

Run it after changing a tone; what it makes is kept in the repository, so that no build needs numpy.
"""

from __future__ import annotations

import wave
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE: Final = 16_000
SECONDS: Final = 3.0
PEAK: Final = 18_000
TARGET: Final = Path(__file__).parent.parent / "resources" / "sounds" / "rings"


def struck(frequency_hz: float, seconds: float, decay_s: float, partials: tuple[tuple[float, float], ...]) -> NDArray[np.float64]:
    """A struck body: partials as (multiple of the frequency, loudness), higher ones dying sooner."""
    times = np.arange(int(seconds * RATE)) / RATE
    sound = np.zeros_like(times)
    for multiple, loudness in partials:
        sound += loudness * np.exp(-times * multiple**0.7 / decay_s) * np.sin(2 * np.pi * frequency_hz * multiple * times)
    return sound * np.minimum(1.0, times / 0.004)  # no click at the beginning


def placed(notes: list[tuple[float, NDArray[np.float64]]]) -> NDArray[np.float64]:
    """Sounds, each at its second."""
    whole = np.zeros(int(SECONDS * RATE))
    for at_s, note in notes:
        first = int(at_s * RATE)
        part = note[: len(whole) - first]
        whole[first : first + len(part)] += part
    return whole


def classic() -> NDArray[np.float64]:
    """An electric bell: two gongs, a clapper of 20 strokes a second; rings 1.2 s."""
    gongs = ((1.0, 1.0), (2.41, 0.5), (3.9, 0.25))
    strokes = [(at / 20, struck(1270 if at % 2 else 1080, 0.3, 0.09, gongs)) for at in range(24)]
    return placed(strokes)


def marimba() -> NDArray[np.float64]:
    notes = (523.25, 659.26, 783.99, 1046.5, 783.99, 659.26)
    wood = ((1.0, 1.0), (3.93, 0.25), (9.2, 0.06))
    return placed([(place * 0.17, struck(note, 1.0, 0.16, wood)) for place, note in enumerate(notes)])


def chime() -> NDArray[np.float64]:
    metal = ((1.0, 1.0), (2.0, 0.35), (3.01, 0.2), (4.2, 0.08))
    return placed([(0.0, struck(880.0, 2.0, 0.6, metal)), (0.45, struck(698.46, 2.4, 0.8, metal))])


def drops() -> NDArray[np.float64]:
    """Quiet, for those who start easily."""
    glass = ((1.0, 1.0), (2.76, 0.12))
    notes = ((0.0, 1174.66), (0.3, 1567.98), (0.9, 1318.51), (1.2, 1760.0))
    return placed([(at_s, 0.6 * struck(note, 1.2, 0.25, glass)) for at_s, note in notes])


TONES: Final = {"classic": classic, "marimba": marimba, "chime": chime, "drops": drops}


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, make in TONES.items():
        sound = make()
        fade = np.minimum(1.0, np.arange(len(sound))[::-1] / (0.05 * RATE))  # the end meets the beginning in silence
        samples = (sound * fade / np.abs(sound).max() * PEAK).astype("<i2")
        with wave.open(str(TARGET / f"{name}.wav"), "wb") as target:
            target.setnchannels(1)
            target.setsampwidth(2)
            target.setframerate(RATE)
            target.writeframes(samples.tobytes())
        print(f"{name}: {len(samples) / RATE:.1f} s")


if __name__ == "__main__":
    main()
