"""A deck: what calls cost by the longest prefix of the number, at a given instant."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Final

import msgspec

from tariffs.rating.band import Band
from tariffs.rating.moments import DEFAULT_ZONE, wall_clock, zone_of
from tariffs.rating.searching import SearchIndex
from tariffs.rating.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Iterable

_USUAL: Final = Terms()
LONGEST_PREFIX: Final = 15  # E.164: no number has more digits
MOST_UNITS: Final = 10**9  # a rate or fee above it is a slip, and the cost of a day would not fit into 64 bits
MOST_SECONDS: Final = 24 * 60 * 60
_MOST_NANOS: Final = MOST_UNITS * 10**9
_MOST_MICROS: Final = MOST_UNITS * 10**6


class DeckRow(msgspec.Struct, frozen=True, gc=False):  # a dataclass takes seven times as long to make, and decks have a million rows
    """One destination; ValueError where a value makes no sense.

    `rate_nanos` is in nano-units a minute (some decks have more than six decimals), `connection_fee_micros` in micro-units, the three
    durations in whole seconds. `forbidden` means that the provider refuses the number at any price. The row holds from `valid_from_us` to
    just before `valid_until_us` (UTC, microseconds since 1970; 0 and None: without beginning and end), and within `band` where it has one.
    """

    prefix: str
    destination_en: str
    destination_ru: str
    rate_nanos: int
    connection_fee_micros: int = 0
    free_seconds: int = 0
    initial_increment: int = 60
    recurring_increment: int = 60
    forbidden: bool = False
    terms: Terms = _USUAL
    valid_from_us: int = 0
    valid_until_us: int | None = None
    band: Band | None = None

    def __post_init__(self) -> None:
        prefix = self.prefix
        if not (prefix.isascii() and prefix.isdigit() and len(prefix) <= LONGEST_PREFIX):
            msg = f"a prefix is 1 to {LONGEST_PREFIX} digits, not {prefix!r}"
            raise ValueError(msg)
        if not (0 <= self.rate_nanos <= _MOST_NANOS and 0 <= self.connection_fee_micros <= _MOST_MICROS):
            msg = f"prefix {prefix} has a negative price, or one above {MOST_UNITS}"
            raise ValueError(msg)
        if not (
            0 <= self.free_seconds <= MOST_SECONDS
            and 0 <= self.initial_increment <= MOST_SECONDS
            and 0 <= self.recurring_increment <= MOST_SECONDS
        ):
            msg = f"prefix {prefix} has a negative duration, or one of more than a day"
            raise ValueError(msg)
        if self.valid_until_us is not None and self.valid_until_us <= self.valid_from_us:
            msg = f"the validity of prefix {prefix} ends before it begins"
            raise ValueError(msg)

    @property
    def is_always(self) -> bool:
        """Whether it holds at any time."""
        return self.band is None and self.valid_until_us is None and self.valid_from_us == 0

    def holds(self, at_us: int, zone: str) -> bool:
        """Whether it holds at that instant; `zone` is the deck's."""
        if at_us < self.valid_from_us or (self.valid_until_us is not None and at_us >= self.valid_until_us):
            return False
        return self.band is None or self.band.covers(*wall_clock(at_us, zone_of(zone)))

    def clashes(self, other: DeckRow) -> bool:
        """Whether nothing says which of two rows of one prefix holds: both were issued for the same day, and some minute is in both."""
        if self.prefix != other.prefix or self.valid_from_us != other.valid_from_us:
            return False
        if self.band is None or other.band is None:
            return self.band is other.band
        return self.band.overlaps(other.band)


@dataclass(frozen=True)
class Deck:
    """The rows of one currency; `zone` is the IANA name of the time zone that bands are told in.

    Several rows may have one prefix. Of those that hold at an instant the latest issue wins (the greatest `valid_from_us`: a new price
    list replaces an old one that was left without an end), and within an issue a row with a band wins over one without. Two rows that
    this can't tell apart (`DeckRow.clashes`) are a ValueError, and so is an unknown zone.
    """

    currency: str
    rows: tuple[DeckRow, ...]
    zone: str = DEFAULT_ZONE
    _by_length: tuple[tuple[int, dict[str, DeckRow]], ...] = field(init=False, repr=False, compare=False)
    _timed: dict[str, tuple[DeckRow, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tables: defaultdict[int, dict[str, DeckRow]] = defaultdict(dict)
        timed: dict[str, list[DeckRow]] = {}
        for row in self.rows:
            first = tables[len(row.prefix)].setdefault(row.prefix, row)
            if first is not row or not row.is_always:
                timed.setdefault(row.prefix, [] if first is row else [first]).append(row)
        if any(row.band for rows in timed.values() for row in rows):
            zone_of(self.zone)
        object.__setattr__(self, "_by_length", tuple(sorted(tables.items(), reverse=True)))
        object.__setattr__(self, "_timed", {prefix: _by_precedence(rows) for prefix, rows in timed.items()})

    def match(self, e164: str, at_us: int | None = None) -> DeckRow | None:
        """The row of the longest prefix (never of the cheapest) of a full number, with or without its plus, at that instant (None: now).

        Rows that don't hold then are as if they weren't there: a shorter prefix may match. None when there is no row.
        """
        digits = e164.removeprefix("+")
        for length, table in self._by_length:
            row = table.get(digits[:length])
            if row is not None and row.prefix in self._timed:
                at_us = time.time_ns() // 1000 if at_us is None else at_us
                row = self._holding(row.prefix, at_us)
            if row is not None:
                return row
        return None

    def search(self, text: str, limit: int = 200) -> tuple[DeckRow, ...]:
        """At most `limit` rows that a person may mean by a part of a name (in either language), a prefix or a number, likeliest first.

        The first search of a deck takes longer (30 to 200 ms for 100,000 rows, as their names differ): names are folded then.
        """
        return self._index.search(text, limit)

    @cached_property
    def _index(self) -> SearchIndex:
        return SearchIndex(self.rows)

    def _holding(self, prefix: str, at_us: int) -> DeckRow | None:
        return next((row for row in self._timed[prefix] if row.holds(at_us, self.zone)), None)


def _by_precedence(rows: Iterable[DeckRow]) -> tuple[DeckRow, ...]:
    """Of one prefix, the one that wins first; ValueError for two that nothing tells apart."""
    ordered = sorted(rows, key=lambda row: (-row.valid_from_us, row.band is None))
    for _, issue in groupby(ordered, key=lambda row: row.valid_from_us):
        for one, other in combinations(issue, 2):
            if one.clashes(other):
                msg = f"prefix {one.prefix} stands twice for the same time"
                raise ValueError(msg)
    return tuple(ordered)
