"""The emoji with their names and keywords (Unicode CLDR, English and Russian), and the search among them. Read when first asked for."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtGui import QFontMetrics

from ui.paths import RESOURCES
from ui.theme.metrics import font

if TYPE_CHECKING:
    from collections.abc import Sequence

_JOINERS: Final = "\u200d\ufe0f\u20e3"


class Emoji(msgspec.Struct, frozen=True):
    """`group` is the number of Unicode's; `words` all that it is found by, folded."""

    text: str
    group: int
    english: str
    russian: str
    words: tuple[str, ...]


def fold(text: str) -> str:
    """For comparing: ё is е, case does not matter."""
    return text.casefold().replace("ё", "е")


@cache
def all_emoji() -> tuple[Emoji, ...]:
    lines = (RESOURCES / "emoji" / "emoji.tsv").read_text("utf-8").splitlines()
    return tuple(_emoji(line.split("\t")) for line in lines)


def _emoji(cells: list[str]) -> Emoji:
    text, group, english, russian, *keywords = cells
    words = fold(" ".join((english, russian, *keywords))).replace("-", " ").replace(":", " ").split()
    return Emoji(text, int(group), english, russian, tuple(dict.fromkeys(words)))


def drawable(metrics: QFontMetrics) -> tuple[Emoji, ...]:
    """Those that the system has glyphs for: the others would be empty boxes."""
    return tuple(emoji for emoji in all_emoji() if all(sign in _JOINERS or metrics.inFontUcs4(ord(sign)) for sign in emoji.text))


@cache
def draws_emoji() -> bool:
    """Whether the system has a font for the common ones: without it empty boxes would stand in their places."""
    return QFontMetrics(font()).inFontUcs4(ord("\U0001f642"))


def find(text: str, among: Sequence[Emoji]) -> tuple[Emoji, ...]:
    """Those of which every word of `text` begins a word; whose name begins so come first. Everything for an empty text."""
    wanted = fold(text).split()
    if not wanted:
        return tuple(among)
    found = [emoji for emoji in among if all(any(word.startswith(part) for word in emoji.words) for part in wanted)]
    whole = " ".join(wanted)
    return tuple(sorted(found, key=lambda emoji: not (fold(emoji.english).startswith(whole) or fold(emoji.russian).startswith(whole))))
