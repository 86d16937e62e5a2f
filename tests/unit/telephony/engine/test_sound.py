"""What drives the bridge, and when; the devices are fakes, the rules are real."""

from __future__ import annotations

from collections.abc import Callable

from telephony.audio.clock import AudioClock
from telephony.audio.probe import DefaultDevices
from telephony.audio.room import ClockFailed, ClockOpened, DevicesProbed
from telephony.engine.schedule import Schedule
from telephony.engine.sound import Sound
from telephony.messages import AnyEvent, AudioBackend, AudioState
from telephony.reasons import ReasonCode


class FakeClock:
    def __init__(self) -> None:
        self.output_name = "speaker"
        self.input_name = "microphone"
        self.ticks = 0
        self.late = 0
        self.used: list[tuple[str, str]] = []

    def use(self, output: str, input_: str) -> None:
        self.used.append((output, input_))

    def open(self) -> None: ...

    def silence(self) -> None: ...

    def close(self) -> None: ...


class Studio:
    """A `Sound` with everything around it: time, bridge, worker."""

    def __init__(self, devices: bool = True) -> None:
        self.now = 0.0
        self.driven = "frames"
        self.events: list[AudioState] = []
        self.opening: list[AudioClock] = []
        self.closed: list[AudioClock] = []
        self.schedule = Schedule(lambda: self.now)
        self.sound = Sound(self, self, self.schedule, self._emit, FakeClock if devices else None)

    def _emit(self, event: AnyEvent) -> None:
        assert isinstance(event, AudioState)
        self.events.append(event)

    def drive_by_frames(self) -> None:
        self.driven = "frames"

    def drive_by_null_clock(self) -> None:
        self.driven = "null"

    def rest(self) -> None:
        self.driven = ""

    def open(self, clock: AudioClock) -> None:
        self.opening.append(clock)

    def close(self, clock: AudioClock) -> None:
        self.closed.append(clock)

    def probe(self, ask: Callable[[], DefaultDevices]) -> None:
        self.sound.on_fact(DevicesProbed(ask()))

    def passes(self, seconds: float, ticking: FakeClock | None = None) -> None:
        for _ in range(round(seconds * 10)):
            self.now += 0.1
            if ticking:
                ticking.ticks += 5
            self.schedule.run_due()

    def opened(self) -> FakeClock:
        self.sound.need(True)
        clock = self.opening[-1]
        assert isinstance(clock, FakeClock)
        self.sound.on_fact(ClockOpened(clock))
        return clock

    @property
    def backend(self) -> AudioBackend:
        return self.events[-1].backend


def test_the_start_tells_what_there_is_and_opens_nothing() -> None:
    studio = Studio()
    studio.sound.start(lambda: DefaultDevices("speaker", "microphone"))
    assert studio.events == [AudioState(AudioBackend.DEVICE, "speaker", "microphone")]
    assert not studio.opening


def test_no_card_is_said_with_its_reason() -> None:
    for studio in (Studio(), Studio(devices=False)):
        studio.sound.start(DefaultDevices)
        assert studio.backend is AudioBackend.NULL
        assert studio.events[-1].reason is not None
        assert studio.events[-1].reason.code is ReasonCode.NO_AUDIO_DEVICE


def test_a_card_is_opened_for_a_call_and_let_go_a_moment_after_it() -> None:
    studio = Studio()
    clock = studio.opened()
    assert studio.sound.running
    studio.passes(10, ticking=clock)
    assert not studio.closed
    studio.sound.need(False)
    studio.passes(1)
    assert not studio.closed
    studio.passes(1)
    assert studio.closed == [clock]
    assert not studio.sound.running


def test_a_call_that_follows_at_once_finds_the_card_open() -> None:
    studio = Studio()
    clock = studio.opened()
    studio.sound.need(False)
    studio.passes(1, ticking=clock)
    studio.sound.need(True)
    studio.passes(5, ticking=clock)
    assert studio.opening == [clock]
    assert not studio.closed


def test_without_devices_the_null_clock_runs_while_it_is_needed() -> None:
    studio = Studio(devices=False)
    studio.sound.need(True)
    assert studio.driven == "null"
    studio.sound.need(False)
    studio.passes(2)
    assert studio.driven == ""


def test_a_card_that_fails_to_open_leaves_the_null_clock_and_is_tried_again() -> None:
    studio = Studio()
    studio.sound.need(True)
    studio.sound.on_fact(ClockFailed(studio.opening[-1], "no such device"))
    assert (studio.driven, studio.backend) == ("null", AudioBackend.NULL)
    studio.passes(6)
    assert len(studio.opening) == 2
    studio.sound.on_fact(ClockOpened(studio.opening[-1]))
    assert (studio.driven, studio.backend) == ("frames", AudioBackend.DEVICE)


def test_a_card_that_another_program_keeps_is_told_apart_from_one_that_is_not_there() -> None:
    reasons: list[ReasonCode] = []
    for busy in (True, False):
        studio = Studio()
        studio.sound.need(True)
        studio.sound.on_fact(ClockFailed(studio.opening[-1], "the card refuses", busy))
        assert studio.events[-1].reason is not None
        reasons.append(studio.events[-1].reason.code)
    assert reasons == [ReasonCode.DEVICE_BUSY, ReasonCode.NO_AUDIO_DEVICE]


def test_a_sound_server_that_hangs_while_opening_is_not_waited_for_but_welcome_later() -> None:
    studio = Studio()
    studio.sound.need(True)
    studio.passes(4)
    assert (studio.driven, studio.backend) == ("null", AudioBackend.NULL)
    studio.passes(20)
    assert len(studio.opening) == 1
    studio.sound.on_fact(ClockOpened(studio.opening[-1]))
    assert (studio.driven, studio.backend) == ("frames", AudioBackend.DEVICE)


def test_a_card_that_dies_in_mid_call_leaves_the_null_clock() -> None:
    studio = Studio()
    clock = studio.opened()
    studio.passes(3, ticking=clock)
    studio.passes(2.5)
    assert (studio.driven, studio.backend) == ("null", AudioBackend.NULL)
    assert studio.closed == [clock]


def test_a_card_that_opens_when_nobody_needs_it_any_more_is_closed_again() -> None:
    studio = Studio()
    studio.sound.need(True)
    studio.sound.need(False)
    studio.passes(2)
    studio.sound.on_fact(ClockOpened(studio.opening[-1]))
    assert studio.closed == studio.opening
    assert not studio.sound.running
    studio.opened()
    assert studio.sound.running
