"""Money on the phone: the price before the call, refusals with what helps, the last minute, the bill; campaigns; a lost password."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from agent_app.money.snapshots import ChargeDifference, MoneySnapshot, PriceSnapshot
from agent_app.snapshots import AccountKind
from tariffs.rating.free import FreeDirection, FreeSpan
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode
from tests.prices import priced
from tests.ui.fakes import ACCOUNT, now_us
from tests.ui.scenes import MINUTE, OFFICE, price, second_account, talking
from ui.dialogs.inspector import NumberInspector, Value
from ui.phone.cost import Urgency, urgency
from ui.phone.inspecting import inspect
from ui.phone.offers import OffersPopup
from ui.phone.remedies import REMEDIES, Remedy
from ui.welcome.password import PasswordDialog
from ui.welcome.recovery import provider_site
from ui.welcome.sign_in import SignIn
from ui.wording.money_reasons import MONEY_SENTENCES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.phone.dialling import Dialling
    from ui.phone.in_call import InCall
    from ui.shell import Shell

PREMIUM = "+78091112233"


@pytest.fixture
def phone(shell: Shell) -> Dialling:
    return shell.window.phone.dialling


@pytest.fixture
def in_call(shell: Shell) -> InCall:
    return shell.window.phone.in_call


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def refuse(shell: Shell, fakes: Fakes, code: ReasonCode, value: str = "") -> None:
    """Call is pressed, and the service refuses."""
    fakes.calls.refusals = [Reason(code, value=value)]
    shell.window.show_number(OFFICE)
    shell.window.phone.dialling.press_call()


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
    assert inside.minimumSizeHint().width() <= shell.window.phone.viewport().width()


# --- refusals ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", MONEY_SENTENCES)
def test_a_call_refused_for_money_is_not_dialled_and_says_why(
    shell: Shell, fakes: Fakes, phone: Dialling, monkeypatch: pytest.MonkeyPatch, code: ReasonCode
) -> None:
    monkeypatch.setattr("ui.phone.panel.ask_premium", lambda *_: False)
    second_account(fakes)
    refuse(shell, fakes, code, "12.40 RUB")
    assert fakes.calls.calls() == ()
    assert len(phone.facts.line.text()) > 20
    assert phone.facts.line.role() == "danger_text"
    assert phone.facts.help.isVisible()
    assert code in REMEDIES


@pytest.mark.parametrize(
    ("code", "value", "words", "button"),
    [
        (ReasonCode.NO_CREDIT, "0.40 RUB", "The balance of 0.40 ₽ is not enough for this call.", "Top up"),
        (ReasonCode.BELOW_MINIMUM, "1.50 RUB", "The provider begins no paid call below 1.50 ₽.", "Top up"),
        (ReasonCode.TRIAL_USED_UP, "", "The trial is used up. Top up the account to go on calling.", "Top up"),
        (ReasonCode.TRIAL_NOT_COVERING, OFFICE, "The trial does not cover this number, and the balance is empty.", "Top up"),
        (ReasonCode.DESTINATION_FORBIDDEN, OFFICE, "The provider does not call +7 495 111-22-33.", "Call with office@…, 0.65 ₽/min"),
        (ReasonCode.OVER_CALL_LIMIT, "50.00 RUB", "Your own limit of 50.00 ₽ for one call stops here.", "Change limits"),
        (ReasonCode.OVER_DAY_LIMIT, "100.00 RUB", "Your own limit of 100.00 ₽ for a day is reached.", "Change limits"),
        (
            ReasonCode.NO_RATE,
            OFFICE,
            "No price is known for +7 495 111-22-33, and you call only where one is.",
            "Call with office@…, 0.65 ₽/min",
        ),
    ],
)
def test_each_refusal_has_its_sentence_and_the_button_that_helps(
    shell: Shell, fakes: Fakes, phone: Dialling, code: ReasonCode, value: str, words: str, button: str
) -> None:
    second_account(fakes)
    refuse(shell, fakes, code, value)
    assert (plain(phone.facts.line.text()), plain(phone.facts.help.text())) == (words, button)


@pytest.mark.parametrize(
    ("remedy", "code", "signal"),
    [
        (Remedy.TOP_UP, ReasonCode.NO_CREDIT, "top_up_wanted"),
        (Remedy.LIMITS, ReasonCode.OVER_DAY_LIMIT, "limits_wanted"),
        (Remedy.TARIFFS, ReasonCode.DESTINATION_FORBIDDEN, "tariffs_wanted"),
    ],
)
def test_the_button_leads_where_it_says(
    shell: Shell, fakes: Fakes, monkeypatch: pytest.MonkeyPatch, remedy: Remedy, code: ReasonCode, signal: str
) -> None:
    said: list[str] = []
    panel = shell.window.phone
    getattr(panel, signal).disconnect()
    getattr(panel, signal).connect(said.append)
    refuse(shell, fakes, code)
    panel.dialling.facts.help.click()
    assert remedy in REMEDIES[code]
    assert said == ["a1"]


def test_another_account_calls_by_one_click(shell: Shell, fakes: Fakes, phone: Dialling) -> None:
    second_account(fakes)
    refuse(shell, fakes, ReasonCode.DESTINATION_FORBIDDEN)
    phone.facts.help.click()
    assert fakes.calls.asked[-1] == ("number", "a2", OFFICE, "", "False")
    assert shell.window.phone.in_call.isVisible()
    assert shell.window.phone.account.chooser.text() == "office@sip.example", "the account that pays for this call"


def test_an_account_that_can_not_be_topped_up_anywhere_has_no_such_button(shell: Shell, fakes: Fakes, phone: Dialling) -> None:
    fakes.money.tops_up = False
    shell.window.phone.account.refresh()
    refuse(shell, fakes, ReasonCode.NO_CREDIT)
    assert phone.facts.help.isHidden()
    assert shell.window.phone.account.top_up.isHidden()


def test_the_refusal_goes_when_the_money_comes(shell: Shell, fakes: Fakes, phone: Dialling, qtbot: QtBot) -> None:
    refuse(shell, fakes, ReasonCode.NO_CREDIT, "12.40 RUB")
    fakes.money.put(MoneySnapshot("a1", Money(12_400_000, "RUB"), "prepaid", at_us=now_us()))
    assert phone.facts.help.isVisible(), "the same balance changes nothing"
    fakes.money.put(MoneySnapshot("a1", Money(112_400_000, "RUB"), "prepaid", at_us=now_us()))
    assert phone.facts.help.isHidden()
    assert phone.facts.line.text() == "Moscow · landline"
    qtbot.waitUntil(phone.facts.price.isVisible)


def test_the_refusal_goes_with_its_number(shell: Shell, fakes: Fakes, phone: Dialling) -> None:
    refuse(shell, fakes, ReasonCode.NO_CREDIT)
    phone.field.backspace()
    assert phone.facts.help.isHidden()


@pytest.mark.parametrize(
    ("answer", "dialled"),
    [
        (True, [("number", "a1", PREMIUM, "", "False"), ("number", "a1", PREMIUM, "", "True")]),
        (False, [("number", "a1", PREMIUM, "", "False")]),
    ],
)
def test_a_premium_number_is_asked_about_with_its_price(
    phone: Dialling, fakes: Fakes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: bool, dialled: list[tuple[str, ...]]
) -> None:
    asked: list[tuple[str, str]] = []

    def ask(number: str, price_words: str, parent: object) -> bool:
        del parent
        asked.append((number, plain(price_words)))
        return answer

    monkeypatch.setattr("ui.phone.panel.ask_premium", ask)
    fakes.money.prices[PREMIUM] = priced(PREMIUM, rate_nanos=95_000_000_000)
    fakes.calls.refusals = [Reason(ReasonCode.PREMIUM_UNCONFIRMED, value=PREMIUM)]
    phone.show_text(PREMIUM)
    qtbot.waitUntil(phone.facts.price.isVisible)
    phone.press_call()
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert asked == [("+7 809 111-22-33", "95.00 ₽/min, whole minutes")]
    assert fakes.calls.asked == dialled


def test_after_a_no_the_premium_number_can_still_be_called(
    phone: Dialling, fakes: Fakes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [False, True]
    monkeypatch.setattr("ui.phone.panel.ask_premium", lambda *_: answers.pop(0))
    fakes.calls.refusals = [Reason(ReasonCode.PREMIUM_UNCONFIRMED, value=PREMIUM)]
    phone.show_text(PREMIUM)
    phone.press_call()
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert phone.facts.help.text() == "Call anyway…"
    phone.facts.help.click()
    assert fakes.calls.asked[-1] == ("number", "a1", PREMIUM, "", "True")


def test_a_refusal_of_somebody_elses_attempt_asks_nothing(fakes: Fakes, phone: Dialling, qtbot: QtBot) -> None:
    fakes.calls.refused.emit("", Reason(ReasonCode.PREMIUM_UNCONFIRMED, value=PREMIUM))
    qtbot.wait(20)
    assert "+7 809 111-22-33 is a premium number" in phone.facts.line.text()
    assert phone.facts.help.isHidden()
    assert QApplication.activeModalWidget() is None


def test_a_call_that_ends_for_want_of_money_offers_to_top_up(fakes: Fakes, phone: Dialling) -> None:
    call_id = talking(fakes)
    fakes.calls.happen(call_id, state=CallState.ENDED, ended_us=now_us(), reason=Reason(ReasonCode.CREDIT_EXHAUSTED))
    assert "The money ran out" in phone.facts.line.text()
    assert phone.facts.help.text() == "Top up"


# --- during --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "level"),
    [(None, Urgency.CALM), (61, Urgency.CALM), (60, Urgency.SOON), (11, Urgency.SOON), (10, Urgency.NOW), (0, Urgency.NOW)],
)
def test_the_last_minute_and_the_last_seconds_have_a_colour(left: int | None, level: Urgency) -> None:
    assert urgency(left) is level


def test_the_time_left_is_in_the_panel_and_in_the_status_line(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    talking(fakes)
    assert in_call.cost.values[1].text() == "15 min 13 s"
    assert shell.window.status.left.text() == "15 min 13 s left"
    assert in_call.cost.top_up.isHidden()


def test_near_the_end_of_the_money_a_warning_and_the_way_to_more(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    said: list[str] = []
    shell.window.phone.top_up_wanted.disconnect()
    shell.window.phone.top_up_wanted.connect(said.append)
    call_id = talking(fakes)
    fakes.calls.happen(call_id, price=price(lasts_s=152), time_left_s=45)
    assert in_call.cost.warning.text() == "The money lasts less than a minute"
    assert in_call.cost.values[1].role() == shell.window.status.left.role() == "warning_text"
    in_call.cost.top_up.click()
    assert said == ["a1"]
    fakes.calls.happen(call_id, price=price(lasts_s=115), time_left_s=8)
    assert in_call.cost.values[1].role() == "danger_text"
    fakes.calls.happen(call_id, price=price(lasts_s=3000), time_left_s=2880)
    assert in_call.cost.warning.isHidden(), "the money came"


def test_the_users_own_limit_is_no_reason_to_top_up(fakes: Fakes, in_call: InCall) -> None:
    fakes.calls.happen(talking(fakes), price=price(lasts_s=3000), time_left_s=30)
    assert in_call.cost.warning.text() == "Your own limit ends the call soon"
    assert in_call.cost.top_up.isHidden()


def test_a_warning_calls_for_attention(fakes: Fakes, in_call: InCall, monkeypatch: pytest.MonkeyPatch) -> None:
    alerted: list[object] = []
    monkeypatch.setattr("ui.phone.in_call.QApplication.alert", alerted.append)
    call_id = talking(fakes)
    fakes.calls.time_warning.emit("another", 60)
    assert alerted == []
    fakes.calls.time_warning.emit(call_id, 60)
    assert alerted == [in_call.window()]


def test_a_call_that_nothing_ends_tells_no_time(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    fakes.calls.happen(talking(fakes), price=price(lasts_s=None), time_left_s=None)
    assert in_call.cost.values[1].isHidden()
    assert shell.window.status.left.isHidden()


# --- after ---------------------------------------------------------------------------------------------------------------------------


def test_the_end_says_how_long_and_how_much(shell: Shell, fakes: Fakes, phone: Dialling) -> None:
    fakes.calls.hang_up(talking(fakes))
    assert phone.facts.line.text() == "Call ended"
    assert plain(phone.facts.price.text()) == "1 min 47 s · 1.40 ₽"
    assert plain(shell.window.status.state.text()) == "Call ended · 1 min 47 s · 1.40 ₽"


def test_the_providers_word_on_the_cost_counts_and_a_difference_is_told(shell: Shell, fakes: Fakes, phone: Dialling) -> None:
    call_id = talking(fakes)
    fakes.calls.hang_up(call_id)
    fakes.money.charged.emit(call_id, Money(2_100_000, "RUB"))
    fakes.money.charge_differs.emit(ChargeDifference(call_id, Money(1_400_000, "RUB"), Money(2_100_000, "RUB")))
    assert plain(phone.facts.price.text()) == "1 min 47 s · 2.10 ₽"
    assert plain(phone.facts.lasts.text()) == "The provider charged 2.10 ₽, we counted 1.40 ₽"
    assert plain(shell.window.status.state.text()) == "The provider charged 2.10 ₽, we counted 1.40 ₽"


def test_a_bill_that_comes_late_does_not_cover_the_next_number(fakes: Fakes, phone: Dialling) -> None:
    call_id = talking(fakes)
    fakes.calls.hang_up(call_id)
    phone.show_text("+78123334455")
    fakes.money.charged.emit(call_id, Money(2_100_000, "RUB"))
    fakes.money.charge_differs.emit(ChargeDifference(call_id, Money(1_400_000, "RUB"), Money(2_100_000, "RUB")))
    assert phone.facts.line.text() == "St Petersburg · landline"
    assert phone.facts.lasts.isHidden()


def test_a_call_that_nobody_answered_has_no_bill(fakes: Fakes, phone: Dialling) -> None:
    fakes.calls.happen(fakes.calls.begin(OFFICE), state=CallState.ENDED, ended_us=now_us(), reason=Reason(ReasonCode.BUSY))
    assert phone.facts.price.isHidden()


def test_after_the_call_the_keyboard_is_at_the_number_again(shell: Shell, fakes: Fakes, phone: Dialling, in_call: InCall) -> None:
    shell.window.show_number(OFFICE)
    phone.press_call()
    assert shell.window.focusWidget() is in_call
    in_call.press_hang_up()
    assert shell.window.focusWidget() is phone.field


# --- the inspector -------------------------------------------------------------------------------------------------------------------


def facts_of(text: str, kind: AccountKind = AccountKind.PROVIDER) -> dict[str, str]:
    found = inspect(text, msgspec.structs.replace(ACCOUNT, kind=kind), price())
    return {fact.name: plain(fact.value) for fact in found.facts}


def test_the_inspector_knows_all_of_a_number(shell: Shell) -> None:
    assert shell is not None
    assert facts_of("8 (495) 111-22-33") == {
        "Typed": "8 (495) 111-22-33",
        "Full number": "+7 495 111-22-33",
        "Corrected": "8 became +7",
        "Country": "Russia",
        "Region": "Moscow",
        "Kind": "landline",
        "National form": "8 (495) 111-22-33",
        "Dialled as": "sip:+74951112233@sandbox.test",
        "In the tariff": "Moscow (7495…)",
        "Price": "0.70 ₽/min, whole minutes",
        "Balance": "lasts 17 min",
    }


@pytest.mark.parametrize(
    ("text", "kind", "name", "words"),
    [
        ("+7 495 111-22", AccountKind.PROVIDER, "Can't be called", "too short"),
        ("112", AccountKind.PROVIDER, "Can't be called", "emergency number"),
        ("112", AccountKind.PBX, "Kind", "emergency number 112"),
        ("204", AccountKind.PBX, "Dialled as", "sip:204@sandbox.test"),
        ("4951112233", AccountKind.PROVIDER, "Not dialled yet", "guess"),
        ("vera@sandbox.test", AccountKind.PROVIDER, "Dialled as", "vera@sandbox.test"),
        ("+74951112233 или +78123334455", AccountKind.PROVIDER, "Numbers in the text", "+7 812 333-44-55"),
        ("+7 495 111-22-33 доб. 12", AccountKind.PROVIDER, "After the answer", "12"),
    ],
)
def test_the_inspector_explains_any_text(shell: Shell, text: str, kind: AccountKind, name: str, words: str) -> None:
    assert shell is not None
    assert words in facts_of(text, kind)[name]


def test_the_inspector_opens_at_its_button_and_copies(shell: Shell, phone: Dialling) -> None:
    assert phone.info.isHidden(), "an empty field has nothing to look at"
    phone.show_text(OFFICE)
    phone.info.click()
    popup = phone.info.findChild(NumberInspector)
    assert popup is not None
    assert all(isinstance(value, QLabel) and value.textFormat() is Qt.TextFormat.PlainText for value in popup.values)
    assert all(value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse for value in popup.values)
    popup.copy_number.click()
    assert (QGuiApplication.clipboard().text(), popup.copy_number.text()) == ("+7 495 111-22-33", "Copied")
    popup.copy_all.click()
    assert "Country: Russia" in QGuiApplication.clipboard().text()
    popup.close()
    assert shell.window.isVisible()


def test_the_inspector_opens_by_its_shortcut_only_over_a_number(shell: Shell, phone: Dialling) -> None:
    shell.window.inspect_number()
    assert phone.info.findChild(NumberInspector) is None
    phone.show_text("<b>112</b>")
    shell.window.inspect_number()
    popup = phone.info.findChild(NumberInspector)
    assert popup is not None
    assert popup.values[0].text() == "<b>112</b>"
    popup.close()


def test_a_long_address_in_the_inspector_is_broken_not_cut(qtbot: QtBot) -> None:
    value = Value("sip:somebody.with.a.very.long.name@sip.provider.example", "Dialled as")
    qtbot.addWidget(value)
    assert value.text() == "sip:somebody.with.a.very.long.name\n@sip.provider.example"


# --- campaigns and pages ---------------------------------------------------------------------------------------------------------------


def campaign(name: str) -> FreeDirection:
    span = FreeSpan(name, name, now_us(), now_us() + 1440 * MINUTE, is_campaign=True)
    return FreeDirection(name, span, ("8613",), announcement_en=f"Free: {name}", announcement_ru=f"Бесплатно: {name}")


def test_campaigns_are_announced_one_after_the_other_and_dismissed(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    bar = shell.window.announcement
    assert bar.isHidden()
    fakes.money.announced.emit(campaign("<b>China</b>"))
    fakes.money.announced.emit(campaign("Moscow"))
    assert bar.words.text() == "Free: <b>China</b>"
    assert bar.words.textFormat() is Qt.TextFormat.PlainText
    bar.dismiss.click()
    assert bar.words.text() == "Free: Moscow"
    fakes.settings.change(language="ru")
    qtbot.waitUntil(lambda: bar.words.text() == "Бесплатно: Moscow")
    fakes.settings.change(language="en")
    bar.dismiss.click()
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("anna@sipnet.ru", "https://sipnet.ru"),
        ("anna@SIP.Zadarma.com:5060", "https://zadarma.com"),
        ("anna@sip.com", "https://sip.com"),
        ("anna@192.0.2.7", ""),
        ("204@pbx.local", ""),
        ("anna@sandbox.test", ""),
        ("anna@localhost", ""),
        ("anna", ""),
        ("anna@evil.com/path", ""),
        ("anna@-bad-.com", ""),
        ("", ""),
    ],
)
def test_the_providers_site_is_found_in_the_address(address: str, site: str) -> None:
    assert provider_site(address) == site


def test_signing_in_leads_to_the_page_for_a_lost_password_and_says_what_it_asks(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("ui.browser.QDesktopServices.openUrl", lambda url: not opened.append(url.toString()))
    form = SignIn()
    qtbot.addWidget(form)
    form.show()
    assert form.recovery.words.isHidden()
    form.recovery.link.click()
    assert "Type your address first" in form.recovery.words.text()
    form.address.setText("anna@sip.sipnet.ru")
    assert all(words in form.recovery.words.text() for words in ("secret question", "linked", "second e-mail"))
    form.recovery.open.click()
    assert opened == ["https://sipnet.ru"]


def test_the_password_question_leads_where_the_provider_says(qtbot: QtBot) -> None:
    account = msgspec.structs.replace(ACCOUNT, is_sandbox=False, address="anna@sipnet.ru")
    told = PasswordDialog(account, None, recovery_page="https://www.sipnet.ru/recover")
    guessed = PasswordDialog(account, None)
    for dialog in (told, guessed):
        qtbot.addWidget(dialog)
    assert [told.recovery.page(), guessed.recovery.page()] == ["https://www.sipnet.ru/recover", "https://sipnet.ru"]


@pytest.mark.parametrize("address", ["http://pay.example", "file:///etc/passwd", "javascript:alert(1)", "https:", ""])
def test_only_https_pages_are_opened(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    from ui.browser import open_page

    opened: list[object] = []
    monkeypatch.setattr("ui.browser.QDesktopServices.openUrl", lambda url: not opened.append(url))
    assert not open_page(address)
    assert opened == []
