"""Looks rows up in a deck, in a thread of its own: the newest text counts, those that were typed meanwhile are skipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from agent_app.background import Lane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tariffs.rating.deck import Deck, DeckRow

_WARM: Final = "?"
MOST: Final = 1000  # nobody reads more; a longer text finds fewer


class Finder(QObject):
    found = Signal(str, object)  # the text, and its rows

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane("tariff search", self)
        self._deck: Deck | None = None
        self._russian = False
        self._wanted = ""
        self._busy = False
        self._all: Sequence[DeckRow] | None = None  # by name, once they are sorted

    def use(self, deck: Deck, *, russian: bool) -> None:
        """Rows of `deck` from now on; without a text all of them, by their names in one language."""
        self._deck, self._russian, self._all = deck, russian, None

    def look_for(self, text: str) -> None:
        self._wanted = text
        if not self._busy and self._deck is not None:
            self._start(self._deck)

    def close(self) -> None:
        self._lane.close(0)

    def _start(self, deck: Deck) -> None:
        text, russian, known = self._wanted, self._russian, self._all
        self._busy = True
        if known is not None and not text.strip():
            self._take(deck, text, known)
        else:
            self._lane.run(lambda: find(deck, text, russian=russian), lambda rows: self._take(deck, text, rows))

    def _take(self, deck: Deck, text: str, rows: Sequence[DeckRow]) -> None:
        self._busy = False
        if deck is self._deck and not text.strip() and self._all is None:
            self._all = rows
            self._lane.run(lambda: deck.search(_WARM, 1))  # its index is made before anything is typed
        if deck is self._deck and text == self._wanted:
            self.found.emit(text, rows)
        elif self._deck is not None:
            self._start(self._deck)


def find(deck: Deck, text: str, *, russian: bool) -> Sequence[DeckRow]:
    """Of a text the rows that fit it, best first; of none all rows by name."""
    if text.strip():
        return deck.search(text, MOST)
    if russian:
        return sorted(deck.rows, key=lambda row: (row.destination_ru, row.prefix))
    return sorted(deck.rows, key=lambda row: (row.destination_en, row.prefix))
