"""What an SMS can carry: alphabets, parts, transliteration. Pure. Source: 3GPP TS 23.038 section 6.2.1 (GSM 7 bit), TS 23.040 (parts)."""

from __future__ import annotations

from typing import Final

import msgspec

GSM7: Final = "GSM-7"
UCS2: Final = "UCS-2"
_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("\f^{}\\[~]|€")  # an escape and a character: two septets, never parted
_ROOM: Final = {GSM7: (160, 153), UCS2: (70, 67)}  # units of a single part, and of each of several: those carry a header
# What a reader of Russian understands without thinking; the Cyrillic letters of the neighbours by their sound.
_LATIN: Final = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "yo",
    "ж": "zh",
    "з": "z",
    "и": "i",
    "й": "y",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
    "і": "i",
    "ї": "i",
    "є": "ye",
    "ґ": "g",
    "ў": "u",
    "ә": "a",
    "ғ": "g",
    "қ": "q",
    "ң": "n",
    "ө": "o",
    "ұ": "u",
    "ү": "u",
    "һ": "h",
    "ҳ": "h",
}
_SIGNS: Final = {
    "«": '"',
    "»": '"',
    "„": '"',
    "“": '"',
    "”": '"',
    "’": "'",
    "‘": "'",
    "—": "-",
    "–": "-",
    "…": "...",
    "№": "No.",
    "\u00a0": " ",
}


class SmsCount(msgspec.Struct, frozen=True):
    """`used` units (septets, or UTF-16 units) in `parts`, and how many are `left` before one more part begins."""

    encoding: str
    parts: int
    used: int
    left: int


def count(text: str) -> SmsCount:
    """What the text takes; an empty one is no part, with a whole one left."""
    encoding = encoding_of(text)
    pieces = _pieces(text, encoding)
    single, several = _ROOM[encoding]
    room = single if len(pieces) <= 1 else several
    last = _units(pieces[-1], encoding) if pieces else 0
    return SmsCount(encoding, len(pieces), sum(_units(piece, encoding) for piece in pieces), room - last)


def split(text: str) -> tuple[str, ...]:
    """The parts that it goes out in; none of them ends within an escape, a surrogate pair, or a character with its marks."""
    return _pieces(text, encoding_of(text))


def encoding_of(text: str) -> str:
    """GSM-7 where every character is in it, else UCS-2 for the whole text."""
    return GSM7 if all(char in _BASIC or char in _EXTENDED for char in text) else UCS2


def transliterate(text: str) -> str:
    """Cyrillic in Latin letters, typographic signs in plain ones; the rest stays."""
    return "".join(_latin(char, text[max(0, place - 1) : place], text[place + 1 : place + 2]) for place, char in enumerate(text))


def _latin(char: str, before: str, following: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    latin = _LATIN.get(char.lower())
    if latin is None:
        return char
    if char.islower():
        return latin
    return latin.upper() if following.isupper() or (before.isupper() and not following.islower()) else latin.capitalize()


def _pieces(text: str, encoding: str) -> tuple[str, ...]:
    single, several = _ROOM[encoding]
    if _units(text, encoding) <= single:
        return (text,) if text else ()
    pieces: list[str] = []
    piece, used = "", 0
    for cluster in _clusters(text):
        size = _units(cluster, encoding)
        if used + size > several and piece:
            pieces.append(piece)
            piece, used = "", 0
        piece, used = piece + cluster, used + size
    return (*pieces, piece)


def _clusters(text: str) -> list[str]:
    """Characters with what belongs to them: marks, variation selectors, emoji joined or coloured (UAX 29, as far as it matters here)."""
    import unicodedata

    clusters: list[str] = []
    for char in text:
        joins = clusters and (
            unicodedata.combining(char)
            or char in "\u200d\ufe0e\ufe0f"
            or "\U0001f3fb" <= char <= "\U0001f3ff"
            or clusters[-1].endswith("\u200d")
        )
        if joins and len(clusters[-1]) < _LONGEST_CLUSTER:
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


_LONGEST_CLUSTER: Final = 16  # somebody's thousand marks on one letter are no letter


def _units(text: str, encoding: str) -> int:
    if encoding == GSM7:
        return len(text) + sum(char in _EXTENDED for char in text)
    return len(text) + sum(char > "\uffff" for char in text)
