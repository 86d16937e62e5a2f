"""Several calls at once: who talks, who waits, and the conference."""

from __future__ import annotations

import pytest

from telephony.calls import CallState
from telephony.messages import Answer, CallChanged, CommandRefused, Conference, ConferenceChanged, Dial, SetHeld, SetParty
from telephony.reasons import Reason, ReasonCode
from tests.unit.agent_app.calls.conftest import ANNA, MOSCOW, Phone


def test_who_talks_waits_while_another_is_answered(phone: Phone) -> None:
    phone.talk("one")
    phone.ring("two", "sip:vera@provider.test")
    phone.calls.answer("two")
    assert phone.engine.told[-2:] == [SetHeld("one", held=True), Answer("two")]
    phone.establish("two")
    phone.obey_holds()
    assert phone.call("one").held_here
    current = phone.calls.current()
    assert current is not None
    assert current.call_id == "two"


def test_who_talks_waits_while_another_is_dialled_and_nobody_does_for_a_refusal(phone: Phone) -> None:
    phone.talk("one")
    assert phone.calls.dial_number(ANNA, "112") == ""
    assert phone.holds == []
    call_id = phone.calls.dial_number(ANNA, MOSCOW)
    assert [type(command) for command in phone.engine.told[-2:]] == [SetHeld, Dial]
    assert phone.holds == [("one", True)]
    assert call_id


def test_who_answers_late_while_we_talk_to_another_waits(phone: Phone) -> None:
    late = phone.calls.dial_number(ANNA, MOSCOW)
    phone.talk("in")
    assert phone.holds == []
    phone.establish(late)
    assert phone.holds == [(late, True)]


def test_one_that_is_focused_before_it_answers_is_not_held_then(phone: Phone) -> None:
    late = phone.calls.dial_number(ANNA, MOSCOW)
    phone.talk("in")
    phone.calls.focus(late)
    phone.establish(late)
    assert phone.holds == [("in", True)]


def test_swapping_takes_up_who_waits_longest(phone: Phone) -> None:
    for call_id in ("one", "two", "three"):
        phone.talk(call_id, f"sip:{call_id}@provider.test")
    assert phone.holds == [("one", True), ("two", True)]
    phone.engine.told.clear()
    phone.calls.swap()
    assert phone.holds == [("three", True), ("one", False)]
    phone.engine.told.clear()
    phone.calls.swap()
    assert phone.holds == [("one", True), ("two", False)]


def test_swapping_one_call_alone_holds_it_and_takes_it_up(phone: Phone) -> None:
    phone.talk("one")
    phone.calls.swap()
    phone.calls.swap()
    assert phone.holds == [("one", True), ("one", False)]


def test_a_hold_that_the_engine_refuses_did_not_happen(phone: Phone) -> None:
    phone.talk("one")
    phone.calls.hold("one", held=True)
    phone.engine.say(CommandRefused("SetHeld", "one", Reason(ReasonCode.WRONG_STATE)))
    phone.calls.swap()
    assert phone.holds == [("one", True), ("one", True)]
    assert phone.refused == [("one", ReasonCode.WRONG_STATE)]


def test_what_is_not_there_can_not_be_held(phone: Phone) -> None:
    phone.calls.hold("nothing", held=True)
    phone.calls.focus("nothing")
    assert phone.refused == [("nothing", ReasonCode.UNKNOWN_CALL)] * 2
    assert phone.engine.told == []


# --- the conference -------------------------------------------------------------------------------------------------------------


def _join(phone: Phone, *call_ids: str) -> str:
    """The group's name, once the engine has made it."""
    phone.calls.join(*call_ids)
    command = phone.engine.told_of(Conference)[-1]
    phone.engine.say(ConferenceChanged(command.group_id, command.call_ids))
    return command.group_id


@pytest.fixture
def three(phone: Phone) -> str:
    for call_id in ("one", "two", "three"):
        phone.talk(call_id, f"sip:{call_id}@provider.test")
    phone.engine.told.clear()
    return _join(phone, "one", "three")


