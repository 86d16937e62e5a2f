"""Watching for devices that come and go: the sound server tells; where there is none, PortAudio's list is made anew now and then."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final, Protocol

from telephony.audio.clock import AudioError
from telephony.audio.devices import DevicesSeen
from telephony.audio.probe import all_devices
from telephony.audio.pulse_watch import PulseWatch
from telephony.sounding import SoundDevice

log = logging.getLogger(__name__)

_SCAN_S: Final = 3.0


class Watch(Protocol):
    """What tells of devices until it is stopped; raises `AudioError` where it can't, returns when it can't any more."""

    def watch(self, stopped: Callable[[], bool]) -> None: ...


class DeviceWatch:
    """`tell` is called from a thread of its own, which lives while somebody wants it.

    A list is made anew without a server only while `people` look: an open device of PortAudio's stays what it is, and asking costs a
    process.
    """

    def __init__(
        self,
        tell: Callable[[DevicesSeen], None],
        server: Callable[[Callable[[tuple[SoundDevice, ...]], None]], Watch] = PulseWatch,
        scan: Callable[[], tuple[SoundDevice, ...]] = all_devices,
        *,
        enabled: bool = True,
    ) -> None:
        self._tell = tell
        self._server = server
        self._scan = scan
        self._enabled = enabled  # where no sound card may be touched nothing is watched
        self._people = False
        self._round: threading.Event | None = None  # set to end the thread that runs now

    def want(self, *, calls: bool, people: bool) -> None:
        """While either, there is a watch. Anew for people who begin to look: they are told at once."""
        wanted, began = self._enabled and (calls or people), people and not self._people
        self._people = people
        if self._round is not None and (began or not wanted):
            self._round.set()
            self._round = None
        if wanted and self._round is None:
            self._round = threading.Event()
            threading.Thread(target=self._run, args=(self._round,), name="devices", daemon=True).start()

    def stop(self) -> None:
        self.want(calls=False, people=False)

    def _run(self, ended: threading.Event) -> None:
        def tell(devices: tuple[SoundDevice, ...]) -> None:
            if not ended.is_set():
                self._tell(DevicesSeen(devices))

        told: tuple[SoundDevice, ...] | None = None
        while not ended.is_set():
            try:
                self._server(tell).watch(ended.is_set)
            except AudioError as error:
                log.debug("devices: %s", error)
                if self._people and (devices := self._scan()) != told:
                    told = devices
                    tell(devices)
            else:
                told = None
            ended.wait(_SCAN_S)
