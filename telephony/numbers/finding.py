"""Numbers in any text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from telephony.numbers import library
from telephony.numbers.emergency import emergency_number
from telephony.numbers.meanings import Callable, NumberPlan, PhoneNumber, Suggestion
from telephony.numbers.reading import read_single
from telephony.numbers.text import clean, digits_of, split_extension

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_TEXT: Final = 10_000
# 8 10 and 00 before a number in the middle of a text. No Russian area code starts with 10, so nothing else is meant.
_ABROAD: Final = re.compile(r"(?<![\d+])(?:8\s?[~wWpP\-]?\s?10|00)[\s\-]?(?=[1-9][\d\s()\-]{6})")
_GROUPED: Final = re.compile(r"\d[\s.-]\d")


def find_numbers(text: str, plan: NumberPlan) -> tuple[PhoneNumber, ...]:
    """The full numbers in a text, in order, each once. Only the first 10,000 characters are read.

    Where it has none and the account has a home area code, numbers written as local ones ("111-22-33") are completed by it.
    """
    cleaned = _ABROAD.sub("+", clean(text[:LONGEST_TEXT]))
    found = _read_all(library.matches(cleaned, plan.region, valid_only=True), plan)
    if not found and plan.area_code:
        local = (raw for raw in library.matches(cleaned, plan.region, valid_only=False) if _GROUPED.search(raw))
        found = _read_all(local, plan)
    return tuple(found)


def _read_all(pieces: Iterable[str], plan: NumberPlan) -> dict[PhoneNumber, None]:
    found: dict[PhoneNumber, None] = {}
    for piece in pieces:
        text, extension = split_extension(piece)
        if not digits_of(text) or emergency_number(text, plan.kind):
            continue
        result = read_single(text, extension, plan)
        if isinstance(result, (Callable, Suggestion)):
            found[result.number] = None
    return found
