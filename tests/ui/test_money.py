"""Money before the call: the price under the number, the cheapest account, the balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from agent_app.money.snapshots import MoneySnapshot, Offer, PriceSnapshot
from tariffs.rating.free import FreeSpan
from tariffs.rating.money import Money
from tests.prices import priced
from tests.ui.fakes import now_us
from tests.ui.scenes import MINUTE, OFFICE, price, second_account, talking
from tests.ui.words import plain
from ui.phone.offers import OffersPopup, offers_words, short_address

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.phone.dialling import Dialling
    from ui.shell import Shell


@pytest.fixture
def phone(shell: Shell) -> Dialling:
    return shell.window.phone.dialling


# --- before ------------------------------------------------------------------------------------------------------------------------


def test_a_free_direction_is_named_with_its_end(phone: Dialling, fakes: Fakes, qtbot: QtBot) -> None:
    ends = now_us() + 400 * 1440 * MINUTE
    fakes.money.prices[OFFICE] = priced(OFFICE, free=FreeSpan("Moscow", "Москва", now_us(), ends))
    phone.show_text(OFFICE)
    qtbot.waitUntil(phone.facts.price.isVisible)
    assert phone.facts.price.text().startswith("Free: Moscow, until ")
    assert phone.facts.price.role() == "call_text"


def test_a_provider_that_is_down_leaves_what_was_known_with_its_age(shell: Shell, phone: Dialling, fakes: Fakes, qtbot: QtBot) -> None:
    before = now_us() - 3 * 1440 * MINUTE
    fakes.money.prices[OFFICE] = price()
    fakes.money.put(MoneySnapshot("a1", Money(5_000_000, "RUB"), "prepaid", at_us=before, error="transient"))
    phone.show_text(OFFICE)
    qtbot.waitUntil(phone.facts.lasts.isVisible)
    assert phone.facts.lasts.text().startswith("lasts 17 min · as of ")
    assert shell.window.phone.account.tariff.text().startswith("Prepaid · as of ")
    assert "as of" in shell.window.status.balance.text()


def test_an_account_with_a_price_list_alone_waits_for_no_balance(shell: Shell, fakes: Fakes) -> None:
    fakes.money.without_balance.add("a1")
    fakes.money.states.clear()
    shell.window.phone.account.refresh()
    assert shell.window.phone.account.tariff.text() == "Prices from a list, no balance"


def test_no_price_says_so_and_why(phone: Dialling, fakes: Fakes, qtbot: QtBot) -> None:
    fakes.money.prices[OFFICE] = PriceSnapshot(OFFICE, error="transient")
    phone.show_text(OFFICE)
    qtbot.waitUntil(phone.facts.price.isVisible)
    assert phone.facts.price.text() == "Price not known. The provider does not answer now"


def test_another_balance_lasts_for_another_time(phone: Dialling, fakes: Fakes, qtbot: QtBot) -> None:
    phone.show_text(OFFICE)
    qtbot.waitUntil(phone.facts.lasts.isVisible)
    fakes.money.prices[OFFICE] = price(lasts_s=7200)
    fakes.money.put(MoneySnapshot("a1", Money(84_000_000, "RUB"), "prepaid", at_us=now_us()))
    assert phone.facts.lasts.text() == "lasts 2 h 00 min"


def test_the_balance_stands_in_the_status_line_at_rest(shell: Shell, fakes: Fakes) -> None:
    assert plain(shell.window.status.balance.text()) == "Balance 12.40 ₽"
    talking(fakes)
    assert shell.window.status.balance.isHidden()


# --- the cheapest account ------------------------------------------------------------------------------------------------------------


def test_one_account_has_nothing_to_compare(phone: Dialling, qtbot: QtBot) -> None:
    phone.show_text(OFFICE)
    qtbot.waitUntil(phone.facts.price.isVisible)
    assert phone.facts.offers.isHidden()


def test_the_cheapest_account_is_named_under_the_price_and_calls_by_one_click(phone: Dialling, fakes: Fakes, qtbot: QtBot) -> None:
    second_account(fakes)
    phone.show_text(OFFICE)
    qtbot.waitUntil(phone.facts.offers.isVisible)
    assert plain(phone.facts.offers.text()) == "from 0.65 ₽/min with office@…"
    phone.facts.offers.click()
    popup = phone.facts.offers.findChild(OffersPopup)
    assert popup is not None
    popup.view.clicked.emit(popup.view.model().index(0, 0))
    assert fakes.calls.asked == [("number", "a2", OFFICE, "", "False")]


def test_the_offers_are_chosen_by_the_keyboard_and_a_refused_one_is_not(phone: Dialling, fakes: Fakes, qtbot: QtBot) -> None:
    second_account(fakes)
    first, second = fakes.money.offers[OFFICE]
    fakes.money.offers[OFFICE] = (first, msgspec.structs.replace(second, refusal="no_credit"))
    phone.show_text(OFFICE)
    qtbot.waitUntil(phone.facts.offers.isVisible)
    phone.open_offers()
    popup = phone.facts.offers.findChild(OffersPopup)
    assert popup is not None
    QTest.keyClick(popup.view, Qt.Key.Key_Down)
    QTest.keyClick(popup.view, Qt.Key.Key_Return)
    assert fakes.calls.asked == []
    QTest.keyClick(popup.view, Qt.Key.Key_Up)
    QTest.keyClick(popup.view, Qt.Key.Key_Return)
    assert fakes.calls.asked == [("number", "a2", OFFICE, "", "False")]


def test_the_account_that_calls_anyway_may_be_the_cheapest(phone: Dialling, fakes: Fakes, qtbot: QtBot) -> None:
    second_account(fakes)
    fakes.accounts.set_current("a2")
    phone.show_text(OFFICE)
    qtbot.waitUntil(phone.facts.offers.isVisible)
    assert phone.facts.offers.text() == "cheapest of 2 accounts"


@pytest.mark.usefixtures("shell")  # English plurals
@pytest.mark.parametrize(("refusal", "known", "words"), [("no_credit", True, ""), ("", False, ""), ("", True, "cheapest of 2 accounts")])
def test_an_account_is_the_cheapest_only_beside_one_that_could_call_too(refusal: str, known: bool, words: str) -> None:
    other = price(rate_nanos=900_000_000) if known else PriceSnapshot(OFFICE, error="unsupported")
    offers = (Offer("a1", "anna@sandbox.test", price()), Offer("a2", "office@sip.example", other, refusal))
    assert offers_words(offers, "a1") == words
    assert offers_words(offers, "a3") == "from 0.70\u00a0₽/min with anna@…"


def test_two_accounts_of_one_name_are_called_by_their_whole_address() -> None:
    assert [short_address("anna@a.example", ("anna@a.example", other)) for other in ("anna@b.example", "boris@b.example")] == [
        "anna@a.example",
        "anna@…",
    ]


def test_offers_for_another_number_are_not_shown(phone: Dialling, fakes: Fakes) -> None:
    second_account(fakes)
    phone.show_text("+78123334455")
    fakes.money.offers_ready.emit(OFFICE, fakes.money.offers[OFFICE])
    assert phone.facts.offers.isHidden()


@pytest.mark.parametrize("key", ["p1", OFFICE])
def test_the_account_preferred_for_the_contact_or_number_calls(shell: Shell, fakes: Fakes, phone: Dialling, qtbot: QtBot, key: str) -> None:
    second_account(fakes)
    fakes.calls.preferred[key] = "a2"
    phone.show_text(OFFICE)
    assert shell.window.phone.account.chooser.text() == "office@sip.example"
    assert plain(shell.window.phone.account.balance.text()) == "92.00 ₽"
    qtbot.waitUntil(phone.facts.offers.isVisible)
    assert phone.facts.offers.text() == "cheapest of 2 accounts"
    phone.press_call()
    assert fakes.calls.asked == [("number", "a2", OFFICE, "", "False")]
    fakes.calls.hang_up("c1")
    phone.show_text("+78123334455")
    assert shell.window.phone.account.chooser.text() == "anna@sandbox.test"


def test_an_account_chosen_by_hand_overrules_what_is_preferred_for_this_number(shell: Shell, fakes: Fakes, phone: Dialling) -> None:

    second_account(fakes)
    fakes.calls.preferred[OFFICE] = "a2"
    phone.show_text(OFFICE)
    shell.window.phone.account.chooser.click()
    menu = next(menu for menu in shell.window.phone.account.findChildren(QMenu) if menu.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    assert shell.window.phone.account.chooser.text() == "anna@sandbox.test"
    phone.press_call()
    assert fakes.calls.asked == [("number", "a1", OFFICE, "", "False")]


def test_a_long_address_does_not_widen_the_phone(shell: Shell, fakes: Fakes, phone: Dialling, qtbot: QtBot) -> None:
    second_account(fakes)
    long = "a.very.long.name.of.an.office@a-provider-with-a-long-name.example"
    fakes.money.offers[OFFICE] = (msgspec.structs.replace(fakes.money.offers[OFFICE][0], address=long), fakes.money.offers[OFFICE][1])
    phone.show_text(OFFICE)
    qtbot.waitUntil(phone.facts.offers.isVisible)
    inside = phone.parentWidget()
    assert inside is not None
    assert inside.minimumSizeHint().width() <= shell.window.phone.area.viewport().width()
