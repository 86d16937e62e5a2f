"""Amounts, currencies and times in providers' answers."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tariffs.providers.answers import CurrencyWatch, balance, cost, currency_code, decoded, fee_micros, quoted, rate_nanos, utc_us, whole
from tariffs.providers.errors import CurrencyError, GarbageError
from tariffs.rating.money import Money


class Told(msgspec.Struct):
    amount: Decimal


@pytest.mark.parametrize("body", [b'{"amount": 0.1}', b'{"amount": "0.1"}', b'{"amount": 0.10000000}', b'{"amount": 1e-1}'])
def test_a_number_keeps_its_digits_however_it_is_sent(body: bytes) -> None:
    assert balance(decoded(body, Told).amount, "EUR") == Money(100_000, "EUR")


@pytest.mark.parametrize(
    "body",
    [
        b'{"amount": NaN}',
        b'{"amount": Infinity}',
        b'{"amount": null}',
        b'{"amount": "1,5"}',
        b'{"amount": true}',
        b'{"amount": ',
        b"",
        b"\xff",
    ],
)
def test_what_is_no_number_is_garbage(body: bytes) -> None:
    with pytest.raises(GarbageError):
        decoded(body, Told)


@pytest.mark.parametrize(
    "body", [b'{"amount": "NaN"}', b'{"amount": "-Infinity"}', b'{"amount": 1e30}', b'{"amount": 1e999999}', b'{"amount": -1e30}']
)
def test_what_is_no_amount_is_garbage(body: bytes) -> None:
    with pytest.raises(GarbageError):
        balance(decoded(body, Told).amount, "EUR")


def test_a_page_is_told_as_a_page() -> None:
    with pytest.raises(GarbageError, match="a page"):
        decoded(b"  <html><body>Service unavailable</body></html>", Told)


@settings(deadline=None)
@given(st.decimals(min_value=-(10**9), max_value=10**9, places=12))
def test_a_balance_is_never_more_than_there_is_and_less_by_no_micro_unit(amount: Decimal) -> None:
    short = amount - Decimal(balance(amount, "EUR").micros) / 10**6
    assert 0 <= short < Decimal("0.000001")


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**6, places=12))
def test_a_price_is_never_told_lower_than_it_is(amount: Decimal) -> None:
    assert 0 <= Decimal(rate_nanos(amount)) / 10**9 - amount < Decimal("0.000000001")
    assert 0 <= Decimal(fee_micros(amount)) / 10**6 - amount < Decimal("0.000001")


def test_a_cost_is_the_nearest_micro_unit() -> None:
    assert cost(Decimal("0.0088305"), "USD") == Money(8_831, "USD")
    assert cost(Decimal("0.0088304999"), "USD") == Money(8_830, "USD")


def test_prices_costs_and_counts_are_not_negative() -> None:
    for read in (rate_nanos, fee_micros, whole):
        with pytest.raises(GarbageError):
            read(Decimal(-1))
    with pytest.raises(GarbageError):
        cost(Decimal(-1), "USD")
    with pytest.raises(GarbageError):
        whole(Decimal("1.5"))


@pytest.mark.parametrize(("text", "code"), [("USD", "USD"), ("eur", "EUR"), ("RUR", "RUB"), ("руб.", "RUB"), ("$", "USD"), ("у.е.", "USD")])
def test_a_currency_is_known_by_its_code_or_sign(text: str, code: str) -> None:
    assert currency_code(text) == code


@pytest.mark.parametrize("text", ["", "ROUBLES", "US", "Я€Я", "12A"])
def test_what_is_no_currency_is_told(text: str) -> None:
    with pytest.raises(CurrencyError):
        currency_code(text)


def test_an_account_does_not_change_its_currency() -> None:
    watch = CurrencyWatch()
    assert [watch.check("RUB"), watch.check("RUR")] == ["RUB", "RUB"]
    with pytest.raises(CurrencyError, match="USD from an account in RUB"):
        watch.check("USD")
    assert watch.check("RUB") == "RUB"


def test_a_time_is_of_its_zone() -> None:
    assert utc_us("2026-11-22 03:00:00", "%Y-%m-%d %H:%M:%S", 3 * 3600) == utc_us("2026-11-22 00:00:00", "%Y-%m-%d %H:%M:%S")
    with pytest.raises(GarbageError):
        utc_us("2026-02-31 00:00:00", "%Y-%m-%d %H:%M:%S")


def test_a_providers_words_are_one_short_line_without_the_secret() -> None:
    assert quoted("no\nsuch  password s3cret" + "x" * 500, "s3cret") == ("no such password …" + "x" * 500)[:80]