def test_calls_are_joined_and_another_comes_in(phone: Phone, three: str) -> None:
    assert phone.holds == [("one", False)]
    assert [phone.call(call_id).conference for call_id in ("one", "two", "three")] == [three, "", three]
    assert _join(phone, "two") == three
    assert phone.engine.told_of(Conference)[-1].call_ids == ("one", "three", "two")
    assert phone.holds[-1] == ("two", False)


def test_a_conference_waits_and_is_taken_up_as_one(phone: Phone, three: str) -> None:
    del three
    phone.engine.told.clear()
    phone.calls.focus("two")
    assert phone.holds == [("one", True), ("three", True), ("two", False)]
    phone.engine.told.clear()
    phone.calls.focus("three")
    assert phone.holds == [("two", True), ("one", False), ("three", False)]


def test_one_is_taken_out_and_waits(phone: Phone, three: str) -> None:
    _join(phone, "two")
    phone.calls.split("one")
    assert phone.holds[-1] == ("one", True)
    assert phone.engine.told_of(Conference)[-1] == Conference(three, ("two", "three"))
    phone.engine.say(ConferenceChanged(three, ("two", "three")))
    phone.calls.split("two")
    assert phone.engine.told_of(Conference)[-1] == Conference(three, ())
    phone.engine.say(ConferenceChanged(three, ()))
    assert {call.conference for call in phone.calls.calls()} == {""}


def test_where_one_is_left_it_is_a_call_like_any(phone: Phone, three: str) -> None:
    phone.end("one")
    phone.engine.say(ConferenceChanged(three, ("three",)))
    assert phone.engine.told_of(Conference)[-1] == Conference(three, ())
    phone.engine.say(ConferenceChanged(three, ()))
    assert phone.call("three").conference == ""
    assert _join(phone, "two", "three") != three


def test_a_conference_is_ended_and_its_calls_wait(phone: Phone, three: str) -> None:
    phone.engine.told.clear()
    phone.calls.end_conference()
    assert phone.engine.told == [SetHeld("one", held=True), SetHeld("three", held=True), Conference(three, ())]


def test_a_party_is_muted_and_made_louder_for_everybody(phone: Phone, three: str) -> None:
    phone.calls.set_party("one", muted=True, volume=500)
    assert phone.engine.told_of(SetParty) == [SetParty("one", muted=True, volume=200)]
    assert (phone.call("one").party_muted, phone.call("one").party_volume) == (True, 200)
    phone.engine.say(ConferenceChanged(three, ("three",)))
    assert not phone.call("one").party_muted
    phone.calls.set_party("two", muted=True)
    assert phone.refused == [("two", ReasonCode.WRONG_STATE)]


def test_only_calls_that_are_up_are_joined_and_no_more_than_eight_parties(phone: Phone) -> None:
    phone.ring("rings")
    phone.talk("one", "sip:one@provider.test")
    phone.calls.join("one", "rings")
    phone.calls.join("one", "nobody")
    phone.calls.join("one")
    for number in range(9):
        phone.talk(str(number), f"sip:{number}x@provider.test")
    phone.calls.join(*(str(number) for number in range(9)))
    assert [code for _, code in phone.refused] == [
        ReasonCode.WRONG_STATE,
        ReasonCode.UNKNOWN_CALL,
        ReasonCode.WRONG_STATE,
        ReasonCode.LINES_TAKEN,
    ]
    assert phone.engine.told_of(Conference) == []
    phone.calls.join(*(str(number) for number in range(8)))
    assert len(phone.engine.told_of(Conference)[0].call_ids) == 8


def test_a_call_that_is_ending_is_nobodys(phone: Phone) -> None:
    phone.talk("one")
    phone.engine.say(CallChanged("one", CallState.ENDING, 3))
    phone.calls.swap()
    assert phone.holds == []
