"""Finding rows of a deck by what a person types: a part of a name, a prefix, a number."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tariffs.rating.deck import DeckRow

_NUMBER: Final = re.compile(r"[+()\d\s.\-\u00a0\u2010-\u2013]+")
_LONGEST_NUMBER: Final = 15  # E.164
_NAME_ENDS: Final = "\n"


class SearchIndex:
    """Names of rows, folded once: upper and lower case, ё and е are the same. A name that many rows have is looked at once."""

    def __init__(self, rows: Sequence[DeckRow]) -> None:
        by_name: dict[tuple[str, str], list[DeckRow]] = {}
        for row in rows:
            by_name.setdefault((row.destination_en, row.destination_ru), []).append(row)
        names = (f" {en} {ru}".replace(_NAME_ENDS, " ") for en, ru in by_name)
        self._names = _folded(_NAME_ENDS.join(names)).split(_NAME_ENDS)
        self._groups = tuple(by_name.values())
        self._ordered = sorted(rows, key=lambda row: row.prefix)
        self._prefixes = [row.prefix for row in self._ordered]

    def search(self, text: str, limit: int) -> tuple[DeckRow, ...]:
        """The likeliest first: names with a word that begins with the text before names that have it inside; the longest prefix of a
        typed number before the prefixes that begin with it. Nothing for an empty text."""
        wanted = text.strip()
        if not wanted:
            return ()
        if _NUMBER.fullmatch(wanted):
            return tuple(islice(self._by_number("".join(filter(str.isdigit, wanted))), limit))
        return tuple(islice(self._by_words(_folded(wanted).split()), limit))

    def _by_number(self, digits: str) -> Iterator[DeckRow]:
        for length in range(min(len(digits), _LONGEST_NUMBER), 0, -1):
            yield from self._beginning(digits[:length], exactly=True)
        if digits:
            yield from (row for row in self._beginning(digits) if row.prefix != digits)

    def _beginning(self, digits: str, *, exactly: bool = False) -> Iterator[DeckRow]:
        for at in range(bisect_left(self._prefixes, digits), len(self._prefixes)):
            if not self._prefixes[at].startswith(digits) or (exactly and self._prefixes[at] != digits):
                return
            yield self._ordered[at]

    def _by_words(self, words: list[str]) -> Iterator[DeckRow]:
        """Every word must be in the name; one of digits may be how the prefix begins instead."""
        letters = [word for word in words if not word.isdecimal()]
        digits = tuple(word for word in words if word.isdecimal())
        found = self._with(letters, range(len(self._names)))
        likely = self._with([f" {word}" for word in letters], found)
        begins = frozenset(likely)
        ordered = chain(likely, (at for at in found if at not in begins))
        return (row for at in ordered for row in self._of_group(at, digits))

    def _with(self, words: list[str], among: Sequence[int]) -> Sequence[int]:
        for word in words:
            among = [at for at in among if word in self._names[at]]
        return among

    def _of_group(self, at: int, digits: tuple[str, ...]) -> Iterable[DeckRow]:
        missing = [word for word in digits if word not in self._names[at]]
        return (row for row in self._groups[at] if all(row.prefix.startswith(word) for word in missing))


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")
