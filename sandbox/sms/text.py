"""How many parts a text makes as an SMS (3GPP TS 23.038, 23.040)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# The default alphabet of TS 23.038 section 6.2.1 without its escape, and the extension table: an escape and one character more.
_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION: Final = frozenset("\f^{}\\[~]|€")
_GSM_UNITS: Final = (160, 153)  # septets of a lone part, and of one of several
_UCS_UNITS: Final = (70, 67)  # UTF-16 units


def count_parts(text: str) -> int:
    """The parts that a text needs; 0 for none. A character that takes two units is never split between parts."""
    if not text:
        return 0
    if all(char in _BASIC or char in _EXTENSION for char in text):
        return _fill([2 if char in _EXTENSION else 1 for char in text], *_GSM_UNITS)
    return _fill([2 if ord(char) > 0xFFFF else 1 for char in text], *_UCS_UNITS)


def _fill(widths: Iterable[int], lone: int, one_of_several: int) -> int:
    widths = list(widths)
    if sum(widths) <= lone:
        return 1
    parts, used = 1, 0
    for width in widths:
        if used + width > one_of_several:
            parts, used = parts + 1, 0
        used += width
    return parts
