"""The E-model against values that others published, and against what must hold for any call."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.quality.emodel import Equipment, delay_impairment, loss_impairment, mos, rating
from telephony.quality.equipment import equipment_of

G711 = Equipment(0, 25.1)
G722 = equipment_of("G722", 16_000)

losses = st.floats(0, 1)
delays = st.floats(0, 2000)
equipments = st.builds(Equipment, st.floats(0, 40), st.floats(1, 60), st.booleans())


def test_a_call_at_every_default_has_the_rating_that_the_recommendation_names() -> None:
    assert rating(G711, 0, 0) == pytest.approx(93.2, abs=0.05)
    assert mos(G711, 93.2) == pytest.approx(4.41, abs=0.005)


@pytest.mark.parametrize(("r", "score"), [(90, 4.34), (80, 4.03), (70, 3.60), (60, 3.10), (50, 2.58)])
def test_the_curve_passes_through_the_points_of_annex_b(r: float, score: float) -> None:
    assert mos(G711, r) == pytest.approx(score, abs=0.01)


@pytest.mark.parametrize("delay_ms", [50, 100, 150, 200, 300])
def test_delay_costs_about_what_the_well_known_approximation_says(delay_ms: float) -> None:
    """Cole and Rosenbluth, "Voice over IP performance monitoring" (2001): 0.024 d + 0.11 (d - 177.3) beyond 177.3 ms."""
    approximation = 0.024 * delay_ms + 0.11 * max(0.0, delay_ms - 177.3)
    assert delay_impairment(delay_ms) - delay_impairment(0) == pytest.approx(approximation, abs=3.0)


def test_two_per_cent_of_loss_cost_g711_with_concealment_seven_points() -> None:
    assert loss_impairment(G711, 0.02) == pytest.approx(95 * 2 / 27.1)


def test_a_wide_band_codec_is_rated_on_its_own_scale() -> None:
    assert rating(G722, 0, 0) == pytest.approx(116)
    assert mos(G722, 129) == pytest.approx(4.5)


@given(equipments, losses, delays, st.floats(0, 1), st.floats(0, 500))
def test_more_loss_or_delay_never_sounds_better(equipment: Equipment, loss: float, delay: float, more: float, later: float) -> None:
    worse = rating(equipment, min(1.0, loss + more), delay + later)
    assert worse <= rating(equipment, loss, delay) + 1e-6


@given(equipments, losses, delays)
def test_a_score_is_between_one_and_four_and_a_half(equipment: Equipment, loss: float, delay: float) -> None:
    assert 1.0 <= mos(equipment, rating(equipment, loss, delay)) <= 4.5


@given(st.text(max_size=20), st.integers(0, 96_000))
def test_any_codec_has_an_equipment(codec: str, rate: int) -> None:
    assert equipment_of(codec, rate).bpl > 0


def test_a_codec_is_known_with_its_rate_or_without() -> None:
    assert equipment_of("pcma", 8000) == equipment_of("PCMA/8000", 8000)
    assert equipment_of("speex", 8000) != equipment_of("speex", 16_000)
