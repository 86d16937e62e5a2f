"""Devices, processing and tests as the desk keeps them; the clock, the watch and the ring device are fakes, the rules are real."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from telephony.audio.chimes import CHIMES, Note
from telephony.audio.clock import AudioClock
from telephony.audio.devices import DevicesSeen
from telephony.audio.processing import ProcessedFrames
from telephony.calling import Notice
from telephony.engine.sound_desk import DeskParts, SoundDesk
from telephony.messages import AnyEvent
from telephony.reasons import Reason, ReasonCode
from telephony.sounding import (
    AudioBackend,
    AudioState,
    Devices,
    SetDevices,
    SetProcessing,
    SoundDevice,
    SoundTest,
    TrySound,
    WatchDevices,
)
from tests.unit.telephony.audio.silent_frames import SilentFrames
from tests.unit.telephony.engine.test_sound import FakeClock, Studio

CARD = SoundDevice("card", "Built-in", is_output=True, is_default=True)
CARD_MICROPHONE = SoundDevice("card_in", "Built-in", is_output=False, is_default=True)
HEADSET = SoundDevice("usb", "Headset", is_output=True)
HEADSET_MICROPHONE = SoundDevice("usb_in", "Headset", is_output=False)
CARDS = (CARD, CARD_MICROPHONE)
ALL = (*CARDS, HEADSET, HEADSET_MICROPHONE)


class Voice:
    """A processor that only notes what it is switched to."""

    share_left = 0.0

    def __init__(self) -> None:
        self.switched: list[Any] = []

    def switch(self, processing: object) -> None:
        self.switched.append(processing)

    def process(self, microphone: memoryview, played: memoryview) -> None: ...

    def relearn(self) -> None: ...

    def close(self) -> None: ...


class Chimes:
    """What was chimed: notes, device, volume; `ended` once it is not to be heard any more."""

    def __init__(self) -> None:
        self.played: list[tuple[Sequence[Note], str, int]] = []
        self.ended = False

    def play(self, notes: Sequence[Note], device: str, percent: int) -> None:
        self.played.append((notes, device, percent))

    def stop(self) -> None:
        self.ended = True


class DeskStudio(Studio):
    """The desk, on top of `Studio`'s sound."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[AnyEvent] = []
        self.wanted = (False, False)
        self.rings_on = ""
        self.chimes = Chimes()
        self.voice = Voice()
        self.frames = ProcessedFrames(SilentFrames(), lambda _rate, _samples: self.voice)
        self.desk = SoundDesk(DeskParts(self.sound, self.frames, self, self, self.chimes), self.schedule, self.told.append)

    # the watch, and the ring device

    def want(self, *, calls: bool, people: bool) -> None:
        self.wanted = (calls, people)

    def start(self, device: str) -> None:
        self.rings_on = device

    def push(self, frame: bytes) -> bool:
        del frame
        return True

    def stop(self) -> None:
        self.rings_on = ""

    def sees(self, *devices: SoundDevice) -> None:
        self.desk.on_fact(DevicesSeen(devices))

    def talks(self) -> FakeClock:
        """A call, its clock where it was told to be."""
        self.desk.need(True)
        clock = self.opening[-1]
        assert isinstance(clock, FakeClock)
        self.follows(clock)
        from telephony.audio.room import ClockOpened

        self.desk.on_fact(ClockOpened(clock))
        return clock

    def follows(self, clock: AudioClock) -> None:
        assert isinstance(clock, FakeClock)
        clock.output_name, clock.input_name = clock.used[-1]

    def state(self) -> AudioState:
        return self.events[-1]


def test_a_clock_opens_on_the_chosen_devices_and_follows_them_as_they_come_and_go() -> None:
    studio = DeskStudio()
    studio.desk.obey(SetDevices(output="usb", input="usb_in"))
    clock = studio.talks()
    assert clock.used == [("usb", "usb_in")]
    for devices, used in ((CARDS, ("card", "card_in")), (ALL, ("usb", "usb_in")), ((*CARDS, HEADSET), ("usb", "card_in"))):
        studio.sees(*devices)
        assert clock.used[-1] == used


def test_a_chosen_device_that_is_gone_is_said_by_its_name_and_no_more_when_it_is_back() -> None:
    studio = DeskStudio()
    studio.desk.obey(SetDevices(output="usb"))
    studio.sees(*ALL)
    clock = studio.talks()
    assert studio.state() == AudioState(AudioBackend.DEVICE, "Headset", "Built-in", ring="Headset")
    studio.sees(*CARDS)
    studio.follows(clock)
    studio.passes(1, clock)
    assert studio.state().output == "Built-in"
    assert studio.state().reason == Reason(ReasonCode.DEVICE_MISSING, value="Headset")
    studio.sees(*ALL)
    studio.follows(clock)
    studio.passes(1, clock)
    assert (studio.state().output, studio.state().reason) == ("Headset", None)


