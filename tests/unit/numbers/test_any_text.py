"""Any text at all gets an answer."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.numbers import Callable, Internal, NumberPlan, PlanKind, Several, Suggestion, find_numbers, format_as_you_type, interpret

PLANS = st.builds(
    NumberPlan, st.sampled_from(["RU", "UA", "KZ", "US", "001", "ZZ", ""]), st.sampled_from(["", "495", "x"]), st.sampled_from(PlanKind)
)
NUMBERISH = st.text(alphabet="0123456789+-() .,;/~*#@:%доЗxwtelsip=?[]\u0663\uff11\u2011\u202a\n", max_size=40)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=60) | NUMBERISH, PLANS)
def test_no_text_raises_and_every_number_is_full(text: str, plan: NumberPlan) -> None:
    result = interpret(text, plan)
    match result:
        case Callable(number) | Suggestion(number):
            numbers = (number,)
        case Several(choices):
            numbers = choices
            assert len(choices) > 1
        case _:
            numbers = ()
            assert plan.kind is PlanKind.PBX or not isinstance(result, Internal)
    for number in numbers:
        assert number.e164[0] == "+"
        assert number.e164[1:].isdigit()
        assert number.e164.isascii()
        assert set(number.extension) <= set("0123456789*#,")


@pytest.mark.parametrize("text", ["+74951112233", "8 (495) 111-22-33", "74951112233", "007 495 111 22 33", "+880 2 41020090"])
def test_interpreting_the_shown_form_again_changes_nothing(text: str) -> None:
    first = interpret(text)
    assert isinstance(first, Callable)
    assert interpret(first.number.international) == Callable(first.number)
    assert interpret(first.number.e164) == Callable(first.number)


@settings(deadline=None)
@given(NUMBERISH)
def test_found_numbers_are_full_and_stand_once(text: str) -> None:
    found = find_numbers(text, NumberPlan(area_code="495"))
    assert len(set(found)) == len(found)
    assert all(number.e164.startswith("+") for number in found)


@pytest.mark.parametrize(
    "text",
    [
        "1" + " " * 9000 + "1",
        "1 доб" + " " * 9000 + "!",
        "a@" + "a" * 400 + "-",
        "a@" + "a" * 9000 + "!",
        "1 " * 4900 + "a",
        "+" * 9000 + "z",
        "1-" * 4999,
    ],
    ids=lambda text: text[:6],
)
def test_a_long_text_is_answered_at_once(text: str) -> None:
    """Some regular expressions would take minutes: these texts were made to hurt them."""
    interpret("+74951112233")
    start = time.process_time()
    interpret(text)
    format_as_you_type(text, 3)
    assert time.process_time() - start < 0.5
