"""The one button of a headset: whatever rings is answered, whatever talks is ended, who waits is taken up."""

from __future__ import annotations

import pytest

from agent_app.media.button import Press, press
from agent_app.snapshots import CallSnapshot
from telephony.calls import CallState
from telephony.messages import Answer, Conference, ConferenceChanged, HangUp, SetHeld
from tests.unit.agent_app.calls.conftest import ANNA, MOSCOW, Phone


def deeds(phone: Phone, pressed: Press = Press.BUTTON) -> list[object]:
    """What the engine is told by one press."""
    phone.obey_holds()
    phone.engine.told.clear()
    press(phone.calls, pressed)
    return [command for command in phone.engine.told if isinstance(command, (Answer, HangUp, SetHeld))]


def current(phone: Phone) -> CallSnapshot:
    found = phone.calls.current()
    assert found is not None
    return found


def test_without_a_call_nothing_happens(phone: Phone) -> None:
    assert [deeds(phone, pressed) for pressed in Press] == [[], [], []]


@pytest.mark.parametrize("pressed", [Press.BUTTON, Press.PLAY])
def test_what_rings_is_answered_and_who_talks_waits(phone: Phone, pressed: Press) -> None:
    phone.talk("one")
    phone.ring("two", "sip:vera@provider.test")
    assert deeds(phone, pressed) == [SetHeld("one", held=True), Answer("two")]


def test_what_talks_is_ended_and_the_next_press_takes_up_who_waits(phone: Phone) -> None:
    phone.talk("one")
    phone.talk("two", "sip:vera@provider.test")
    assert deeds(phone) == [HangUp("two")]
    phone.end("two")
    assert deeds(phone) == [SetHeld("one", held=False)]
    assert deeds(phone) == [HangUp("one")]


def test_what_is_being_dialled_is_cancelled_and_not_the_call_that_waits_for_it(phone: Phone) -> None:
    phone.talk("one")
    call_id = phone.calls.dial_number(ANNA, MOSCOW)
    phone.obey_holds()
    assert current(phone).call_id == call_id
    assert deeds(phone) == [HangUp(call_id)]


def test_a_conference_ends_with_all_its_parties(phone: Phone) -> None:
    phone.talk("one")
    phone.talk("two", "sip:vera@provider.test")
    phone.calls.join("one", "two")
    [joined] = phone.engine.told_of(Conference)
    phone.engine.say(ConferenceChanged(joined.group_id, joined.call_ids))
    assert deeds(phone) == [HangUp("one"), HangUp("two")]


def test_play_and_pause_alone_end_nothing(phone: Phone) -> None:
    """Desktops send them of their own accord: when the computer sleeps, when a mobile rings."""
    phone.talk("one")
    assert deeds(phone, Press.PLAY) == []
    assert deeds(phone, Press.PAUSE) == []
    phone.ring("two", "sip:vera@provider.test")
    assert deeds(phone, Press.PAUSE) == []


def test_a_second_press_while_the_call_ends_does_nothing(phone: Phone) -> None:
    phone.talk("one")
    assert deeds(phone) == [HangUp("one")]
    assert current(phone).state is CallState.ENDING
    assert deeds(phone) == []