def test_the_watch_lasts_while_a_call_or_a_person_wants_it() -> None:
    studio = DeskStudio()
    studio.desk.need(True)
    assert studio.wanted == (True, False)
    studio.desk.obey(WatchDevices(on=True))
    studio.desk.need(False)
    assert studio.wanted == (False, True)
    studio.desk.obey(WatchDevices(on=False))
    assert studio.wanted == (False, False)


def test_devices_are_told_to_who_looks_at_once_and_at_each_change() -> None:
    studio = DeskStudio()
    studio.sees(*CARDS)
    assert studio.told == []
    studio.desk.obey(WatchDevices(on=True))
    studio.sees(*CARDS)
    studio.sees(*ALL)
    assert studio.told == [Devices(CARDS), Devices(ALL)]


def test_it_rings_apart_only_where_the_ring_device_is_another_and_there() -> None:
    studio = DeskStudio()
    studio.sees(*ALL)
    for choice, rings_on in (
        (SetDevices(ring="usb"), "usb"),
        (SetDevices(ring="card"), ""),
        (SetDevices(output="usb", ring="usb"), ""),
        (SetDevices(output="usb", ring="card"), "card"),
        (SetDevices(ring="gone"), ""),
    ):
        studio.desk.obey(choice)
        studio.desk.ring(True)
        assert studio.rings_on == rings_on
        assert (studio.frames.divert is not None) is bool(rings_on)
        studio.desk.ring(False)
        assert (studio.rings_on, studio.frames.divert) == ("", None)


def test_a_ring_device_that_goes_away_while_it_rings_leaves_the_ringing_to_the_other() -> None:
    studio = DeskStudio()
    studio.sees(*ALL)
    studio.desk.obey(SetDevices(ring="usb"))
    studio.desk.ring(True)
    studio.sees(*CARDS)
    assert (studio.rings_on, studio.frames.divert) == ("", None)
    studio.sees(*ALL)
    assert studio.rings_on == "usb"


def test_a_test_opens_the_sound_card_and_a_call_ends_it() -> None:
    studio = DeskStudio()
    studio.desk.obey(TrySound(SoundTest.LOOPBACK, delay_ms=0))
    assert len(studio.opening) == 1
    assert studio.desk.levels == (0, 0)
    studio.desk.need(True)
    assert (studio.frames.test, studio.desk.levels) == (None, None)
    studio.desk.obey(TrySound(SoundTest.TONE))
    assert studio.frames.test is None, "not while a call is heard"


def test_a_test_of_the_ringing_goes_where_calls_ring() -> None:
    studio = DeskStudio()
    studio.sees(*ALL)
    studio.desk.obey(SetDevices(ring="usb"))
    studio.desk.obey(TrySound(SoundTest.RING))
    assert studio.rings_on == "usb"
    studio.desk.obey(TrySound(SoundTest.TONE))
    assert studio.rings_on == ""
    studio.desk.obey(TrySound(SoundTest.OFF))
    assert studio.frames.test is None


def test_processing_is_switched_for_the_microphone() -> None:
    studio = DeskStudio()
    studio.desk.obey(SetProcessing(echo=True, noise=False, gain=False))
    studio.frames.exchange()
    studio.desk.obey(SetProcessing(echo=True, noise=True, gain=False))
    studio.frames.exchange()
    assert [(one.echo, one.noise, one.gain) for one in studio.voice.switched] == [(True, False, False), (True, True, False)]


def test_a_device_that_comes_is_tried_at_once_where_there_was_none() -> None:
    from telephony.audio.room import ClockFailed

    studio = DeskStudio()
    studio.desk.need(True)
    studio.desk.on_fact(ClockFailed(studio.opening[-1], "no output device"))
    assert studio.backend is AudioBackend.NULL
    studio.sees(*CARDS)
    studio.passes(0.1)
    assert len(studio.opening) == 2


def test_a_message_chimes_on_the_device_for_notices_as_loud_as_calls_are_heard() -> None:
    studio = DeskStudio()
    studio.desk.chime(Notice.MESSAGE)
    studio.desk.obey(SetDevices(output="usb", ring="card", notices="speakers"))
    studio.desk.volume = 40
    studio.desk.chime(Notice.MISSED_CALL)
    assert studio.chimes.played == [(CHIMES[Notice.MESSAGE], "", 100), (CHIMES[Notice.MISSED_CALL], "speakers", 40)]
    assert studio.opening == [], "the sound card of the calls, and its microphone, stay closed"
    studio.desk.close()
    assert studio.chimes.ended


def test_nothing_chimes_where_no_device_may_be_opened() -> None:
    studio = DeskStudio()
    desk = SoundDesk(DeskParts(studio.sound, studio.frames, studio, studio), studio.schedule, studio.told.append)
    desk.chime(Notice.MESSAGE)
    assert studio.chimes.played == []
