"""When what is heard at the desk, by a clock that is turned by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from telephony.calling import Ring
from telephony.calls import CallState
from telephony.engine.calls import CallListener
from telephony.engine.playing import Playing, Tones
from telephony.engine.ringing import Ringing
from telephony.messages import CallTone
from telephony.pj.facts import DisconnectedFact, IncomingFact
from tests.unit.telephony.engine.calling.fakes import World

if TYPE_CHECKING:
    from telephony.engine.call import Call

INVITE = (
    "INVITE sip:anna@127.0.0.1 SIP/2.0\r\nFrom: <sip:b@127.0.0.1>;tag=1\r\nTo: <sip:anna@127.0.0.1>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n\r\n"
)
BEEPS = ((950, 120, 80), (950, 120, 80))


@dataclass
class Heard:
    """The tones that were begun, what plays beside them, and whether the sound card is wanted."""

    tones: list[CallTone | None] = field(default_factory=list[CallTone | None])
    plays: list[str] = field(default_factory=list[str])
    begun: list[tuple[Tones, bool]] = field(default_factory=list[tuple[Tones, bool]])  # and whether it was quiet
    needed: bool = False

    def play(self, tone: CallTone | None) -> None:
        self.tones.append(tone)

    def add_tone(self, name: str, tones: Tones, quiet: bool = False) -> None:
        self.plays.append(name)
        self.begun.append((tones, quiet))

    def add_file(self, name: str, path: str, loop: bool = False) -> None:
        raise NotImplementedError

    def drop(self, name: str) -> None:
        self.plays.remove(name)

    def need(self, needed: bool) -> None:
        self.needed = needed


class Room(CallListener):
    def __init__(self) -> None:
        self.world = World()
        self.sound = Heard()
        self.ringing = Ringing(self.world.desk, self.sound, Playing(self.world.desk, self.sound), self.sound.need, lambda _on: None)
        self.world.listen(self)

    def changed(self, call: Call, new_stream: bool = False) -> None:
        self.ringing.changed(call)

    def ring(self, call_id: str) -> None:
        self.world.calls.on_incoming(IncomingFact("account", call_id, INVITE, "127.0.0.1:5060"))

    def tell(self, way: Ring) -> None:
        self.ringing.ring(way, self.world.calls.find(way.call_id))
        self.ringing.update()


@pytest.fixture
def room() -> Room:
    return Room()


def test_a_call_rings_as_usual_where_nobody_says_otherwise_at_once(room: Room) -> None:
    room.ring("a")
    assert CallTone.RING not in room.sound.tones
    room.world.pass_time(0.2)
    assert room.sound.tones[-1] is CallTone.RING


def test_a_call_that_is_to_be_silent_gives_no_sound_before_it_is_told_so(room: Room) -> None:
    room.ring("a")
    room.tell(Ring("a", silent=True))
    room.world.pass_time(1)
    assert CallTone.RING not in room.sound.tones


def test_a_call_that_is_told_to_ring_as_usual_does_so_without_a_wait(room: Room) -> None:
    room.ring("a")
    room.tell(Ring("a"))
    assert room.sound.tones[-1] is CallTone.RING


def test_a_caller_who_gives_up_at_once_rings_never(room: Room) -> None:
    room.ring("a")
    room.world.calls.on_disconnected(DisconnectedFact("a", 487, "", answered=False))
    room.world.pass_time(1)
    assert CallTone.RING not in room.sound.tones


def test_the_sound_card_is_open_for_a_notice_and_no_longer(room: Room) -> None:
    room.ringing.notice(BEEPS)
    assert room.sound.needed
    assert not room.sound.plays, "the card needs a moment"
    room.world.pass_time(0.4)
    assert len(room.sound.plays) == 1
    room.world.pass_time(1)
    assert not room.sound.plays
    assert not room.sound.needed


def test_a_notice_within_a_call_is_heard_at_once_and_leaves_it_the_card(room: Room) -> None:
    assert room.world.call("a").state is CallState.ESTABLISHED
    room.ringing.notice(BEEPS)
    room.world.pass_time(0.05)
    assert len(room.sound.plays) == 1
    room.world.pass_time(2)
    assert room.sound.needed
