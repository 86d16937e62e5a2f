"""What was typed, as the index is asked for it; and where its words stand in a text that was found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from agent_app.search.snapshots import Mark, Snippet
from agent_app.search.words import composed, stem, words_of

SHORTEST: Final = 2  # letters of the word that is being typed, for messages to be searched
_MOST_WORDS: Final = 12
_BEFORE: Final = 12  # characters of a snippet before the first word that was found
_LONGEST: Final = 140
# Controls, what is invisible by design, and what turns the order of the words around it (UAX #9).
_HIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Query:
    """Every word has to be there: in any of its forms, and the last as the beginning of a word too, unless a space follows it."""

    words: tuple[str, ...]
    open_end: bool

    @classmethod
    def of(cls, text: str) -> Query:
        whole = composed(text)
        words = list(words_of(whole))
        open_end = bool(words) and words[-1].end == len(whole)
        return cls(tuple(word.folded for word in words[:_MOST_WORDS]), open_end and len(words) <= _MOST_WORDS)

    def is_searchable(self) -> bool:
        """Whether it says enough for messages to be looked through."""
        return any(len(word) >= SHORTEST for word in self.words)

    def expression(self) -> str:
        """For FTS5: words hold letters and digits alone, so quoting them is enough."""
        return " AND ".join(self._term(word, is_last=place == len(self.words) - 1) for place, word in enumerate(self.words))

    def marks(self, text: str) -> tuple[Mark, ...]:
        """Where the words stand in a composed text."""
        stems = {stem(word) for word in self.words} | set(self.words)
        prefix = self.words[-1] if self.open_end else ""
        return tuple(
            (word.start, word.end)
            for word in words_of(text)
            if word.folded in stems or stem(word.folded) in stems or (prefix and word.folded.startswith(prefix))
        )

    def snippet(self, text: str) -> Snippet:
        """A piece of the text around the first of the words, in one line, without what can't be seen."""
        whole = " ".join(_HIDDEN.sub("", composed(text)).split())
        first = next(iter(self.marks(whole[: _LONGEST * 100])), (0, 0))[0]
        start = 0 if first <= _BEFORE * 2 else max(whole.rfind(" ", 0, first - _BEFORE) + 1, first - _BEFORE * 2)
        piece = ("…" if start else "") + whole[start : start + _LONGEST] + ("…" if start + _LONGEST < len(whole) else "")
        return Snippet(piece, self.marks(piece))

    def _term(self, word: str, *, is_last: bool) -> str:
        terms = {f'"{stem(word)}"': None, f'"{word}"': None}
        if is_last and self.open_end and len(word) >= SHORTEST:
            terms[f'"{word}"*'] = None
        return f"({' OR '.join(terms)})"
