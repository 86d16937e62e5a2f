"""Bytes of a file that says nothing of its encoding, as text."""

from __future__ import annotations

import codecs
from itertools import pairwise
from typing import Final

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE: Final = 100_000


def decode(data: bytes) -> str:
    """By its byte order mark, else UTF-8, else the Windows code page that its letters look like; never fails."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_code_page(data), "replace")


def decode_as(data: bytes, encoding: str) -> str:
    """In the encoding that is named; where that is none of Python's or does not fit, as `decode` finds."""
    try:
        return data.decode(encoding or "utf-8")
    except (LookupError, ValueError):
        return decode(data)


def _code_page(data: bytes) -> str:
    """Russian text is letters of the upper half in a row; Western text has one here and there."""
    sample = data[:_SAMPLE]
    high = sum(byte >= 0x80 for byte in sample)
    in_a_row = sum(one >= 0xC0 and other >= 0xC0 for one, other in pairwise(sample))
    return "cp1251" if in_a_row * 2 > high else "cp1252"
