"""A deck: what calls cost by the longest prefix of the number, and the CSV file it is read from."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

from tariffs.errors import TariffError
from tariffs.rating.moments import DEFAULT_ZONE
from tariffs.rating.money import MICRO_PLACES, MoneyError, parse_scaled
from tariffs.rating.terms import Terms

if TYPE_CHECKING:
    from pathlib import Path

    from tariffs.rating.band import Band

NANO_PLACES: Final = 9
COLUMNS: Final = (
    "prefix",
    "destination_en",
    "destination_ru",
    "rate",
    "connection_fee",
    "free_seconds",
    "initial_increment",
    "recurring_increment",
    "forbidden",
    "currency",
)
_FLAGS: Final = {"0": False, "1": True, "": False}
_USUAL: Final = Terms()
_LONGEST_PREFIX: Final = 15  # E.164: no number has more digits


@dataclass(frozen=True, slots=True)
class DeckRow:
    """One destination.

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
        if not (self.prefix.isascii() and self.prefix.isdigit() and len(self.prefix) <= _LONGEST_PREFIX):
            msg = f"a prefix is 1 to {_LONGEST_PREFIX} digits, not {self.prefix!r}"
            raise ValueError(msg)
        numbers = (self.rate_nanos, self.connection_fee_micros, self.free_seconds, self.initial_increment, self.recurring_increment)
        if min(numbers) < 0:
            msg = f"a negative price or duration for prefix {self.prefix}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A line of a deck file (counted from 1, the heading included) that can't be used, and why."""

    line: int
    reason: str


class DeckError(TariffError):
    """A deck that can't be used; `broken` has every bad line."""

    def __init__(self, broken: tuple[BrokenRow, ...]) -> None:
        self.broken = broken
        super().__init__("; ".join(f"line {row.line}: {row.reason}" for row in broken))


@dataclass(frozen=True, slots=True)
class Deck:
    """The rows of one currency. A prefix stands once: ValueError otherwise."""

    currency: str
    rows: tuple[DeckRow, ...]
    zone: str = DEFAULT_ZONE
    _by_length: tuple[tuple[int, dict[str, DeckRow]], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        tables: dict[int, dict[str, DeckRow]] = {}
        for row in self.rows:
            table = tables.setdefault(len(row.prefix), {})
            if row.prefix in table:
                msg = f"prefix {row.prefix} stands twice"
                raise ValueError(msg)
            table[row.prefix] = row
        object.__setattr__(self, "_by_length", tuple(sorted(tables.items(), reverse=True)))

    def match(self, e164: str, at_us: int | None = None) -> DeckRow | None:
        """The row of the longest prefix (never of the cheapest) of a full number, with or without its plus; None when there is none."""
        del at_us
        digits = e164.removeprefix("+")
        for length, table in self._by_length:
            row = table.get(digits[:length])
            if row is not None:
                return row
        return None

    def search(self, text: str, limit: int = 200) -> tuple[DeckRow, ...]:
        """The rows whose destination (in either language) or prefix is meant by what a person typed, the likeliest first."""
        folded = text.strip().casefold()
        found = (
            row for row in self.rows if row.prefix.startswith(folded) or folded in f"{row.destination_en} {row.destination_ru}".casefold()
        )
        return tuple(islice(found, limit))


def parse_csv(text: str) -> tuple[Deck, tuple[BrokenRow, ...]]:
    """The deck of the good lines, and the bad lines with their reasons. A wrong heading makes the whole file one broken line."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=None))
    try:
        heading = next(reader, [""])
        missing = [name for name in COLUMNS if name not in heading]
        if missing:
            return Deck("", ()), (BrokenRow(1, f"the heading lacks {', '.join(missing)}"),)
        return _collect(heading, [(reader.line_num, fields) for fields in reader if fields])
    except csv.Error as error:
        return Deck("", ()), (BrokenRow(reader.line_num, str(error)),)


def read_csv(path: Path) -> Deck:
    """The deck of a UTF-8 file; DeckError naming every broken line when one is broken."""
    deck, broken = parse_csv(path.read_text(encoding="utf-8"))
    if broken:
        raise DeckError(broken)
    return deck


def _collect(heading: list[str], lines: list[tuple[int, list[str]]]) -> tuple[Deck, tuple[BrokenRow, ...]]:
    rows: dict[str, DeckRow] = {}
    broken: list[BrokenRow] = []
    currency = ""
    for line, fields in lines:
        try:
            record = _record(heading, fields)
            row = _row(record)
            own_currency = _currency(record["currency"])
        except (ValueError, MoneyError) as error:
            broken.append(BrokenRow(line, str(error)))
            continue
        currency = currency or own_currency
        if own_currency != currency:
            broken.append(BrokenRow(line, f"currency {own_currency} in a deck of {currency}"))
        elif row.prefix in rows:
            broken.append(BrokenRow(line, f"prefix {row.prefix} stands twice"))
        else:
            rows[row.prefix] = row
    return Deck(currency, tuple(rows.values())), tuple(broken)


def _record(heading: list[str], fields: list[str]) -> dict[str, str]:
    if len(fields) != len(heading):
        raise ValueError(f"{len(fields)} fields where the heading has {len(heading)}")
    return dict(zip(heading, fields, strict=True))


def _row(record: dict[str, str]) -> DeckRow:
    flag = _FLAGS.get(record["forbidden"])
    if flag is None:
        raise ValueError(f"forbidden is 0 or 1, not {record['forbidden']!r}")
    return DeckRow(
        prefix=record["prefix"].removeprefix("+"),
        destination_en=record["destination_en"],
        destination_ru=record["destination_ru"],
        rate_nanos=parse_scaled(record["rate"], NANO_PLACES),
        connection_fee_micros=parse_scaled(record["connection_fee"], MICRO_PLACES),
        free_seconds=parse_scaled(record["free_seconds"], 0),
        initial_increment=parse_scaled(record["initial_increment"], 0),
        recurring_increment=parse_scaled(record["recurring_increment"], 0),
        forbidden=flag,
    )


def _currency(text: str) -> str:
    if len(text) != 3 or not (text.isascii() and text.isalpha() and text.isupper()):
        raise ValueError(f"a currency is three capital letters, not {text!r}")
    return text
