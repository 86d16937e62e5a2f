"""Tones into a call that is checked, and what is told of their return."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable
from itertools import chain

import pytest

from telephony.calling import EchoHeard, ProbeEcho
from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.calls import CallListener
from telephony.engine.echo_probe import EchoProbes
from telephony.engine.playing import Playing, Tones
from telephony.engine.refusal import Refused
from telephony.engine.wiring import DESK, wires_of
from telephony.pj.facts import DisconnectedFact
from tests.unit.telephony.engine.calling.fakes import World


class Ear:
    def listen(self, take: Callable[[bytes], None]) -> None:
        self.take = take


class Bay:
    """The bridge's ends by name."""

    def __init__(self) -> None:
        self.ears: dict[str, Ear] = {}
        self.tones: dict[str, Tones] = {}

    def add_tap(self, name: str) -> Ear:
        return self.ears.setdefault(name, Ear())

    def add_tone(self, name: str, tones: Tones, quiet: bool = False) -> None:
        self.tones[name] = tones

    def add_file(self, name: str, path: str, loop: bool = False) -> None:
        raise NotImplementedError

    def drop(self, name: str) -> None:
        self.ears.pop(name, None)
        self.tones.pop(name, None)


class Room(CallListener):
    def __init__(self) -> None:
        self.world = World()
        self.bay = Bay()
        self.playing = Playing(self.world.desk, self.bay)
        self.probes = EchoProbes(self.world.desk, self.bay, self.playing)
        self.world.listen(self)

    def changed(self, call: Call, new_stream: bool = False) -> None:
        if call.state is CallState.ENDED:
            self.probes.over(call)

    def ends(self) -> set[tuple[str, str]]:
        wires = wires_of(self.world.calls.live, [], {}, {}, self.playing.wires + self.probes.wires)
        return {(wire.source, wire.sink) for wire in wires}

    def echo(self) -> None:
        """One round of what is played comes back."""
        (tones,), (ear,) = self.bay.tones.values(), self.bay.ears.values()
        for frame in sounded(tones[:6]):
            ear.take(frame)


def sounded(tones: Tones) -> list[bytes]:
    whole = chain.from_iterable(
        [round(5000 * math.sin(2 * math.pi * hertz * place / 16_000)) for place in range(on_ms * 16)] + [0] * (off_ms * 16)
        for hertz, on_ms, off_ms in tones
    )
    samples = array("h", whole)
    return [samples[place : place + 320].tobytes() for place in range(0, len(samples), 320)]


@pytest.fixture
def room() -> Room:
    return Room()


def test_tones_that_come_back_are_told_once_and_nothing_of_them_is_left(room: Room) -> None:
    call = room.world.call("a")
    room.probes.start(ProbeEcho("a"))
    assert room.ends() == {("play:1", "a"), ("a", "echo:a")}, "neither microphone nor speaker has a part in it"
    room.world.pass_time(1)
    assert room.world.told(EchoHeard) == []
    room.echo()
    room.world.pass_time(1)
    assert room.world.told(EchoHeard) == [EchoHeard("a")]
    assert (room.bay.ears, room.bay.tones) == ({}, {})
    assert call.aside
    room.world.pass_time(30)
    assert len(room.world.told(EchoHeard)) == 1


def test_tones_go_out_until_the_call_is_over(room: Room) -> None:
    room.world.call("a")
    room.probes.start(ProbeEcho("a"))
    first = next(iter(room.bay.tones.values()))
    assert len(first) <= 32, "what a generator takes"
    room.world.pass_time(20)
    assert list(room.bay.tones.values()) == [first]
    room.world.calls.on_disconnected(DisconnectedFact("a", 200, "", answered=True))
    assert (room.bay.ears, room.bay.tones) == ({}, {})
    room.world.pass_time(20)
    assert (room.bay.ears, room.bay.tones, room.world.told(EchoHeard)) == ({}, {}, [])


def test_another_call_stays_at_the_desk(room: Room) -> None:
    room.world.call("a")
    room.world.call("b")
    room.probes.start(ProbeEcho("b"))
    assert {("a", DESK), (DESK, "a")} <= room.ends()
    assert ("b", DESK) not in room.ends()


def test_only_a_call_that_stands_is_probed_and_once_at_a_time(room: Room) -> None:
    room.world.call("dialled", CallState.DIALLING)
    room.world.call("a")
    room.probes.start(ProbeEcho("a"))
    for call_id in ("dialled", "a", "nobody"):
        with pytest.raises(Refused):
            room.probes.start(ProbeEcho(call_id))
