"""Transfers: ours go out as a dialled call would, the far side's only by a click, and never past money, limits or questions."""

from __future__ import annotations

import msgspec
import pytest

from agent_app.accounts.calling import CallRules, DialRule
from agent_app.accounts.model import MoneyRules
from agent_app.snapshots import TransferStage
from tariffs.providers.provider import AccountStatus
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.messages import AnswerTransfer, CommandRefused, Dial, Transfer, TransferAsked, TransferProgress, TransferTo
from telephony.reasons import Reason, ReasonCode
from tests.prices import deck_row
from tests.unit.agent_app.calls.conftest import ANNA, MOSCOW, PREMIUM, Phone


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("8 (495) 111-22-33", "sip:+74951112233@provider.test"),
        ("vera@other.test", "sip:vera@other.test"),
        ("77", "sip:+74951112277@provider.test"),
    ],
)
def test_a_call_is_sent_to_what_is_typed_by_the_accounts_rules(phone: Phone, typed: str, target: str) -> None:
    phone.set_rules(CallRules(dial_rules=(DialRule("77", "+74951112277"),)))
    phone.talk("in")
    assert phone.calls.transfer("in", typed)
    phone.qtbot.waitUntil(lambda: bool(phone.engine.told_of(Transfer)))
    assert phone.engine.told_of(Transfer) == [Transfer("in", target)]


def test_its_progress_shows_and_its_end_is_remembered(phone: Phone) -> None:
    phone.talk("in")
    phone.calls.transfer("in", "vera@other.test")
    stages: list[TransferStage | None] = [phone.call("in").transfer]
    for status in (0, 100, 180):
        phone.engine.say(TransferProgress("in", status))
        stages.append(phone.call("in").transfer)
    phone.engine.say(TransferProgress("in", 200, is_final=True))
    assert [*stages, phone.call("in").transfer] == [
        *(TransferStage.ASKED, TransferStage.ASKED, TransferStage.TRYING, TransferStage.RINGING, TransferStage.DONE),
    ]
    phone.end("in")
    assert phone.call("in").forwarded_to == "vera@other.test"
    assert not phone.call("in").missed


def test_a_transfer_that_fails_leaves_the_call_as_it_was(phone: Phone) -> None:
    phone.talk("in")
    phone.calls.transfer("in", "vera@other.test")
    phone.engine.say(TransferProgress("in", 486, is_final=True, reason=Reason(ReasonCode.BUSY)))
    call = phone.call("in")
    assert (call.transfer, call.transfer_reason, call.state) == (TransferStage.FAILED, Reason(ReasonCode.BUSY), CallState.ESTABLISHED)
    assert call.forwarded_to == ""
    phone.calls.transfer("in", "vera@other.test")
    assert (phone.call("in").transfer, phone.call("in").transfer_reason) == (TransferStage.ASKED, None)
    phone.engine.say(CommandRefused("Transfer", "in", Reason(ReasonCode.WRONG_STATE)))
    assert phone.call("in").transfer is TransferStage.FAILED


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("112", ReasonCode.EMERGENCY_REFUSED),
        (PREMIUM, ReasonCode.PREMIUM_UNCONFIRMED),
        ("nobody at all", ReasonCode.BAD_ADDRESS),
        (MOSCOW, ReasonCode.OVER_CALL_LIMIT),
    ],
)
def test_what_would_not_be_dialled_is_no_target_either(phone: Phone, typed: str, code: ReasonCode) -> None:
    phone.accounts.set_rules(ANNA, MoneyRules(call_limit_micros=1))
    phone.know_price()
    phone.talk("in")
    assert not phone.calls.transfer("in", typed)
    assert phone.refused == [("in", code)]
    assert phone.engine.told_of(Transfer) == []


def test_a_question_that_was_answered_lets_it_go(phone: Phone) -> None:
    phone.talk("in")
    assert phone.calls.transfer("in", PREMIUM, confirmed=True)
    phone.qtbot.waitUntil(lambda: bool(phone.engine.told_of(Transfer)))


def test_a_price_that_comes_late_may_still_forbid_it(phone: Phone) -> None:
    phone.provider.rows[MOSCOW] = deck_row(forbidden=True)
    phone.money.set_provider(ANNA, phone.provider)
    phone.talk("in")
    assert phone.calls.transfer("in", MOSCOW)
    phone.qtbot.waitUntil(lambda: phone.call("in").transfer is TransferStage.FAILED)
    reason = phone.call("in").transfer_reason
    assert reason is not None
    assert reason.code is ReasonCode.DESTINATION_FORBIDDEN
    assert phone.engine.told_of(Transfer) == []


def test_two_far_sides_are_left_to_each_other(phone: Phone) -> None:
    phone.talk("one")
    phone.talk("two", "sip:vera@provider.test")
    assert phone.calls.transfer_to("one", "two")
    assert phone.engine.told_of(TransferTo) == [TransferTo("one", "two")]
    phone.engine.say(TransferProgress("one", 200, is_final=True))
    assert (phone.call("one").transfer, phone.call("one").forwarded_to) == (TransferStage.DONE, "vera@provider.test")
    assert not phone.calls.transfer_to("one", "one")
    phone.ring("three")
    assert not phone.calls.transfer_to("one", "three")
    assert not phone.calls.transfer("three", "vera@other.test")
    assert {code for _, code in phone.refused} == {ReasonCode.WRONG_STATE}


