"""Prepaid credit: holds before and during a call, the charge after it. No clock and no SIP in here.

A call pays for itself in slices: at any moment it holds the money and the trial seconds for the time it may certainly last, and asks for
more when that has passed. So several calls of one account share its credit, and none can overspend it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sandbox.billing.tariff import MINIMUM_MICROS, CallRefusedError, no_credit
from tariffs.rating.tariff import Bucket, BucketKind, Charge, Rate, charge, lasts

if TYPE_CHECKING:
    from sandbox.billing.tariff import Tariff
    from sandbox.state import Account

SLICE_SECONDS: Final = 60


@dataclass(slots=True, eq=False)
class Hold:
    """What one call has set aside: it may last `seconds`, the first `trial_seconds` of them on the trial, the rest for `micros`.

    `rate` is the one at the start until the answer, and from then on that of the answer. Its buckets tell that the trial pays for the
    number; how many seconds it has for this call depends on the others and is reckoned here.
    """

    account: Account
    number: str
    rate: Rate
    seconds: int = 0
    trial_seconds: int = 0
    micros: int = 0

    def rate_with(self, trial_seconds: int) -> Rate:
        """The rate as if the trial had that many seconds for this call."""
        buckets = (Bucket(BucketKind.TRIAL, trial_seconds),) if trial_seconds else ()
        return replace(self.rate, buckets=buckets)


class Ledger:
    """All holds over all accounts."""

    def __init__(self, tariff: Tariff) -> None:
        self.tariff = tariff
        self._holds: set[Hold] = set()

    def hold(self, account: Account, number: str, at_us: int) -> Hold:
        """Sets the first slice of a call that begins at `at_us` aside; CallRefusedError: 404 no such destination, 403 not allowed, 402."""
        hold = Hold(account, number, self.tariff.rate(account, number, at_us))
        if not self._may_begin(hold):
            raise no_credit(account, number)
        self._holds.add(hold)
        self.extend(hold)
        return hold

    def answered(self, hold: Hold, at_us: int) -> None:
        """The rate of this instant holds for the whole call (where there is none any more, that of the start).

        Where it has become too dear for the credit while it rang, the call may last 0 seconds.
        """
        with suppress(CallRefusedError):
            before, hold.rate = hold.rate, self.tariff.rate(hold.account, hold.number, at_us)
            if (before.row, before.free, bool(before.buckets)) != (hold.rate.row, hold.rate.free, bool(hold.rate.buckets)):
                hold.seconds = hold.trial_seconds = hold.micros = 0
                self.extend(hold)

    def could_last(self, account: Account, number: str, at_us: int) -> int | None:
        """The seconds that a call beginning now could last; None without end, 0 where it is refused for money. CallRefusedError."""
        hold = Hold(account, number, self.tariff.rate(account, number, at_us))
        return self.longest(hold) if self._may_begin(hold) else 0

    def _may_begin(self, hold: Hold) -> bool:
        if hold.rate.is_free:
            return True
        enough = hold.account.balance_micros >= MINIMUM_MICROS or self._trial_available(hold) > 0
        return enough and self.longest(hold) != 0

    def extend(self, hold: Hold) -> bool:
        """Sets the next slice aside, or what is left of one; False when nothing is left."""
        longest = self.longest(hold)
        target = hold.seconds + max(SLICE_SECONDS, hold.rate.row.initial_increment)
        if longest is not None:
            target = min(target, longest)
        if target <= hold.seconds:
            return False
        hold.seconds = target
        cost = charge(hold.rate_with(self._trial_available(hold)), target)
        hold.trial_seconds, hold.micros = cost.bucket_seconds, cost.cost_micros
        return True

    def longest(self, hold: Hold) -> int | None:
        """The seconds this call can last in all, were it the only one to go on from now; None without end."""
        return lasts(hold.rate_with(self._trial_available(hold)), self.available(hold.account, hold))

    def settle(self, hold: Hold, seconds: int) -> Charge:
        """Takes what a call of `seconds` (0: it was not answered; at most what is held) cost from its account, and ends the hold."""
        self._holds.discard(hold)
        cost = charge(hold.rate_with(hold.trial_seconds), min(seconds, hold.seconds))
        hold.account.trial_left -= cost.bucket_seconds
        hold.account.balance_micros -= cost.cost_micros
        return cost

    def available(self, account: Account, own: Hold | None = None) -> int:
        """The account's money that no call holds, but for `own`; micro-roubles."""
        others = sum(other.micros for other in self._holds if other is not own and other.account is account)
        return max(0, account.balance_micros - others)

    def _trial_available(self, hold: Hold) -> int:
        if not hold.rate.buckets:
            return 0
        others = sum(other.trial_seconds for other in self._holds if other is not hold and other.account is hold.account)
        return max(0, hold.account.trial_left - others)
