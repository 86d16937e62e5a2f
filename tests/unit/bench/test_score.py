"""The scoring finds the latency and the damage that were put in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.noise import telephone_noise
from bench.score import Score, ScoreError, score

RATE = 48_000
SECONDS = 5.0
NOISE = telephone_noise(SECONDS, RATE, seed=1)


def delayed(delay_ms: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    shift = int(delay_ms * RATE / 1000)
    return np.concatenate([np.zeros(shift), NOISE[: len(NOISE) - shift]])


def scored(heard: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Score:
    return score(NOISE, heard, RATE)


@settings(max_examples=8, deadline=None)
@given(st.floats(1, 1000))
def test_the_latency_is_found_to_a_fifth_of_a_millisecond(delay_ms: float) -> None:
    found = scored(delayed(delay_ms))
    assert found.median_ms == pytest.approx(delay_ms, abs=0.2)
    assert found.p95_ms == pytest.approx(delay_ms, abs=0.2)
    assert found.damaged == 0


def test_a_quiet_and_noisy_line_is_not_taken_for_damage() -> None:
    hiss = telephone_noise(SECONDS, RATE, seed=2)
    assert scored(0.3 * delayed(80) + 0.05 * hiss).damaged == 0


def test_every_silenced_frame_is_counted() -> None:
    heard = delayed(80)
    for start_s in (1.5, 2.0, 2.5):
        first = int((start_s + 0.080) * RATE)
        heard[first : first + RATE // 50] = 0
    assert 3 <= scored(heard).damaged <= 6


def test_a_latency_that_jumps_is_followed() -> None:
    middle = len(NOISE) // 2
    heard = np.concatenate([delayed(60)[:middle], delayed(100)[middle:]])
    found = scored(heard)
    assert (round(found.min_ms), round(found.max_ms)) == (60, 100)
    assert found.damaged <= 12


def test_another_noise_is_not_taken_for_the_one_sent() -> None:
    with pytest.raises(ScoreError, match="not what was sent"):
        scored(telephone_noise(SECONDS, RATE, seed=3))


def test_silence_is_named_by_its_side() -> None:
    with pytest.raises(ScoreError, match="nothing was heard"):
        scored(np.zeros(len(NOISE)))
    with pytest.raises(ScoreError, match="nothing was sent"):
        score(np.zeros(len(NOISE)), NOISE, RATE)


def test_a_short_recording_is_refused() -> None:
    with pytest.raises(ScoreError, match="too short"):
        score(NOISE[: 3 * RATE], NOISE[: 3 * RATE], RATE)
