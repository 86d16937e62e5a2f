"""How a deck counts and rounds: the increment convention, and the place, direction and precision of the rounding."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tariffs.rating.money import MICRO_PLACES


class IncrementConvention(StrEnum):
    """From where the recurring increments are counted. They differ where the recurring increment does not divide the initial one."""

    AFTER_INITIAL = "after_initial"  # CGRateS, PortaOne: 30/12 at 31 s is 30 + 12 = 42
    FROM_START = "from_start"  # A2Billing, MagnusBilling: 30/12 at 31 s is 3 * 12 = 36


class RoundingDirection(StrEnum):
    """Which way a price between two amounts goes."""

    UP = "up"
    DOWN = "down"
    HALF_UP = "half_up"


class RoundingPlace(StrEnum):
    """What is rounded: the talking of the whole call, or each block of it before they are summed."""

    CALL = "call"
    INCREMENT = "increment"


@dataclass(frozen=True, slots=True)
class Terms:
    """The conventions of a row. `decimals` (0 to 6) is the precision that talking is rounded to; a connection fee is never rounded."""

    convention: IncrementConvention = IncrementConvention.AFTER_INITIAL
    direction: RoundingDirection = RoundingDirection.UP
    place: RoundingPlace = RoundingPlace.CALL
    decimals: int = MICRO_PLACES

    def __post_init__(self) -> None:
        if not 0 <= self.decimals <= MICRO_PLACES:
            msg = f"prices are rounded to 0 to {MICRO_PLACES} decimals, not to {self.decimals}"
            raise ValueError(msg)
