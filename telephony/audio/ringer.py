"""A second speaker: what rings goes to a device of its own, while calls keep theirs; and so do the short sounds of messages."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final

from telephony.audio.aside import Aside
from telephony.audio.chimes import Note, chime_frames
from telephony.audio.fifo import FrameFifo
from telephony.audio.processing import FRAME_MS
from telephony.audio.pulse import EVENT

_MOST_FRAMES: Final = 10
_TAIL_S: Final = 0.5  # until what was given is heard, and the stream may be closed


class Ringer:
    """`start` and `stop` from the SIP thread, `push` from the clock's."""

    def __init__(self, rate: int, frame_bytes: int) -> None:
        self._rate = rate
        self._frame_bytes = frame_bytes
        self._round: tuple[Aside, FrameFifo] | None = None

    def start(self, device: str) -> None:
        self.stop()
        fifo = FrameFifo(self._frame_bytes, _MOST_FRAMES)
        self._round = Aside((device,), self._rate, self._frame_bytes, fifo.pull), fifo

    def push(self, frame: bytes) -> bool:
        """False where the device is not to be had: then it must ring elsewhere."""
        round_ = self._round
        if round_ is None or round_[0].failed:
            return False
        round_[1].push(frame)
        return True

    def stop(self) -> None:
        if self._round is not None:
            self._round[0].ended.set()
            self._round = None


class Chimer:
    """SIP thread only. No microphone is opened for it, and the bridge is not woken."""

    def __init__(self, rate: int, frame_bytes: int) -> None:
        self._rate = rate
        self._frame_bytes = frame_bytes
        self._aside: Aside | None = None

    def play(self, notes: Sequence[Note], device: str, percent: int) -> None:
        """Once, on that device, or on the system's default where it is not there; an earlier one is cut off."""
        self.stop()
        frames = deque(chime_frames(notes, self._rate, self._frame_bytes, percent))
        self._aside = Aside(
            (device, "") if device else ("",),
            self._rate,
            self._frame_bytes,
            lambda: frames.popleft() if frames else None,
            role=EVENT,
            most_s=len(frames) * FRAME_MS / 1000 + _TAIL_S,
        )

    def stop(self) -> None:
        if self._aside is not None:
            self._aside.ended.set()
            self._aside = None
