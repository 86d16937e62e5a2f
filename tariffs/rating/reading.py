"""Reading a deck's file: its good lines become a deck, its bad ones are named, and the caller decides whether they refuse the whole."""

from __future__ import annotations

import csv
import io
import re
from array import array
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from tariffs.rating import cells
from tariffs.rating.broken import BrokenCellError, BrokenCode, BrokenRow, DeckError
from tariffs.rating.deck import Deck, DeckRow
from tariffs.rating.decoding import LARGEST, lines_of
from tariffs.rating.layouts import DEFAULTS, Layout, Line, Record, Rest, Values, layout_of, plain_name, rate_nanos

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

MOST_BROKEN: Final = 10_000  # a file of so many is no deck
_REMEMBERED: Final = 2**12  # and an eighth of the rows: what hardly repeats itself isn't worth the memory
_PATTERN: Final = re.compile(r"\^?\+?(.*?)(?:\.\*)?")  # ASTPP writes a prefix as ^7495.*
_DELIMITERS: Final = ",;\t|"


@dataclass(frozen=True, slots=True)
class DeckReading:
    """What a file gave: the deck of its good lines, and the bad ones. Without a good line there is at least a bad one, which says why."""

    deck: Deck
    broken: tuple[BrokenRow, ...] = ()

    def whole(self) -> Deck:
        """The deck, where no line is broken; else DeckError with every one of them."""
        if self.broken:
            raise DeckError(self.broken)
        return self.deck


