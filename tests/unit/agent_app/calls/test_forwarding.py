"""Forwarding: by the caller's side or by a call of ours, within the user's limits, never in a circle."""

from __future__ import annotations

import pytest

from agent_app.accounts.calling import CallRules, Forwarding, ForwardWay, ForwardWhen, Machine
from agent_app.accounts.model import MoneyRules
from tariffs.providers.provider import AccountStatus
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.messages import Answer, AnswerByMachine, Conference, Decline, Dial, HangUp, Redirect, Ring
from telephony.reasons import ReasonCode
from tests.prices import deck_row
from tests.unit.agent_app.calls.conftest import ANNA, MOSCOW, PREMIUM, Phone

VERA = "vera@other.test"


def _forward(phone: Phone, when: ForwardWhen, target: str = MOSCOW, way: ForwardWay = ForwardWay.REDIRECT, after_s: int = 0) -> None:
    phone.set_rules(CallRules(Forwarding(when, target, way, after_s)))


def test_every_call_is_sent_on_before_anybody_hears_of_it(phone: Phone) -> None:
    phone.know_price()
    _forward(phone, ForwardWhen.ALWAYS)
    phone.ring()
    assert phone.engine.told == [Ring("in", silent=True), Redirect("in", f"sip:{MOSCOW}@provider.test")]
    assert not phone.was_shown("in")
    assert phone.calls.calls() == ()
    phone.end("in", ReasonCode.DECLINED_HERE)
    call = phone.call("in")
    assert (call.state, call.forwarded_to, call.missed) == (CallState.ENDED, MOSCOW, False)


def test_a_call_is_sent_on_where_we_talk_already(phone: Phone) -> None:
    _forward(phone, ForwardWhen.BUSY, VERA)
    phone.talk("one")
    assert phone.engine.told_of(Redirect) == []
    phone.ring("two", "sip:other@provider.test")
    assert phone.engine.told_of(Redirect) == [Redirect("two", f"sip:{VERA}")]


def test_a_call_is_sent_on_where_nobody_is_to_be_disturbed(phone: Phone) -> None:
    _forward(phone, ForwardWhen.BUSY, VERA)
    phone.settings.change(do_not_disturb=True)
    phone.ring()
    assert phone.engine.told_of(Redirect) == [Redirect("in", f"sip:{VERA}")]
    assert phone.engine.told_of(Decline) == []


def test_a_call_that_nobody_answers_is_sent_on(phone: Phone) -> None:
    _forward(phone, ForwardWhen.NO_ANSWER, VERA)
    phone.ring()
    assert phone.was_shown("in")
    phone.qtbot.waitUntil(lambda: phone.engine.told_of(Redirect) == [Redirect("in", f"sip:{VERA}")])


def test_a_call_that_was_answered_in_time_is_not(phone: Phone) -> None:
    _forward(phone, ForwardWhen.NO_ANSWER, VERA)
    phone.talk("in")
    phone.qtbot.wait(30)
    assert phone.engine.told_of(Redirect) == []


# --- by a call of ours ----------------------------------------------------------------------------------------------------------


def _bridge(phone: Phone, target: str = MOSCOW) -> str:
    """The call_id of ours, once it goes out."""
    phone.know_price()
    _forward(phone, ForwardWhen.ALWAYS, target, ForwardWay.BRIDGE)
    phone.ring()
    phone.qtbot.waitUntil(lambda: bool(phone.engine.told_of(Dial)))
    return phone.engine.told_of(Dial)[-1].call_id


def test_the_caller_is_answered_when_the_other_side_is_and_both_are_joined_without_us(phone: Phone) -> None:
    there = _bridge(phone)
    assert phone.engine.told_of(Answer) == []
    assert not phone.was_shown("in")
    phone.establish(there)
    assert phone.engine.told_of(Answer) == [Answer("in")]
    phone.establish("in")
    [joined] = phone.engine.told_of(Conference)
    assert (joined.call_ids, joined.with_us) == (("in", there), False)
    assert [(call.call_id, call.bridged) for call in phone.calls.calls()] == [("in", True), (there, True)]
    assert phone.call(there).price is not None
    phone.talk("mine", "sip:other@provider.test")
    assert phone.holds == []  # what others talk by is not ours to hold
    current = phone.calls.current()
    assert current is not None
    assert current.call_id == "mine"


@pytest.mark.parametrize("first", ["in", "there"])
def test_when_one_side_hangs_up_the_other_is_let_go(phone: Phone, first: str) -> None:
    there = _bridge(phone)
    phone.establish(there)
    phone.establish("in")
    ends, follows = ("in", there) if first == "in" else (there, "in")
    phone.end(ends)
    assert phone.engine.told_of(HangUp) == [HangUp(follows)]
    phone.end(follows, ReasonCode.HUNG_UP_HERE)
    assert (phone.call("in").forwarded_to, phone.call("in").missed) == (MOSCOW, False)


def test_a_caller_who_gives_up_takes_our_call_with_him(phone: Phone) -> None:
    there = _bridge(phone)
    phone.end("in", ReasonCode.CANCELLED_THERE)
    assert phone.engine.told_of(HangUp) == [HangUp(there)]


def test_where_the_other_side_does_not_answer_it_rings_here_after_all(phone: Phone) -> None:
    there = _bridge(phone)
    phone.end(there, ReasonCode.BUSY)
    assert phone.engine.told_of(Ring)[-1] == Ring("in")
    assert (phone.call("in").state, phone.call("in").forwarded_to) == (CallState.INCOMING, "")
    phone.calls.answer("in")
    assert phone.engine.told_of(Answer) == [Answer("in")]
    phone.establish("in")
    assert not phone.call("in").bridged
    assert phone.engine.told_of(Conference) == []