# --- asked by the far side ------------------------------------------------------------------------------------------------------


def _ask(phone: Phone, target: str) -> None:
    phone.talk("in")
    phone.engine.say(TransferAsked("in", target))


def test_the_far_sides_wish_is_asked_first_and_its_price_with_it(phone: Phone) -> None:
    phone.money.set_provider(ANNA, phone.provider)
    _ask(phone, f"sip:{MOSCOW}@provider.test")
    assert phone.asked == [("in", MOSCOW)]
    phone.qtbot.waitUntil(lambda: phone.money.is_known(ANNA, MOSCOW))
    phone.qtbot.wait(50)
    assert phone.engine.told_of(AnswerTransfer) == phone.engine.told_of(Dial) == []
    phone.calls.answer_transfer("in", accepted=True)
    [command] = phone.engine.told_of(AnswerTransfer)
    assert command.accepted
    new = phone.call(command.new_call_id)
    assert (new.remote, new.state, new.account_id) == (MOSCOW, CallState.DIALLING, ANNA)
    phone.establish(command.new_call_id)
    assert phone.call(command.new_call_id).price is not None


def test_a_wish_that_is_refused_calls_nobody(phone: Phone) -> None:
    _ask(phone, "sip:vera@other.test")
    phone.calls.answer_transfer("in", accepted=False)
    assert phone.engine.told_of(AnswerTransfer) == [AnswerTransfer("in", accepted=False)]
    phone.calls.answer_transfer("in", accepted=True)
    assert phone.refused == [("in", ReasonCode.WRONG_STATE)]
    assert len(phone.engine.told_of(AnswerTransfer)) == 1


def test_a_wish_that_the_engine_takes_no_more_leaves_no_call_behind(phone: Phone) -> None:
    _ask(phone, "sip:vera@other.test")
    phone.calls.answer_transfer("in", accepted=True)
    [command] = phone.engine.told_of(AnswerTransfer)
    phone.engine.say(CommandRefused("AnswerTransfer", "in", Reason(ReasonCode.WRONG_STATE)))
    assert phone.call(command.new_call_id).state is CallState.ENDED
    assert [call.call_id for call in phone.calls.calls()] == ["in"]


@pytest.mark.parametrize("user", [MOSCOW, "84951112233", "8-495-111-22-33", "4951112233", "%2B74951112233", "+74951112233;x=1"])
def test_however_a_paid_number_is_written_it_is_counted_as_one(phone: Phone, user: str) -> None:
    phone.provider.status = AccountStatus(Money(10_000, "RUB"), "prepaid", minimum=Money(50_000, "RUB"))
    phone.know_price()
    _ask(phone, f"<sip:{user}@Provider.test:5060;transport=udp?Replaces=x>")
    phone.calls.answer_transfer("in", accepted=True)
    assert phone.engine.told_of(AnswerTransfer) == [AnswerTransfer("in", accepted=False)]
    assert phone.refused[-1] == ("in", ReasonCode.BELOW_MINIMUM)


@pytest.mark.parametrize(
    "target",
    [
        "sip:112@provider.test",
        "tel:112",
        "sip:+112@provider.test",
        "sip:911@other.test",
        "sip:00074951112233@provider.test",
        "mailto:x@y",
        "",
    ],
)
def test_an_emergency_number_and_what_is_no_target_are_refused_at_once(phone: Phone, target: str) -> None:
    _ask(phone, target)
    assert phone.asked == []
    assert phone.engine.told_of(AnswerTransfer) == [AnswerTransfer("in", accepted=False)]


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_premium_number_takes_a_second_click(phone: Phone, confirmed: bool) -> None:
    _ask(phone, f"tel:{PREMIUM}")
    phone.calls.answer_transfer("in", accepted=True)
    assert phone.refused == [("in", ReasonCode.PREMIUM_UNCONFIRMED)]
    assert phone.asked == [("in", PREMIUM)] * 2
    assert phone.engine.told_of(AnswerTransfer) == []
    phone.calls.answer_transfer("in", accepted=True, confirmed=confirmed)
    phone.qtbot.waitUntil(lambda: bool(phone.engine.told_of(AnswerTransfer)))


def test_the_days_limit_holds_over_a_transfer_too(phone: Phone) -> None:
    rules = MoneyRules(day_limit_micros=1)
    phone.accounts.set_rules(ANNA, msgspec.structs.replace(rules))
    phone.know_price()
    _ask(phone, f"sip:{MOSCOW}@provider.test")
    phone.calls.answer_transfer("in", accepted=True)
    assert phone.refused == [("in", ReasonCode.OVER_DAY_LIMIT)]
    assert phone.engine.told_of(AnswerTransfer) == [AnswerTransfer("in", accepted=False)]
