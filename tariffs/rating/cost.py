"""What an answered call costs, and how long a credit lasts: whole numbers only, by the conventions of the row's `Terms`.

By default as CGRateS and PortaOne do: the first block is billed whole, further ones are counted after it, and the price of all the talking
is rounded once, upward. A call that was not answered costs nothing and is not asked about here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tariffs.rating.money import MICRO_PLACES
from tariffs.rating.terms import IncrementConvention, RoundingDirection, RoundingPlace, Terms

if TYPE_CHECKING:
    from tariffs.rating.deck import DeckRow

_NANOS_PER_MICRO: Final = 1000
_NANO_SECONDS: Final = 60 * _NANOS_PER_MICRO  # from nano-units a minute to micro-units a second


def billed_seconds(row: DeckRow, seconds: int) -> int:
    """The seconds that are charged of a call of `seconds` (a started second counts whole), after the free ones and by increments."""
    paid = max(0, seconds - row.free_seconds)
    if paid == 0:
        return 0
    return max(row.initial_increment, _start(row) + _blocks(row, paid) * _step(row))


def cost_micros(row: DeckRow, seconds: int) -> int:
    """The cost in micro-units of the deck's currency of an answered call of `seconds`; never negative, the connection fee included.

    Where each block is rounded by itself and blocks are counted from the start, a call past its first block costs that block at least.
    """
    fee = row.connection_fee_micros
    if row.terms.place is RoundingPlace.CALL:
        return fee + _priced(row, billed_seconds(row, seconds))
    paid = max(0, seconds - row.free_seconds)
    if paid == 0:
        return fee
    first, block = _priced(row, row.initial_increment), _priced(row, _step(row))
    if row.terms.convention is IncrementConvention.AFTER_INITIAL:
        return fee + first + _blocks(row, paid) * block
    return fee + max(first, _blocks(row, paid) * block)


def credit_seconds(row: DeckRow, credit_micros: int) -> int | None:
    """The longest call in seconds that `credit_micros` pays; None where it has no end, 0 where not even the connection fee is paid.

    cost_micros(credit_seconds) <= credit < cost_micros(credit_seconds + recurring increment) for any terms, wherever the credit pays the
    connection fee and the time has an end. It has none where the rate is 0, or where each block's price is rounded down to 0.
    """
    left = credit_micros - row.connection_fee_micros
    if left < 0 or row.forbidden:
        return 0
    if row.rate_nanos == 0:
        return None
    initial, step = row.initial_increment, _step(row)
    if row.terms.place is RoundingPlace.CALL:
        affordable = _affordable_seconds(row, left)
        blocks = (affordable - _start(row)) // step
        begins = affordable >= initial
    else:
        first, block = _priced(row, initial), _priced(row, step)
        begins = left >= first
        if begins and block == 0:
            return None
        blocks = begins and (left - (first if _start(row) else 0)) // block
    if not begins:
        return row.free_seconds
    return row.free_seconds + max(initial, _start(row) + blocks * step)


def _start(row: DeckRow) -> int:
    """The second from which recurring blocks are counted."""
    return row.initial_increment if row.terms.convention is IncrementConvention.AFTER_INITIAL else 0


def _step(row: DeckRow) -> int:
    return max(1, row.recurring_increment)  # decks write 0 for "by the second"


def _blocks(row: DeckRow, paid: int) -> int:
    """How many recurring blocks a call of `paid` seconds has begun: none while its first block lasts."""
    return 0 if paid <= row.initial_increment else -(-(paid - _start(row)) // _step(row))


def _quantum(terms: Terms) -> int:
    """The smallest difference between two rounded prices, in micro-units."""
    return 10 ** (MICRO_PLACES - terms.decimals)


def _priced(row: DeckRow, seconds: int) -> int:
    """The rounded price of talking for `seconds`, in micro-units."""
    quantum = _quantum(row.terms)
    whole, price = quantum * _NANO_SECONDS, row.rate_nanos * seconds
    match row.terms.direction:
        case RoundingDirection.UP:
            return -(-price // whole) * quantum
        case RoundingDirection.DOWN:
            return price // whole * quantum
        case RoundingDirection.HALF_UP:
            return (2 * price + whole) // (2 * whole) * quantum


def _affordable_seconds(row: DeckRow, micros: int) -> int:
    """The most seconds whose rounded price is at most `micros`."""
    quantum = _quantum(row.terms)
    reachable = micros // quantum * quantum
    match row.terms.direction:
        case RoundingDirection.UP:
            return reachable * _NANO_SECONDS // row.rate_nanos
        case RoundingDirection.DOWN:
            return ((reachable + quantum) * _NANO_SECONDS - 1) // row.rate_nanos
        case RoundingDirection.HALF_UP:
            return ((2 * reachable + quantum) * _NANO_SECONDS - 1) // (2 * row.rate_nanos)
