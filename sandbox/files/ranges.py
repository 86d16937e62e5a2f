"""Parts of a file: the Range header (RFC 9110 section 14)."""

from __future__ import annotations

import re
from typing import Final

_RANGE: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)


class RangeError(ValueError):
    """The range lies outside the file: 416."""


def read_range(header: str, size: int) -> range | None:
    """The bytes that are wanted; None for all of them, also where several ranges or other units are asked for. RangeError."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
        if not int(found[2]):
            raise RangeError
    else:
        first, last = int(found[1]), min(int(found[2] or size), size - 1)
        if found[2] and int(found[2]) < first:
            return None  # no valid range: as if it were not there
    if first >= size:
        raise RangeError
    return range(first, last + 1)
