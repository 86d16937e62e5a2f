"""What a call would cost and how long it could last, by what the provider told."""

from __future__ import annotations

import pytest

from agent_app.money.prices import price_snapshot
from agent_app.money.snapshots import MoneySnapshot
from tariffs.providers.provider import Price
from tariffs.rating.money import Money
from tariffs.rating.tariff import Bucket, BucketKind
from tests.prices import MOSCOW, deck_row

PRICE = Price(MOSCOW, deck_row(), "RUB")


@pytest.mark.parametrize("money", [None, MoneySnapshot("a"), MoneySnapshot("a", Money(1_400_000, "RUB"), "prepaid")])
def test_an_account_whose_provider_tells_of_no_trial_has_none(money: MoneySnapshot | None) -> None:
    shown = price_snapshot(PRICE, money, trial_covers=True)
    assert shown.rate is not None
    assert shown.rate.buckets == ()
    assert shown.lasts_s == (None if money is None or money.balance is None else 120)


def test_the_trials_state_is_the_providers_word() -> None:
    money = MoneySnapshot("a", Money(0, "RUB"), "trial", trial_left_s=17, trial_total_s=300)
    shown = price_snapshot(PRICE, money, trial_covers=True)
    assert shown.rate is not None
    assert shown.rate.buckets == (Bucket(BucketKind.TRIAL, 17),)
    assert shown.lasts_s == 17
    assert price_snapshot(PRICE, money, trial_covers=False).lasts_s == 0
