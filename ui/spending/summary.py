"""Sums of what was spent. Amounts are micro-units of one currency: different currencies are never added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_app.money.snapshots import DaySpending


@dataclass(frozen=True, slots=True)
class Total:
    """`seconds` is the time talked."""

    micros: int = 0
    calls: int = 0
    seconds: int = 0
    sms: int = 0

    def plus(self, spent: DaySpending) -> Total:
        return Total(self.micros + spent.micros, self.calls + spent.calls, self.seconds + spent.seconds, self.sms + spent.sms)


@dataclass(frozen=True, slots=True)
class DestinationTotal:
    name_en: str
    name_ru: str
    currency: str
    total: Total


def currencies(spent: Iterable[DaySpending]) -> tuple[str, ...]:
    """Those that appear, the one with the most entries first."""
    counts: dict[str, int] = {}
    for entry in spent:
        counts[entry.currency] = counts.get(entry.currency, 0) + 1
    return tuple(sorted(counts, key=lambda currency: (-counts[currency], currency)))


def total(spent: Iterable[DaySpending], currency: str) -> Total:
    found = Total()
    for entry in spent:
        if entry.currency == currency:
            found = found.plus(entry)
    return found


def by_day(spent: Iterable[DaySpending], currency: str, month: str, days: int) -> list[int]:
    """The micro-units of each of the month's `days`."""
    amounts = [0] * days
    for entry in spent:
        day = entry.day.removeprefix(f"{month}-")
        if entry.currency == currency and day.isdecimal() and 1 <= int(day) <= days:
            amounts[int(day) - 1] += entry.micros
    return amounts


def by_destination(spent: Iterable[DaySpending], currency: str, day: str = "") -> list[DestinationTotal]:
    """The dearest first; of one day (ISO date) where it is given."""
    sums: dict[tuple[str, str], Total] = {}
    for entry in spent:
        if entry.currency == currency and day in ("", entry.day):
            key = (entry.destination_en, entry.destination_ru)
            sums[key] = sums.get(key, Total()).plus(entry)
    found = [DestinationTotal(en, ru, currency, found) for (en, ru), found in sums.items()]
    return sorted(found, key=lambda entry: (-entry.total.micros, -entry.total.seconds, entry.name_en))
