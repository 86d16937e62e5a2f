"""The number field while one types. "|" is the cursor."""

from __future__ import annotations

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumbers import AsYouTypeFormatter

from telephony.numbers import format_as_you_type
from telephony.numbers.library import group_digits, read_number


def typed(marked: str, region: str = "RU", *, forward_delete: bool = False) -> str:
    cursor = marked.index("|")
    result = format_as_you_type(marked.replace("|", ""), cursor, region, forward_delete=forward_delete)
    return result.text[: result.cursor] + "|" + result.text[result.cursor :]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|", "|"),
        ("+|", "+|"),
        ("+7|", "+7|"),
        ("+74951112233|", "+7 495 111-22-33|"),
        ("84951112233|", "8 495 111-22-33|"),
        ("7495|", "7 495|"),
        ("74951112233|", "7 495 111-22-33|"),
        ("1112233|", "111-22-33|"),
        ("+380442223344|", "+380 44 222 3344|"),
        ("00380442|", "00 380 44 2|"),
        ("810380442|", "810 380 44 2|"),
        ("+٧٤٩٥|", "+7 495|"),
        ("+52|", "+52|"),
        ("+7 (495) 111 22 33|", "+7 495 111-22-33|"),
    ],
)
def test_digits_are_grouped_while_typing(before: str, after: str) -> None:
    assert typed(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("+7 495 9|111-22-33", "+7 4959|1112233"),  # one digit too many: no grouping, no digit lost
        ("+7 495 11|-22-33", "+7 495 11|2-23-3"),
        ("+7| 495", "+7| 495"),
        ("|+7495", "|+7 495"),
        ("7495|1112233", "7 495| 111-22-33"),
    ],
)
def test_the_cursor_stays_behind_its_digit(before: str, after: str) -> None:
    assert typed(before).replace(" ", "") == after.replace(" ", "")


def test_backspace_passes_a_separator() -> None:
    """The space behind +7 was deleted: it is back, and the cursor stands before it, so that the next Backspace takes the 7."""
    assert typed("+7|495") == "+7| 495"


def test_delete_passes_a_separator() -> None:
    assert typed("+7|495", forward_delete=True) == "+7 |495"


@pytest.mark.parametrize(
    "text",
    [
        "Boris|",
        "boris@example.org|",
        "*100#|",
        "8 800 FLO|",
        "+7 4951112233 / 8495|",
        "1234567890123456|",
        "+7495111 +7495|",
        "(|",
        "8495111\n2233|",
    ],
)
def test_what_is_no_single_number_is_left_alone(text: str) -> None:
    assert typed(text) == text


def test_an_extension_stays_as_typed() -> None:
    assert typed("+74951112233,,1|") == "+7 495 111-22-33,,1|"
    assert typed("+7495111|2233 доб. 1") == "+7 495 111|-22-33 доб. 1"


def test_another_home_country_groups_its_own_way() -> None:
    assert typed("12125550123|", "US") == "1 212-555-0123|"
    assert typed("2125550123|", "US") == "(212) 555-0123|"


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="0123456789+-() .,*#ab/доб\u0663\uff17\n", max_size=24), st.data(), st.booleans())
def test_no_digit_is_lost_and_the_cursor_keeps_its_digits(text: str, data: st.DataObject, forward: bool) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    result = format_as_you_type(text, cursor, forward_delete=forward)
    assert digits(result.text) == digits(text)
    assert 0 <= result.cursor <= len(result.text)
    assert digits(result.text[: result.cursor]) == digits(text[:cursor])
    assert format_as_you_type(result.text, result.cursor).text == result.text


def digits(text: str) -> str:
    return "".join(str(int(char)) if char.isdecimal() else char for char in text if char.isdecimal() or char in "+*#ab")


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(alphabet="0123456789", max_size=14).map("+".__add__) | st.text(alphabet="0123456789", max_size=15), max_size=5))
def test_what_was_typed_before_has_no_say_in_the_grouping(numbers: list[str]) -> None:
    """The grouping goes on from the last text where it can: it must come to the same as from the first digit on."""
    for number in numbers:
        for length in range(1, len(number) + 1):
            formatter, expected = AsYouTypeFormatter("RU"), ""
            for char in number[:length]:
                expected = formatter.input_digit(char)
            assert group_digits(number[:length], "RU") == expected.rstrip()


@settings(deadline=None, max_examples=300)
@given(
    st.text(alphabet="0123456789", min_size=6, max_size=14) | st.sampled_from(["8001234567", "74951112233", "15005550006", "881612345678"])
)
def test_a_number_is_read_where_the_library_takes_it_for_valid(digits: str) -> None:
    try:
        is_valid = phonenumbers.is_valid_number(phonenumbers.parse(f"+{digits}", None))
    except phonenumbers.NumberParseException:
        is_valid = False
    assert (read_number(f"+{digits}", None) is not None) == is_valid
