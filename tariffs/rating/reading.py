"""Reading a deck's file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tariffs.rating.deck import BrokenRow, Deck, DeckError, parse_csv

if TYPE_CHECKING:
    pass


@dataclass(frozen=True, slots=True)
class DeckReading:
    """What a file gave: the deck of its good lines, and the bad ones. The caller decides whether these refuse the whole."""

    deck: Deck
    broken: tuple[BrokenRow, ...] = ()

    def whole(self) -> Deck:
        """The deck, where no line is broken; DeckError that names every one otherwise."""
        if self.broken:
            raise DeckError(self.broken)
        return self.deck


def read_deck(source: Path | bytes, currency: str = "", zone: str = "") -> DeckReading:
    """OSError where the file can't be read."""
    del currency, zone
    data = source.read_bytes() if isinstance(source, Path) else source
    return DeckReading(*parse_csv(data.decode("utf-8")))
