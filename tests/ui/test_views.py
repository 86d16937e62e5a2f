"""Tariffs and topping up: found at once, and every refusal a sentence."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest

from tariffs.rating.band import Band
from tariffs.rating.broken import BrokenCode
from tariffs.rating.deck import Deck, DeckRow
from tariffs.rating.money import MICROS, Money
from tariffs.rating.reading import read_deck
from tests.ui.dialogs import dialog_of, rows
from tests.ui.money_scenes import AUTUMN, DAY, broken_reading, deck, directions, large_deck, second
from ui.dialogs.accounts import AccountsDialog
from ui.dialogs.amount import plain_amount, read_amount
from ui.dialogs.top_up import TopUpDialog, failure_sentence
from ui.tariffs.broken import BrokenDialog, broken_reason, worded_codes
from ui.tariffs.dialog import TariffsDialog
from ui.tariffs.exporting import export_deck
from ui.tariffs.words import increments, price, validity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.shell import Shell

NOTHING, MOST = Money(0, "RUB"), Money(1000 * MICROS, "RUB")


@pytest.fixture
def russian() -> Iterator[None]:
    """The language's decimal separator is a comma."""
    before = QLocale()
    QLocale.setDefault(QLocale("ru_RU"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    yield
    QLocale.setDefault(before)


# --- amounts -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "micros"),
    [("150", 150), ("150.5", 150.5), (" 7 ", 7), ("0.01", 0.01), ("1 000", 1000), ("150 ₽", 150), ("RUB 150", 150), ("007", 7)],
)
def test_a_plain_decimal_is_an_amount(english: None, text: str, micros: float) -> None:
    assert read_amount(text, "RUB", NOTHING, MOST).amount == Money(round(micros * MICROS), "RUB")


def test_a_comma_is_a_decimal_separator_where_the_language_has_one(russian: None) -> None:
    assert read_amount("12,40", "RUB", NOTHING, MOST).amount == Money(12_400_000, "RUB")
    assert read_amount("12.40", "RUB", NOTHING, MOST).amount == Money(12_400_000, "RUB")
    assert plain_amount(Money(12_400_000, "RUB")) == "12,40"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Type an amount"),
        ("abc", "“abc” is no amount: write it like 150.50"),
        ("1e5", "no amount"),
        ("1,5", "no amount"),
        ("1,000.00", "no amount"),
        ("12.345", "At most two decimals"),
        ("-5", "more than zero"),
        ("−5", "more than zero"),
        ("NaN", "no amount"),
        ("٣", "no amount"),
        ("5.", "no amount"),
        (".5", "no amount"),
        ("1 0", "no amount"),
        ("9" * 60, "no amount"),
        ("1000.01", "The most is 1,000.00"),
        ("<b>5</b>", "“<b>5</b>”"),
    ],
)
def test_what_is_no_amount_is_told_in_a_sentence(english: None, text: str, words: str) -> None:
    reading = read_amount(text, "RUB", NOTHING, MOST)
    assert reading.amount is None
    assert words in reading.trouble


def test_zero_is_no_amount_to_pay(english: None) -> None:
    assert "more than zero" in read_amount("0", "RUB", Money(MICROS, "RUB"), MOST).trouble
    assert read_amount("0.50", "RUB", Money(MICROS, "RUB"), MOST).trouble == "The least is 1.00\u00a0₽"


@given(st.text(max_size=40))
def test_any_text_has_a_reading(text: str) -> None:
    reading = read_amount(text, "RUB", NOTHING, MOST)
    assert (reading.amount is None) == bool(reading.trouble)
    assert reading.amount is None or NOTHING <= reading.amount <= MOST


