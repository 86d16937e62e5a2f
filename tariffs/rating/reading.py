"""Reading a deck's file: its good lines become a deck, its bad ones are named, and the caller decides whether they refuse the whole."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from tariffs.rating.broken import LONGEST_SHOWN, BrokenCellError, BrokenCode, BrokenRow, DeckError
from tariffs.rating.deck import LONGEST_PREFIX, Deck, DeckRow, is_prefix
from tariffs.rating.decoding import LARGEST, text_of
from tariffs.rating.layouts import DEFAULTS, Layout, Line, Record, layout_of, plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BROKEN: Final = 10_000  # a file of so many is no deck
_REMEMBERED: Final = 2**15
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
        data = _bytes_of(source, largest) if isinstance(source, Path) else source
        return parse_deck(text_of(data, largest), currency, zone)
    except BrokenCellError as error:
        return DeckReading(Deck(currency, ()), (_broken(1, error),))


def parse_deck(text: str, currency: str = "", zone: str = "") -> DeckReading:
    """The same of a text."""
    body = text.lstrip("\r\n")
    delimiter = max(_DELIMITERS, key=body[: body.find("\n")].count)
    reader = csv.reader(io.StringIO(body, newline=None), delimiter=delimiter)
    try:
        columns = tuple(map(plain_name, next(reader, ())))
        layout = layout_of(frozenset(columns))
    except BrokenCellError as error:
        return DeckReading(Deck(currency, ()), (_broken(1, error),))
    except csv.Error as error:
        return DeckReading(Deck(currency, ()), (_unreadable(1, error),))
    own_currency, own_zone = DEFAULTS[layout.name]
    collected = _Collected(columns, layout, currency or own_currency, zone or own_zone)
    _collect(reader, collected)
    return collected.reading()


@dataclass(slots=True)
class _Collected:
    """The rows so far, of one currency and one time zone: those of the first good line."""

    columns: tuple[str, ...]
    layout: Layout
    default_currency: str
    default_zone: str
    currency: str = ""
    zone: str = ""
    rows: list[DeckRow] = field(default_factory=list[DeckRow])
    lines: list[int] = field(default_factory=list[int])
    broken: list[BrokenRow] = field(default_factory=list[BrokenRow])
    _seen: dict[str, int] = field(default_factory=dict[str, int])
    _issues: dict[tuple[str, int], list[int]] = field(default_factory=dict[tuple[str, int], list[int]])

    def read(self, cells: tuple[str, ...]) -> Line:
        """What a line says but for its prefix."""
        record = Record(dict(zip(self.columns, cells, strict=True)), self.default_currency, self.default_zone)
        line = self.layout.read(record)
        self.currency, self.zone = self.currency or line.currency, self.zone or line.zone
        if line.currency != self.currency:
            message = f"currency {line.currency} in a deck of {self.currency}: put it into a deck of its own"
            raise BrokenCellError(BrokenCode.OTHER_CURRENCY, line.currency, message)
        if line.zone != self.zone:
            message = f"time zone {line.zone} in a deck of {self.zone}: put it into a deck of its own"
            raise BrokenCellError(BrokenCode.ZONE, line.zone, message)
        return line

    def add(self, number: int, row: DeckRow) -> None:
        """The row of line `number`; BrokenCellError where another says otherwise for the same time."""
        first = self._seen.setdefault(row.prefix, len(self.rows))
        if first != len(self.rows):
            self._add_issue(row, first)
        self.rows.append(row)
        self.lines.append(number)

    def _add_issue(self, row: DeckRow, first: int) -> None:
        """Of a prefix that stands already, first at the index `first`."""
        self._issues.setdefault((row.prefix, self.rows[first].valid_from_us), [first])
        issue = self._issues.setdefault((row.prefix, row.valid_from_us), [])
        for index in issue:
            if row.clashes(self.rows[index]):
                message = f"prefix {row.prefix} stands twice for the same time, first in line {self.lines[index]}: leave one out"
                raise BrokenCellError(BrokenCode.TWICE, row.prefix, f"{message}, or give them different valid_from or hours")
        issue.append(len(self.rows))

    def reading(self) -> DeckReading:
        """All of it."""
        if not self.rows and not self.broken:
            self.broken.append(BrokenRow(1, "the file has no prices: there is nothing under its heading", BrokenCode.EMPTY))
        deck = Deck(self.currency, tuple(self.rows), self.zone) if self.rows else Deck(self.default_currency, ())
        return DeckReading(deck, tuple(self.broken))


def _collect(reader: _Reader, into: _Collected) -> None:
    """All lines; what follows a broken quotation, or too many broken lines, is not read."""
    at = into.columns.index(into.layout.prefix)
    known: dict[tuple[str, ...], Line] = {}  # decks say the same of many prefixes
    try:
        for cells in reader:
            if not cells:
                continue
            try:
                _add(reader.line_num, cells, at, known, into)
            except BrokenCellError as error:
                into.broken.append(_broken(reader.line_num, error))
                if len(into.broken) >= MOST_BROKEN:
                    into.broken.append(_given_up(reader.line_num))
                    return
    except csv.Error as error:
        into.broken.append(_unreadable(reader.line_num, error))


def _add(number: int, cells: list[str], at: int, known: dict[tuple[str, ...], Line], into: _Collected) -> None:
    if len(cells) != len(into.columns):
        message = f"{len(cells)} fields where the heading has {len(into.columns)}: a comma within a field wants quotation marks around it"
        raise BrokenCellError(BrokenCode.FIELDS, str(len(cells)), message)
    prefix, cells[at] = cells[at], ""
    if not is_prefix(prefix):
        prefix = _prefix(prefix)
    key = tuple(cells)
    line = known.get(key)
    if line is None:
        line = into.read(key)
        if len(known) < _REMEMBERED:
            known[key] = line
    for values in line.prices:
        try:
            row = DeckRow(prefix, *values)
        except ValueError as error:
            raise BrokenCellError(BrokenCode.RANGE, prefix, str(error)) from None
        into.add(number, row)


def _prefix(text: str) -> str:
    match = _PATTERN.fullmatch(text.strip())
    digits = match[1] if match else ""
    if not is_prefix(digits):
        raise BrokenCellError(BrokenCode.PREFIX, text, f"a prefix is 1 to {LONGEST_PREFIX} digits, not {text[:LONGEST_SHOWN]!r}")
    return digits


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
