"""A deck as a CSV file, in the columns that decks are read from: what was saved can be loaded again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from agent_app.files import write_atomically
from agent_app.spreadsheet import plain_cell, table
from tariffs.rating.moments import zone_of

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from tariffs.rating.band import Band
    from tariffs.rating.deck import Deck, DeckRow

HEADING: Final = (
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
    "zone",
    "valid_from",
    "valid_until",
    "weekdays",
    "hours",
    "increments",
    "rounding",
    "rounding_place",
    "decimals",
)
_NANO_PLACES: Final = 9
_MICRO_PLACES: Final = 6


def export_deck(deck: Deck, path: Path) -> None:
    """The old file, or the whole new one: OSError where it can't be written. Names are foreign: none is a formula to a spreadsheet."""
    zone = zone_of(deck.zone)
    write_atomically(path, table((HEADING, *(_cells(row, deck, zone) for row in deck.rows))))


def _cells(row: DeckRow, deck: Deck, zone: ZoneInfo) -> tuple[object, ...]:
    terms = row.terms
    return (
        row.prefix,
        plain_cell(row.destination_en),
        plain_cell(row.destination_ru),
        _decimal(row.rate_nanos, _NANO_PLACES),
        _decimal(row.connection_fee_micros, _MICRO_PLACES),
        row.free_seconds,
        row.initial_increment,
        row.recurring_increment,
        int(row.forbidden),
        deck.currency,
        deck.zone,
        _moment(row.valid_from_us, zone) if row.valid_from_us else "",
        "" if row.valid_until_us is None else _moment(row.valid_until_us, zone),
        *_band(row.band),
        terms.convention.value,
        terms.direction.value,
        terms.place.value,
        terms.decimals,
    )


def _decimal(value: int, places: int) -> str:
    """Exact, with a point, and at least two decimals."""
    whole, rest = divmod(value, 10**places)
    return f"{whole}.{f'{rest:0{places}}'.rstrip('0').ljust(2, '0')}"


def _moment(at_us: int, zone: ZoneInfo) -> str:
    """With its offset: an hour that the clock shows twice stays the one that is meant."""
    return datetime.fromtimestamp(at_us // 1_000_000, zone).replace(microsecond=at_us % 1_000_000).isoformat()


def _band(band: Band | None) -> tuple[str, str]:
    if band is None:
        return "", ""
    start, end = band.from_minute, band.until_minute
    hours = f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"
    return " ".join(map(str, band.weekdays)), hours
