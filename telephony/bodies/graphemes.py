"""Where a text may be cut: at words where it can be, and never within what the reader sees as one character.

A small part of Unicode's text segmentation (UAX #29), by the standard library's tables: marks, joiners, emoji sequences, flags, Hangul.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_JOINER: Final = "\u200d"
_MOST_LOOK_BACK: Final = 64  # code points: a longer "character" is a prank, and is cut


def is_boundary(text: str, at: int) -> bool:
    """May the text be cut before index `at`? Its start and end are boundaries."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if (before == "\r" and after == "\n") or before == _JOINER or _extends(after):
        return False
    # A virama binds the next consonant (Indic scripts).
    if unicodedata.combining(before) == 9 and unicodedata.category(after) == "Lo":
        return False
    if _is_flag_letter(before) and _is_flag_letter(after):
        return _flag_letters_before(text, at) % 2 == 0
    return not _hangul_joined(ord(before), ord(after))


def cut(text: str, most_bytes: int) -> str:
    """The longest beginning of at most so many bytes of UTF-8 that ends at a boundary."""
    return text[: _cut_at(text, most_bytes)]


def split_words(text: str, most_bytes: int) -> list[str]:
    """The text in pieces of at most so many bytes (4 at the least), each ended after white space where there is some in its second half.

    Joined again they are the text.
    """
    pieces: list[str] = []
    rest = text
    while len(rest.encode()) > most_bytes:
        end = _cut_at(rest, most_bytes)
        piece = rest[: _word_end(rest, end)]
        pieces.append(piece)
        rest = rest[len(piece) :]
    return [*pieces, rest] if rest or not pieces else pieces


def _cut_at(text: str, most_bytes: int) -> int:
    fits = len(text.encode()[: max(0, most_bytes)].decode("utf-8", "ignore"))
    for back in range(min(fits, _MOST_LOOK_BACK)):
        if is_boundary(text, fits - back):
            return fits - back
    return fits


def _word_end(text: str, most: int) -> int:
    for end in range(most, most // 2, -1):
        if text[end - 1].isspace() and is_boundary(text, end):
            return end
    return most


def _extends(letter: str) -> bool:
    code = ord(letter)
    return (
        letter == _JOINER
        or unicodedata.category(letter) in ("Mn", "Me", "Mc")
        or 0x1F3FB <= code <= 0x1F3FF  # skin tones
        or 0xFE00 <= code <= 0xFE0F  # variation selectors
        or 0xE0020 <= code <= 0xE007F  # tags: the flags of regions
        or code in (0x200C, 0x0E33, 0x0EB3)  # non-joiner; Thai and Lao "am", which stand beside their letter
    )


def _is_flag_letter(letter: str) -> bool:
    return 0x1F1E6 <= ord(letter) <= 0x1F1FF


def _flag_letters_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag_letter(text[at - 1 - count]):
        count += 1
    return count


def _hangul_joined(before: int, after: int) -> bool:
    """Jamo of one syllable: leading, vowel, trailing (UAX #29, GB6 to GB8)."""
    leading, vowel, trailing = range(0x1100, 0x1160), range(0x1160, 0x11A8), range(0x11A8, 0x1200)
    syllable = 0xAC00 <= before <= 0xD7A3
    open_syllable = syllable and (before - 0xAC00) % 28 == 0
    if before in leading:
        return after in leading or after in vowel or 0xAC00 <= after <= 0xD7A3
    if before in vowel or open_syllable:
        return after in vowel or after in trailing
    return (before in trailing or syllable) and after in trailing
