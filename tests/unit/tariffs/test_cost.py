"""Cost and credit time: what other billing systems got wrong or publish as right, and an oracle of exact fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.rating.cost import billed_seconds, cost_micros, credit_seconds
from tariffs.rating.deck import DeckRow
from tariffs.rating.terms import IncrementConvention, RoundingDirection, RoundingPlace, Terms
from tests.unit.tariffs import oracle
from tests.unit.tariffs.oracle import rows, terms

EACH_BLOCK = RoundingPlace.INCREMENT
UP, DOWN, HALF_UP = RoundingDirection


def row(
    rate: str, initial: int = 60, recurring: int = 60, *, fee: str = "0", free: int = 0, forbidden: bool = False, by: Terms | None = None
) -> DeckRow:
    nanos, micros = int(Fraction(rate) * 10**9), int(Fraction(fee) * 10**6)
    return DeckRow("7", "", "", nanos, micros, free, initial, recurring, forbidden, by or Terms())


@pytest.mark.parametrize(
    ("seconds", "micros"),
    [(0, 0), (1, 3000), (30, 3000), (31, 3600), (32, 3600), (57, 6000), (60, 6000), (75, 7800)],
)
def test_thirty_then_six_seconds_at_six_thousandths_a_minute(seconds: int, micros: int) -> None:
    """cgrates#118."""
    assert cost_micros(row("0.006", 30, 6), seconds) == micros


def test_rounding_is_once_a_call_not_once_an_increment() -> None:
    """cgrates#260, #357, #361, ivozprovider#692: 0.4980 was charged for 0.50."""
    by_second = row("0.10", 1, 1)
    assert cost_micros(by_second, 300) == 500_000
    assert cost_micros(by_second, 1) == 1667, "a sixtieth of 0.10 is rounded upward"
    assert cost_micros(by_second, 3) == 5000, "three sixtieths are exact, though each of them is not"
    assert cost_micros(row("0.10", 1, 1, by=Terms(direction=DOWN, place=EACH_BLOCK, decimals=5)), 300) == 498_000, "where a deck says so"


@pytest.mark.parametrize(("direction", "micros"), [(UP, 20_000), (DOWN, 10_000), (HALF_UP, 20_000)])
def test_a_cent_and_a_half_goes_the_way_of_the_row(direction: RoundingDirection, micros: int) -> None:
    to_cents = row("0.015", by=Terms(direction=direction, decimals=2))
    assert cost_micros(to_cents, 60) == micros


def test_a_connection_fee_is_never_rounded() -> None:
    assert cost_micros(row("0.10", fee="0.005", by=Terms(decimals=1)), 60) == 105_000


def test_blocks_whose_price_is_rounded_to_nothing_have_no_end() -> None:
    dust = row("0.001", 1, 1, by=Terms(direction=DOWN, place=EACH_BLOCK, decimals=4))
    assert cost_micros(dust, 3600) == 0
    assert credit_seconds(dust, 0) is None


def test_what_is_rounded_down_lasts_without_credit() -> None:
    assert credit_seconds(row("0.06", 1, 1, by=Terms(direction=DOWN, decimals=2)), 0) == 9
    assert credit_seconds(row("0.06", 1, 1, by=Terms(direction=HALF_UP, decimals=2)), 0) == 4
    assert credit_seconds(row("0.06", 1, 1, by=Terms(direction=UP, decimals=2)), 0) == 0


@pytest.mark.parametrize("decimals", [-1, 7])
def test_prices_are_rounded_to_0_to_6_decimals(decimals: int) -> None:
    with pytest.raises(ValueError, match="0 to 6 decimals"):
        Terms(decimals=decimals)


def test_rates_with_more_than_six_decimals_are_kept() -> None:
    assert cost_micros(row("0.000000001"), 60) == 1
    assert cost_micros(row("7.123456789", 60, 60), 600) == 71_234_568


@pytest.mark.parametrize("seconds", [-1, -3600])
def test_a_negative_duration_never_makes_a_negative_cost(seconds: int) -> None:
    """cgrates#3018."""
    assert cost_micros(row("1"), seconds) == 0


def test_credit_time_counts_the_initial_block() -> None:
    """a2billing#22: half a minute's money doesn't buy half a minute where the first block is a minute."""
    assert credit_seconds(row("1", 60, 1), 500_000) == 0
    assert credit_seconds(row("1", 60, 1), 1_000_000) == 60
    assert credit_seconds(row("1", 60, 1), 1_500_000) == 90


def test_free_seconds_are_not_charged_and_are_counted_before_the_first_block() -> None:
    """a2billing#26, ASTPP#45."""
    with_free = row("6", 60, 60, free=30)
    assert [cost_micros(with_free, seconds) for seconds in (0, 30, 31, 90, 91)] == [0, 0, 6_000_000, 6_000_000, 12_000_000]
    assert credit_seconds(with_free, 5_999_999) == 30
    assert credit_seconds(with_free, 6_000_000) == 90


def test_increment_zero_is_by_the_second() -> None:
    """a2billing#89."""
    assert billed_seconds(row("1", 60, 0), 61) == 61
    assert billed_seconds(row("1", 0, 0), 7) == 7
    assert billed_seconds(row("1", 0, 60), 7) == 60


