"""Text from other people, made harmless to look at: it is never markup, and no control character turns the words around it."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 6000  # characters that a bubble shows; the rest is a click away

# Patterns, which re compiles when the first such text comes: that takes a millisecond, and a start has none.
# Embeddings, overrides, isolates and marks (UAX #9), controls but tab and line feed, what is invisible by design, and lone surrogates.
_TURNERS: Final = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_CONTROLS: Final = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffb\ud800-\udfff]"
_MARKS: Final = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILES: Final = f"([{_MARKS}]{{4}})[{_MARKS}]+"


def harmless(text: str) -> str:
    """`text` without what turns its order around, hides in it, or is piled upon its letters. Line feeds and tabs stay."""
    if text.isascii() and text.isprintable():
        return text  # as most are: nothing of the kind is in it
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")
    return re.sub(_PILES, r"\1", re.sub(_CONTROLS, "", re.sub(_TURNERS, "", whole)))


def one_line(text: str) -> str:
    """The same in a single line, for lists, names and titles."""
    return " ".join(harmless(text[:LONGEST]).split())


def file_title(name: str, most: int = 80) -> str:
    """A file's name; of a long one the beginning and the end, because its end says what it is."""
    flat = one_line(name).replace("/", "_").replace("\\", "_")
    return flat if len(flat) <= most else f"{flat[: most - 24]}…{flat[-23:]}"
