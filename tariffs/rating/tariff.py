"""What calls to one number cost on one account: the deck's row, a free direction, and the seconds that an allowance pays first.

The rate that holds when a call is answered holds for all of it: a `Rate` is found once a call (for the price line at each keystroke, for
the charge at the answer) and is not looked up again while the call lasts, even where a time band or a validity ends meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tariffs.rating.cost import billed_seconds, cost_micros, credit_seconds
from tariffs.rating.free import FreeSpan, free_span
from tariffs.rating.trial import covers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tariffs.rating.deck import Deck, DeckRow
    from tariffs.rating.free import FreeDirection


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


def rate_of(deck: Deck, number: str, at_us: int, free: Iterable[FreeDirection] = (), trial_seconds_left: int = 0) -> Rate | None:
    """What a call to this full number (E.164, with or without its plus) that begins at `at_us` costs; None: the deck has no price for it.

    It holds for the whole call. `free`: the provider's free directions. `trial_seconds_left`: of the account, whatever the number.
    """
    row = deck.match(number, at_us)
    if row is None:
        return None
    if row.forbidden:
        return Rate(row, deck.currency)
    on_trial = trial_seconds_left > 0 and covers(number)
    buckets = (Bucket(BucketKind.TRIAL, trial_seconds_left),) if on_trial else ()
    return Rate(row, deck.currency, free_span(free, number, at_us), buckets)
