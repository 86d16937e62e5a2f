"""Prices to test with."""

from __future__ import annotations

from typing import Any

from agent_app.money.snapshots import PriceSnapshot
from tariffs.rating.deck import DeckRow
from tariffs.rating.tariff import Bucket, BucketKind, FreeSpan, Rate

MOSCOW = "+74951112233"


def deck_row(**fields: Any) -> DeckRow:
    """Moscow at 0.70 a minute, where nothing else is said."""
    values: dict[str, Any] = {"prefix": "7495", "destination_en": "Moscow", "destination_ru": "Москва", "rate_nanos": 700_000_000}
    return DeckRow(**{**values, **fields})


def priced(
    number: str = MOSCOW,
    *,
    lasts_s: int | None = None,
    trial_s: int = 0,
    minutes_s: int = 0,
    free: FreeSpan | None = None,
    **row: Any,
) -> PriceSnapshot:
    """A price in roubles; `row` are fields of its deck row."""
    allowed = (Bucket(BucketKind.TRIAL, trial_s), Bucket(BucketKind.MINUTES, minutes_s))
    buckets = tuple(bucket for bucket in allowed if bucket.seconds_left)
    return PriceSnapshot(number, Rate(deck_row(**row), "RUB", free, buckets), lasts_s)
