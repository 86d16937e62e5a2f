"""Tables for spreadsheets: CSV (RFC 4180) with a byte order mark, by which they know UTF-8. Texts are foreign: none becomes a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would calculate (OWASP, CSV injection)


def plain_cell(text: str) -> str:
    """`text` as a spreadsheet shows it, never as it would calculate it."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def table(rows: Iterable[Iterable[object]]) -> bytes:
    """The file's content; who has foreign texts has made them plain cells."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")
