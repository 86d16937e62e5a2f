"""What a call costs, written apart from the engine: blocks are counted one by one, prices are exact fractions."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tariffs.rating.deck import DeckRow
from tariffs.rating.terms import IncrementConvention, RoundingDirection, RoundingPlace, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator

terms = st.builds(
    Terms, st.sampled_from(IncrementConvention), st.sampled_from(RoundingDirection), st.sampled_from(RoundingPlace), st.integers(0, 6)
)
usual = st.just(Terms())


def rows(conventions: st.SearchStrategy[Terms] = usual) -> st.SearchStrategy[DeckRow]:
    """Rows of one prefix that cost something."""
    return st.builds(
        DeckRow,
        prefix=st.just("7"),
        destination_en=st.just(""),
        destination_ru=st.just(""),
        rate_nanos=st.integers(1, 10**12) | st.integers(1, 10_000),
        connection_fee_micros=st.integers(0, 10**8),
        free_seconds=st.integers(0, 120),
        initial_increment=st.integers(0, 120),
        recurring_increment=st.integers(0, 90),
        forbidden=st.just(value=False),
        terms=conventions,
        valid_from_us=st.just(0),
        valid_until_us=st.none(),
        band=st.none(),
    )


def cost(row: DeckRow, seconds: int) -> int:
    """In micro-units."""
    prices = [Fraction(row.rate_nanos, 10**9) * block / 60 for block in _blocks(row, seconds - row.free_seconds)]
    if row.terms.place is RoundingPlace.CALL:
        talking = _rounded(row.terms, sum(prices, Fraction(0)))
    else:
        talking = sum((_rounded(row.terms, price) for price in prices), Fraction(0))
        if prices and row.terms.convention is IncrementConvention.FROM_START:
            first = Fraction(row.rate_nanos, 10**9) * row.initial_increment / 60
            talking = max(talking, _rounded(row.terms, first))  # a longer call is no cheaper than its first block
    total = talking * 10**6 + row.connection_fee_micros
    assert total.denominator == 1
    return int(total)


def _blocks(row: DeckRow, paid: int) -> Iterator[int]:
    """The blocks that `paid` seconds begin."""
    step = max(1, row.recurring_increment)
    if paid <= 0:
        return
    if paid <= row.initial_increment or row.terms.convention is IncrementConvention.AFTER_INITIAL:
        yield row.initial_increment
        paid -= row.initial_increment
    while paid > 0:
        yield step
        paid -= step


def _rounded(of: Terms, amount: Fraction) -> Fraction:
    scaled = amount * 10**of.decimals
    match of.direction:
        case RoundingDirection.UP:
            whole = ceil(scaled)
        case RoundingDirection.DOWN:
            whole = floor(scaled)
        case RoundingDirection.HALF_UP:
            whole = floor(scaled + Fraction(1, 2))
    return Fraction(whole, 10**of.decimals)
