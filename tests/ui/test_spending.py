"""Spending: counted right, by day and destination, and saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_app.money.snapshots import DaySpending
from tariffs.rating.money import MICROS
from tests.ui.dialogs import dialog_of, rows
from tests.ui.money_scenes import spending
from ui.spending.dialog import SpendingDialog
from ui.spending.summary import Total, by_day, by_destination, currencies, total
from ui.wording.dates import days_of, neighbour_month, this_month

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes
    from ui.shell import Shell


def spent(day: str, name: str, micros: int, currency: str = "RUB", **fields: int) -> DaySpending:
    values = {"calls": 1, "seconds": 60, "sms": 0, **fields}
    return DaySpending(day, name, name, currency, values["calls"], values["seconds"], values["sms"], micros)


def test_sums_keep_currencies_apart() -> None:
    told = [spent("2026-11-02", "Moscow", 700_000), spent("2026-11-02", "Berlin", 40_000, "EUR"), spent("2026-11-30", "Moscow", 1, sms=2)]
    assert currencies(told) == ("RUB", "EUR")
    assert total(told, "RUB") == Total(700_001, 2, 120, 2)
    days = by_day(told, "RUB", "2026-11", days_of("2026-11"))
    assert (days[1], days[29], sum(days)) == (700_000, 1, 700_001)
    assert [entry.name_en for entry in by_destination(told, "EUR")] == ["Berlin"]
    assert by_destination(told, "RUB", "2026-11-30")[0].total.micros == 1


def test_an_entry_of_another_month_or_no_day_is_in_no_bar() -> None:
    told = [spent("2026-10-02", "Moscow", 5), spent("2026-11-31", "Moscow", 5), spent("junk", "Moscow", 5)]
    assert sum(by_day(told, "RUB", "2026-11", 30)) == 0


@pytest.fixture
def view(shell: Shell, fakes: Fakes) -> SpendingDialog:
    fakes.money.spending[this_month()] = spending()
    shell.open_spending()
    return dialog_of(shell, SpendingDialog)


def test_a_month_has_its_sum_its_days_and_its_destinations(view: SpendingDialog) -> None:
    told = [entry for entry in spending() if entry.currency == "RUB"]
    assert view.sum.text() == f"{sum(entry.micros for entry in told) / MICROS:.2f}\u00a0₽"
    assert sum(view.chart.amounts()) == sum(entry.micros for entry in told)
    assert [texts[0] for texts in rows(view.table)] == ["Moscow", "Russia, mobile", "China, mobile"]
    assert rows(view.table)[2][1] == "free"


def test_a_day_is_chosen_by_mouse_or_keyboard_and_told_in_words(view: SpendingDialog) -> None:
    view.chart.setFocus()
    QTest.keyClick(view.chart, Qt.Key.Key_Right)
    assert view.chart.day() == 0
    assert view.chart.accessibleDescription().endswith("6.60\u00a0₽")
    assert view.sum.text() == "6.60\u00a0₽"
    assert view.whole.isVisible()
    view.whole.click()
    assert view.chart.day() == -1
    assert not view.whole.isVisible()
    QTest.keyClick(view.chart, Qt.Key.Key_Left)
    assert view.chart.day() == len(view.chart.amounts()) - 1


def test_each_currency_has_its_own_sum(view: SpendingDialog) -> None:
    assert [view.money.tabText(place) for place in range(view.money.count())] == ["₽ RUB", "€ EUR"]
    view.money.setCurrentIndex(1)
    assert view.sum.text() == "0.04\u00a0€"
    assert [texts[0] for texts in rows(view.table)] == ["Germany"]


def test_earlier_months_are_a_step_away_and_later_ones_are_not(view: SpendingDialog) -> None:
    assert not view.after.isEnabled()
    view.before.click()
    assert view.pages.currentWidget() is view.nothing
    assert not view.export.isEnabled()
    view.after.click()
    assert view.sum.text() != ""
    assert neighbour_month("2026-01", -1) == "2025-12"


def test_spending_is_saved_by_the_service(view: SpendingDialog, fakes: Fakes, tmp_path: Path) -> None:
    target = tmp_path / "spending.csv"
    view.save(target)
    assert fakes.money.exported == [(this_month(), target)]
    fakes.money.export_failed.emit(str(target), "disk_full")
    assert view.said.text() == "spending.csv was not saved: the disk is full. Choose another folder."
    view.save(target)
    fakes.money.export_done.emit(str(target))
    assert view.said.text() == "Saved as spending.csv"
