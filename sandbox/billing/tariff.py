"""What a number costs an account at an instant, by the shared rule of tariffs.rating; and why a call may not begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.errors import SandboxError
from tariffs.rating.tariff import rate_of
from tariffs.rating.trial import covers

if TYPE_CHECKING:
    from sandbox.state import Account
    from tariffs.rating.deck import Deck
    from tariffs.rating.free import FreeDirection
    from tariffs.rating.tariff import Rate

MINIMUM_MICROS: Final = 50_000  # no paid call begins below it


class CallRefusedError(SandboxError):
    """A call that may not begin: the SIP status and phrase to refuse it with ("" for the usual one), and the end cause for its record."""

    def __init__(self, status: int, cause: str, phrase: str = "") -> None:
        super().__init__(f"{status} {cause}")
        self.status = status
        self.cause = cause
        self.phrase = phrase


class Tariff:
    """The price list, and what is free: campaigns for everybody, the other directions for who has topped up once."""

    def __init__(self, deck: Deck, directions: tuple[FreeDirection, ...] = ()) -> None:
        self.deck = deck
        self.directions = directions
        self._campaigns = tuple(direction for direction in directions if direction.span.is_campaign)

    def rate(self, account: Account, number: str, at_us: int) -> Rate:
        """Of a call that is answered at that instant; CallRefusedError: 404 no such destination, 403 not allowed."""
        free = self.directions if account.topped_up else self._campaigns
        rate = rate_of(self.deck, number, at_us, free, account.trial_left)
        if rate is None:
            raise CallRefusedError(404, "not_found")
        if rate.row.forbidden:
            raise CallRefusedError(403, "forbidden")
        return rate


def no_credit(account: Account, number: str) -> CallRefusedError:
    """The 402 of an account whose trial and balance do not pay for a call, with the words that say which is the matter."""
    if account.balance_micros >= MINIMUM_MICROS:
        phrase = "Not Enough Credit"
    elif account.topped_up or not account.trial_total:
        phrase = "Balance Below Minimum"
    elif covers(number):
        phrase = "Trial Used Up"
    else:
        phrase = "Trial Does Not Cover This Number"
    return CallRefusedError(402, "payment_required", phrase)
