"""The user's dial rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.accounts.calling import DialRule
from agent_app.accounts.rewriting import is_pattern, rewritten


@pytest.mark.parametrize(
    ("pattern", "replacement", "typed", "dialled"),
    [
        ("8XXXXXXXXXX", "+7", "8 495 111-22-33", "+74951112233"),
        ("00.", "+", "0044 20 7183 8750", "+442071838750"),
        ("9.", "", "9205", "205"),
        ("*0.", "", "*0#5", "#5"),
        ("XXX", "+7495111", "204", "+7495111204"),
        ("5", "boris@provider.test", "5", "boris@provider.test"),
        ("2X5", "1", "245", "145"),
    ],
)
def test_a_rule_replaces_the_beginning_and_keeps_the_rest(pattern: str, replacement: str, typed: str, dialled: str) -> None:
    assert rewritten([DialRule(pattern, replacement)], typed) == (dialled, pattern)


@pytest.mark.parametrize(
    ("pattern", "typed"),
    [
        ("8XXXXXXXXXX", "8495111223"),
        ("8XXXXXXXXXX", "849511122334"),
        ("00.", "00"),
        ("9", "92"),
        ("X", "a"),
        ("", "1"),
        ("(8", "(8"),
        ("1.2", "152"),
    ],
)
def test_what_does_not_fit_as_a_whole_is_left_as_it_was_typed(pattern: str, typed: str) -> None:
    assert rewritten([DialRule(pattern, "+")], typed) == (typed, "")


def test_the_first_rule_that_fits_is_the_one() -> None:
    rules = [DialRule("80.", "+380"), DialRule("8.", "+7"), DialRule(".", "+")]
    assert rewritten(rules, "8012") == ("+38012", "80.")
    assert rewritten(rules, "8112") == ("+7112", "8.")
    assert rewritten(rules, "49") == ("+49", ".")


@given(pattern=st.text(alphabet="0189*#+Xx.( a", max_size=12), replacement=st.text(max_size=5), typed=st.text(max_size=15))
def test_no_rule_and_no_text_is_too_strange(pattern: str, replacement: str, typed: str) -> None:
    text, by = rewritten([DialRule(pattern, replacement)], typed)
    assert by in {"", pattern}
    assert text.startswith(replacement) if by else text == typed
    assert not by or is_pattern(pattern)
