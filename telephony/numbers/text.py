"""Typed and pasted text before it means anything: one alphabet of digits and dashes, and the extension at its end."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ALIKE: Final = {"−": "-", "∼": "~", "⁓": "~", "〜": "~", "～": "~", "№": "#"}
_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)  # these forms stand 0xFEE0 above ASCII
_NUMBER_LIKE: Final = re.compile(r"[\s(]*\+*[\d\s().,;/~*#-]*")
_EXTENSION_LENGTH: Final = 48  # looked for at the text's very end, so that a long text costs no more
_EXTENSION: Final = re.compile(
    r"""(?<=[\d)\s])
    (?: [\s.,;(]* (?:доб(?:авочн\w*)?|вн(?:утр\w*)?|ext(?:ension|n)?) \s* [.:=\#]* \s*
      | \s* [xх] \s*
      | \s* \# \s*
      | \s* (?P<pauses>[,;pw]+)
    )
    (?P<digits>[0-9*\#]{1,9}) [\s)]* $""",
    re.IGNORECASE | re.VERBOSE,
)


def clean(text: str) -> str:
    """Digits of any script as 0-9, every space as " ", every dash as "-", full-width forms as ASCII; invisible marks are dropped."""
    if text.isascii() and text.isprintable():
        return text.strip()
    return "".join(map(_plain, text)).strip()


def _plain(char: str) -> str:
    if char.isascii():
        return char if char.isprintable() or char in "\n\t" else " "
    decimal = unicodedata.decimal(char, None)
    if decimal is not None:
        return str(decimal)
    if ord(char) in _FULL_WIDTH and char not in _ALIKE:
        return chr(ord(char) - 0xFEE0)
    category = unicodedata.category(char)
    by_category = {"Zs": " ", "Zl": "\n", "Zp": "\n", "Pd": "-", "Cf": "", "Cc": " "}
    return _ALIKE.get(char, by_category.get(category, char))


def digits_of(cleaned: str) -> str:
    """The digits alone, in order."""
    return "".join(char for char in cleaned if char.isdigit() and char.isascii())


def is_number_like(cleaned: str) -> bool:
    """Nothing but what a single number is written with; a plus only at its start."""
    return _NUMBER_LIKE.fullmatch(cleaned) is not None


def split_extension(cleaned: str) -> tuple[str, str]:
    """(the number's text, its extension as in PhoneNumber): "доб. 123", "ext 5", "x5", "#5", ";ext=5", ",,123#"."""
    if cleaned.startswith(("*", "#")):
        return cleaned, ""
    start = max(0, len(cleaned) - _EXTENSION_LENGTH)
    match = _EXTENSION.search(cleaned, start)
    if match is None or not digits_of(cleaned[: match.start()]):
        return cleaned, ""
    pauses = len(match["pauses"] or "")
    return cleaned[: match.start()].rstrip(" .,;("), "," * pauses + match["digits"]
