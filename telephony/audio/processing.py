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

from telephony.audio.alignment import MOST_FRAMES, Alignment
from telephony.audio.clock import FramePort

FRAME_MS: Final = 20
_LEARNING: Final = 150
_LOST: Final = 0.5


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

    @property
    def share_left(self) -> float:
        """How much of what is heard while the far side speaks comes through the canceller, 0 to 1 in amplitude; 0 where that is unknown."""
        ...

    def relearn(self) -> None:
        """The room is another one now."""
        ...

    def close(self) -> None: ...


MakeProcessor = Callable[[int, int], VoiceProcessor]  # of samples a second and samples a frame


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
        self._learning = _LEARNING  # frames for which the canceller is not judged
        self._played: deque[bytes] = deque(maxlen=MOST_FRAMES + 1)
        self.test: Turn | None = None
        self.divert: Callable[[bytes], bool] | None = None  # another device takes the speaker's frames, and the speaker is silent

    @property
    def can_process(self) -> bool:
        return self._make is not None

    def switch(self, processing: Processing) -> None:
        self._wanted = processing

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
        if wanted.echo:
            self._mind_echo(self._processor)
        self._processor.process(self._near, memoryview(self._reference()))

    def _mind_echo(self, processor: VoiceProcessor) -> None:
        """Where the canceller lets through what is plainly an echo, the way has changed: the canceller itself would find out too late."""
        self._learning -= 1
        moved = self._alignment.look(self._near, memoryview(self._played[-1] if self._played else self._silence))
        lost = self._learning <= 0 and self._alignment.echo_heard and processor.share_left > _LOST
        if moved or lost:
            self._learning = _LEARNING
            processor.relearn()

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
