"""Recordings of calls and conferences: whose sides are in them, and until when."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from telephony.calling import Conference, RecordingState, StartRecording
from telephony.engine.conferences import Conferences
from telephony.engine.holding import Holding
from telephony.engine.playing import Playing, Tones
from telephony.engine.recorder import Recorder
from telephony.engine.refusal import Refused
from telephony.pj.facts import DisconnectedFact
from tests.unit.telephony.engine.calling.fakes import World


class Ear:
    """Hears nothing by itself."""

    def listen(self, take: Callable[[bytes], None]) -> None:
        self.take = take


class Bay:
    """The bridge's ends by name."""

    def __init__(self) -> None:
        self.ears: dict[str, Ear] = {}
        self.tones: list[Tones] = []

    def add_tap(self, name: str) -> Ear:
        return self.ears.setdefault(name, Ear())

    def add_tone(self, name: str, tones: Tones, quiet: bool = False) -> None:
        self.tones.append(tones)

    def add_file(self, name: str, path: str, loop: bool = False) -> None:
        raise NotImplementedError

    def drop(self, name: str) -> None:
        self.ears.pop(name, None)


class Room:
    """A recorder beside conferences, as `CallControl` connects them."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.folder = folder
        self.bay = Bay()
        self.playing = Playing(world.desk, self.bay)
        self.conferences = Conferences(world.desk, Holding(world.desk, world.stack))
        self.recorder = Recorder(world.desk, self.bay, self.playing, self.conferences)

    def join(self, *call_ids: str) -> None:
        self.conferences.conference(Conference("g", call_ids))

    def record(self, name: str, *, announced: bool = False) -> Path:
        path = self.folder / f"{name}.wav"
        self.recorder.start(StartRecording(name, str(path), announced=announced))
        return path

    def end(self, call_id: str) -> None:
        """As `CallControl._over` has it."""
        call = self.world.calls.find(call_id)
        self.world.calls.on_disconnected(DisconnectedFact(call_id, 200, "", answered=True))
        self.conferences.over(call)
        self.recorder.over(call)

    def told(self) -> list[tuple[bool, tuple[str, ...]]]:
        return [(event.running, event.call_ids) for event in self.world.told(RecordingState)]

    def ended(self) -> RecordingState:
        """The last word, which comes from the recording's own thread."""
        until = time.monotonic() + 5
        while not (found := [event for event in self.world.told(RecordingState) if not event.running]):
            assert time.monotonic() < until, "the file was never finished"
            time.sleep(0.01)
        return found[-1]


@pytest.fixture
def room(tmp_path: Path) -> Room:
    world = World()
    for name in ("a", "b", "c"):
        world.call(name)
    return Room(world, tmp_path)


def test_a_conference_is_one_recording_of_all_who_are_in_it(room: Room) -> None:
    room.join("a", "b")
    path = room.record("g")
    assert room.recorder.recorded == {"g": ("a", "b")}
    assert set(room.bay.ears) == {"left:g", "right:g"}
    room.join("a", "b", "c")
    assert room.recorder.recorded == {"g": ("a", "b", "c")}
    assert room.told() == [(True, ("a", "b")), (True, ("a", "b", "c"))]
    room.bay.ears["left:g"].take(b"\1\0" * 320)
    room.bay.ears["right:g"].take(b"\2\0" * 320)
    room.recorder.stop("g")
    last = room.ended()
    assert (last.call_id, last.path, last.call_ids, last.reason) == ("g", str(path), ("a", "b", "c"), None)
    assert path.read_bytes()[44:] == b"\1\0\2\0" * 320
    assert room.bay.ears == {}


def test_who_is_left_is_recorded_until_he_hangs_up(room: Room) -> None:
    room.join("a", "b", "c")
    room.record("g")
    room.end("b")
    assert room.recorder.recorded == {"g": ("a", "c")}
    room.end("c")
    assert room.recorder.recorded == {"g": ("a",)}, "it is no conference any more, but the same conversation"
    room.end("a")
    assert room.recorder.recorded == {}
    assert room.ended().call_ids == ()


def test_who_is_taken_out_to_wait_is_not_recorded_on(room: Room) -> None:
    room.join("a", "b")
    room.record("g")
    room.conferences.conference(Conference("g", ("a", "b", "c")))
    room.world.calls.find("c").hold_wanted = True
    room.join("a", "b")
    assert room.recorder.recorded == {"g": ("a", "b")}
    room.world.calls.find("b").hold_wanted = True
    room.join()
    assert room.recorder.recorded == {"g": ("a",)}


def test_a_conference_that_is_parted_ends_its_recording(room: Room) -> None:
    room.join("a", "b")
    room.record("g")
    for call_id in ("a", "b"):
        room.world.calls.find(call_id).hold_wanted = True
    room.join()
    assert room.recorder.recorded == {}
    room.ended()


def test_calls_are_recorded_beside_each_other_and_their_conference(room: Room) -> None:
    room.record("a")
    room.join("a", "b")
    room.record("g")
    assert room.recorder.recorded == {"a": ("a",), "g": ("a", "b")}
    room.end("a")
    assert room.recorder.recorded == {"g": ("b",)}
    room.recorder.end_all()
    room.recorder.close()


def test_everybody_hears_the_beep_who_comes_later_too(room: Room) -> None:
    room.join("a", "b")
    room.record("g", announced=True)
    assert {wire.sink for wire in room.playing.wires} == {"a", "b", "desk"}
    room.join("a", "b", "c")
    room.world.pass_time(15.05)
    assert {wire.sink for wire in room.playing.wires} == {"a", "b", "c", "desk"}
    room.recorder.end_all()
    room.world.pass_time(40)
    assert room.playing.wires == []
    assert len(room.bay.tones) == 2


def test_what_is_no_conversation_of_ours_is_not_recorded(room: Room) -> None:
    room.conferences.conference(Conference("forwarded", ("a", "b"), with_us=False))
    for name in ("forwarded", "nothing"):
        with pytest.raises(Refused, match="unknown_call"):
            room.record(name)
    room.join("b", "c")
    room.record("g")
    with pytest.raises(Refused, match="wrong_state"):
        room.recorder.start(StartRecording("g", str(room.folder / "second.wav")))
    with pytest.raises(Refused, match="wrong_state"):
        room.recorder.stop("c")
    room.recorder.end_all()
    room.recorder.close()
