"""Dates in words, where a year or the time of the day belongs to them."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale


def _local(at_us: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(at_us // 1000)


def moment(at_us: int) -> str:
    """ "22 November 2026, 16:40" in the user's own time zone."""
    at = _local(at_us)
    return f"{QLocale().toString(at.date(), 'd MMMM yyyy')}, {QLocale().toString(at.time(), QLocale.FormatType.ShortFormat)}"


def date(at_us: int) -> str:
    """ "1 Oct 2026" in the user's own time zone; the time too where it is not midnight."""
    at = _local(at_us)
    day = QLocale().toString(at.date(), "d MMM yyyy")
    midnight = at.time().hour() == 0 and at.time().minute() == 0
    return day if midnight else f"{day}, {QLocale().toString(at.time(), QLocale.FormatType.ShortFormat)}"


def month_name(month: str) -> str:
    """ "November 2026" of "2026-11"; the text itself where it is no month."""
    day = QDate.fromString(f"{month}-01", "yyyy-MM-dd")
    if not day.isValid():
        return month
    name = QLocale().standaloneMonthName(day.month())
    return f"{name[:1].upper()}{name[1:]} {day.year()}"


def this_month() -> str:
    """Of the user's own clock: "2026-11"."""
    return QDate.currentDate().toString("yyyy-MM")


def neighbour_month(month: str, step: int) -> str:
    """`step` months away."""
    return QDate.fromString(f"{month}-01", "yyyy-MM-dd").addMonths(step).toString("yyyy-MM")


def days_of(month: str) -> int:
    """How many days the month has."""
    return QDate.fromString(f"{month}-01", "yyyy-MM-dd").daysInMonth()


def day_of(day: str) -> str:
    """ "22 November" of "2026-11-22"; the text itself where it is no day."""
    found = QDate.fromString(day, "yyyy-MM-dd")
    return QLocale().toString(found, "d MMMM") if found.isValid() else day
