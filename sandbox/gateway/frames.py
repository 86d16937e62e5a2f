"""What is sent, cut into packets of 20 ms: sounds, and keys as telephone events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.gateway.rtp import FRAME_SAMPLES, event_payload
from sandbox.gateway.sounds import SILENT_FRAME

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENT_FRAMES: Final = 6  # 120 ms a digit
GAP_FRAMES: Final = 4  # 80 ms between digits

EventFrame = tuple[bytes, bool]  # a telephone event's payload, and whether it is the first of its event


def frames(a_law: bytes) -> Iterator[bytes]:
    """Pieces of 160 samples, the last filled up with silence."""
    for start in range(0, len(a_law), FRAME_SAMPLES):
        yield a_law[start : start + FRAME_SAMPLES].ljust(FRAME_SAMPLES, SILENT_FRAME[:1])


def event_frames(digit: str) -> Iterator[EventFrame | None]:
    """A digit's packets, the last three with the end bit (RFC 4733 section 2.5.1.4), then a gap of sound."""
    full = EVENT_FRAMES * FRAME_SAMPLES
    for frame in range(1, EVENT_FRAMES + 1):
        yield event_payload(digit, frame * FRAME_SAMPLES, end=False), frame == 1
    yield from [(event_payload(digit, full, end=True), False)] * 3
    yield from [None] * GAP_FRAMES
