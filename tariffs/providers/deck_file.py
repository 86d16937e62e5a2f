"""Prices from a file of the user's: read when first needed, and again when the file has changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from tariffs.errors import TariffError
from tariffs.providers.errors import DeckFileError, NoRateError
from tariffs.providers.provider import Price
from tariffs.rating.free import FreeDirection, read_free_directions
from tariffs.rating.reading import DeckReading, read_deck
from tariffs.rating.tariff import rate_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tariffs.rating.deck import Deck

_Content = TypeVar("_Content")
_NAMED: Final = 10  # so many broken lines are named in an error


@dataclass(frozen=True)
class DeckSource:
    """Where a deck is and how it is meant. `currency` ("" : as the file says), `zone` (IANA; "": as the reader has it) are for files that
    do not say; `skips_broken`: lines that can't be used are left out instead of refusing the whole."""

    path: Path
    currency: str = ""
    zone: str = ""
    skips_broken: bool = False
    free_directions: Path | None = None


class _Kept(Generic[_Content]):
    """What a file holds, read when first asked for and again when it has changed. Safe to use from several threads."""

    def __init__(self, path: Path, what: str, read: Callable[[Path], _Content]) -> None:
        self._path = path
        self._what = what
        self._read = read
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._content: _Content | None = None

    def content(self) -> _Content:
        try:
            with self._lock:
                stat = self._path.stat()
                stamp = (stat.st_mtime_ns, stat.st_size)
                if self._content is None or stamp != self._stamp:
                    self._content, self._stamp = self._read(self._path), stamp
                return self._content
        except (OSError, TariffError, ValueError) as error:
            raise DeckFileError(f"the {self._what} can't be used: {_words(error)}") from None


class DeckFile:
    """The deck of a `DeckSource`."""

    def __init__(self, source: DeckSource) -> None:
        self._source = source
        self._reading = _Kept(source.path, "price list", self._checked)
        free = source.free_directions
        self._free = None if free is None else _Kept(free, "file of free directions", read_free_directions)

    def __repr__(self) -> str:
        return f"DeckFile({self._source.path.name!r})"

    def deck(self) -> Deck:
        """DeckFileError where the file can't be read, has no price or (as the user decided) a broken line."""
        return self.reading().deck

    def reading(self) -> DeckReading:
        """The deck with the lines that were left out of it."""
        return self._reading.content()

    def price(self, number: str, at_us: int) -> Price:
        """Of a full number at that instant; NoRateError where the deck has none."""
        return price_in(self.deck(), number, at_us, self.free_directions())

    def free_directions(self) -> tuple[FreeDirection, ...]:
        """Empty where no file of them is set up."""
        return () if self._free is None else self._free.content()

    def _checked(self, path: Path) -> DeckReading:
        reading = read_deck(path, self._source.currency, self._source.zone)
        if reading.broken and not self._source.skips_broken:
            named = "; ".join(f"line {row.line}: {row.reason}" for row in reading.broken[:_NAMED])
            raise DeckFileError(f"{len(reading.broken)} broken lines: {named}")
        if not reading.deck.rows:
            raise DeckFileError("there is no price in it")
        return reading


def price_in(deck: Deck, number: str, at_us: int, free: Iterable[FreeDirection] = ()) -> Price:
    """A deck's price of a full number at that instant; NoRateError where it has none."""
    rate = rate_of(deck, number, at_us, free)
    if rate is None:
        raise NoRateError("the price list has no price for this number")
    return Price(number, rate.row, rate.currency, rate.free)


def _words(error: Exception) -> str:
    """Without the path, which names the user's folders."""
    return (error.strerror or type(error).__name__) if isinstance(error, OSError) else str(error)
