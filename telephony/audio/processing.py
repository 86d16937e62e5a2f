"""Between microphone and bridge: echo cancellation, noise suppression, gain control, with the speaker's frames as reference.

A frame that the bridge gives is heard by the microphone only after both sides' buffers: tens of milliseconds on a plain card, hundreds with
Bluetooth. The reference waits as long, so that the canceller's short tail is spent on the room.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from telephony.audio.clock import FramePort

FRAME_MS: Final = 20
# An echo comes so long after its reference: early enough to be surely behind it, late enough to leave the tail to the room.
_NEAREST_MS: Final = 5
_AIM_MS: Final = 25
_FARTHEST_MS: Final = 80
_MOST_FRAMES: Final = 50  # a second: what is slower than that is not a telephone


@dataclass(frozen=True, slots=True)
class Processing:
    """What is switched on."""

    echo: bool = True
    noise: bool = True
    gain: bool = True

    @property
    def any(self) -> bool:
        return self.echo or self.noise or self.gain


class VoiceProcessor(Protocol):
    """One microphone's voice, 20 ms after 20 ms; from one thread."""

    def switch(self, processing: Processing) -> None:
        """From the next frame on."""
        ...

    def process(self, microphone: memoryview, played: memoryview) -> None:
        """Clean `microphone` in place; `played` is the reference, as long. Both mono, signed 16 bit."""
        ...

    def close(self) -> None: ...


MakeProcessor = Callable[[int, int], VoiceProcessor]  # of samples a second and samples a frame


class Alignment:
    """By how many frames the reference waits. It moves seldom: each move costs the canceller what it had learnt."""

    def __init__(self) -> None:
        self.frames = 0

    def look(self, delay_ms: float) -> bool:
        """`delay_ms` from a frame's handing over until the microphone's frame with its echo. True where `frames` has moved."""
        left = delay_ms - self.frames * FRAME_MS
        if _NEAREST_MS <= left <= _FARTHEST_MS:
            return False
        frames = min(_MOST_FRAMES, max(0, int(delay_ms - _AIM_MS) // FRAME_MS))
        moved = frames != self.frames
        self.frames = frames
        return moved


class Turn(Protocol):
    """A test of the sound: what the microphone says, and what the speaker gives instead of the bridge's."""

    def turn(self, microphone: bytes) -> bytes: ...


class ProcessedFrames:
    """A `FramePort` around another, the processing in between. `exchange` on the clock's thread, everything else from any.

    What processes is made when it is first wanted, and kept from call to call: it knows the room by then.
    """

    def __init__(self, inner: FramePort, make: MakeProcessor | None) -> None:
        self._inner: FramePort | None = inner
        self._enter = inner.enter_thread
        self._make = make
        self.rate = inner.rate
        self.frame_bytes = inner.frame_bytes
        self.microphone = inner.microphone
        self.speaker = inner.speaker
        self._near = memoryview(self.microphone).cast("B")
        self._far = memoryview(self.speaker).cast("B")
        self._silence = bytes(inner.frame_bytes)
        self._lock = threading.Lock()
        self._processor: VoiceProcessor | None = None
        self._wanted = self._switched = Processing(echo=False, noise=False, gain=False)
        self._alignment = Alignment()
        self._played: deque[bytes] = deque(maxlen=_MOST_FRAMES + 1)
        self.test: Turn | None = None
        self.divert: Callable[[bytes], bool] | None = None  # another device takes the speaker's frames, and the speaker is silent

    @property
    def can_process(self) -> bool:
        return self._make is not None

    def switch(self, processing: Processing) -> None:
        self._wanted = processing

    def align(self, delay_ms: float) -> None:
        """How long a frame takes through the speaker and back out of the microphone; 0 is not known."""
        if delay_ms:
            self._alignment.look(delay_ms)

    def enter_thread(self) -> None:
        self._enter()

    def exchange(self) -> None:
        with self._lock:
            if self._inner is None:
                return
            self._process()
            self._inner.exchange()
        if (test := self.test) is not None:
            self._far[:] = test.turn(bytes(self._near))
        if (divert := self.divert) is not None and divert(bytes(self._far)):
            self._far[:] = self._silence
        self._played.append(bytes(self._far))

    def levels(self) -> tuple[int, int]:
        """(speaker, microphone) of the last frame, on the bridge's scale."""
        return level_of(self._far), level_of(self._near)

    def close(self) -> None:
        """Nothing is touched any more: the bridge may go."""
        with self._lock:
            self._inner = None
            self._enter = lambda: None
            if self._processor is not None:
                self._processor.close()
                self._processor = None

    def _process(self) -> None:
        wanted = self._wanted
        if not wanted.any or self._make is None:
            return
        if self._processor is None:
            self._processor = self._make(self.rate, self.frame_bytes // 2)
            self._processor.switch(wanted)
            self._switched = wanted
        elif wanted != self._switched:
            self._processor.switch(wanted)
            self._switched = wanted
        self._processor.process(self._near, memoryview(self._reference()))

    def _reference(self) -> bytes:
        """What the microphone hears about now."""
        back = self._alignment.frames + 1
        return self._played[-back] if back <= len(self._played) else self._silence


def level_of(frame: Any) -> int:
    """As pjmedia tells it: the mean of the samples' magnitudes in µ-law's steps (ITU-T G.711), and those in hundredths of 255."""
    samples = memoryview(frame).cast("B").cast("h")
    biased = min(32_767, sum(map(abs, samples)) // len(samples) + 132)
    exponent = biased.bit_length() - 8
    return (exponent << 4 | biased >> (exponent + 3) & 0x0F) * 100 // 255
