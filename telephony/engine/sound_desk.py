"""Which devices are used, how their sound is processed, and the tests of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, assert_never

from telephony.audio.chimes import CHIMES, Note
from telephony.audio.devices import Choice, DevicesSeen, name_of, present, resolved
from telephony.audio.processing import ProcessedFrames, Processing
from telephony.audio.room import SoundFact
from telephony.audio.trial import LoopBack, ringing, steady_tone
from telephony.calling import Notice
from telephony.engine.schedule import Schedule
from telephony.engine.sound import Sound
from telephony.messages import AnyEvent
from telephony.reasons import Reason, ReasonCode
from telephony.sounding import (
    AudioBackend,
    AudioState,
    Devices,
    SetDevices,
    SetProcessing,
    SoundCommand,
    SoundDevice,
    SoundTest,
    TrySound,
    WatchDevices,
)

_MOVED_S: Final = 0.6  # after a change of devices the clock knows where its streams are


class Watching(Protocol):
    """What tells of devices."""

    def want(self, *, calls: bool, people: bool) -> None: ...
    def stop(self) -> None: ...


class ChimeDevice(Protocol):
    """A speaker of its own for the short sounds of messages."""

    def play(self, notes: Sequence[Note], device: str, percent: int) -> None: ...
    def stop(self) -> None: ...


class RingDevice(Protocol):
    """A speaker of its own for what rings."""

    def start(self, device: str) -> None: ...
    def push(self, frame: bytes) -> bool: ...
    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class DeskParts:
    """What the desk works with; no chimes where no device may be opened."""

    sound: Sound
    frames: ProcessedFrames
    watch: Watching
    ring: RingDevice
    chimes: ChimeDevice | None = None


class SoundDesk:
    """SIP thread only. Everybody who wants sound asks here: `need`, `ring`."""

    def __init__(self, parts: DeskParts, schedule: Schedule, emit: Callable[[AnyEvent], None]) -> None:
        self._sound = parts.sound
        self._frames = parts.frames
        self._watch = parts.watch
        self._ring = parts.ring
        self._chimes = parts.chimes
        self.volume = 100  # of the speaker, in per cent
        self._schedule = schedule
        self._emit = emit
        self._choice = Choice()
        self._devices: tuple[SoundDevice, ...] = ()
        self._names: dict[str, str] = {}  # of all that were ever there
        self._needed = False
        self._watched = False
        self._test = SoundTest.OFF
        self._rings = False
        self._rings_on = ""  # the device that rings apart now
        self._sound.describe = self._describe

    # --- commands --------------------------------------------------------------------------------------------------------------

    def obey(self, command: SoundCommand) -> None:
        match command:
            case SetDevices():
                self._choice = Choice(command.output, command.input, command.ring, command.notices)
                self._apply()
            case SetProcessing():
                self._frames.switch(Processing(command.echo, command.noise, command.gain))
            case TrySound():
                self._try(command)
            case WatchDevices():
                self._watched = command.on
                self._want()
                if command.on and self._devices:
                    self._emit(Devices(self._devices))
            case _:
                assert_never(command)

    # --- what calls want -------------------------------------------------------------------------------------------------------

    def need(self, needed: bool) -> None:
        """A call or a tone wants to be heard, or none does any more. A call ends a test."""
        self._needed = needed
        if needed:
            self._begin_test(TrySound(SoundTest.OFF))
        self._want()

    def ring(self, on: bool) -> None:
        """What the bridge gives now is a ringing, and nothing else."""
        self._rings = on
        self._divert()

    def chime(self, notice: Notice) -> None:
        """Beside whatever else is heard, on the device for notices."""
        if self._chimes is not None:
            self._chimes.play(CHIMES[notice], self._choice.notices, self.volume)

    @property
    def levels(self) -> tuple[int, int] | None:
        """(speaker, microphone) of a test; in calls the bridge knows them."""
        return self._frames.levels() if self._test is not SoundTest.OFF else None

    def close(self) -> None:
        """Before the bridge goes."""
        self._watch.stop()
        self._ring.stop()
        if self._chimes is not None:
            self._chimes.stop()
        self._frames.close()

    # --- facts -----------------------------------------------------------------------------------------------------------------

    def on_fact(self, fact: SoundFact | DevicesSeen) -> None:
        if isinstance(fact, DevicesSeen):
            self._seen(fact.devices)
        else:
            self._sound.on_fact(fact)

    def _seen(self, devices: tuple[SoundDevice, ...]) -> None:
        if devices == self._devices:
            return
        self._devices = devices
        self._names |= {one.device_id: one.name for one in devices}
        if self._watched:
            self._emit(Devices(devices))
        self._apply()
        if any(one.is_output for one in devices):
            self._sound.device_came()

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _apply(self) -> None:
        """The chosen devices where they are there, else the default ones. What is not known yet is asked for by its name."""
        known = self._devices
        output, input_ = (
            resolved(known, chosen, output=is_output) if known else chosen
            for chosen, is_output in ((self._choice.output, True), (self._choice.input, False))
        )
        self._sound.use(output, input_)
        self._divert()
        self._schedule.after(_MOVED_S, self._sound.tell)

    def _want(self) -> None:
        wanted = self._needed or self._test is not SoundTest.OFF
        self._watch.want(calls=wanted, people=self._watched)
        self._sound.need(wanted)

    def _divert(self) -> None:
        """A ringing goes to the ring device, where that is another than the one that calls are heard by."""
        known = self._devices
        device = resolved(known, self._choice.ring, output=True) if known else self._choice.ring
        apart = self._choice.ring != "" and device != resolved(known, self._choice.output, output=True)
        device = device if apart and self._rings else ""
        if device == self._rings_on:
            return
        self._rings_on = device
        if device:
            self._ring.start(device)
            self._frames.divert = self._ring.push
        else:
            self._frames.divert = None
            self._ring.stop()

    def _try(self, command: TrySound) -> None:
        if not self._needed:
            self._begin_test(command)
            self._want()

    def _begin_test(self, command: TrySound) -> None:
        frames = self._frames
        match command.test:
            case SoundTest.OFF:
                frames.test = None
            case SoundTest.TONE:
                frames.test = steady_tone(frames.rate)
            case SoundTest.RING:
                frames.test = ringing(frames.rate)
            case SoundTest.LOOPBACK:
                frames.test = LoopBack(command.delay_ms, frames.frame_bytes)
            case _:
                assert_never(command.test)
        if self._test is not command.test:
            self._test = command.test
            self.ring(command.test is SoundTest.RING)

    def _describe(self, output: str, input_: str) -> AudioState:
        """What is told of a clock on these devices: by people's names, and why another one than the chosen is used."""
        missing = next(
            (
                chosen
                for chosen, is_output in ((self._choice.output, True), (self._choice.input, False), (self._choice.ring, True))
                if chosen and self._devices and not present(self._devices, chosen, output=is_output)
            ),
            "",
        )
        ring = resolved(self._devices, self._choice.ring, output=True) if self._choice.ring else output
        return AudioState(
            AudioBackend.DEVICE,
            name_of(self._devices, output),
            name_of(self._devices, input_),
            Reason(ReasonCode.DEVICE_MISSING, value=self._names.get(missing, missing)) if missing else None,
            name_of(self._devices, ring),
        )
