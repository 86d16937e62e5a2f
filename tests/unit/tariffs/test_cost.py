"""Cost and credit time: golden vectors of other billing systems' bugs, and an oracle of exact fractions."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.rating.cost import billed_seconds, cost_micros, credit_seconds
from tariffs.rating.deck import DeckRow


def row(rate: str, initial: int = 60, recurring: int = 60, *, fee: str = "0", free: int = 0, forbidden: bool = False) -> DeckRow:
    return DeckRow("7", "", "", int(Fraction(rate) * 10**9), int(Fraction(fee) * 10**6), free, initial, recurring, forbidden)


def oracle(of: DeckRow, seconds: int) -> int:
    """The same rule written apart: blocks are counted one by one, in exact fractions."""
    left = seconds - of.free_seconds
    blocks = 0
    if left > 0:
        blocks, left = of.initial_increment, left - of.initial_increment
    while left > 0:
        blocks, left = blocks + max(1, of.recurring_increment), left - max(1, of.recurring_increment)
    return of.connection_fee_micros + ceil(Fraction(of.rate_nanos, 1000) * blocks / 60)


rows = st.builds(
    DeckRow,
    prefix=st.just("7"),
    destination_en=st.just(""),
    destination_ru=st.just(""),
    rate_nanos=st.integers(1, 10**12) | st.integers(1, 10_000),
    connection_fee_micros=st.integers(0, 10**8),
    free_seconds=st.integers(0, 120),
    initial_increment=st.integers(0, 120),
    recurring_increment=st.integers(0, 90),
)


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
    """30/12 at 31 s: 42 by CGRateS and PortaOne (ours), 36 by A2Billing."""
    assert billed_seconds(row("1", 30, 12), 31) == 42


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


@given(rows, st.integers(-10, 8000))
def test_the_cost_is_the_oracles(of: DeckRow, seconds: int) -> None:
    assert cost_micros(of, seconds) == oracle(of, seconds)


@given(rows, st.integers(0, 8000), st.integers(0, 600))
def test_a_longer_call_never_costs_less(of: DeckRow, seconds: int, more: int) -> None:
    assert 0 <= cost_micros(of, seconds) <= cost_micros(of, seconds + more)


@given(rows, st.integers(0, 10**9))
def test_the_credit_pays_the_credit_time_and_not_an_increment_more(of: DeckRow, extra: int) -> None:
    credit = of.connection_fee_micros + extra
    longest = credit_seconds(of, credit)
    assert longest is not None
    step = max(1, of.recurring_increment)
    assert cost_micros(of, longest) <= credit < cost_micros(of, longest + step)


@given(rows, st.integers(-(10**6), 10**9), st.integers(0, 10**9))
def test_more_credit_never_lasts_shorter(of: DeckRow, credit: int, more: int) -> None:
    shorter, longer = credit_seconds(of, credit), credit_seconds(of, credit + more)
    assert shorter is not None
    assert longer is not None
    assert 0 <= shorter <= longer
