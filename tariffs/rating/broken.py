"""What is wrong with a deck's file: line by line, as a sentence that names the value and the way out, and as a code for other languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tariffs.errors import TariffError


class BrokenCode(StrEnum):
    """Why a line, or the whole file, can't be used; `value` of the row is what the sentence quotes."""

    UNREADABLE = "unreadable"  # no text, a broken gzip, a broken quotation: nothing after it was read
    TOO_LARGE = "too_large"  # of the file: value is the limit in MiB
    EMPTY = "empty"
    HEADING = "heading"  # value: the columns that are missing
    HEADING_TWICE = "heading_twice"  # value: the columns that stand there more than once
    TOO_MANY = "too_many"  # broken lines: value is how many; nothing after them was read
    FIELDS = "fields"
    PREFIX = "prefix"
    DECIMAL = "decimal"
    COMMA = "comma"  # a decimal comma or thousands?
    PRECISE = "precise"  # more decimals than we keep
    NEGATIVE = "negative"
    RANGE = "range"
    FLAG = "flag"
    CURRENCY = "currency"
    OTHER_CURRENCY = "other_currency"
    ZONE = "zone"
    DATE = "date"
    VALIDITY = "validity"
    BAND = "band"
    TERMS = "terms"
    TWICE = "twice"  # value: the prefix


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A line of a deck file (counted from 1, the heading included) that can't be used, and why. Text of the file stays as it stood there,
    cut to 40 characters."""

    line: int
    reason: str
    code: BrokenCode = BrokenCode.UNREADABLE
    column: str = ""
    value: str = ""


class DeckError(TariffError):
    """A deck that can't be used; `broken` has every bad line. The message names the first ones."""

    def __init__(self, broken: tuple[BrokenRow, ...]) -> None:
        self.broken = broken
        shown = "; ".join(f"line {row.line}: {row.reason}" for row in broken[:_SHOWN])
        more = len(broken) - _SHOWN
        super().__init__(f"{shown}; and {more} lines more" if more > 0 else shown)


class BrokenCellError(TariffError):
    """A value that can't be used. Its line is not known here; `column` is filled in by who knows it."""

    def __init__(self, code: BrokenCode, value: str, reason: str, column: str = "") -> None:
        self.code = code
        self.column = column
        self.value = value[:LONGEST_SHOWN]
        super().__init__(reason)


_SHOWN = 5
LONGEST_SHOWN = 40
