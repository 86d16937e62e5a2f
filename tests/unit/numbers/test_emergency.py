"""An emergency number never goes out on a provider's account."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.numbers import Emergency, NumberPlan, PlanKind, Refusal, RefusalCode, interpret
from telephony.numbers.emergency import NUMBERS, emergency_number

MARKS = st.text(alphabet=" -().\u00a0\u2011\u200e,;/~#*+", max_size=3)
PREFIXES = st.sampled_from(["", "8", "+7", "+", "810", "8~10", "00", "+380", "+44", "tel:", "sip:", "callto:", "tel:+7", "0", "9"])


@pytest.mark.parametrize("number", sorted(NUMBERS))
@pytest.mark.parametrize(
    "form", ["{}", "8 {}", "+7{}", "+{}", "tel:{}", "sip:{}@provider.example", "{}@provider.example", "{},1", "{} доб. 5", "{}#"]
)
def test_a_provider_refuses_it_in_every_form(number: str, form: str) -> None:
    assert interpret(form.format(number)) == Refusal(RefusalCode.EMERGENCY_ON_PROVIDER, {"number": number})


@pytest.mark.parametrize(
    "text", ["１１２", "١١٢", "1\u20111\u20112", "(1)(1)(2)", "1 1 2", "\u202a112\u202c", "тел 112", "tel:%31%31%32", "sip:1%312@x"]
)
def test_another_script_or_escape_does_not_hide_it(text: str) -> None:
    assert interpret(text) == Refusal(RefusalCode.EMERGENCY_ON_PROVIDER, {"number": "112"})


@pytest.mark.parametrize(
    ("region", "area_code"),
    [("RU", "495"), ("RU", ""), ("UA", "44"), ("KZ", "727"), ("UZ", "71"), ("CN", "10"), ("US", "212"), ("DE", "8442"), ("DE", "4951")],
)
@given(number=st.sampled_from(sorted(NUMBERS)), prefix=PREFIXES, marks=st.lists(MARKS, min_size=4, max_size=4))
def test_whatever_its_punctuation_it_never_becomes_callable(
    region: str, area_code: str, number: str, prefix: str, marks: list[str]
) -> None:
    text = prefix + marks[0] + "".join(digit + mark for digit, mark in zip(number, marks[1:], strict=False))
    result = interpret(text, NumberPlan(region=region, area_code=area_code))
    assert isinstance(result, Refusal), (text, result)


@given(st.sampled_from(sorted(NUMBERS)), st.lists(st.text(alphabet="-.()", max_size=2), min_size=3, max_size=3))
def test_as_the_user_of_an_address_it_is_refused_too(number: str, marks: list[str]) -> None:
    user = "".join(digit + mark for digit, mark in zip(number, marks, strict=False))
    assert interpret(f"sip:{user}@provider.example") == Refusal(RefusalCode.EMERGENCY_ON_PROVIDER, {"number": number})


@given(st.sampled_from(sorted(NUMBERS)), st.lists(st.text(alphabet=" -().\u2011", max_size=2), min_size=3, max_size=3))
def test_an_exchange_asks_about_it_whatever_its_punctuation(number: str, marks: list[str]) -> None:
    text = "".join(digit + mark for digit, mark in zip(number, marks, strict=False))
    result = interpret(text, NumberPlan(kind=PlanKind.PBX))
    assert isinstance(result, Emergency)
    assert result.number == number


@pytest.mark.parametrize("text", ["112-22-33", "103-55-55", "01-01-01", "1121", "+74951120101", "11"])
def test_only_an_exact_match_counts(text: str) -> None:
    assert emergency_number(text, PlanKind.PROVIDER) is None
