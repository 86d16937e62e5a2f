"""A deck's row and a free direction in words."""

from __future__ import annotations

from datetime import UTC, datetime, timezone
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QDate, QLocale

from tariffs.rating.tariff import Rate
from ui.language import in_language, tr
from ui.widgets.table import Cells
from ui.wording.amounts import currency_sign, decimal, per_minute
from ui.wording.times import duration

if TYPE_CHECKING:
    from agent_app.money.snapshots import MoneySnapshot
    from tariffs.providers.provider import FreeDirection
    from tariffs.rating.band import Band
    from tariffs.rating.deck import DeckRow

_MICRO_PLACES: Final = 6
_WHOLE_DAY: Final = 24 * 60


def destination(row: DeckRow) -> str:
    """In the user's language; a deck that has no name for it shows the prefix."""
    return in_language(row.destination_ru, row.destination_en) or row.destination_en or row.destination_ru or f"+{row.prefix}"


def price_cells(row: DeckRow, currency: str, zone: str, now_us: int) -> Cells:
    """Destination, prefix, price, increments, validity."""
    over = row.valid_until_us is not None and row.valid_until_us <= now_us
    role = "muted" if over or row.forbidden else ""
    return Cells((destination(row), f"+{row.prefix}", price(row, currency), increments(row), validity(row, zone)), (role, "", role))


def price(row: DeckRow, currency: str) -> str:
    """ "0.70 ₽/min", with the fee for connecting where there is one; "free"; "not connected"."""
    if row.forbidden:
        return tr("Tariffs", "not connected")
    if not row.rate_nanos and not row.connection_fee_micros:
        return tr("Tariffs", "free")
    said = per_minute(Rate(row, currency))
    if not row.connection_fee_micros:
        return said
    fee = f"{decimal(row.connection_fee_micros, _MICRO_PLACES)}\u00a0{currency_sign(currency)}"
    return tr("Tariffs", "{fee} + {price}", fee=fee, price=said)


def increments(row: DeckRow) -> str:
    """How the time is counted: "whole minutes", "by the second", "first 30 s, then by 6 s"."""
    if row.forbidden:
        return ""
    first, then = row.initial_increment, max(1, row.recurring_increment)
    if first == then == 60:
        said = tr("Tariffs", "whole minutes")
    elif first <= 1 and then <= 1:
        said = tr("Tariffs", "by the second")
    elif first == 60 and then == 1:
        said = tr("Tariffs", "first minute whole")
    elif first in (0, then):
        said = tr("Tariffs", "by {step}", step=duration(then))
    else:
        said = tr("Tariffs", "first {first}, then by {step}", first=duration(first), step=duration(then))
    if row.free_seconds:
        said = tr("Tariffs", "first {duration} free, {increments}", duration=duration(row.free_seconds), increments=said)
    return said


def validity(row: DeckRow, zone: str) -> str:
    """When the price holds, by the provider's own clock; "" where it always does."""
    parts = [_span(row.valid_from_us, row.valid_until_us, zone)]
    if row.band is not None:
        parts.append(band_words(row.band))
    return ", ".join(part for part in parts if part)


def _span(from_us: int, until_us: int | None, zone: str) -> str:
    begins = _date(from_us, zone) if from_us > 0 else ""
    ends = _date(until_us, zone) if until_us is not None else ""
    if begins and ends:
        return f"{begins} – {ends}"
    if begins:
        return tr("Tariffs", "from {date}", date=begins)
    return tr("Tariffs", "until {date}", date=ends) if ends else ""


def _date(at_us: int, zone: str) -> str:
    at = datetime.fromtimestamp(at_us // 1_000_000, _zone(zone))
    day = QLocale().toString(QDate(at.year, at.month, at.day), "d MMM yyyy")
    return day if at.hour == at.minute == 0 else f"{day} {at:%H:%M}"


def _zone(name: str) -> ZoneInfo | timezone:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # a system without the zone's table
        return UTC


def band_words(band: Band) -> str:
    """ "Mon–Fri 09:00–18:00" """
    hours = "" if _is_whole_day(band) else f"{_hour(band.from_minute)}–{_hour(band.until_minute)}"
    return " ".join(part for part in (_weekdays(band.weekdays), hours) if part)


def _is_whole_day(band: Band) -> bool:
    return band.from_minute == 0 and band.until_minute == _WHOLE_DAY


def _hour(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _weekdays(days: tuple[int, ...]) -> str:
    names = [QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat) for day in days]
    if len(days) == 7:
        return ""
    runs = days == tuple(range(days[0], days[0] + len(days)))
    return f"{names[0]}–{names[-1]}" if runs and len(days) > 2 else ", ".join(names)


# --- free directions -----------------------------------------------------------------------------------------------------------


def direction_cells(direction: FreeDirection, now_us: int) -> Cells:
    """Name, whether it holds now, dates, kind of number, who makes it free: what may be cut in a narrow window comes last."""
    span = direction.span
    state, role = _state(span.from_us, span.until_us, now_us)
    dates = _span(span.from_us, span.until_us, "Europe/Moscow")
    return Cells((in_language(span.name_ru, span.name_en), state, dates, _kind(direction.number_type), _by(direction)), ("", role))


def _state(from_us: int, until_us: int | None, now_us: int) -> tuple[str, str]:
    if now_us < from_us:
        return tr("Tariffs", "not yet"), "muted"
    if until_us is not None and until_us <= now_us:
        return tr("Tariffs", "ended"), "muted"
    return tr("Tariffs", "free now"), "call_text"


def _kind(number_type: str) -> str:
    if number_type == "fixed":
        return tr("Tariffs", "landlines")
    return tr("Tariffs", "mobiles") if number_type == "mobile" else tr("Tariffs", "all numbers")


def _by(direction: FreeDirection) -> str:
    if direction.span.is_campaign:
        return tr("Tariffs", "promotion")
    return tr("Tariffs", "by Agent") if direction.by == "agent" else tr("Tariffs", "by the provider")


# --- the account's tariff ------------------------------------------------------------------------------------------------------


def tariff_line(state: MoneySnapshot | None) -> str:
    """Where the trial stands, or which tariff it is; "" where the provider tells neither."""
    from ui.wording.amounts import tariff_name

    if state is None or not state.tariff:
        return ""
    if state.tariff != "trial":
        return tariff_name(state.tariff)
    if state.trial_left_s <= 0:
        return tr("Tariffs", "The trial is used up: top up to call on")
    left, total = duration(state.trial_left_s), duration(state.trial_total_s)
    return tr("Tariffs", "Trial tariff: {left} of {total} left for Russian landlines", left=left, total=total)
