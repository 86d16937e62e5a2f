"""From a provider's price and an account's money to what a call would cost and how long it could last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.money.snapshots import PriceSnapshot
from tariffs.rating.tariff import Bucket, BucketKind, Rate, lasts

if TYPE_CHECKING:
    from agent_app.money.snapshots import MoneySnapshot
    from tariffs.providers.provider import Price


def price_snapshot(price: Price, money: MoneySnapshot | None, *, trial_covers: bool, at_us: int = 0) -> PriceSnapshot:
    """`money` is None where the provider tells no balance: how long a call lasts is then not limited by what we know."""
    trial_s = money.trial_left_s if trial_covers and money is not None else 0
    buckets = (Bucket(BucketKind.TRIAL, trial_s),) if trial_s > 0 else ()
    rate = Rate(price.row, price.currency, price.free, buckets)
    return PriceSnapshot(price.number, rate, _lasts(rate, money), at_us=at_us)


def _lasts(rate: Rate, money: MoneySnapshot | None) -> int | None:
    known = money is not None and money.balance is not None
    if not known and not rate.row.forbidden:
        return None
    return lasts(rate, money.balance.micros if money is not None and money.balance is not None else 0)
