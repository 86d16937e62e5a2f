"""What the trial tariff covers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.rating.trial import covers


@pytest.mark.parametrize("number", ["+74951112233", "74951112233", "+78121112233", "+73431112233", "+78442112233", "+73952112233"])
def test_the_trial_covers_russian_landlines(number: str) -> None:
    assert covers(number)


@pytest.mark.parametrize(
    "number",
    [
        "+79161112233",  # mobile
        "+78001234567",  # toll-free
        "+78091234567",  # premium
        "+78402261234",  # Abkhazia
        "+79401234567",
        "+77271112233",  # Kazakhstan
        "+380441112233",
        "+7495111223",  # too short
        "+749511122333",
        "84951112233",  # not a full number
        "112",
        "",
        "+",
        "sip:echo@sandbox.test",
        "٧٤٩٥١١١٢٢٣٣",
    ],
)
def test_the_trial_covers_nothing_else(number: str) -> None:
    assert not covers(number)


@given(st.text(max_size=20))
def test_any_text_gets_an_answer(text: str) -> None:
    assert covers(text) in (True, False)
