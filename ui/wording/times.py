"""Durations, clock times and days in words."""

from __future__ import annotations

import time

from PySide6.QtCore import QDate, QDateTime, QLocale

from ui.language import tr


def timer(seconds: int) -> str:
    """00:01:47"""
    seconds = max(0, seconds)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def duration(seconds: int) -> str:
    """ "45 s", "3 min 12 s", "5 min", "2 h 05 min" """
    seconds = max(0, seconds)
    if seconds < 60:
        return tr("Times", "{seconds} s", seconds=seconds)
    minutes, rest = divmod(seconds, 60)
    if minutes >= 60:
        return tr("Times", "{hours} h {minutes} min", hours=minutes // 60, minutes=f"{minutes % 60:02}")
    if rest == 0:
        return tr("Times", "{minutes} min", minutes=minutes)
    return tr("Times", "{minutes} min {seconds} s", minutes=minutes, seconds=rest)


def seconds_since(at_us: int, until_us: int = 0) -> int:
    """Whole seconds from `at_us` (UTC microseconds) to `until_us`, or to now."""
    return max(0, (until_us or time.time_ns() // 1000) - at_us) // 1_000_000


def _moment(at_us: int) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(at_us // 1000)


def clock(at_us: int) -> str:
    """The time of day: "12:09"."""
    return QLocale().toString(_moment(at_us).time(), QLocale.FormatType.ShortFormat)


def short_when(at_us: int) -> str:
    """For the right end of a row: the time today, else the day."""
    date = _moment(at_us).date()
    age = date.daysTo(QDate.currentDate())
    if age == 0:
        return clock(at_us)
    if age == 1:
        return tr("Times", "yesterday")
    if 1 < age < 7:
        return QLocale().dayName(date.dayOfWeek(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(date, QLocale.FormatType.ShortFormat)


def day(at_us: int) -> str:
    """For a separator: "Today", "Yesterday", or the date."""
    date = _moment(at_us).date()
    age = date.daysTo(QDate.currentDate())
    if age == 0:
        return tr("Times", "Today")
    if age == 1:
        return tr("Times", "Yesterday")
    wanted = "d MMMM" if date.year() == QDate.currentDate().year() else "d MMMM yyyy"
    return QLocale().toString(date, wanted)


def until(at_us: int) -> str:
    """The moment before which something holds: the time of day within the next 24 hours, else the date: "18:00", "1 Nov"."""
    moment, now = _moment(at_us), QDateTime.currentDateTime()
    if 0 <= now.secsTo(moment) < 86_400:
        return clock(at_us)
    wanted = "d MMM" if moment.date().year() == now.date().year() else "d MMM yyyy"
    return QLocale().toString(moment.date(), wanted)


def day_number(at_us: int) -> int:
    """Equal for two moments of one local day."""
    return _moment(at_us).date().toJulianDay()
