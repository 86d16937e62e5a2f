"""From a provider's price and an account's money to what a call would cost and how long it could last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.money.snapshots import PriceSnapshot
from tariffs.rating.tariff import Bucket, BucketKind, Rate, charge, lasts

if TYPE_CHECKING:
    from agent_app.money.snapshots import MoneySnapshot
    from tariffs.providers.provider import Price

_COMPARED_S = 180


def price_snapshot(price: Price, money: MoneySnapshot | None, *, trial_covers: bool, at_us: int = 0) -> PriceSnapshot:
    """`money` is None where the provider tells no balance: how long a call lasts is then not limited by what we know."""
    trial_s = money.trial_left_s if trial_covers and money is not None else 0
    buckets = (Bucket(BucketKind.TRIAL, trial_s),) if trial_s > 0 else ()
    rate = Rate(price.row, price.currency, price.free, buckets)
    return PriceSnapshot(price.number, rate, lasts_with(rate, money), at_us=at_us)


def lasts_with(rate: Rate, money: MoneySnapshot | None) -> int | None:
    """How long a call lasts with this money; None: without end (postpaid), or it is not known (no balance, or one in another currency)."""
    balance = money.balance if money is not None and not money.is_postpaid else None
    if balance is not None and balance.currency != rate.currency:
        balance = None
    if balance is None and not rate.row.forbidden:
        return None
    return lasts(rate, balance.micros if balance is not None else 0)


def three_minutes(rate: Rate) -> int:
    """By what prices are compared: the cost of a call of three minutes, in micro-units; increments, fees and free seconds count there."""
    return charge(rate, _COMPARED_S).cost_micros


def increment_price(rate: Rate) -> int:
    """What one recurring increment costs, in micro-units, rounded up."""
    row = rate.row
    return -(-row.rate_nanos * max(1, row.recurring_increment) // 60_000)
