"""What was spent, by day and destination: sums, local days, and a CSV file that no spreadsheet calculates."""

from __future__ import annotations

import csv
import os
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.money.snapshots import DaySpending
from agent_app.money.spending import by_day, write_csv
from agent_app.money.today import Today, day_begins_us, day_of, month_span_us
from agent_app.storage.spending import Expense
from tariffs.rating.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

S = 1_000_000
NOON = 1_795_348_800 * S  # 2026-11-22, 12:00 UTC


@pytest.fixture
def far_east() -> Iterator[None]:
    """Vladivostok, ten hours ahead."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Asia/Vladivostok"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def _expense(at_us: int = NOON, destination: str = "Moscow", micros: int = 700_000, **fields: object) -> Expense:
    values = {"account_id": "a", "remote": "+74951112233", "currency": "RUB", "is_sms": False, "seconds": 60, **fields}
    return Expense(at_us=at_us, destination_en=destination, destination_ru="", micros=micros, **values)  # pyright: ignore[reportArgumentType]


def test_calls_and_sms_of_a_day_are_one_line_a_destination_and_currency() -> None:
    spent = (
        _expense(),
        _expense(micros=1_400_000, seconds=61),
        _expense(destination="", micros=2_000_000, is_sms=True, seconds=0),
        _expense(currency="USD", micros=5),
    )
    assert [(line.destination_en, line.currency, line.calls, line.seconds, line.sms, line.micros) for line in by_day(spent)] == [
        ("Moscow", "RUB", 2, 121, 0, 2_100_000),
        ("", "RUB", 0, 0, 1, 2_000_000),
        ("Moscow", "USD", 1, 60, 0, 5),
    ]


@given(st.lists(st.builds(_expense, at_us=st.integers(NOON, NOON + 40 * 86400 * S), micros=st.integers(0, 10**12))))
def test_nothing_is_lost_and_nothing_counted_twice(spent: list[Expense]) -> None:
    lines = by_day(spent)
    assert sum(line.micros for line in lines) == sum(expense.micros for expense in spent)
    assert sum(line.calls for line in lines) == len(spent)
    assert len({(line.day, line.destination_en, line.currency) for line in lines}) == len(lines)


@pytest.mark.usefixtures("far_east")
def test_a_day_is_the_users_own() -> None:
    evening = NOON + 2 * 3600 * S  # 14:00 UTC is midnight there
    assert (day_of(evening - S), day_of(evening)) == ("2026-11-22", "2026-11-23")
    assert day_begins_us(evening + 5 * S) == evening
    begin, end = month_span_us("2026-11")
    assert (day_of(begin), day_of(begin - S), day_of(end - S), day_of(end)) == ("2026-11-01", "2026-10-31", "2026-11-30", "2026-12-01")
    assert day_of(month_span_us("2026-12")[1]) == "2027-01-01"


@pytest.mark.parametrize("month", ["2026-13", "2026", "", "11-2026", "2026-11-22", "x"])
def test_what_is_no_month_is_named(month: str) -> None:
    with pytest.raises(ValueError, match="no month"):
        month_span_us(month)


def test_what_the_timeline_told_counts_for_its_own_day_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    today = Today()
    today.take((_expense(), _expense(currency="USD", micros=3)), day_of(NOON))
    monkeypatch.setattr("agent_app.money.today.now_us", lambda: NOON + S)
    assert (today.spent("a", "RUB"), today.spent("a", "USD"), today.spent("b", "RUB")) == (700_000, 3, 0)
    today.note("c1", "a", NOON, Money(100, "RUB"))
    today.charge("c1", Money(140, "RUB"))
    today.charge("nobody knows it", Money(1, "RUB"))
    assert (today.spent("a", "RUB"), today.spent("a", "RUB", but="c1")) == (700_140, 700_000)
    monkeypatch.setattr("agent_app.money.today.now_us", lambda: NOON + 86400 * S)
    assert today.spent("a", "RUB") == 0


def test_the_csv_is_read_back_as_it_was_and_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "spending.csv"
    name = '=HYPERLINK("http://evil.test","Moscow")'
    write_csv(path, (DaySpending("2026-11-22", name, "Москва, область", "RUB", 2, 121, 0, 2_100_001),))
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, line = csv.reader(file)
    assert heading == ["day", "destination_en", "destination_ru", "currency", "calls", "seconds", "sms", "amount"]
    assert line == ["2026-11-22", f"'{name}", "Москва, область", "RUB", "2", "121", "0", "2.100001"]
    assert list(tmp_path.iterdir()) == [path]


def test_an_old_file_stays_where_the_new_one_can_not_be_written(tmp_path: Path) -> None:
    path = tmp_path / "spending.csv"
    path.mkdir()
    with pytest.raises(OSError, match="spending"):
        write_csv(path, ())
    assert list(tmp_path.iterdir()) == [path]
