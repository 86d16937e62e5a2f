"""From a provider's deck row and an account's money to what a call would cost and how long it could last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.snapshots import PriceSnapshot
from tariffs.rating.cost import credit_seconds

if TYPE_CHECKING:
    from agent_app.snapshots import MoneySnapshot
    from tariffs.rating.deck import DeckRow


def price_snapshot(number: str, row: DeckRow, currency: str, money: MoneySnapshot | None, *, trial_covers: bool) -> PriceSnapshot:
    """`money` is None where the provider tells no balance: how long a call lasts is then not limited by what we know."""
    trial_s = money.trial_left_s if trial_covers and money is not None else 0
    return PriceSnapshot(
        number=number,
        destination_en=row.destination_en,
        destination_ru=row.destination_ru,
        currency=currency,
        rate_nanos=row.rate_nanos,
        connection_fee_micros=row.connection_fee_micros,
        initial_increment=row.initial_increment,
        recurring_increment=row.recurring_increment,
        free_seconds=row.free_seconds,
        forbidden=row.forbidden,
        is_trial=trial_s > 0,
        trial_s=trial_s,
        lasts_s=_lasts(row, money, trial_s),
    )


def _lasts(row: DeckRow, money: MoneySnapshot | None, trial_s: int) -> int | None:
    if row.forbidden:
        return 0
    if money is None or money.balance is None:
        return None
    paid = credit_seconds(row, max(0, money.balance.micros))
    return None if paid is None else trial_s + paid
