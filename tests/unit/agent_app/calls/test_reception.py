"""What becomes of a call that comes in, by the user's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.accounts.calling import AutoAnswer, CallRules, Forwarding, ForwardWhen, Machine
from agent_app.snapshots import ContactPoint, PointKind
from telephony.calls import CallState
from telephony.messages import (
    Answer,
    AnswerByMachine,
    CallChanged,
    CallReplaced,
    CommandRefused,
    Decline,
    Dial,
    IncomingCall,
    RecordingState,
    Redirect,
    Ring,
    SetBusy,
    StartRecording,
    TakeOver,
)
from telephony.reasons import Reason, ReasonCode
from tests.unit.agent_app.calls.conftest import ANNA, BORIS, MOSCOW, Phone

if TYPE_CHECKING:
    from pathlib import Path


# --- do not disturb -------------------------------------------------------------------------------------------------------------


def test_the_engine_refuses_calls_while_nobody_is_to_be_disturbed_and_they_were_missed(phone: Phone) -> None:
    phone.settings.change(do_not_disturb=True)
    assert phone.engine.told_of(SetBusy) == [SetBusy(True)]
    phone.ring(refused=True)
    phone.engine.say(CallChanged("in", CallState.ENDING, 5, Reason(ReasonCode.BUSY_HERE)))
    assert not phone.was_shown("in")
    phone.end("in", ReasonCode.BUSY_HERE)
    assert (phone.call("in").state, phone.call("in").missed) == (CallState.ENDED, True)
    assert phone.engine.told_of(Decline) == []
    phone.settings.change(do_not_disturb=False)
    assert phone.engine.told_of(SetBusy) == [SetBusy(True), SetBusy(False)]
    phone.ring("later", "sip:vera@provider.test")
    assert phone.was_shown("later")


def test_a_call_that_crosses_the_wish_not_to_be_disturbed_is_turned_away_by_us(phone: Phone) -> None:
    """It came before the engine knew: it would ring on, and nobody would see it."""
    phone.settings.change(do_not_disturb=True)
    phone.ring()
    assert phone.engine.told_of(Decline) == [Decline("in", busy=True)]
    phone.end("in", ReasonCode.BUSY_HERE)
    assert [(call.state, call.missed) for call in phone.shown] == [(CallState.ENDED, True)]


def test_a_call_that_was_refused_before_the_engine_knew_that_calls_are_welcome_again_was_missed(phone: Phone) -> None:
    phone.settings.change(do_not_disturb=True)
    phone.settings.change(do_not_disturb=False)
    phone.ring(refused=True)
    phone.end("in", ReasonCode.BUSY_HERE)
    assert [(call.state, call.missed) for call in phone.shown] == [(CallState.ENDED, True)]


def test_a_new_engine_is_told_too(phone: Phone) -> None:
    phone.settings.change(do_not_disturb=True)
    phone.engine.die()
    phone.engine.come_back()
    assert SetBusy(True) in phone.engine.told


def test_where_calls_may_be_sent_on_we_refuse_them_ourselves(phone: Phone) -> None:
    phone.set_rules(CallRules(Forwarding(ForwardWhen.BUSY, "112")))
    phone.settings.change(do_not_disturb=True)
    assert phone.engine.told_of(SetBusy) == []
    phone.ring()
    assert phone.engine.told_of(Decline) == [Decline("in", busy=True)]
    phone.end("in", ReasonCode.BUSY_HERE)
    assert phone.call("in").missed
    assert [call.state for call in phone.shown] == [CallState.ENDED]


def test_dialling_goes_on_undisturbed(phone: Phone) -> None:
    phone.settings.change(do_not_disturb=True)
    assert phone.calls.dial_address(ANNA, "vera@other.test")
    assert len(phone.engine.told_of(Dial)) == 1


def test_a_call_that_was_answered_elsewhere_or_declined_here_was_not_missed(phone: Phone) -> None:
    for call_id, code in (("a", ReasonCode.ANSWERED_ELSEWHERE), ("b", ReasonCode.DECLINED_HERE), ("c", ReasonCode.CANCELLED_THERE)):
        phone.ring(call_id)
        phone.end(call_id, code)
    assert [phone.call(call_id).missed for call_id in "abc"] == [False, False, True]


# --- who is not let in ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("anonymous", "rejects", "shown"), [(True, True, False), (True, False, True), (False, True, True)])
def test_who_hides_is_declined_where_the_account_wants_that(phone: Phone, anonymous: bool, rejects: bool, shown: bool) -> None:
    phone.set_rules(CallRules(reject_anonymous=rejects))
    phone.ring("in", "sip:anonymous@anonymous.invalid", anonymous=anonymous)
    assert phone.was_shown("in") is shown
    assert phone.engine.told_of(Decline) == ([] if shown else [Decline("in")])


@pytest.mark.parametrize("when", [ForwardWhen.NEVER, ForwardWhen.ALWAYS, ForwardWhen.BUSY])
def test_a_call_that_the_engine_had_to_refuse_was_missed_and_starts_nothing(phone: Phone, when: ForwardWhen) -> None:
    phone.set_rules(CallRules(Forwarding(when, MOSCOW), AutoAnswer(everybody=True), machine=Machine(on=True)))
    phone.engine.say(IncomingCall("in", ANNA, BORIS, refused=True))
    phone.engine.say(CallChanged("in", CallState.ENDED, 5, Reason(ReasonCode.ENCRYPTION_REQUIRED, 488)))
    phone.qtbot.wait(40)
    assert [(call.state, call.missed) for call in phone.shown] == [(CallState.ENDED, True)]
    assert phone.call("in").reason == Reason(ReasonCode.ENCRYPTION_REQUIRED, 488)
    assert [phone.engine.told_of(kind) for kind in (Answer, Dial, Redirect, Ring)] == [[], [], [], []]


# --- answering by itself --------------------------------------------------------------------------------------------------------


def _boris(phone: Phone) -> str:
    return phone.contacts.add("Boris", (ContactPoint(PointKind.SIP, "boris@provider.test"),))


def _answered(phone: Phone) -> bool:
    phone.qtbot.wait(40)
    return phone.engine.told_of(Answer) == [Answer("in", announced=True)]


@pytest.mark.parametrize(
    ("everybody", "listed", "on_request", "asks", "answered"),
    [
        (True, False, False, False, True),
        (False, True, False, False, True),
        (False, False, False, True, False),
        (False, True, True, True, True),
        (False, True, True, False, False),
        (True, False, True, True, False),
        (False, False, False, False, False),
    ],
)
def test_a_call_is_answered_by_itself_for_whom_the_user_named(
    phone: Phone, everybody: bool, listed: bool, on_request: bool, asks: bool, answered: bool
) -> None:
    boris = _boris(phone)
    phone.set_rules(CallRules(auto_answer=AutoAnswer(everybody, (boris,) if listed else (), on_request)))
    phone.ring("in", asks_answer=asks)
    assert _answered(phone) is answered
    assert phone.call("in").announced is answered


def test_nobody_who_talks_is_interrupted_by_it(phone: Phone) -> None:
    phone.set_rules(CallRules(auto_answer=AutoAnswer(everybody=True)))
    phone.calls.dial_address(ANNA, "vera@other.test")
    phone.ring()
    assert not _answered(phone)


def test_a_call_declined_in_time_is_not_answered(phone: Phone) -> None:
    phone.set_rules(CallRules(auto_answer=AutoAnswer(everybody=True, after_s=0)))
    phone.ring()
    phone.end("in", ReasonCode.DECLINED_HERE)
    assert not _answered(phone)


def test_a_call_that_takes_anothers_place_follows_no_rules(phone: Phone) -> None:
    phone.talk("old")
    phone.settings.change(do_not_disturb=True)
    phone.set_rules(CallRules(Forwarding(ForwardWhen.ALWAYS, "vera@other.test")))
    phone.engine.say(CallReplaced("old", "new"))
    phone.ring("new", "sip:vera@provider.test")
    phone.establish("new")
    phone.end("old")
    assert phone.engine.told_of(Redirect) == phone.engine.told_of(Decline) == []
    assert [call.call_id for call in phone.calls.calls()] == ["new"]


def test_who_has_a_tone_of_his_own_rings_with_it(phone: Phone) -> None:
    boris = _boris(phone)
    phone.settings.change(ring_tones={boris: "marimba"})
    phone.ring("stranger", "sip:vera@provider.test")
    assert phone.engine.told_of(Ring) == []
    phone.ring("in")
    [ring] = phone.engine.told_of(Ring)
    assert (ring.call_id, ring.silent, ring.path.endswith("marimba.wav")) == ("in", False, True)


def test_who_could_not_be_sent_on_rings_with_his_own_tone(phone: Phone) -> None:
    boris = _boris(phone)
    phone.settings.change(ring_tones={boris: "marimba"})
    phone.set_rules(CallRules(Forwarding(ForwardWhen.ALWAYS, "112")))
    phone.ring("in")
    assert [ring.silent for ring in phone.engine.told_of(Ring)] == [True, False]
    assert phone.engine.told_of(Ring)[-1].path.endswith("marimba.wav")


# --- the answering machine ------------------------------------------------------------------------------------------------------


def _by_machine(phone: Phone, machine: Machine) -> AnswerByMachine:
    phone.set_rules(CallRules(machine=machine, record=True))
    phone.ring()
    phone.qtbot.waitUntil(lambda: bool(phone.engine.told_of(AnswerByMachine)))
    return phone.engine.told_of(AnswerByMachine)[0]


def test_the_machine_takes_what_nobody_answers(phone: Phone) -> None:
    command = _by_machine(phone, Machine(on=True, after_s=0, most_s=30))
    assert (command.call_id, command.greeting, command.most_s) == ("in", "usual.wav", 30)
    assert command.path.startswith(str(phone.folder))
    phone.establish("in")
    assert phone.call("in").by_machine
    phone.engine.say(RecordingState("in", command.path, running=True, by_machine=True))
    phone.engine.say(RecordingState("in", command.path, running=False, by_machine=True))
    phone.end("in")
    call = phone.call("in")
    assert (call.by_machine, call.recording_path, call.missed) == (True, command.path, True)
    assert phone.engine.told_of(StartRecording) == []


def test_it_speaks_with_the_users_own_greeting(phone: Phone, tmp_path: Path) -> None:
    assert _by_machine(phone, Machine(on=True, after_s=0, greeting=str(tmp_path / "mine.wav"))).greeting == str(tmp_path / "mine.wav")


def test_a_call_is_taken_from_the_machine(phone: Phone) -> None:
    phone.talk("one", "sip:vera@provider.test")
    _by_machine(phone, Machine(on=True, after_s=0))
    phone.establish("in")
    assert phone.holds == []
    phone.calls.take_over("in")
    assert phone.holds == [("one", True)]
    assert phone.engine.told_of(TakeOver) == [TakeOver("in")]
    assert not phone.call("in").by_machine
    phone.end("in")
    assert not phone.call("in").missed
    phone.calls.take_over("one")
    assert phone.refused == [("one", ReasonCode.WRONG_STATE)]


def test_a_call_is_given_to_the_machine_by_hand(phone: Phone) -> None:
    phone.ring()
    phone.calls.send_to_machine("in")
    phone.qtbot.waitUntil(lambda: bool(phone.engine.told_of(AnswerByMachine)))
    phone.engine.say(CommandRefused("AnswerByMachine", "in", Reason(ReasonCode.UNSUPPORTED)))
    assert not phone.call("in").by_machine
    phone.calls.send_to_machine("nothing")
    assert phone.refused == [("in", ReasonCode.UNSUPPORTED), ("nothing", ReasonCode.WRONG_STATE)]


def test_who_is_quicker_than_the_machine_has_the_call(phone: Phone) -> None:
    phone.set_rules(CallRules(machine=Machine(on=True, after_s=0)))
    phone.talk("in")
    phone.qtbot.wait(40)
    assert phone.engine.told_of(AnswerByMachine) == []
