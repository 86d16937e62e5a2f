"""The columns of decks that we read: our own, ASTPP's and DIDWW's, told apart by the heading. docs/decks.md describes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from tariffs.rating import cells
from tariffs.rating.band import EVERY_DAY
from tariffs.rating.broken import BrokenCellError, BrokenCode
from tariffs.rating.moments import DEFAULT_ZONE
from tariffs.rating.money import MICRO_PLACES
from tariffs.rating.terms import IncrementConvention, RoundingDirection, RoundingPlace, Terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from tariffs.rating.band import Band

NANO_PLACES: Final = 9
_USUAL: Final = Terms()
_UNNAMED: Final = re.compile(r"[^0-9a-z]+")
_Read = TypeVar("_Read")

Rest = tuple[int, int, int, int, bool, Terms, int, "int | None", "Band | None"]
Values = tuple[str, str, int, int, int, int, int, bool, Terms, int, "int | None", "Band | None"]
"""The fields of a `DeckRow` after its prefix, in their order; `Rest` are those after the names and the rate."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says of its prefix: the prices, one after the other in time where a change is announced."""

    currency: str
    zone: str
    prices: tuple[Values, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A line's cells by the plain names of their columns; what the file doesn't name is the caller's `currency` and `zone`."""

    cells: dict[str, str]
    currency: str
    zone: str

    def text(self, column: str) -> str:
        """The cell, or "" where the file has no such column."""
        return self.cells.get(column, "").strip()

    def read(self, column: str, reader: Callable[[str], _Read]) -> _Read:
        """What the reader makes of a cell; a BrokenCellError gets the column's name."""
        try:
            return reader(self.cells.get(column, ""))
        except BrokenCellError as error:
            error.column = column
            raise

    def optional(self, column: str, reader: Callable[[str], _Read], otherwise: _Read) -> _Read:
        """The same, or `otherwise` for an empty cell."""
        return self.read(column, reader) if self.text(column) else otherwise


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns a file of this kind must have, the one with the prefix, and how a line is read.

    `own`: the columns of the two names and of the rate, where lines differ in these alone as a rule and are read apart from the rest.
    """

    name: str
    prefix: str
    required: frozenset[str]
    read: Callable[[Record], Line]
    own: tuple[str, str, str] | None = None


def plain_name(heading: str) -> str:
    """A column's name as layouts know it: "Connect Cost" is connect_cost."""
    return _UNNAMED.sub("_", heading.strip().casefold()).strip("_")


def layout_of(columns: frozenset[str]) -> Layout:
    """The layout of a heading's plain names; BrokenCellError that names what our own layout lacks."""
    for layout in (OURS, DIDWW, ASTPP):
        if layout.required <= columns:
            return layout
    missing = ", ".join(name for name in _OWN_REQUIRED if name not in columns)
    raise BrokenCellError(BrokenCode.HEADING, missing, f"the heading lacks {missing}; it is not ASTPP's or DIDWW's either")


def _ours(record: Record) -> Line:
    zone = record.optional("zone", cells.zone, record.zone)
    start = record.optional("valid_from", lambda text: cells.moment(text, zone), 0)
    end = record.optional("valid_until", lambda text: cells.moment(text, zone), None)
    if end is not None and end <= start:
        message = f"ends {record.text('valid_until')}, not after it begins: it is the first day without this price"
        raise BrokenCellError(BrokenCode.VALIDITY, record.text("valid_until"), f"the validity {message}", "valid_until")
    values = (
        record.text("destination_en"),
        record.text("destination_ru"),
        record.read("rate", rate_nanos),
        record.optional("connection_fee", _fee, 0),
        record.optional("free_seconds", cells.whole_seconds, 0),
        record.read("initial_increment", cells.whole_seconds),
        record.read("recurring_increment", cells.whole_seconds),
        record.read("forbidden", cells.flag),
        _terms(record),
        start,
        end,
        cells.band(record.optional("weekdays", cells.weekdays, EVERY_DAY), record.optional("hours", cells.hours, cells.ALL_DAY)),
    )
    return Line(_currency(record), zone, (values,))


def _terms(record: Record) -> Terms:
    return cells.terms(
        record.optional("increments", lambda text: cells.choice(text, IncrementConvention), _USUAL.convention),
        record.optional("rounding", lambda text: cells.choice(text, RoundingDirection), _USUAL.direction),
        record.optional("rounding_place", lambda text: cells.choice(text, RoundingPlace), _USUAL.place),
        record.optional("decimals", cells.decimals, _USUAL.decimals),
    )


def _astpp(record: Record) -> Line:
    name = record.text("destination")
    increment = record.read("increment", cells.whole_seconds)
    values = (
        name,
        name,
        record.read("per_minute_cost", rate_nanos),
        record.optional("connect_cost", _fee, 0),
        record.optional("included_seconds", cells.whole_seconds, 0),
        record.optional("initial_increment", cells.whole_seconds, increment),
        increment,
        False,
        _USUAL,
        0,
        None,
        None,
    )
    return Line(_currency(record), record.zone, (values,))


def _didww(record: Record) -> Line:
    """Prices of calls whose caller matters (origin based, local) are left out: which of them would hold isn't known before the call."""
    currency = _currency(record)
    if record.text("category").casefold() not in ("", "international"):
        return Line(currency, record.zone, ())
    change = record.optional("effective_at", lambda text: cells.moment(text, "UTC"), 0)
    if not change:
        return Line(currency, record.zone, (_didww_price(record, "", 0, None),))
    if not (record.text("next_rate") or record.text("next_reject_calls")):  # a price that has begun, or will
        return Line(currency, record.zone, (_didww_price(record, "", change, None),))
    return Line(currency, record.zone, (_didww_price(record, "", 0, change), _didww_price(record, "next_", change, None)))


def _didww_price(record: Record, which: str, start: int, end: int | None) -> Values:
    name = ", ".join(dict.fromkeys(part for part in (record.text("country"), record.text("network")) if part))
    forbidden = record.read(f"{which}reject_calls", cells.flag)
    initial = record.optional("initial_increment", cells.whole_seconds, 1)
    recurring = record.optional("recurring_increment", cells.whole_seconds, 1)
    return (
        name,
        name,
        record.optional(f"{which}rate", rate_nanos, 0) if forbidden else record.read(f"{which}rate", rate_nanos),
        record.optional(f"{which}connection_fee", _fee, 0),
        0,
        record.optional(f"{which}initial_increment", cells.whole_seconds, initial),
        record.optional(f"{which}recurring_increment", cells.whole_seconds, recurring),
        forbidden,
        _USUAL,
        start,
        end,
        None,
    )


def _currency(record: Record) -> str:
    if record.text("currency") or not record.currency:
        return record.read("currency", cells.currency)
    return record.currency


def rate_nanos(text: str) -> int:
    """A rate's cell in nano-units."""
    return cells.price(text, NANO_PLACES)


def _fee(text: str) -> int:
    return cells.price(text, MICRO_PLACES)


_OWN_REQUIRED: Final = ("prefix", "destination_en", "destination_ru", "rate", "initial_increment", "recurring_increment")
OURS: Final = Layout("ours", "prefix", frozenset(_OWN_REQUIRED), _ours, ("destination_en", "destination_ru", "rate"))
ASTPP: Final = Layout(
    "ASTPP",
    "code",
    frozenset({"code", "destination", "connect_cost", "per_minute_cost", "increment"}),
    _astpp,
    ("destination", "destination", "per_minute_cost"),
)
DIDWW: Final = Layout(
    "DIDWW", "prefix", frozenset({"prefix", "rate", "connection_fee", "initial_increment", "recurring_increment", "reject_calls"}), _didww
)
DEFAULTS: Final = {DIDWW.name: ("USD", "UTC"), OURS.name: ("", DEFAULT_ZONE), ASTPP.name: ("", DEFAULT_ZONE)}
