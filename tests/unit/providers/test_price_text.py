"""Amounts in texts for people: read for certain, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tariffs.providers.errors import CurrencyError, GarbageError
from tariffs.providers.price_text import amount, per_minute


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("$60.20", "USD", "60.20"),
        ("60.20", "USD", "60.20"),
        ("CAD $112.19", "CAD", "112.19"),
        ("-1.50 USD", "USD", "-1.50"),
        ("1,5 ₽", "RUB", "1.5"),
        ("12,40 руб.", "RUB", "12.40"),
        ("12 RUR", "RUB", "12"),
        ("1.234,56 €", "EUR", "1234.56"),
        ("1,234.56 GBP", "GBP", "1234.56"),
        ("1 234,56 ₽", "RUB", "1234.56"),
        ("1\u00a0234\u00a0567 ₽", "RUB", "1234567"),
        ("1'234.50", "CHF", "1234.50"),
        ("1.234", "USD", "1.234"),
        ("0,123", "USD", "0.123"),
        ("50¢", "USD", "0.5"),
        ("Balance: 7", "USD", "7"),
    ],
)
def test_a_balance_is_read(text: str, currency: str, expected: str) -> None:
    assert amount(text, currency) == Decimal(expected)


@pytest.mark.parametrize("text", ["", "none", "NaN", "1,234", "1.2.3", "1,2.3,4", "5 (bonus 3)", "1 2", "12.345.6", "Infinity", "١٢"])
def test_a_balance_that_is_not_clear_is_not_guessed(text: str) -> None:
    with pytest.raises(GarbageError):
        amount(text, "USD")


@pytest.mark.parametrize(("text", "currency"), [("5 EUR", "USD"), ("€5", "USD"), ("$5", "RUB"), ("5 ₽", "KZT"), ("USD 5", "CAD")])
def test_another_currency_is_told(text: str, currency: str) -> None:
    with pytest.raises(CurrencyError):
        amount(text, currency)


@pytest.mark.parametrize(
    ("text", "currency", "expected", "destination"),
    [
        ("United States = EUR 0.0044-0.0098 / min", "EUR", "0.0098", "United States"),
        ("0.02 – 0.03 per min", "USD", "0.03", ""),
        ("0.03-0.02", "USD", "0.03", ""),
        ("1¢ / min", "USD", "0.01", ""),
        ("0,70 ₽/мин", "RUB", "0.70", ""),
        ("0.01 USD/s", "USD", "0.60", ""),
        ("Free", "USD", "0", ""),
        ("Moscow = бесплатно", "RUB", "0", "Moscow"),
        ("0", "USD", "0", ""),
        ("5", "USD", "5", ""),
    ],
)
def test_a_price_of_a_minute_is_read(text: str, currency: str, expected: str, destination: str) -> None:
    assert per_minute(text, currency) == (Decimal(expected), destination)


@pytest.mark.parametrize(
    "text", ["", "call us", "0.70/min, 60/60", "1.00 first min then 0.5", "0.01 / h", "0.02 / 6 sec", "5 / message", "="]
)
def test_a_price_that_is_not_clear_is_not_guessed(text: str) -> None:
    with pytest.raises(GarbageError):
        per_minute(text, "USD")


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_read_or_garbage(text: str) -> None:
    for read in (amount, per_minute):
        try:
            read(text, "USD")
        except GarbageError:
            continue


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=999, places=4))
def test_what_a_program_writes_is_read_back(value: Decimal) -> None:
    assert amount(f"USD {value}", "USD") == value
    assert per_minute(f"Moscow = ${value} / min", "USD") == (value, "Moscow")