class _Reader(Protocol):
    """What csv.reader makes."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...


def read_deck(source: Path | bytes, currency: str = "", zone: str = "", largest: int = LARGEST) -> DeckReading:
    """The deck of a CSV file, which may be gzipped; OSError where it can't be opened.

    `currency` (ISO 4217) and `zone` (IANA) are those of a file that names none ("": its kind's own, or an error; Moscow). Commas,
    semicolons, tabs or bars part the cells; UTF-8, UTF-16 or cp1251; at most `largest` bytes when unpacked.
    """
    try:
        collected = _all_of(source, currency, zone, largest)  # the file itself is let go before the deck's tables are made
    except BrokenCellError as error:
        return DeckReading(Deck(currency, ()), (_broken(1, error),))
    return collected.reading()


def parse_deck(text: str, currency: str = "", zone: str = "") -> DeckReading:
    """The same of a text."""
    return read_deck(text.encode("utf-8", "replace"), currency, zone)


def _all_of(source: Path | bytes, currency: str, zone: str, largest: int) -> _Collected:
    data = _bytes_of(source, largest) if isinstance(source, Path) else source
    with lines_of(data, largest) as lines:
        reader = csv.reader(lines, delimiter=_delimiter(lines))
        collected = _heading(reader, currency, zone)
        _collect(reader, collected)
    return collected


def _delimiter(lines: io.TextIOWrapper) -> str:
    """Whatever stands most often in the first line that is not empty."""
    first = next((line for line in lines if line.strip()), "")
    lines.seek(0)
    return max(_DELIMITERS, key=first.count)


def _heading(reader: _Reader, currency: str, zone: str) -> _Collected:
    currency, zone = currency and cells.currency(currency), zone and cells.zone(zone)
    try:
        columns = next((tuple(map(plain_name, line)) for line in reader if any(line)), ())
    except csv.Error as error:
        raise BrokenCellError(BrokenCode.UNREADABLE, str(error), f"no CSV ({error}): see to the quotation marks") from None
    twice = {column for column in columns if column and columns.count(column) > 1}
    if twice:
        named = ", ".join(sorted(twice))
        raise BrokenCellError(BrokenCode.HEADING_TWICE, named, f"the heading has {named} more than once: leave one")
    layout = layout_of(frozenset(columns))
    own_currency, own_zone = DEFAULTS[layout.name]
    return _Collected(columns, layout, currency or own_currency, zone or own_zone)


class _Cells:
    """Some columns, and their cells of a line; two columns at least."""

    def __init__(self, columns: tuple[str, ...], places: Sequence[int]) -> None:
        self.columns = tuple(columns[place] for place in places)
        self.of: Callable[[list[str]], tuple[str, ...]] = itemgetter(*places)


def _parted(columns: tuple[str, ...], layout: Layout) -> tuple[_Cells, _Cells]:
    """The prefix with the layout's own columns, and all others."""
    own = [columns.index(column) for column in (layout.prefix, *(layout.own or ()))]
    return _Cells(columns, own), _Cells(columns, [place for place in range(len(columns)) if place not in own])


class _Collected:
    """The rows so far, of one currency and one time zone: those of the first good line."""

    def __init__(self, columns: tuple[str, ...], layout: Layout, currency: str, zone: str) -> None:
        self.broken: list[BrokenRow] = []
        self._columns = columns
        self._layout = layout
        self._defaults = currency, zone
        self._prefix_at = columns.index(layout.prefix)
        self._own, self._others = _parted(columns, layout) if layout.own else (None, None)
        self._rests: dict[tuple[str, ...], Rest] = {}  # decks say the same of many prefixes
        self._rates: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._currency = ""
        self._zone = ""
        self._rows: list[DeckRow] = []
        self._lines = array("L")
        self._prefixes: set[str] = set()
        self._places: dict[str, int] = {}  # where a prefix stands first in _rows, for as many rows as _placed says
        self._placed = 0
        self._issues: dict[tuple[str, int], list[int]] = {}

    def add(self, number: int, fields: list[str]) -> None:
        """The line of that number; BrokenCellError."""
        if len(fields) != len(self._columns):
            message = f"{len(fields)} fields where the heading has {len(self._columns)}: a comma within a field wants quotation marks"
            raise BrokenCellError(BrokenCode.FIELDS, str(len(fields)), message)
        if self._own and self._others:
            self._keep(number, self._row(self._own.of(fields), self._others.of(fields)))
            return
        for values in self._line(self._columns, fields).prices:
            self._keep(number, _row(fields[self._prefix_at], values))

    def _row(self, own: tuple[str, ...], others: tuple[str, ...]) -> DeckRow:
        """Where names and rate are a line's own, and the rest is what other lines say too."""
        prefix, english, russian, rate = own
        rest = self._rests.get(others) or self._rest(others)
        english = self._names.get(english) or self._name(english)
        russian = self._names.get(russian) or self._name(russian)
        nanos = self._rates.get(rate, -1)
        if nanos < 0:
            nanos = self._rate(rate)
        try:
            return DeckRow(prefix, english, russian, nanos, *rest)
        except ValueError:
            return _row(prefix, (english, russian, nanos, *rest))

    def _rest(self, others: tuple[str, ...]) -> Rest:
        assert self._own is not None
        assert self._others is not None
        (values,) = self._line((*self._others.columns, self._own.columns[-1]), (*others, "0")).prices
        if len(self._rests) < _REMEMBERED:
            self._rests[others] = values[3:]
        return values[3:]

    def _line(self, columns: tuple[str, ...], fields: Iterable[str]) -> Line:
        line = self._layout.read(Record(dict(zip(columns, fields, strict=True)), *self._defaults))
        self._currency, self._zone = self._currency or line.currency, self._zone or line.zone
        if line.currency != self._currency:
            message = f"currency {line.currency} in a deck of {self._currency}: put it into a deck of its own"
            raise BrokenCellError(BrokenCode.OTHER_CURRENCY, line.currency, message)
        if line.zone != self._zone:
            message = f"time zone {line.zone} in a deck of {self._zone}: put it into a deck of its own"
            raise BrokenCellError(BrokenCode.ZONE, line.zone, message)
        return line

    def _name(self, text: str) -> str:
        """The same object for the same name: many prefixes have it."""
        name = text.strip()
        if len(self._names) < _REMEMBERED + len(self._rows) // 8:
            self._names[text] = name
        return name

    def _rate(self, text: str) -> int:
        try:
            nanos = rate_nanos(text)
        except BrokenCellError as error:
            error.column = self._own.columns[-1] if self._own else ""
            raise
        if len(self._rates) < _REMEMBERED + len(self._rows) // 8:
            self._rates[text] = nanos
        return nanos

    def _keep(self, number: int, row: DeckRow) -> None:
        if row.prefix in self._prefixes:
            self._add_issue(row)
        self._prefixes.add(row.prefix)
        self._rows.append(row)
        self._lines.append(number)

    def _add_issue(self, row: DeckRow) -> None:
        """Of a prefix that stands already."""
        first = self._place_of(row.prefix)
        self._issues.setdefault((row.prefix, self._rows[first].valid_from_us), [first])
        issue = self._issues.setdefault((row.prefix, row.valid_from_us), [])
        for index in issue:
            if row.clashes(self._rows[index]):
                message = f"prefix {row.prefix} stands twice for the same time, first in line {self._lines[index]}: leave one out"
                raise BrokenCellError(BrokenCode.TWICE, row.prefix, f"{message}, or give them different valid_from or hours")
        issue.append(len(self._rows))

    def _place_of(self, prefix: str) -> int:
        """Nobody asks of most decks: no prefix stands twice there."""
        while self._placed < len(self._rows):
            self._places.setdefault(self._rows[self._placed].prefix, self._placed)
            self._placed += 1
        return self._places[prefix]

    def reading(self) -> DeckReading:
        """All of it; nothing can be added after that."""
        for remembered in (self._rests, self._rates, self._names, self._prefixes, self._places):
            remembered.clear()
        if not self._rows and not self.broken:
            self.broken.append(BrokenRow(1, "the file has no prices: there is nothing under its heading", BrokenCode.EMPTY))
        deck = Deck(self._currency, tuple(self._rows), self._zone) if self._rows else Deck(self._defaults[0], ())
        return DeckReading(deck, tuple(self.broken))


def _collect(reader: _Reader, into: _Collected) -> None:
    """All lines; what follows a broken quotation, or too many broken lines, is not read."""
    try:
        for fields in reader:
            if not fields:
                continue
            try:
                into.add(reader.line_num, fields)
            except BrokenCellError as error:
                into.broken.append(_broken(reader.line_num, error))
                if len(into.broken) >= MOST_BROKEN:
                    into.broken.append(_given_up(reader.line_num))
                    return
    except csv.Error as error:
        into.broken.append(_unreadable(reader.line_num, error))


def _row(text: str, values: Values) -> DeckRow:
    """Of a prefix that may be written as +7495, or as ASTPP writes it."""
    match = _PATTERN.fullmatch(text.strip())
    try:
        return DeckRow(match[1] if match else text, *values)
    except ValueError as error:
        raise BrokenCellError(BrokenCode.PREFIX, text, str(error)) from None


def _bytes_of(path: Path, largest: int) -> bytes:
    """At most one byte more than `largest`."""
    with path.open("rb") as file:
        return file.read(largest + 1)


def _broken(line: int, error: BrokenCellError) -> BrokenRow:
    reason = f"{error.column}: {error}" if error.column else str(error)
    return BrokenRow(line, reason, error.code, error.column, error.value)


def _unreadable(line: int, error: csv.Error) -> BrokenRow:
    return BrokenRow(line, f"no CSV from here on ({error}): see to the quotation marks", BrokenCode.UNREADABLE, value=str(error))


def _given_up(line: int) -> BrokenRow:
    return BrokenRow(line, f"{MOST_BROKEN} lines are broken: the rest was not read", BrokenCode.TOO_MANY, value=str(MOST_BROKEN))