def test_the_increments_follow_the_first_block_where_they_do_not_divide_it() -> None:
    """30/12 at 31 s: 42 by CGRateS and PortaOne, 36 by A2Billing."""
    from_start = row("1", 30, 12, by=Terms(IncrementConvention.FROM_START))
    assert billed_seconds(row("1", 30, 12), 31) == 42
    assert [billed_seconds(from_start, seconds) for seconds in (0, 1, 30, 31, 36, 37)] == [0, 30, 30, 36, 36, 48]
    assert cost_micros(from_start, 31) == 600_000
    assert credit_seconds(from_start, 600_000) == 36
    assert credit_seconds(from_start, 599_999) == 30
    assert credit_seconds(from_start, 499_999) == 0


@pytest.mark.parametrize(
    ("by", "micros"),
    [
        (Terms(), 300_000),  # "should be 0.3", says CGRateS's own test
        (Terms(place=EACH_BLOCK), 300_060),
        (Terms(place=EACH_BLOCK, decimals=4), 306_000),
    ],
)
def test_three_minutes_at_a_tenth_by_the_second(by: Terms, micros: int) -> None:
    """CGRateS, engine/calldesc_test.go, TestDebitRounding: 0.30006, as each second is rounded up to six decimals."""
    assert cost_micros(row("0.10", 1, 1, by=by), 180) == micros


@pytest.mark.parametrize(
    ("rate", "initial", "recurring", "by", "seconds", "micros"),
    [
        ("60", 60, 60, Terms(), 59, 60_000_000),  # TestSerialDebit: 59 s at 1 a second, by the minute
        ("60", 1, 1, Terms(), 600, 600_000_000),  # TestTimespanGetCost: ten minutes at 1 a second
        ("1", 1, 1, Terms(), 600, 10_000_000),  # the same at 1 a minute
        ("0.05", 1, 1, Terms(direction=HALF_UP, place=EACH_BLOCK, decimals=5), 25, 20_750),  # ApierV1.GetCost: 25 times 0.00083
        ("0.10", 60, 60, Terms(direction=HALF_UP, place=EACH_BLOCK, decimals=5), 60, 100_000),  # its first minute
    ],
)
def test_what_cgrates_publishes(rate: str, initial: int, recurring: int, by: Terms, seconds: int, micros: int) -> None:
    assert cost_micros(row(rate, initial, recurring, by=by), seconds) == micros


def test_the_fee_is_paid_once_and_first() -> None:
    with_fee = row("6", 1, 1, fee="0.50")
    assert cost_micros(with_fee, 0) == 500_000
    assert cost_micros(with_fee, 10) == 1_500_000
    assert credit_seconds(with_fee, 499_999) == 0
    assert credit_seconds(with_fee, 500_000) == 0
    assert credit_seconds(with_fee, 1_500_000) == 10


def test_a_free_direction_has_no_end_but_its_fee_must_be_paid() -> None:
    assert credit_seconds(row("0"), 0) is None
    assert credit_seconds(row("0", fee="1"), 999_999) == 0
    assert credit_seconds(row("0", fee="1"), 1_000_000) is None
    assert credit_seconds(row("0"), -1) == 0


def test_a_forbidden_row_gives_no_time_whatever_the_credit() -> None:
    assert credit_seconds(row("0", forbidden=True), 10**12) == 0
    assert credit_seconds(row("1", forbidden=True), 10**12) == 0


@given(rows(terms), st.integers(-10, 8000))
def test_the_cost_is_the_oracles(of: DeckRow, seconds: int) -> None:
    assert cost_micros(of, seconds) == oracle.cost(of, seconds)


@given(rows(terms), st.integers(0, 8000), st.integers(0, 600))
def test_a_longer_call_never_costs_less(of: DeckRow, seconds: int, more: int) -> None:
    assert 0 <= cost_micros(of, seconds) <= cost_micros(of, seconds + more)


@given(rows() | rows(terms), st.integers(0, 10**9))
def test_the_credit_pays_the_credit_time_and_not_an_increment_more(of: DeckRow, extra: int) -> None:
    credit = of.connection_fee_micros + extra
    longest = credit_seconds(of, credit)
    if longest is None:  # blocks whose price is rounded down to nothing
        assert of.terms.place is EACH_BLOCK
        assert of.terms.direction is not UP
        assert cost_micros(of, 10**6) <= credit
        return
    step = max(1, of.recurring_increment)
    assert cost_micros(of, longest) <= credit < cost_micros(of, longest + step)


@given(rows(terms), st.integers(0, 10**9))
def test_not_a_second_more_is_paid_than_the_credit_time(of: DeckRow, extra: int) -> None:
    credit = of.connection_fee_micros + extra
    longest = credit_seconds(of, credit)
    assert longest is None or cost_micros(of, longest + 1) > credit


@given(rows(terms), st.integers(-(10**6), 10**9), st.integers(0, 10**9))
def test_more_credit_never_lasts_shorter(of: DeckRow, credit: int, more: int) -> None:
    shorter, longer = credit_seconds(of, credit), credit_seconds(of, credit + more)
    assert longer is None or (shorter is not None and 0 <= shorter <= longer)


@given(rows(terms), st.integers(0, 8000))
def test_billed_seconds_cover_the_paid_ones(of: DeckRow, seconds: int) -> None:
    paid = max(0, seconds - of.free_seconds)
    assert paid <= billed_seconds(of, seconds) < paid + of.initial_increment + max(1, of.recurring_increment)
