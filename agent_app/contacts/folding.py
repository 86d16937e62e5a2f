"""Words as they are compared: without case, ё as е, Latin letters without their accents."""

from __future__ import annotations

import unicodedata
from typing import Final

_YO: Final = str.maketrans("ё", "е")
_LATIN_END: Final = "\u024f"


def fold(text: str) -> str:
    """`text` for comparing. й stays й: only what decomposes to a Latin letter loses its marks (é -> e)."""
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_YO)
    if lowered.isascii():
        return lowered
    return "".join(_bare(letter) for letter in lowered)


def digits_of(text: str) -> str:
    """The decimal digits in `text`, whatever their script."""
    return "".join(str(unicodedata.decimal(letter)) for letter in text if letter.isdecimal())


def _bare(letter: str) -> str:
    if letter <= "\x7f" or letter > _LATIN_END:
        return letter
    return unicodedata.normalize("NFD", letter)[0]