def test_who_answers_here_first_has_the_call(phone: Phone) -> None:
    phone.know_price()
    _forward(phone, ForwardWhen.NO_ANSWER, MOSCOW, ForwardWay.BRIDGE)
    phone.ring()
    phone.qtbot.waitUntil(lambda: bool(phone.engine.told_of(Dial)))
    there = phone.engine.told_of(Dial)[0].call_id
    phone.calls.answer("in")
    phone.establish("in")
    assert phone.engine.told_of(HangUp) == [HangUp(there)]
    assert phone.call("in").forwarded_to == ""
    assert phone.engine.told_of(Conference) == []


def test_the_machine_has_it_where_forwarding_fails(phone: Phone) -> None:
    phone.set_rules(CallRules(Forwarding(ForwardWhen.ALWAYS, "112"), machine=Machine(on=True, after_s=0)))
    phone.ring()
    phone.qtbot.waitUntil(lambda: bool(phone.engine.told_of(AnswerByMachine)))
    assert phone.engine.told_of(Redirect) == []


# --- limits, and circles --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", list(ForwardWay))
@pytest.mark.parametrize(
    ("target", "rules", "balance"),
    [
        (PREMIUM, MoneyRules(), 12_400_000),
        (MOSCOW, MoneyRules(day_limit_micros=1), 12_400_000),
        (MOSCOW, MoneyRules(call_limit_micros=1), 12_400_000),
        (MOSCOW, MoneyRules(), 0),
        ("+79161112233", MoneyRules(only_known_rates=True), 12_400_000),
        ("112", MoneyRules(), 12_400_000),
        ("what?", MoneyRules(), 12_400_000),
    ],
)
def test_what_would_not_be_dialled_is_not_forwarded_to(phone: Phone, target: str, rules: MoneyRules, balance: int, way: ForwardWay) -> None:
    phone.accounts.set_rules(ANNA, rules)
    phone.provider.status = AccountStatus(Money(balance, "RUB"), "prepaid")
    phone.know_price(MOSCOW, "+79161112233")
    _forward(phone, ForwardWhen.ALWAYS, target, way)
    phone.ring()
    assert phone.engine.told_of(Redirect) == phone.engine.told_of(Dial) == []
    assert phone.engine.told_of(Ring)[-1] == Ring("in")  # it rings here
    assert [call.call_id for call in phone.calls.calls()] == ["in"]


@pytest.mark.parametrize("way", list(ForwardWay))
def test_a_price_that_comes_late_may_still_forbid_it(phone: Phone, way: ForwardWay) -> None:
    phone.provider.rows[MOSCOW] = deck_row(forbidden=True)
    phone.money.set_provider(ANNA, phone.provider)
    _forward(phone, ForwardWhen.ALWAYS, MOSCOW, way)
    phone.ring()
    assert not phone.was_shown("in")
    phone.qtbot.waitUntil(lambda: phone.was_shown("in"))
    assert phone.call("in").state is CallState.INCOMING
    assert phone.engine.told_of(Redirect) == phone.engine.told_of(Dial) == []


@pytest.mark.parametrize(
    ("uri", "diverted", "target"),
    [
        ("sip:boris@provider.test", "", "boris@provider.test"),
        (f"sip:{MOSCOW}@provider.test", "", MOSCOW),
        ("sip:boris@provider.test", f"<sip:{MOSCOW}@provider.test>", MOSCOW),
        ("sip:boris@provider.test", "sip:anna@provider.test", MOSCOW),
        ("sip:anna@provider.test", "", MOSCOW),
        ("sip:boris@provider.test", "", "anna@provider.test"),
        ("sip:boris@provider.test", "", "204@pbx.test"),
    ],
)
@pytest.mark.parametrize("way", list(ForwardWay))
def test_a_call_does_not_go_round(phone: Phone, uri: str, diverted: str, target: str, way: ForwardWay) -> None:
    _forward(phone, ForwardWhen.ALWAYS, target, way)
    phone.ring("in", uri, diverted_from=diverted)
    assert phone.engine.told_of(Redirect) == phone.engine.told_of(Dial) == []
    assert phone.call("in").state is CallState.INCOMING


def test_our_own_call_that_comes_back_is_not_sent_on_again(phone: Phone) -> None:
    """The far side forwards to us what we have forwarded there: under whatever name, it comes while ours still rings."""
    _bridge(phone)
    phone.ring("back", "sip:somebody@provider.test")
    assert len(phone.engine.told_of(Dial)) == 1
    assert phone.call("back").state is CallState.INCOMING


def test_a_limit_that_ends_our_call_ends_the_bridge(phone: Phone) -> None:
    there = _bridge(phone)
    phone.establish(there)
    phone.establish("in")
    phone.end(there, ReasonCode.OVER_CALL_LIMIT)
    assert phone.engine.told_of(HangUp) == [HangUp("in")]


# --- by hand --------------------------------------------------------------------------------------------------------------------


def test_a_call_that_rings_is_sent_to_what_is_typed(phone: Phone) -> None:
    phone.ring()
    assert not phone.calls.redirect("in", "112")
    assert not phone.calls.redirect("in", PREMIUM)
    assert phone.calls.redirect("in", VERA)
    assert phone.engine.told_of(Redirect) == [Redirect("in", f"sip:{VERA}")]
    phone.establish("in")
    assert not phone.calls.redirect("in", VERA)
    assert [code for _, code in phone.refused] == [
        ReasonCode.EMERGENCY_REFUSED,
        ReasonCode.PREMIUM_UNCONFIRMED,
        ReasonCode.WRONG_STATE,
    ]