@given(st.integers(0, 1000 * 100))
def test_what_is_shown_is_read_back(hundredths: int) -> None:
    amount = Money(hundredths * (MICROS // 100), "RUB")
    assert read_amount(plain_amount(amount), "RUB", NOTHING, MOST).amount == amount


# --- topping up ----------------------------------------------------------------------------------------------------------------------


def opened_top_up(shell: Shell) -> TopUpDialog:
    shell.open_top_up("a1")
    return dialog_of(shell, TopUpDialog)


def test_topping_up_really_adds_money_and_shows_a_receipt(shell: Shell, fakes: Fakes) -> None:
    dialog = opened_top_up(shell)
    QTest.keyClicks(dialog.field, "250.50")
    assert dialog.add.text() == "Top up 250.50\u00a0₽"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert fakes.money.topped == [("a1", Money(250_500_000, "RUB"))]
    assert dialog.pages.currentIndex() == 1, "waiting"
    state = msgspec.structs.replace(fakes.money.states["a1"], balance=Money(262_900_000, "RUB"))
    fakes.money.top_up_done.emit("a2", state, Money(1, "RUB"), "")
    assert dialog.pages.currentIndex() == 1, "another account's"
    fakes.money.top_up_done.emit("a1", state, Money(250_500_000, "RUB"), "5f3a9c01")
    assert dialog.added.text() == "250.50\u00a0₽ added"
    assert "New balance: 262.90\u00a0₽" in dialog.receipt.text()
    assert "anna@sandbox.test" in dialog.receipt.text()
    assert dialog.receipt.text().endswith("\nReceipt 5f3a9c01")
    dialog.done_button.click()
    assert shell.dialogs() == ()


def test_a_quick_sum_is_two_presses_away(shell: Shell, fakes: Fakes) -> None:
    dialog = opened_top_up(shell)
    dialog.quick[0].click()
    dialog.add.click()
    assert fakes.money.topped == [("a1", Money(100_000_000, "RUB"))]


def test_what_is_no_amount_is_not_sent(shell: Shell, fakes: Fakes) -> None:
    dialog = opened_top_up(shell)
    dialog.field.setText("100001")
    dialog.send()
    assert dialog.trouble.text() == "The most is 100,000.00\u00a0₽"
    assert fakes.money.topped == []


def test_a_refusal_brings_the_amount_back_with_the_reason(shell: Shell, fakes: Fakes) -> None:
    dialog = opened_top_up(shell)
    dialog.quick[3].click()
    dialog.add.click()
    fakes.money.top_up_failed.emit("a1", "outcome_unknown")
    assert dialog.pages.currentIndex() == 0
    assert dialog.field.text() == "1000"
    assert "may have been added" in dialog.trouble.text()


@pytest.mark.parametrize("code", ["transient", "refused", "rate_limited", "bad_credentials", "forbidden", "unsupported", "garbage", ""])
def test_every_failure_is_a_sentence(code: str) -> None:
    assert failure_sentence(code)[0].isupper()


# --- tariffs -------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def tariffs(shell: Shell, fakes: Fakes, qtbot: QtBot) -> TariffsDialog:
    fakes.money.deck, fakes.money.directions = deck(), directions()
    shell.open_tariffs()
    dialog = dialog_of(shell, TariffsDialog)
    qtbot.waitUntil(lambda: dialog.prices.table.model.rowCount() == len(deck().rows))
    return dialog


def found(dialog: TariffsDialog, qtbot: QtBot, text: str) -> list[str]:
    with qtbot.waitSignal(dialog.prices.finder.found):
        dialog.prices.search.setText(text)
    return [texts[1] for texts in rows(dialog.prices.table)]


def test_the_menu_opens_the_tariffs_once_beside_the_window(shell: Shell, fakes: Fakes, tariffs: TariffsDialog) -> None:
    shell.window.people.header.tariffs_wanted.emit()
    shell.window.phone.tariffs_wanted.emit("a1")
    assert [dialog for dialog in shell.dialogs() if isinstance(dialog, TariffsDialog)] == [tariffs]
    assert not tariffs.isModal()
    assert "4 min 12 s of 5 min" in tariffs.tariff.text()
    fakes.money.put(msgspec.structs.replace(fakes.money.states["a1"], trial_left_s=0))
    assert "used up" in tariffs.tariff.text()


def test_prices_stand_by_name_with_all_that_belongs_to_them(tariffs: TariffsDialog) -> None:
    shown = rows(tariffs.prices.table)
    assert [texts[0] for texts in shown][:3] == ["China, mobile", "Italy", "Kazan"]
    assert ("Moscow", "+7495", "0.70\u00a0₽/min", "whole minutes", "") in shown
    assert ("North Korea", "+850", "not connected", "", "") in shown
    assert ("Satellite networks", "+8816", "5.00\u00a0₽ + 900.00\u00a0₽/min", "whole minutes", "") in shown
    assert ("Italy", "+39", "2.10\u00a0₽/min", "first 5 s free, first 30 s, then by 6 s", "") in shown
    assert tariffs.prices.count.text() == "12 destinations"


def test_prices_are_found_by_name_number_and_prefix(tariffs: TariffsDialog, qtbot: QtBot) -> None:
    assert found(tariffs, qtbot, "mosc") == ["+7495", "+7499"]
    assert found(tariffs, qtbot, "Казань") == ["+7843"]
    assert found(tariffs, qtbot, "+7 495 111-22-33") == ["+7495"]
    assert set(found(tariffs, qtbot, "749")) == {"+7495", "+7499"}
    assert found(tariffs, qtbot, "<b>nowhere") == []
    assert tariffs.prices.pages.currentWidget() is tariffs.prices.nothing
    assert len(found(tariffs, qtbot, "")) == len(deck().rows)


def test_a_hundred_thousand_prices_are_there_at_once(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    fakes.money.deck = large_deck()
    shell.open_tariffs()
    dialog = dialog_of(shell, TariffsDialog)
    qtbot.waitUntil(lambda: dialog.prices.count.text() == "100,000 destinations", timeout=20_000)
    table = dialog.prices.table
    assert table.model.rowCount() < 10_000, "the view is told of a part, and of more as it scrolls"
    table.view.scrollToBottom()
    qtbot.waitUntil(lambda: table.model.rowCount() > 2000)
    blocked = 0.0
    for letter in "town 099999":
        begun = time.thread_time()
        QTest.keyClicks(dialog.prices.search, letter)
        blocked = max(blocked, time.thread_time() - begun)
    qtbot.waitUntil(lambda: dialog.prices.count.text() == "1 destination", timeout=20_000)
    assert blocked < 0.25, "the search is not on the window's thread"


def test_the_newest_text_wins(tariffs: TariffsDialog, qtbot: QtBot) -> None:
    answers: list[str] = []
    tariffs.prices.finder.found.connect(lambda text, _: answers.append(text))
    for text in ("k", "ka", "kaz", "kazan"):
        tariffs.prices.search.setText(text)
    qtbot.waitUntil(lambda: answers[-1:] == ["kazan"])
    assert len(answers) < 4
    assert [texts[0] for texts in rows(tariffs.prices.table)] == ["Kazan"]


def test_free_directions_say_whether_they_hold_now(shell: Shell, tariffs: TariffsDialog) -> None:
    shell.open_tariffs(directions=True)
    assert [(*texts[:2], *texts[3:]) for texts in rows(tariffs.directions)] == [
        ("Moscow", "free now", "landlines", "by Agent"),
        ("China, mobile", "free now", "mobiles", "by the provider"),
        ("Kazan", "not yet", "landlines", "by the provider"),
        ("Germany", "ended", "all numbers", "promotion"),
    ]
    assert rows(tariffs.directions)[0][2] == "from 1 Oct 2026"


def test_a_provider_without_prices_says_why(shell: Shell, fakes: Fakes) -> None:
    fakes.money.deck_trouble = ("transient", "")
    shell.open_tariffs()
    dialog = dialog_of(shell, TariffsDialog)
    assert dialog.prices.pages.currentWidget() is dialog.prices.trouble
    assert not dialog.export.isEnabled()
    fakes.money.deck_trouble, fakes.money.deck = None, deck()
    dialog.prices.trouble.wanted.emit()
    assert dialog.export.isEnabled()


def test_another_accounts_prices_are_one_choice_away(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    second(fakes)
    fakes.money.deck = deck()
    shell.open_tariffs("a2")
    dialog = dialog_of(shell, TariffsDialog)
    assert dialog.account_id() == "a2"
    shell.open_tariffs("a1")
    assert dialog.account_id() == "a1"
    fakes.money.deck_ready.emit("a2", large_deck(10))
    qtbot.waitUntil(lambda: dialog.prices.count.text() == "12 destinations")


def test_saved_prices_can_be_loaded_again(tmp_path: Path, tariffs: TariffsDialog, qtbot: QtBot) -> None:
    target = tmp_path / "prices.csv"
    tariffs.save(target)
    qtbot.waitUntil(lambda: tariffs.said.text() == "Saved as prices.csv")
    reading = read_deck(target)
    assert reading.broken == ()
    assert reading.deck == deck()


def test_prices_that_can_not_be_saved_say_why(tmp_path: Path, tariffs: TariffsDialog, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("")
    tariffs.save(tmp_path / "file" / "prices.csv")
    qtbot.waitUntil(lambda: tariffs.said.text().startswith("Not saved: "))
    assert tariffs.export.isEnabled()


def test_a_destination_is_no_formula_for_a_spreadsheet(tmp_path: Path) -> None:
    target = tmp_path / "prices.csv"
    export_deck(Deck("RUB", (DeckRow("7495", "=1+1", "@SUM(A1)", 1),)), target)
    assert ",'=1+1,'@SUM(A1),0.000000001," in target.read_text("utf-8-sig")


def test_validity_is_told_by_the_providers_clock() -> None:
    row = DeckRow("7495", "Moscow", "Москва", 1, valid_from_us=AUTUMN, valid_until_us=AUTUMN + 31 * DAY)
    assert validity(row, "Europe/Moscow") == "1 Oct 2026 – 1 Nov 2026"
    assert validity(row, "UTC") == "30 Sep 2026 21:00 – 31 Oct 2026 21:00"
    banded = DeckRow("7495", "Moscow", "Москва", 1, band=Band((1, 2, 3, 4, 5), 9 * 60, 18 * 60))
    assert validity(banded, "Europe/Moscow") == "Mon–Fri 09:00–18:00"
    assert increments(DeckRow("1", "", "", 1, initial_increment=6, recurring_increment=6)) == "by 6 s"
    assert price(DeckRow("1", "", "", 0), "RUB") == "free"


# --- broken lines --------------------------------------------------------------------------------------------------------------------


def test_every_reason_of_a_broken_line_has_words() -> None:
    assert worded_codes() == frozenset(BrokenCode)


def test_broken_lines_are_shown_and_the_safe_answer_refuses(shell: Shell, qtbot: QtBot) -> None:
    dialog = BrokenDialog("prices.csv", broken_reading(), shell.window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [texts[:2] for texts in rows(dialog.table)] == [
        ("Line 3", "rate"),
        ("Line 17", "rate"),
        ("Line 40", "valid_from"),
        ("Line 41", "prefix"),
    ]
    assert broken_reason(broken_reading().broken[2]) == "“31.02.2027” is no date"
    assert dialog.focusWidget() is dialog.refuse
    assert dialog.use.text() == "Use the other 12 lines"


def test_a_list_without_a_good_line_can_not_be_used(qtbot: QtBot) -> None:
    dialog = BrokenDialog("prices.csv", read_deck(b"prefix,rate\n"))
    qtbot.addWidget(dialog)
    assert dialog.use.isHidden()
    assert "heading lacks" in rows(dialog.table)[0][2]


def test_a_price_list_that_can_not_be_read_leads_to_the_account(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.money.deck_trouble = ("deck", "line 3: 'x' is <b>no</b> prefix")
    shell.open_tariffs("a2")
    dialog = dialog_of(shell, TariffsDialog)
    assert dialog.prices.trouble.toolTip() == "<span>line 3: 'x' is &lt;b&gt;no&lt;/b&gt; prefix</span>"
    dialog.prices.trouble.wanted.emit()
    accounts = dialog_of(shell, AccountsDialog)
    assert accounts.account_page is not None
    assert accounts.account_page.account_id == "a2"


def test_without_a_provider_the_way_to_one_is_told(shell: Shell, fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fakes.money, "has_provider", lambda _: False)
    shell.open_tariffs()
    assert dialog_of(shell, TariffsDialog).prices.pages.currentWidget() is dialog_of(shell, TariffsDialog).prices.trouble


def test_an_account_that_is_gone_meanwhile_is_not_topped_up(shell: Shell, fakes: Fakes) -> None:
    dialog = opened_top_up(shell)
    fakes.money.tops_up = False
    dialog.quick[0].click()
    dialog.send()
    assert "can't be topped up" in dialog.trouble.text()
    assert fakes.money.topped == []
