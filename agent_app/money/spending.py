"""Spending by day and destination, for the window and as a CSV file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent_app.files import write_atomically
from agent_app.money.snapshots import DaySpending
from agent_app.money.today import day_of, month_span_us
from agent_app.storage.spending import expenses
from tariffs.rating.money import Money

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from agent_app.storage.spending import Expense

_HEADING: Final = ("day", "destination_en", "destination_ru", "currency", "calls", "seconds", "sms", "amount")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would calculate (OWASP, CSV injection)


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
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADING)
    for line in lines:
        names = (plain_cell(line.destination_en), plain_cell(line.destination_ru))
        amount = Money(line.micros, line.currency).decimal()
        writer.writerow((line.day, *names, plain_cell(line.currency), line.calls, line.seconds, line.sms, amount))
    write_atomically(path, text.getvalue().encode("utf-8-sig"))


def plain_cell(text: str) -> str:
    """`text` as a spreadsheet shows it, never as it would calculate it."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text
