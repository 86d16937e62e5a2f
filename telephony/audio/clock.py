"""What a clock drives: 20 ms of microphone in, 20 ms of speaker out, from the clock's own thread."""

from __future__ import annotations

from typing import Any, Protocol


class FramePort(Protocol):
    """The bridge's end. `microphone` and `speaker` are `frame_bytes` long, mono, signed 16 bit in the machine's byte order."""

    @property
    def rate(self) -> int:
        """Samples a second."""
        ...

    @property
    def frame_bytes(self) -> int: ...

    @property
    def microphone(self) -> Any:
        """A writable buffer."""
        ...

    @property
    def speaker(self) -> Any:
        """A readable buffer."""
        ...

    def enter_thread(self) -> None:
        """Called once in a thread before it calls `exchange`."""
        ...

    def exchange(self) -> None:
        """Take `microphone`, fill `speaker`."""
        ...


class AudioClock(Protocol):
    """A sound card, or what stands in for one in a test."""

    @property
    def output_name(self) -> str: ...

    @property
    def input_name(self) -> str: ...

    @property
    def ticks(self) -> int:
        """Frames played since `open`: a clock whose ticks stand still has died."""
        ...

    @property
    def late(self) -> int:
        """Frames since `open` that the clock's own thread came too late for: another frame was due by then, or the speaker had run dry."""
        ...

    def use(self, output: str, input_: str) -> None:
        """From any thread, before `open` or while it is open: these devices by the system's names, "" the default ones."""
        ...

    def open(self) -> None:
        """Start. May block for long: a dead sound server. Raises `AudioError`."""
        ...

    def silence(self) -> None:
        """Stop touching the frame port, at once and for good, even if the sound system hangs."""
        ...

    def close(self) -> None:
        """Stop and let the devices go. May block."""
        ...


class AudioError(Exception):
    """The sound system refused: says which device and why. `busy`: another program has it for itself."""

    def __init__(self, message: str, *, busy: bool = False) -> None:
        super().__init__(message)
        self.busy = busy
