"""Calls that are refused for money: each code's sentence, and the one button that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from agent_app.money.snapshots import MoneySnapshot
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode
from tests.prices import priced
from tests.ui.fakes import now_us
from tests.ui.scenes import OFFICE, second_account, talking
from tests.ui.words import plain
from ui.phone.remedies import REMEDIES, Remedy
from ui.wording.money_reasons import MONEY_SENTENCES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.phone.dialling import Dialling
    from ui.shell import Shell

PREMIUM = "+78091112233"


@pytest.fixture
def phone(shell: Shell) -> Dialling:
    return shell.window.phone.dialling


def refuse(shell: Shell, fakes: Fakes, code: ReasonCode, value: str = "") -> None:
    """Call is pressed, and the service refuses."""
    fakes.calls.refusals = [Reason(code, value=value)]
    shell.window.show_number(OFFICE)
    shell.window.phone.dialling.press_call()


# --- refusals ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", MONEY_SENTENCES)
def test_a_call_refused_for_money_is_not_dialled_and_says_why(
    shell: Shell, fakes: Fakes, phone: Dialling, monkeypatch: pytest.MonkeyPatch, code: ReasonCode
) -> None:
    monkeypatch.setattr("ui.dialogs.questions.ask_premium", lambda *_: False)
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

    monkeypatch.setattr("ui.dialogs.questions.ask_premium", ask)
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
    monkeypatch.setattr("ui.dialogs.questions.ask_premium", lambda *_: answers.pop(0))
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
