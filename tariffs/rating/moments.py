"""Instants of a provider's time zone. In here and everywhere in this package an instant is UTC in microseconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DEFAULT_ZONE: Final = "Europe/Moscow"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_POINTED: Final = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})(.*)", re.ASCII)
_WRITTEN: Final = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name ("Europe/Moscow"); ValueError where there is none."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
        msg = f"no time zone {name!r}"
        raise ValueError(msg) from None


def read_moment(text: str, zone: ZoneInfo) -> int:
    """The instant of "2026-10-01", "01.10.2026", either with a time of the wall clock in `zone`, or with its own offset; else ValueError.

    A day without a time is its midnight. A time that the clock shows twice (the end of summer time) is the first of the two.
    """
    written = _POINTED.sub(r"\3-\2-\1\4", text.strip())
    if not _WRITTEN.fullmatch(written):
        msg = f"not a date: {text!r}"
        raise ValueError(msg)
    try:
        moment = datetime.fromisoformat(written)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
        micros = (aware - _EPOCH) // _MICROSECOND
    except (ValueError, OverflowError):  # the calendar has no such day
        micros = -1
    if micros < 0:
        msg = f"no such date since 1970: {text!r}"
        raise ValueError(msg)
    return micros


def wall_clock(at_us: int, zone: ZoneInfo) -> tuple[int, int]:
    """The ISO weekday (Monday is 1) and the minute of the day that a clock in `zone` shows."""
    local = (_EPOCH + timedelta(microseconds=at_us)).astimezone(zone)
    return local.isoweekday(), local.hour * 60 + local.minute
