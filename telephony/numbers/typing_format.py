"""The number field's grouping while one types, deletes or pastes. It moves separators only: the digits stay as they were typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from telephony.numbers import library
from telephony.numbers.text import clean

_HEAD: Final = re.compile(r"[\s(]*\+?[\d\s().-]*")
_LONGEST: Final = 15  # E.164; more digits are no single number, and are left alone
_ABROAD: Final = "00"


@dataclass(frozen=True, slots=True)
class Typed:
    """The field's new text, and where its cursor stands (0 to len(text))."""

    text: str
    cursor: int


def format_as_you_type(text: str, cursor: int, region: str = "RU", *, forward_delete: bool = False) -> Typed:
    """The text grouped as far as it is a number, the cursor behind the same digit as before.

    `forward_delete` says that the change was the Delete key's: then the cursor goes behind a separator, or the key would be stuck at it.
    What follows the number (an extension) stays as typed, and so does a text that is no single number: a name, an address, a feature code.
    """
    plain = text if text.isascii() else "".join(clean(char) or char for char in text)
    if len(plain) != len(text):
        return Typed(text, cursor)
    match = _HEAD.match(plain)
    head = match[0] if match else ""
    tail = text[len(head) :]
    kept = _significant(head)
    if not _is_number(kept, tail) or "\n" in head:
        return Typed(text, cursor)
    grouped = _grouped(kept, region)
    if _significant(grouped) != kept:
        return Typed(text, cursor)
    space = head[len(head.rstrip()) :] if tail else ""
    return Typed(grouped + space + tail, _cursor(grouped, head, cursor, len(space), forward_delete=forward_delete))


def _is_number(kept: str, tail: str) -> bool:
    digits = len(kept.removeprefix("+"))
    # A letter or sign right behind is part of something else ("8 800 FLOWERS", "A / B"); an extension begins with these.
    starts_extension = re.match(r"[,;#xх]|доб|вн|ext|д|в|e", tail, re.IGNORECASE) is not None
    return 1 < digits <= _LONGEST and (not tail or starts_extension)


def _grouped(kept: str, region: str) -> str:
    if kept.startswith("+"):
        return library.group_digits(kept, region)
    if kept.startswith(_ABROAD) and len(kept) > len(_ABROAD):
        return f"{_ABROAD} {library.group_digits('+' + kept[len(_ABROAD) :], region)[1:]}"
    home = library.country_code(region)
    if home and kept.startswith(home):
        return library.group_digits("+" + kept, region)[1:]  # a bare 7495… has no grouping of its own
    return library.group_digits(kept, region)


def _cursor(grouped: str, head: str, cursor: int, space: int, *, forward_delete: bool) -> int:
    if cursor > len(head):
        return len(grouped) + space + cursor - len(head)
    before = len(_significant(head[:cursor]))
    position = _after(grouped, before)
    if forward_delete:
        while position < len(grouped) and not _significant(grouped[position]):
            position += 1
    return position


def _after(grouped: str, count: int) -> int:
    """The place right behind the `count`-th digit or plus."""
    seen = 0
    for place, char in enumerate(grouped):
        if seen == count:
            return place
        seen += bool(_significant(char))
    return len(grouped)


def _significant(text: str) -> str:
    return "".join(char for char in text if char in "+0123456789")
