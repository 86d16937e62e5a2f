"""Prepaid credit: holds before and during a call, the charge after it. No clock and no SIP in here.

A call pays for itself in slices: at any moment it holds the money and the trial seconds for the time it may certainly last, and asks for
more when that has passed. So several calls of one account share its credit, and none can overspend it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sandbox.errors import SandboxError
from tariffs.rating.cost import billed_seconds, cost_micros, credit_seconds
from tariffs.rating.trial import covers

if TYPE_CHECKING:
    from sandbox.state import Account
    from tariffs.rating.deck import Deck, DeckRow

SLICE_SECONDS: Final = 60


class CallRefusedError(SandboxError):
    """A call that may not begin: the SIP status to refuse it with, and the end cause for its record."""

    def __init__(self, status: int, cause: str) -> None:
        super().__init__(f"{status} {cause}")
        self.status = status
        self.cause = cause


@dataclass(slots=True, eq=False)
class Hold:
    """What one call has set aside: it may last `seconds`, the first `trial_seconds` of them on the trial, the rest for `micros`."""

    account: Account
    row: DeckRow
    on_trial: bool  # the trial pays for this number, while it lasts
    seconds: int = 0
    trial_seconds: int = 0
    micros: int = 0


@dataclass(frozen=True, slots=True)
class Charge:
    """What a call did cost. `billed_seconds` are the paid ones, by the row's increments."""

    billed_seconds: int = 0
    cost_micros: int = 0
    trial_seconds: int = 0


class Ledger:
    """All holds over all accounts."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self._holds: set[Hold] = set()

    def hold(self, account: Account, e164: str) -> Hold:
        """Sets the first slice aside; CallRefusedError: 404 no such destination, 403 not allowed, 402 no money for the first increment."""
        row = self.deck.match(e164)
        if row is None:
            raise CallRefusedError(404, "not_found")
        if row.forbidden:
            raise CallRefusedError(403, "forbidden")
        hold = Hold(account, row, covers(e164))
        self._holds.add(hold)
        if not self.extend(hold):
            self._holds.discard(hold)
            raise CallRefusedError(402, "payment_required")
        return hold

    def extend(self, hold: Hold) -> bool:
        """Sets the next slice aside, or what is left of one; False when nothing is left."""
        longest = self.longest(hold)
        target = hold.seconds + max(SLICE_SECONDS, hold.row.initial_increment)
        if longest is not None:
            target = min(target, longest)
        if target <= hold.seconds:
            return False
        hold.seconds = target
        hold.trial_seconds = min(target, self._trial_available(hold))
        hold.micros = _cost(hold.row, target - hold.trial_seconds)
        return True

    def longest(self, hold: Hold) -> int | None:
        """The seconds this call can last in all, were it the only one to go on from now; None without end."""
        trial = self._trial_available(hold)
        paid = credit_seconds(hold.row, self._money_available(hold))
        return None if paid is None else trial + paid

    def settle(self, hold: Hold, seconds: int) -> Charge:
        """Takes what a call of `seconds` cost (0: it was not answered) from its account, and ends the hold."""
        self._holds.discard(hold)
        seconds = min(seconds, hold.seconds)
        trial = min(seconds, hold.trial_seconds)
        cost = _cost(hold.row, seconds - trial)
        hold.account.trial_left -= trial
        hold.account.balance_micros -= cost
        return Charge(billed_seconds(hold.row, seconds - trial), cost, trial)

    def _trial_available(self, hold: Hold) -> int:
        if not hold.on_trial:
            return 0
        others = sum(other.trial_seconds for other in self._holds if other is not hold and other.account is hold.account)
        return max(0, hold.account.trial_left - others)

    def _money_available(self, hold: Hold) -> int:
        others = sum(other.micros for other in self._holds if other is not hold and other.account is hold.account)
        return max(0, hold.account.balance_micros - others)


def _cost(row: DeckRow, paid_seconds: int) -> int:
    """A call that the trial paid alone costs nothing, not even the connection fee."""
    return cost_micros(row, paid_seconds) if paid_seconds > 0 else 0
