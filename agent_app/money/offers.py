"""Every account's price for one number, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.money.prices import three_minutes
from agent_app.money.snapshots import Offer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_app.money.snapshots import PriceSnapshot
    from agent_app.snapshots import AccountSnapshot
    from telephony.reasons import Reason


def offer_of(account: AccountSnapshot, price: PriceSnapshot, refusal: Reason | None) -> Offer:
    return Offer(account.account_id, account.address, price, "" if refusal is None else refusal.code)


def sorted_offers(offers: Iterable[Offer], current_account: str) -> tuple[Offer, ...]:
    """The cheapest first, by the cost of the first three minutes (what is free costs nothing), then by the rate.

    Amounts of different currencies can't be compared: those in the currency of `current_account` come first, the others by theirs.
    Unknown prices come after known ones, and accounts that would not call the number last.
    """
    every = tuple(offers)
    home = next((_currency(offer) for offer in every if offer.account_id == current_account), "")

    def order(offer: Offer) -> tuple[bool, bool, bool, str, int, int, bool]:
        rate = offer.price.rate
        cost, nanos = (0, 0) if rate is None else (three_minutes(rate), 0 if rate.is_free else rate.row.rate_nanos)
        currency = _currency(offer)
        return bool(offer.refusal), rate is None, currency != home, currency, cost, nanos, offer.account_id != current_account

    return tuple(sorted(every, key=order))


def _currency(offer: Offer) -> str:
    return "" if offer.price.rate is None else offer.price.rate.currency
