"""A number's rate on an account: the deck's row, what makes it free, and the seconds that are paid already."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.rating.deck import Deck, DeckRow
from tariffs.rating.free import FreeDirection
from tariffs.rating.tariff import Bucket, BucketKind, Charge, FreeSpan, Rate, charge, lasts, rate_of
from tests.unit.tariffs import oracle
from tests.unit.tariffs.oracle import rows, terms

MOSCOW, MOBILE, PREMIUM = "+74951112233", "+79161112233", "+78091234567"
CITY = DeckRow("7495", "Moscow", "Москва", 700_000_000)
LATER = DeckRow("7495", "Moscow", "Москва", 900_000_000, valid_from_us=1000)
DECK = Deck(
    "RUB", (CITY, LATER, DeckRow("79", "Mobile", "Мобильные", 1_900_000_000), DeckRow("7809", "Premium", "Платные", 1, forbidden=True))
)
FREE = FreeSpan("Moscow", "Москва", 0, 500)
DIRECTIONS = (FreeDirection("moscow", FREE, ("7495",), "fixed"),)


def trial(seconds: int) -> tuple[Bucket, ...]:
    return (Bucket(BucketKind.TRIAL, seconds),)


def moscow(**fields: Any) -> Rate:
    return Rate(CITY, "RUB", **fields)


def test_a_rate_is_the_row_of_that_instant() -> None:
    assert rate_of(DECK, MOSCOW, 999) == moscow()
    assert rate_of(DECK, MOSCOW, 1000) == Rate(LATER, "RUB")
    assert rate_of(DECK, "+380441112233", 0) is None


def test_a_rate_tells_what_is_free_and_what_the_trial_pays() -> None:
    assert rate_of(DECK, MOSCOW, 0, DIRECTIONS, 120) == moscow(free=FREE, buckets=trial(120))
    assert rate_of(DECK, MOSCOW, 500, DIRECTIONS, 120) == moscow(buckets=trial(120))
    assert rate_of(DECK, MOSCOW, 500, DIRECTIONS, 0) == moscow()


def test_the_trial_pays_no_mobile_and_nothing_makes_a_forbidden_number_free() -> None:
    mobile, premium = rate_of(DECK, MOBILE, 0, DIRECTIONS, 120), rate_of(DECK, PREMIUM, 0, (FreeDirection("all", FREE, ("7",)),), 120)
    assert mobile is not None
    assert mobile.buckets == ()
    assert premium is not None
    assert premium.free is None
    assert lasts(premium, 10**9) == 0


def test_the_rate_at_the_answer_holds_for_the_whole_call() -> None:
    rate = rate_of(DECK, MOSCOW, 999)
    assert rate is not None
    assert charge(rate, 3600) == Charge(3600, 42_000_000), "though the price rises a microsecond later"


def test_the_trial_pays_by_the_second_and_money_by_the_increment() -> None:
    assert charge(moscow(buckets=trial(90)), 90) == Charge(bucket_seconds=90)
    assert charge(moscow(buckets=trial(90)), 91) == Charge(60, 700_000, 90)
    assert charge(moscow(buckets=trial(90)), 0) == Charge()


def test_free_minutes_pay_after_the_trial_and_before_the_money() -> None:
    rate = moscow(buckets=(*trial(30), Bucket(BucketKind.MINUTES, 60)))
    assert rate.prepaid_seconds == 90
    assert charge(rate, 90) == Charge(bucket_seconds=90)
    assert charge(rate, 91) == Charge(60, 700_000, 90)
    assert lasts(rate, 699_999) == 90
    assert lasts(rate, 1_400_000) == 90 + 120


def test_an_answer_of_no_time_and_no_answer_at_all_cost_nothing_though_connecting_has_its_fee() -> None:
    rate = Rate(DeckRow("7495", "Moscow", "Москва", 700_000_000, connection_fee_micros=500_000), "RUB")
    assert charge(rate, 0) == Charge()
    assert charge(rate, 1) == Charge(60, 1_200_000)


def test_what_is_free_takes_nothing_from_the_trial() -> None:
    assert charge(moscow(free=FREE, buckets=trial(90)), 3600) == Charge()
    assert lasts(moscow(free=FREE, buckets=trial(90)), 0) is None


def test_a_call_lasts_for_the_trial_and_then_for_the_balance() -> None:
    assert lasts(moscow(buckets=trial(90)), 0) == 90
    assert lasts(moscow(buckets=trial(90)), 700_000) == 150
    assert lasts(moscow(), 699_999) == 0
    assert lasts(moscow(), -5_000_000) == 0


@given(rows(terms), st.integers(0, 300), st.integers(0, 4000))
def test_the_charge_is_the_oracles_over_what_the_trial_left(row: DeckRow, paid_already: int, seconds: int) -> None:
    charged = charge(Rate(row, "RUB", buckets=trial(paid_already)), seconds)
    left = max(0, seconds - paid_already)
    assert charged.bucket_seconds == min(seconds, paid_already)
    assert charged.cost_micros == (oracle.cost(row, left) if left else 0)


@given(rows(), st.integers(0, 300), st.integers(0, 10**8))
def test_what_a_call_lasts_is_paid(row: DeckRow, paid_already: int, credit: int) -> None:
    rate = Rate(row, "RUB", buckets=trial(paid_already))
    longest = lasts(rate, credit)
    assert longest is not None
    assert charge(rate, longest).cost_micros <= credit


@pytest.mark.parametrize(
    ("rate", "is_free"),
    [
        (moscow(), False),
        (moscow(free=FREE), True),
        (Rate(DeckRow("7800", "", "", 0), "RUB"), True),
        (Rate(DeckRow("7800", "", "", 0, 1), "RUB"), False),
        (Rate(DeckRow("7809", "", "", 0, forbidden=True), "RUB"), False),
    ],
)
def test_free_is_what_costs_nothing_however_long(rate: Rate, is_free: bool) -> None:
    assert rate.is_free is is_free
