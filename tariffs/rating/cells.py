"""The values of a deck's cells, from their text. Nothing is guessed or rounded: BrokenCellError says what to write instead.

Decks repeat themselves: what was read once is remembered.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar

from tariffs.rating.band import DAY_MINUTES, EVERY_DAY, Band
from tariffs.rating.broken import LONGEST_SHOWN, BrokenCellError, BrokenCode
from tariffs.rating.currencies import CURRENCIES
from tariffs.rating.deck import MOST_SECONDS, MOST_UNITS
from tariffs.rating.moments import read_moment, zone_of
from tariffs.rating.money import MICRO_PLACES, MoneyError, TooPreciseError, parse_scaled
from tariffs.rating.terms import IncrementConvention, RoundingDirection, RoundingPlace, Terms

_REMEMBERED: Final = 4096
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(,\d{3})+", re.ASCII)  # thousands, or a decimal comma?
_COMMA: Final = re.compile(r"-?\d+,\d+", re.ASCII)
_SECONDS: Final = re.compile(r"-?\d{1,9}", re.ASCII)
_HOURS: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*-\s*([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
_DAYS: Final = re.compile(r"([1-7])(?:-([1-7]))?", re.ASCII)
ALL_DAY: Final = (0, DAY_MINUTES)
_DECIMALS: Final = frozenset(map(str, range(MICRO_PLACES + 1)))
_Choice = TypeVar("_Choice", bound=StrEnum)
_TRUE: Final = frozenset({"1", "true", "yes"})
_FALSE: Final = frozenset({"0", "false", "no", ""})


def price(text: str, places: int) -> int:
    """A decimal in units of 10**-places. A decimal comma is read where it can't be a thousands separator ("1,5", "0,625"; not "1,500")."""
    stripped = _with_point(text.strip()) if "," in text else text
    try:
        value = parse_scaled(stripped, places)
    except TooPreciseError:
        reason = f"{text[:LONGEST_SHOWN]!r} has more than {places} decimals, and prices are never rounded: write {places} at most"
        raise BrokenCellError(BrokenCode.PRECISE, text, reason) from None
    except MoneyError:
        raise BrokenCellError(BrokenCode.DECIMAL, text, f"not a decimal: {text[:LONGEST_SHOWN]!r}; write it like 0.70") from None
    return _within(value, MOST_UNITS * 10**places, text)


def _with_point(text: str) -> str:
    if _GROUPED.fullmatch(text.removeprefix("-")):
        point = text.replace(",", ".", 1)
        plain = text.replace(",", "")
        raise BrokenCellError(BrokenCode.COMMA, text, f"{text!r} may mean {point} or {plain}: write it with a point, {point} or {plain}")
    return text.replace(",", ".") if _COMMA.fullmatch(text) else text


@lru_cache(_REMEMBERED)
def whole_seconds(text: str) -> int:
    """A duration."""
    if not _SECONDS.fullmatch(text.strip()):
        raise BrokenCellError(BrokenCode.DECIMAL, text, f"not a number of whole seconds: {text[:LONGEST_SHOWN]!r}; write it like 60")
    return _within(int(text), MOST_SECONDS, text)


def _within(value: int, most: int, text: str) -> int:
    if value < 0:
        reason = f"{text[:LONGEST_SHOWN]!r} is negative: write 0 for what is free, and mark as forbidden what can't be called"
        raise BrokenCellError(BrokenCode.NEGATIVE, text, reason)
    if value > most:
        reason = f"{text[:LONGEST_SHOWN]!r} is too much for a price ({MOST_UNITS}) or a duration ({MOST_SECONDS} s): see to the columns"
        raise BrokenCellError(BrokenCode.RANGE, text, reason)
    return value


def flag(text: str) -> bool:
    """Yes or no."""
    folded = text.strip().casefold()
    if folded not in _TRUE | _FALSE:
        raise BrokenCellError(BrokenCode.FLAG, text, f"this is 0 or 1, not {text[:LONGEST_SHOWN]!r}")
    return folded in _TRUE


@lru_cache(_REMEMBERED)
def currency(text: str) -> str:
    """An ISO 4217 code."""
    if text.strip() not in CURRENCIES:
        raise BrokenCellError(
            BrokenCode.CURRENCY, text, f"unknown currency {text[:LONGEST_SHOWN]!r}: it is three capital letters of ISO 4217, such as RUB"
        )
    return text.strip()


@lru_cache(_REMEMBERED)
def zone(text: str) -> str:
    """The name of a time zone."""
    try:
        zone_of(text)
    except ValueError:
        raise BrokenCellError(
            BrokenCode.ZONE, text, f"no time zone {text[:LONGEST_SHOWN]!r}: write its IANA name, such as Europe/Moscow"
        ) from None
    return text


@lru_cache(_REMEMBERED)
def moment(text: str, zone_name: str) -> int:
    """The instant of a date in the zone."""
    try:
        return read_moment(text, zone_of(zone_name))
    except ValueError as error:
        raise BrokenCellError(BrokenCode.DATE, text, f"{str(error)[:80]}; write a day of the calendar like 2026-10-01") from None


@lru_cache(_REMEMBERED)
def band(days: tuple[int, ...], hours_of_day: tuple[int, int]) -> Band | None:
    """None for every day and all day."""
    return None if (days, hours_of_day) == (EVERY_DAY, ALL_DAY) else Band(days, *hours_of_day)


def weekdays(text: str) -> tuple[int, ...]:
    """Of "1-5" (ISO: Monday is 1), also "6 7"."""
    days: set[int] = set()
    for part in text.split():
        match = _DAYS.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if last < first:
            raise BrokenCellError(BrokenCode.BAND, text, f"weekdays are 1 (Monday) to 7, like '1-5' or '6 7', not {text[:LONGEST_SHOWN]!r}")
        days.update(range(first, last + 1))
    return tuple(sorted(days))


def hours(text: str) -> tuple[int, int]:
    """Minutes of the day of "08:00-20:00"; they may run over midnight."""
    match = _HOURS.fullmatch(text.strip())
    start, end = (int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])) if match else (0, 0)
    if start == end or end > DAY_MINUTES:
        reason = f"hours are like 08:00-20:00, and end at 24:00 at the latest, not {text[:LONGEST_SHOWN]!r}"
        raise BrokenCellError(BrokenCode.BAND, text, reason)
    return start, end or DAY_MINUTES


def choice(text: str, kind: type[_Choice]) -> _Choice:
    """A convention by its name."""
    try:
        return kind(text.strip())
    except ValueError:
        raise BrokenCellError(BrokenCode.TERMS, text, f"this is {' or '.join(kind)}, not {text[:LONGEST_SHOWN]!r}") from None


def decimals(text: str) -> int:
    """How many decimals prices are rounded to."""
    if text.strip() not in _DECIMALS:
        raise BrokenCellError(BrokenCode.TERMS, text, f"prices are rounded to 0 to {MICRO_PLACES} decimals, not {text[:LONGEST_SHOWN]!r}")
    return int(text)


@lru_cache(_REMEMBERED)
def terms(convention: IncrementConvention, direction: RoundingDirection, place: RoundingPlace, places: int) -> Terms:
    """The same object for the same conventions."""
    return Terms(convention, direction, place, places)
