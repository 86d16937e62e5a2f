"""Free directions and campaigns: which numbers cost nothing, from when until when, and the file they are read from."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tariffs.errors import TariffError
from tariffs.rating.moments import DEFAULT_ZONE, read_moment, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from phonenumbers import PhoneNumber

COLUMNS: Final[tuple[str, ...]] = (
    "id",
    "by",
    "name_en",
    "name_ru",
    "prefixes",
    "number_type",
    "valid_from",
    "valid_until",
    "campaign",
    "announcement_en",
    "announcement_ru",
)
_BY: Final = ("provider", "agent")
_TYPES: Final = ("", "fixed", "mobile")
_FLAGS: Final = {"0": False, "1": True}


@dataclass(frozen=True, slots=True)
class FreeSpan:
    """A free direction or campaign that covers the number now. Times are UTC in microseconds since 1970, half-open; until None: no end."""

    name_en: str
    name_ru: str
    from_us: int
    until_us: int | None = None
    is_campaign: bool = False


@dataclass(frozen=True)
class FreeDirection:
    """One line of the table of free directions. `prefixes` are digits without a plus; `number_type` is "", "fixed" or "mobile".

    `by` says who makes it free ("provider", "agent"). `announcement_en` and `_ru`: what a campaign is announced with, once ("" for none).
    """

    direction_id: str
    span: FreeSpan
    prefixes: tuple[str, ...]
    number_type: str = ""
    by: str = "provider"
    announcement_en: str = ""
    announcement_ru: str = ""

    def holds(self, at_us: int) -> bool:
        """Whether it is valid at that instant (half-open)."""
        return self.span.from_us <= at_us and (self.span.until_us is None or at_us < self.span.until_us)


class FreeDirectionsError(TariffError):
    """A file of free directions that can't be used; the message names line and value."""


def free_span(directions: Iterable[FreeDirection], number: str, at_us: int) -> FreeSpan | None:
    """What makes calls to this full number (E.164, with or without its plus) free at that instant; of several the one that lasts longest.

    A direction of fixed lines or mobiles covers only what the numbering plan knows to be one: not a number that could be either.
    """
    digits = number.removeprefix("+")
    near = [each for each in directions if each.holds(at_us) and digits.startswith(each.prefixes)]
    if not near:
        return None
    kind = _number_type(digits) if any(each.number_type for each in near) else ""
    spans = [each.span for each in near if each.number_type in ("", kind)]
    return max(spans, key=_lasts, default=None)


def read_free_directions(path: Path, zone: str = DEFAULT_ZONE) -> tuple[FreeDirection, ...]:
    """The directions of a UTF-8 file, whose dates are days of `zone`; FreeDirectionsError with the first bad line, OSError."""
    clock = zone_of(zone)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            if tuple(next(reader, ())) != COLUMNS:
                msg = f"the heading is {','.join(COLUMNS)}"
                raise ValueError(msg)  # noqa: TRY301 (its line is added below)
            return tuple(_direction(fields, clock) for fields in reader if fields)
        except (ValueError, csv.Error) as error:
            msg = f"{path.name}, line {max(1, reader.line_num)}: {error}"
            raise FreeDirectionsError(msg) from None


def _direction(fields: list[str], zone: ZoneInfo) -> FreeDirection:
    if len(fields) != len(COLUMNS):
        raise ValueError(f"{len(fields)} fields where the heading has {len(COLUMNS)}")
    record: dict[str, str] = dict(zip(COLUMNS, fields, strict=True))
    prefixes = tuple(record["prefixes"].split())
    if not prefixes or not all(prefix.isascii() and prefix.isdigit() for prefix in prefixes):
        raise ValueError(f"prefixes are digits between spaces, not {record['prefixes']!r}")
    _one_of("by", record["by"], _BY)
    _one_of("number_type", record["number_type"], _TYPES)
    _one_of("campaign", record["campaign"], tuple(_FLAGS))
    return FreeDirection(
        record["id"],
        _span(record, zone),
        prefixes,
        record["number_type"],
        record["by"],
        record["announcement_en"],
        record["announcement_ru"],
    )


def _span(record: dict[str, str], zone: ZoneInfo) -> FreeSpan:
    start = read_moment(record["valid_from"], zone)
    end = read_moment(record["valid_until"], zone) if record["valid_until"] else None
    if end is not None and end <= start:
        raise ValueError(f"valid_until {record['valid_until']} is not after valid_from {record['valid_from']}")
    return FreeSpan(record["name_en"], record["name_ru"], start, end, _FLAGS[record["campaign"]])


def _one_of(column: str, text: str, allowed: tuple[str, ...]) -> None:
    if text not in allowed:
        raise ValueError(f"{column} is one of {', '.join(map(repr, allowed))}, not {text!r}")


def _lasts(span: FreeSpan) -> tuple[bool, int]:
    return span.until_us is None, span.until_us or 0


def _number_type(digits: str) -> str:
    """ "fixed", "mobile", or "neither" for whatever isn't surely one of them."""
    import phonenumbers  # 12-32 ms: not on the start-up path

    try:
        parsed: PhoneNumber = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return "neither"
    kinds = phonenumbers.PhoneNumberType
    return {kinds.FIXED_LINE: "fixed", kinds.MOBILE: "mobile"}.get(phonenumbers.number_type(parsed), "neither")
