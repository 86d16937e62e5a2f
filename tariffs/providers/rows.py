"""A deck's row from a price that is told for one number."""

from __future__ import annotations

from dataclasses import dataclass

from tariffs.providers.errors import GarbageError
from tariffs.rating.deck import DeckRow


@dataclass(frozen=True)
class Increments:
    """Seconds, as "60/60": the first block, and each one after it. Whole minutes where nothing is known: it never promises too much."""

    initial: int = 60
    recurring: int = 60

    @classmethod
    def parse(cls, text: str) -> Increments:
        """Of "60/60", "1/1"; ValueError for anything else, and for blocks longer than an hour."""
        initial, slash, recurring = text.strip().partition("/")
        fine = slash and all(part.isascii() and part.isdigit() and 1 <= int(part[:9]) <= 3600 for part in (initial, recurring))
        if not fine:
            raise ValueError(f"increments are written as 60/60, not as {text[:20]!r}")
        return cls(int(initial), int(recurring))


def row_of(number: str, prefix: str, destination: str, rate_nanos: int, increments: Increments, *, fee_micros: int = 0) -> DeckRow:
    """GarbageError where the prefix is not one of the number that was asked about."""
    digits = prefix.removeprefix("+")
    if not digits or not number.removeprefix("+").startswith(digits):
        raise GarbageError("the provider's price is not of the number that was asked about")
    try:
        return DeckRow(
            prefix=digits,
            destination_en=destination,
            destination_ru=destination,
            rate_nanos=rate_nanos,
            connection_fee_micros=fee_micros,
            initial_increment=increments.initial,
            recurring_increment=increments.recurring,
        )
    except ValueError as error:
        raise GarbageError(f"the provider's price can't be used: {error}") from None
