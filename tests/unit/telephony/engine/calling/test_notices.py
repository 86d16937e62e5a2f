"""Where a short sound is heard: by whoever talks, on the device for notices, or not at all."""

from __future__ import annotations

import pytest

from telephony.calling import Notice
from telephony.calls import CallState
from telephony.engine.calls import CallListener
from telephony.engine.notices import Notices
from telephony.engine.playing import Playing
from telephony.engine.ringing import Ringing
from telephony.pj.facts import IncomingFact
from tests.unit.telephony.engine.calling.fakes import World
from tests.unit.telephony.engine.calling.test_ringing import INVITE, Heard

OF_MESSAGES = (Notice.MESSAGE, Notice.MISSED_CALL, Notice.WAKE_UP)
OF_THE_CALL = (Notice.CREDIT_ENDS, Notice.CONNECTION_LOST)


class Room(CallListener):
    def __init__(self) -> None:
        self.world = World()
        self.sound = Heard()
        ringing = Ringing(self.world.desk, self.sound, Playing(self.world.desk, self.sound), self.sound.need, lambda _on: None)
        self.chimed: list[Notice] = []
        self.notices = Notices(self.world.calls, ringing, self.chimed.append)
        self.world.listen(self)

    def plays(self, notice: Notice) -> None:
        self.notices.play(notice)
        self.world.pass_time(0.4)


@pytest.fixture
def room() -> Room:
    return Room()


def test_every_notice_has_a_place() -> None:
    assert set(Notice) == {*OF_MESSAGES, *OF_THE_CALL}


@pytest.mark.parametrize("notice", OF_MESSAGES)
def test_without_a_call_a_message_chimes_and_the_sound_card_of_the_calls_stays_closed(room: Room, notice: Notice) -> None:
    room.plays(notice)
    assert room.chimed == [notice]
    assert (room.sound.begun, room.sound.needed) == ([], False)


@pytest.mark.parametrize("notice", OF_MESSAGES)
def test_in_a_call_a_message_is_a_faint_tick_in_the_ear(room: Room, notice: Notice) -> None:
    assert room.world.call("a").state is CallState.ESTABLISHED
    room.plays(notice)
    assert room.chimed == []
    [(tones, quiet)] = room.sound.begun
    assert quiet
    assert sum(on_ms for _, on_ms, _ in tones) < 100


def test_while_it_rings_nothing_is_heard_beside_it(room: Room) -> None:
    room.world.calls.on_incoming(IncomingFact("account", "a", INVITE, "127.0.0.1:5060"))
    room.plays(Notice.MESSAGE)
    assert (room.chimed, room.sound.begun) == ([], [])


@pytest.mark.parametrize("notice", OF_THE_CALL)
@pytest.mark.parametrize("talking", [True, False])
def test_what_concerns_the_call_is_heard_by_whoever_talks_as_loud_as_ever(room: Room, notice: Notice, talking: bool) -> None:
    if talking:
        room.world.call("a")
    room.plays(notice)
    assert room.chimed == []
    assert [quiet for _, quiet in room.sound.begun] == [False]
