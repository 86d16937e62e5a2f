"""The row of tones that a network check sends: known when it comes back, however it was carried, and never taken for anything else."""

from __future__ import annotations

import math
import random
from array import array
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.gateway.g711 import decode_a_law
from sandbox.gateway.sounds import sound
from telephony.netcheck.echo import FREQUENCIES, LENGTH, RATE, EchoEar, Pattern, draw_pattern, played, tone_of

if TYPE_CHECKING:
    from collections.abc import Iterable

FRAME = 320
SILENCE = bytes(2 * FRAME)
PATTERN: Pattern = (600, 1950, 900, 1550, 750, 1350)


def samples(pattern: Pattern = PATTERN, loud: float = 5000, begin_ms: float = 0) -> list[int]:
    """Two rounds as they sound, `begin_ms` after the first frame's beginning."""
    made = [0] * round(begin_ms * RATE / 1000)
    for hertz, on_ms, off_ms in played(pattern, 2):
        made += [round(loud * math.sin(2 * math.pi * hertz * place / RATE)) for place in range(on_ms * RATE // 1000)]
        made += [0] * (off_ms * RATE // 1000)
    return made


def frames(sound: Iterable[int]) -> list[bytes]:
    whole = array("h", (max(-32_768, min(32_767, sample)) for sample in sound))
    return [whole[place : place + FRAME].tobytes() for place in range(0, len(whole) - FRAME + 1, FRAME)]


def knows(heard: Iterable[bytes], pattern: Pattern = PATTERN) -> bool:
    ear = EchoEar(pattern)
    for frame in heard:
        ear.feed(frame)
    return ear.knows


def test_each_tone_is_told_from_each_other() -> None:
    for hertz in FREQUENCIES:
        pure = [round(2000 * math.sin(2 * math.pi * hertz * place / RATE + 1)) for place in range(FRAME)]
        assert tone_of(frames(pure)[0]) == hertz
    assert tone_of(SILENCE) == 0
    assert tone_of(b"") == 0
    assert tone_of(b"x") == 0


@pytest.mark.parametrize("begin_ms", [0, 3, 10, 87.5, 1234])
@pytest.mark.parametrize("loud", [300, 5000, 30_000])
def test_the_pattern_is_known_whenever_and_however_loud_it_comes_back(begin_ms: float, loud: float) -> None:
    assert knows(frames(samples(loud=loud, begin_ms=begin_ms)))


def test_it_is_known_in_noise_and_through_lost_and_doubled_packets() -> None:
    chance = random.Random(7)
    noisy = frames(sample + round(chance.gauss(0, 600)) for sample in samples())
    assert knows(noisy)
    assert knows(SILENCE if place % 9 == 4 else frame for place, frame in enumerate(noisy))
    assert knows(chain.from_iterable([frame] * (2 if place % 25 == 11 else 1) for place, frame in enumerate(noisy)))


def test_one_tone_that_was_lost_whole_is_forgiven_and_two_are_not() -> None:
    def without(*lost: int) -> list[bytes]:
        return [SILENCE if place % 70 // 8 in lost else frame for place, frame in enumerate(frames(samples()))]

    assert knows(without(3))
    assert not knows(without(1, 3))


def test_it_is_known_after_an_announcement() -> None:
    assert knows(voice("announcement-ru") + frames(samples()))


def voice(name: str) -> list[bytes]:
    """What the sandbox's numbers say, at the bridge's rate."""
    return frames(chain.from_iterable((decoded, decoded) for decoded in map(decode_a_law, sound(name))))


@pytest.mark.parametrize("name", ["announcement-ru", "announcement-en", "early-ru", "early-en", "callback-ru"])
def test_a_voice_is_no_echo(name: str) -> None:
    heard = voice(name)
    chance = random.Random(3)
    assert not any(knows(heard, draw_pattern(chance)) for _ in range(2))


def test_a_steady_tone_and_a_scale_are_no_echo() -> None:
    steady = [round(8000 * math.sin(2 * math.pi * 1000 * place / RATE)) for place in range(RATE * 2)]
    assert not knows(frames(steady))
    assert not knows(frames(samples(tuple(sorted(PATTERN)))))


def test_what_was_recorded_of_another_check_is_no_echo() -> None:
    another: Pattern = (PATTERN[1], PATTERN[0], *PATTERN[2:])
    assert not knows(frames(samples(another)))


def test_no_two_checks_can_be_foretold() -> None:
    drawn = {draw_pattern() for _ in range(50)}
    assert len(drawn) > 40
    assert all(len(set(pattern)) == LENGTH for pattern in drawn)


@settings(max_examples=50)
@given(st.lists(st.binary(max_size=700), max_size=60))
def test_whatever_is_heard_does_no_harm(heard: list[bytes]) -> None:
    assert not knows(heard)
