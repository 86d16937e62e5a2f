"""The sound card's thread: opening and closing may block for seconds (a dead sound server), and the SIP thread may not."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from telephony.audio.clock import AudioClock, AudioError
from telephony.audio.probe import DefaultDevices

log = logging.getLogger(__name__)

_GOODBYE_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class ClockOpened:
    clock: AudioClock


@dataclass(frozen=True, slots=True)
class ClockFailed:
    clock: AudioClock
    message: str
    busy: bool = False


@dataclass(frozen=True, slots=True)
class DevicesProbed:
    devices: DefaultDevices


SoundFact = ClockOpened | ClockFailed | DevicesProbed


class SoundRoom:
    """One worker thread. What it finds out goes to `tell`, which is called from that thread."""

    def __init__(self, tell: Callable[[SoundFact], None]) -> None:
        self._tell = tell
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def open(self, clock: AudioClock) -> None:
        self._do(lambda: self._open(clock))

    def close(self, clock: AudioClock) -> None:
        """The clock stops touching the bridge at once; the devices go when they can."""
        clock.silence()
        self._do(clock.close)

    def probe(self, ask: Callable[[], DefaultDevices]) -> None:
        """In a thread of its own: nobody waits for it."""
        threading.Thread(target=lambda: self._tell(DevicesProbed(ask())), name="sound probe", daemon=True).start()

    def finish(self) -> None:
        """Wait a moment for the devices to close; a sound system that hangs is left behind."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(_GOODBYE_S)

    def _open(self, clock: AudioClock) -> None:
        try:
            clock.open()
        except AudioError as error:
            clock.close()
            self._tell(ClockFailed(clock, str(error), error.busy))
        else:
            self._tell(ClockOpened(clock))

    def _do(self, job: Callable[[], None]) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                job()
            except Exception:
                log.exception("the sound card's thread")
