"""From the cost of a sample call, as CGRateS breaks it down, to a deck's row."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import msgspec

from tariffs.providers.answers import fee_micros, rate_nanos
from tariffs.providers.errors import GarbageError, NoRateError, UnsupportedError
from tariffs.providers.provider import Price
from tariffs.rating.deck import DeckRow
from tariffs.rating.terms import RoundingDirection, Terms

_SECOND: Final = 1_000_000_000
_MINUTE: Final = 60 * _SECOND
_MOST_DECIMALS: Final = 6
_LARGEST: Final = Decimal(2) ** 63
_LONGEST_PREFIX: Final = 15
_ROUNDING: Final = {
    "*up": RoundingDirection.UP,
    "*down": RoundingDirection.DOWN,
    "*middle": RoundingDirection.HALF_UP,
    "": RoundingDirection.UP,
}


class RateStep(msgspec.Struct, frozen=True, rename="pascal"):
    """From `group_interval_start` on (nanoseconds of the call) each `rate_unit` costs `value`, counted by `rate_increment`."""

    value: Decimal
    rate_increment: int
    rate_unit: int
    group_interval_start: int = 0


class Rating(msgspec.Struct, frozen=True, rename="pascal"):
    connect_fee: Decimal = Decimal(0)
    rounding_method: str = ""
    rounding_decimals: int = _MOST_DECIMALS
    rates_id: str = msgspec.field(name="RatesID", default="")
    rating_filters_id: str = msgspec.field(name="RatingFiltersID", default="")


class RatingFilter(msgspec.Struct, frozen=True):
    """What the rate was found by."""

    destination: str = msgspec.field(name="DestinationID", default="")
    prefix: str = msgspec.field(name="DestinationPrefix", default="")


class Charge(msgspec.Struct, frozen=True):
    rating_id: str = msgspec.field(name="RatingID", default="")


class Cost(msgspec.Struct, frozen=True, rename="pascal"):
    """What GetCost answers (EventCost)."""

    charges: list[Charge] = []
    rating: dict[str, Rating] = {}
    rates: dict[str, list[RateStep]] = {}
    rating_filters: dict[str, RatingFilter] = {}


def price_of(number: str, cost: Cost, currency: str) -> Price:
    """UnsupportedError where the price changes during a call in a way that no row of ours says: nothing wrong is told instead."""
    ratings = [cost.rating[charge.rating_id] for charge in cost.charges if charge.rating_id in cost.rating]
    if not ratings:
        raise NoRateError("GetCost: the answer has no rating")
    steps = _steps(cost, ratings)
    found = cost.rating_filters.get(ratings[0].rating_filters_id, RatingFilter())
    try:
        return Price(number, _row(number, found, ratings[0], steps), currency)
    except ValueError as error:
        raise GarbageError(f"GetCost: the price can't be used: {error}") from None


def seconds_of(nanos: Decimal) -> int:
    """Whole seconds of a duration in nanoseconds; below 0 where it has no end."""
    if not _is_bounded(nanos):
        raise GarbageError("not a duration")
    return int(nanos) // _SECOND


def _is_bounded(number: Decimal) -> bool:
    """Beyond the bounds even an addition may be refused."""
    return number.is_finite() and number.copy_abs() <= _LARGEST


def _steps(cost: Cost, ratings: list[Rating]) -> list[RateStep]:
    by_start = {step.group_interval_start: step for rating in ratings for step in cost.rates.get(rating.rates_id, [])}
    steps = [by_start[start] for start in sorted(by_start)]
    if not steps or steps[0].group_interval_start != 0:
        raise GarbageError("GetCost: the answer has no rate for the beginning of a call")
    if any(step.rate_increment < _SECOND or step.rate_unit <= 0 or step.rate_increment % _SECOND for step in steps):
        raise UnsupportedError("GetCost: increments that are not of whole seconds")
    if not all(_is_bounded(price) for price in (*(step.value for step in steps), *(rating.connect_fee for rating in ratings))):
        raise GarbageError("GetCost: a price beyond all bounds")
    return steps


def _row(number: str, found: RatingFilter, rating: Rating, steps: list[RateStep]) -> DeckRow:
    first, last = steps[0], steps[-1]
    extra = _dearer_start(steps)
    return DeckRow(
        prefix=(found.prefix or number).removeprefix("+")[:_LONGEST_PREFIX],
        destination_en=found.destination,
        destination_ru=found.destination,
        rate_nanos=rate_nanos(_per_minute(last)),
        connection_fee_micros=fee_micros(rating.connect_fee + extra),
        initial_increment=first.rate_increment // _SECOND,
        recurring_increment=last.rate_increment // _SECOND,
        terms=Terms(direction=_direction(rating), decimals=min(_MOST_DECIMALS, max(0, rating.rounding_decimals))),
    )


def _per_minute(step: RateStep) -> Decimal:
    return step.value * _MINUTE / step.rate_unit


def _dearer_start(steps: list[RateStep]) -> Decimal:
    """What the first block costs more than later ones: the later price and a fee say the same as a first block at a higher price."""
    first, last = steps[0], steps[-1]
    if len(steps) == 1 or (len(steps) == 2 and (first.rate_increment, _per_minute(first)) == (last.rate_increment, _per_minute(last))):
        return Decimal(0)
    if len(steps) > 2 or first.rate_increment != last.group_interval_start:
        raise UnsupportedError("GetCost: a price in more steps than a first block and the rest")
    extra = (_per_minute(first) - _per_minute(last)) * first.rate_increment / _MINUTE
    if extra < 0:
        raise UnsupportedError("GetCost: a first block that is cheaper than the rest")
    return extra


def _direction(rating: Rating) -> RoundingDirection:
    if rating.rounding_method not in _ROUNDING:
        raise GarbageError("GetCost: a rounding that is not known")
    return _ROUNDING[rating.rounding_method]
