"""The microphone on its way to the bridge: a queue, and the rate that keeps the queue as long as it is, whatever the two clocks do."""

from __future__ import annotations

import logging
from typing import Protocol

from telephony.audio.clock import FramePort
from telephony.audio.drift import DriftControl
from telephony.audio.fifo import FrameFifo

log = logging.getLogger(__name__)


class Microphone(Protocol):
    """What gives sound at a clock of its own."""

    @property
    def can_correct(self) -> bool:
        """Whether `correct` does anything."""
        ...

    def read(self) -> bytes:
        """All that has come since: whole samples, signed 16 bit, mono."""
        ...

    def correct(self, share: float) -> None:
        """It is too fast by so much of itself (0.002 is 2,000 ppm; below 0 too slow): give so much less from now on."""
        ...


class Listening:
    """Belongs to the clock's thread."""

    def __init__(self, microphone: Microphone, frames: FramePort) -> None:
        self._microphone = microphone
        self._rate = frames.rate
        self._fifo = FrameFifo(frames.frame_bytes, patient=microphone.can_correct)
        self._drift = DriftControl(frames.rate)
        self._jumps = 0

    def pull(self) -> bytes | None:
        """A frame, or None while there is none."""
        self._fifo.push(self._microphone.read())
        frame = self._fifo.pull()
        jumps = self._fifo.starved + self._fifo.dropped
        if jumps != self._jumps:
            self._jumps = jumps
            log.debug("the microphone's queue: %d droughts, %d cuts, %d bytes", self._fifo.starved, self._fifo.dropped, len(self._fifo))
            self.stumbled()
        elif self._drift.look(len(self._fifo) // 2, self._fifo.excess // 2):
            self._microphone.correct(self._drift.answer)
        return frame

    def stumbled(self) -> None:
        """What the queue did just now was no drift: a side had to catch up."""
        self._drift.jumped()
        self._microphone.correct(self._drift.answer)

    @property
    def delay_ms(self) -> float:
        """What waits in the queue."""
        return len(self._fifo) / 2 * 1000 / self._rate
