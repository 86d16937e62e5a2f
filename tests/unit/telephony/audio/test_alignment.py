"""The echo's delay, found by ear."""

from __future__ import annotations

import random
from array import array

import pytest

from telephony.audio.alignment import Alignment

FRAME = 320


def frames(seconds: float, seed: int) -> list[int]:
    """How loud somebody speaks, frame by frame: syllables of 60 to 300 ms with pauses between them."""
    chance = random.Random(seed)
    loud: list[int] = []
    while len(loud) < seconds * 50:
        loud += [chance.randrange(1_000, 8_000)] * chance.randrange(3, 15) + [0] * chance.randrange(2, 15)
    return loud


def sound(loud: int, chance: random.Random) -> memoryview:
    return memoryview(array("h", (round(chance.uniform(-1, 1) * loud) for _ in range(FRAME))).tobytes())


def listen(alignment: Alignment, near: list[int], far: list[int]) -> None:
    chance = random.Random(1)
    for heard, played in zip(near, far, strict=False):
        alignment.look(sound(heard, chance), sound(played, chance))


@pytest.mark.parametrize("delay", [0, 3, 6])
def test_an_echo_within_the_canceller_s_tail_is_left_to_it(delay: int) -> None:
    alignment, far = Alignment(), frames(10, seed=2)
    listen(alignment, [0] * delay + [loud // 3 for loud in far], far)
    assert alignment.frames == 0


@pytest.mark.parametrize("delay", [9, 20, 45])
def test_the_reference_waits_for_a_late_echo_and_never_longer_than_the_echo(delay: int) -> None:
    alignment, far = Alignment(), frames(10, seed=3)
    chance = random.Random(4)
    listen(alignment, [0] * delay + [loud // 5 + chance.randrange(200) for loud in far], far)
    assert delay - 2 <= alignment.frames <= delay


def test_a_delay_that_shrinks_is_followed() -> None:
    alignment, far = Alignment(), frames(12, seed=5)
    listen(alignment, [0] * 20 + far, far)
    listen(alignment, [0] * 2 + far, far)
    assert alignment.frames in (0, 1, 2)


def test_near_speech_and_silence_move_nothing() -> None:
    alignment, far = Alignment(), frames(12, seed=6)
    listen(alignment, [0] * 20 + far, far)
    found = alignment.frames
    assert found >= 18
    listen(alignment, frames(30, seed=7), frames(30, seed=8))
    listen(alignment, frames(10, seed=9), [0] * 500)
    listen(alignment, [0] * 500, frames(10, seed=10))
    assert alignment.frames == found
