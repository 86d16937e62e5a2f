"""What drives the bridge, and when: the sound card while a call or tone needs it, pjmedia's timer where there is no card, else nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, Protocol

from telephony.audio.clock import AudioClock
from telephony.audio.probe import DefaultDevices
from telephony.audio.room import ClockFailed, ClockOpened, DevicesProbed, SoundFact
from telephony.engine.schedule import Schedule, Timer
from telephony.messages import AnyEvent, AudioBackend, AudioState
from telephony.reasons import Reason, ReasonCode

log = logging.getLogger(__name__)

_LINGER_S: Final = 1.5  # a card is kept so long after its last use: the end tone's tail, and a call that follows at once
_OPENING_S: Final = 3.0  # a card that takes longer to open is taken for dead, until it does open
_WATCH_S: Final = 0.5
_AT_ONCE_S: Final = 0.1
_RETRY_S: Final = 5.0


class BridgeClocks(Protocol):
    """What of the bridge this room needs."""

    def drive_by_frames(self) -> None: ...
    def drive_by_null_clock(self) -> None: ...
    def rest(self) -> None: ...


class Worker(Protocol):
    """The sound card's thread."""

    def open(self, clock: AudioClock) -> None: ...
    def close(self, clock: AudioClock) -> None: ...
    def probe(self, ask: Callable[[], DefaultDevices]) -> None: ...


class Sound:
    """SIP thread only. `make_clock` is None where no sound card may be opened."""

    def __init__(
        self,
        bridge: BridgeClocks,
        worker: Worker,
        schedule: Schedule,
        emit: Callable[[AnyEvent], None],
        make_clock: Callable[[], AudioClock] | None,
    ) -> None:
        self._bridge = bridge
        self._worker = worker
        self._schedule = schedule
        self._emit = emit
        self._make_clock = make_clock
        self._needed = False
        self._clock: AudioClock | None = None  # being opened, or open
        self._open = False
        self._null = False
        self._timer: Timer | None = None
        self._ticks = 0
        self._late = 0  # of the clocks before this one
        self._used = ("", "")
        self.describe: Callable[[str, str], AudioState] = lambda output, input_: AudioState(AudioBackend.DEVICE, output, input_)
        self._told: AudioState | None = None

    @property
    def running(self) -> bool:
        """The bridge is being driven."""
        return self._open or self._null

    @property
    def late_frames(self) -> int:
        """For how many frames the sound card's thread came too late, since the engine's start."""
        return self._late + (self._clock.late if self._clock is not None else 0)

    def start(self, ask: Callable[[], DefaultDevices]) -> None:
        """Say soon what there is, without opening it."""
        if self._make_clock is None:
            self._tell_null("")
        else:
            self._worker.probe(ask)

    def need(self, needed: bool) -> None:
        """A call or a tone wants to be heard, or none does any more."""
        if needed is self._needed:
            return
        self._needed = needed
        self._later(None)
        if needed:
            if not self.running and self._clock is None:
                self._start_clock()
            elif self._open:
                self._watch()
            else:
                self._later(_RETRY_S, self._try_again)
        else:
            self._later(_LINGER_S, self._rest)

    def use(self, output: str, input_: str) -> None:
        """These devices, by the system's names; "" is the default one. A clock that runs takes them up as it runs."""
        self._used = (output, input_)
        if self._clock is not None:
            self._clock.use(output, input_)

    def tell(self) -> None:
        """Where the clock is now, if that is news."""
        if self._open and self._clock is not None:
            self._tell(self.describe(self._clock.output_name, self._clock.input_name))

    def device_came(self) -> None:
        """There is a device to play to: where none could be had before, it is tried at once."""
        if self._needed and self._null and self._clock is None:
            self._later(0, self._try_again)

    def on_fact(self, fact: SoundFact) -> None:
        match fact:
            case DevicesProbed():
                self._probed(fact.devices)
            case ClockOpened():
                self._opened(fact.clock)
            case ClockFailed():
                log.warning("sound: %s", fact.message)
                if fact.clock is self._clock:
                    self._fall_back(fact.message, busy=fact.busy)

    def close(self) -> None:
        """Nothing drives the bridge any more."""
        self._needed = False
        self._later(None)
        self._rest()

    def _probed(self, devices: DefaultDevices) -> None:
        if self.running:
            return
        if devices.output:
            self._tell(self.describe(devices.output, devices.input))
        else:
            self._tell_null("")

    def _start_clock(self) -> None:
        if self._make_clock is None:
            self._use_null("")
            return
        self._open_clock(self._make_clock())
        self._later(_OPENING_S, lambda: self._use_null("the sound system does not answer"))

    def _open_clock(self, clock: AudioClock) -> None:
        clock.use(*self._used)
        self._clock = clock
        self._worker.open(clock)

    def _opened(self, clock: AudioClock) -> None:
        if clock is not self._clock or not self._needed:
            self._worker.close(clock)
            if clock is self._clock:
                self._clock = None
            return
        self._bridge.drive_by_frames()
        self._null, self._open = False, True
        self.tell()
        self._watch()

    def _watch(self) -> None:
        """A card that is unplugged, or a sound server that dies, just stops asking for frames."""
        self._ticks = self._clock.ticks if self._clock else 0
        self._later(_WATCH_S, self._check)

    def _check(self) -> None:
        if self._clock is None or not self._open:
            return
        if self._clock.ticks == self._ticks:
            had_begun = self._ticks > 0
            self._fall_back("the sound card stopped")
            if had_begun:  # another device may be there; one that never begins is not hurried
                self._later(_AT_ONCE_S, self._try_again)
        else:
            self.tell()
            self._watch()

    def _fall_back(self, message: str, *, busy: bool = False) -> None:
        self._late = self.late_frames
        clock, self._clock = self._clock, None
        if clock is not None and self._open:
            self._worker.close(clock)
        self._open = False
        if self._needed:
            self._use_null(message, busy=busy)

    def _use_null(self, message: str, *, busy: bool = False) -> None:
        self._bridge.drive_by_null_clock()
        self._null = True
        self._tell_null(message, busy=busy)
        if self._make_clock is not None:
            self._later(_RETRY_S, self._try_again)

    def _try_again(self) -> None:
        """The card may be back. One that is still being opened is waited for."""
        if self._needed and self._null:
            if self._clock is None and self._make_clock is not None:
                self._open_clock(self._make_clock())
            self._later(_RETRY_S, self._try_again)

    def _rest(self) -> None:
        if self._open and self._clock is not None:
            self._late = self.late_frames
            self._worker.close(self._clock)
            self._clock = None
        if self.running:
            self._bridge.rest()
        self._open = self._null = False

    def _tell_null(self, message: str, *, busy: bool = False) -> None:
        code = ReasonCode.DEVICE_BUSY if busy else ReasonCode.NO_AUDIO_DEVICE
        self._tell(AudioState(AudioBackend.NULL, reason=Reason(code, value=message)))

    def _tell(self, state: AudioState) -> None:
        if state != self._told:
            self._told = state
            self._emit(state)

    def _later(self, delay_s: float | None, action: Callable[[], None] = lambda: None) -> None:
        """At most one appointment at a time; None clears it."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if delay_s is None else self._schedule.after(delay_s, action)
