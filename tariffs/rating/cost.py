"""What an answered call costs, and how long a credit lasts.

Increments follow CGRateS and PortaOne: the initial block is billed whole, then recurring blocks are counted after it. (A2Billing and
MagnusBilling count recurring blocks from the call's start; the two differ where the recurring increment does not divide the initial one.)
All is integer arithmetic, rounded once a call, upward. A call that was not answered costs nothing and is not asked about here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tariffs.rating.deck import DeckRow

_NANOS_PER_MICRO: Final = 1000
_NANO_SECONDS: Final = 60 * _NANOS_PER_MICRO  # from nano-units a minute to micro-units a second


def billed_seconds(row: DeckRow, seconds: int) -> int:
    """The seconds that are charged of a call of `seconds` (a started second counts whole), after the free ones and by increments."""
    paid = max(0, seconds - row.free_seconds)
    if paid == 0:
        return 0
    initial, step = row.initial_increment, _step(row)
    if paid <= initial:
        return initial
    return initial + -(-(paid - initial) // step) * step


def cost_micros(row: DeckRow, seconds: int) -> int:
    """The cost in micro-units of the deck's currency of an answered call of `seconds`; never negative, the connection fee included."""
    return row.connection_fee_micros + -(-row.rate_nanos * billed_seconds(row, seconds) // _NANO_SECONDS)


def credit_seconds(row: DeckRow, credit_micros: int) -> int | None:
    """The longest call in seconds that `credit_micros` pays; None where it has no end, 0 where not even its first block is paid.

    cost_micros(credit_seconds) <= credit < cost_micros(credit_seconds + recurring increment), wherever the credit pays the connection fee.
    """
    left = credit_micros - row.connection_fee_micros
    if left < 0 or row.forbidden:
        return 0
    if row.rate_nanos == 0:
        return None
    affordable = left * _NANO_SECONDS // row.rate_nanos
    initial, step = row.initial_increment, _step(row)
    if affordable < initial:
        return row.free_seconds
    return row.free_seconds + initial + (affordable - initial) // step * step


def _step(row: DeckRow) -> int:
    return max(1, row.recurring_increment)  # decks write 0 for "by the second"
