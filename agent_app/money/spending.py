"""Spending by day and destination, for the window and as a CSV file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent_app.files import write_atomically
from agent_app.money.snapshots import DaySpending
from agent_app.money.today import day_of, month_span_us
from agent_app.spreadsheet import plain_cell, table
from agent_app.storage.spending import expenses
from tariffs.rating.money import Money

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from agent_app.storage.spending import Expense

_HEADING: Final = ("day", "destination_en", "destination_ru", "currency", "calls", "seconds", "sms", "amount")


def month_spending(connection: sqlite3.Connection, month: str) -> tuple[DaySpending, ...]:
    """The local month YYYY-MM."""
    return by_day(expenses(connection, *month_span_us(month)))


@dataclass(slots=True)
class _Sum:
    calls: int = 0
    seconds: int = 0
    sms: int = 0
    micros: int = 0


def by_day(spent: Iterable[Expense]) -> tuple[DaySpending, ...]:
    """One line a local day, destination and currency: by day, the dearest first."""
    sums: dict[tuple[str, str, str, str], _Sum] = {}
    for expense in spent:
        key = (day_of(expense.at_us), expense.destination_en, expense.destination_ru, expense.currency)
        total = sums.setdefault(key, _Sum())
        total.sms += expense.is_sms
        total.calls += not expense.is_sms
        total.seconds += expense.seconds
        total.micros += expense.micros
    lines = (DaySpending(*key, total.calls, total.seconds, total.sms, total.micros) for key, total in sums.items())
    return tuple(sorted(lines, key=lambda line: (line.day, line.currency, -line.micros, line.destination_en)))


def write_csv(path: Path, lines: Iterable[DaySpending]) -> None:
    """The old file, or the whole new one: OSError where it can't be written. Texts are foreign: none is a formula to a spreadsheet."""
    write_atomically(path, table((_HEADING, *map(_cells, lines))))


def _cells(line: DaySpending) -> tuple[object, ...]:
    names = (plain_cell(line.destination_en), plain_cell(line.destination_ru))
    amount = Money(line.micros, line.currency).decimal()
    return (line.day, *names, plain_cell(line.currency), line.calls, line.seconds, line.sms, amount)
