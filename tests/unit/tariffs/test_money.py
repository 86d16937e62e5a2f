"""Money."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.rating.money import Money, MoneyError, parse_scaled


@pytest.mark.parametrize(
    ("text", "micros"),
    [("12.40", 12_400_000), ("0", 0), ("-0.006", -6000), ("7", 7_000_000), (" 1.5 ", 1_500_000), ("0.0000010", 1), ("007.10", 7_100_000)],
)
def test_a_decimal_text_is_read_exactly(text: str, micros: int) -> None:
    assert Money.parse_decimal(text, "RUB") == Money(micros, "RUB")


@pytest.mark.parametrize("text", ["", ".", "1.", ".5", "1,5", "1e3", "--1", "+1", "1 000", "NaN", "٣", "0.0000001", "1.2.3", "9" * 50])
def test_what_is_no_exact_decimal_is_refused(text: str) -> None:
    with pytest.raises(MoneyError):
        Money.parse_decimal(text, "RUB")


def test_money_adds_subtracts_and_compares_within_a_currency() -> None:
    one, two = Money(1, "RUB"), Money(2, "RUB")
    assert one + one == two
    assert one - two == Money(-1, "RUB") == -one
    assert one < two
    assert two > one
    assert one <= one
    assert two >= one


def test_two_currencies_never_mix() -> None:
    with pytest.raises(MoneyError, match="RUB and EUR"):
        _ = Money(1, "RUB") + Money(1, "EUR")
    with pytest.raises(MoneyError):
        _ = Money(1, "RUB") < Money(1, "EUR")
    assert Money(1, "RUB") != Money(1, "EUR")


@pytest.mark.parametrize(("micros", "text"), [(12_400_000, "12.40 RUB"), (-6000, "-0.006 RUB"), (1, "0.000001 RUB"), (0, "0.00 RUB")])
def test_money_prints_exactly(micros: int, text: str) -> None:
    assert str(Money(micros, "RUB")) == text


@given(st.integers(-(10**18), 10**18))
def test_what_is_printed_reads_back(micros: int) -> None:
    money = Money(micros, "RUB")
    assert Money.parse_decimal(money.decimal(), "RUB") == money


@given(st.text(max_size=60), st.integers(0, 9))
def test_any_text_is_an_integer_or_a_money_error(text: str, places: int) -> None:
    try:
        value = parse_scaled(text, places)
    except MoneyError:
        return
    assert isinstance(value, int)
