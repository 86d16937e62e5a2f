"""Moments as RFC 3339 writes them, and as the program keeps them: microseconds UTC since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

_FORM: Final = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?\s*([Zz]|[+-]\d\d:?\d\d)?\Z", re.ASCII)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MOST: Final = 40  # characters


def write_time(at_us: int) -> str:
    """`2026-11-22T16:05:09Z`, whole seconds: what every receiver reads. Raises OverflowError beyond the year 9999."""
    return (_EPOCH + timedelta(seconds=at_us // 1_000_000)).replace(tzinfo=None).isoformat() + "Z"


def read_time(text: str) -> int | None:
    """Microseconds, or None where it is no time. One without a zone is UTC."""
    found = _FORM.match(text.strip()) if len(text) <= _MOST else None
    if not found:
        return None
    try:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}").replace(tzinfo=_zone(found[4] or "Z"))
        passed = moment - _EPOCH
    except (ValueError, OverflowError):
        return None
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + int((found[3] or "0").ljust(6, "0")[:6])


def _zone(text: str) -> timezone:
    if text in "Zz":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
