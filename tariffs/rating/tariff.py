"""What calls to one number cost on one account: the deck's row, a free direction, and the seconds that an allowance pays first.

The rate that holds when a call is answered holds for all of it: a `Rate` is found once a call (for the price line at each keystroke, for
the charge at the answer) and is not looked up again while the call lasts, even where a time band or a validity ends meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tariffs.rating.cost import billed_seconds, cost_micros, credit_seconds

if TYPE_CHECKING:
    from tariffs.rating.deck import DeckRow


class BucketKind(StrEnum):
    """Why some seconds of a call are paid already."""

    TRIAL = "trial"  # the trial tariff's limit of test calls
    MINUTES = "minutes"  # free minutes of a tariff


@dataclass(frozen=True, slots=True)
class Bucket:
    """Seconds of talking that pay for themselves, counted one by one, before any money does."""

    kind: BucketKind
    seconds_left: int


@dataclass(frozen=True, slots=True)
class FreeSpan:
    """A free direction or campaign that covers the number now. Times are UTC in microseconds since 1970, half-open; until None: no end."""

    name_en: str
    name_ru: str
    from_us: int
    until_us: int | None = None
    is_campaign: bool = False


@dataclass(frozen=True, slots=True)
class Rate:
    """`row` prices what neither `free` (everything) nor `buckets` (their seconds, in this order) pays. `buckets`: only those that cover
    the number and hold something."""

    row: DeckRow
    currency: str
    free: FreeSpan | None = None
    buckets: tuple[Bucket, ...] = ()

    @property
    def prepaid_seconds(self) -> int:
        """What the buckets pay."""
        return sum(bucket.seconds_left for bucket in self.buckets)

    @property
    def is_free(self) -> bool:
        """Whether a call costs nothing however long it lasts."""
        return not self.row.forbidden and (self.free is not None or (self.row.rate_nanos == 0 and self.row.connection_fee_micros == 0))


@dataclass(frozen=True, slots=True)
class Charge:
    """What a call cost: `billed_seconds` by the row's increments for `cost_micros`; `bucket_seconds` came out of the buckets."""

    billed_seconds: int = 0
    cost_micros: int = 0
    bucket_seconds: int = 0


def charge(rate: Rate, seconds: int) -> Charge:
    """Of an answered call of `seconds` (a started one counts whole). A call that free seconds pay alone owes no connection fee either."""
    if rate.free is not None or seconds <= 0:
        return Charge()
    ours = min(seconds, rate.prepaid_seconds)
    paid = seconds - ours
    if paid == 0:
        return Charge(bucket_seconds=ours)
    return Charge(billed_seconds(rate.row, paid), cost_micros(rate.row, paid), ours)


def lasts(rate: Rate, credit_micros: int) -> int | None:
    """The longest call in seconds that the buckets and `credit_micros` pay; None: without end; 0: it can't begin."""
    if rate.row.forbidden:
        return 0
    if rate.free is not None:
        return None
    paid = credit_seconds(rate.row, max(0, credit_micros))
    return None if paid is None else rate.prepaid_seconds + paid
