"""A frame port without a bridge: what the speaker gets, and what the microphone gave."""

from __future__ import annotations

RATE, BYTES = 16_000, 640


class SilentFrames:
    """`speaks` is what the next exchange gives; `heard` all that was taken."""

    def __init__(self) -> None:
        self.rate = RATE
        self.frame_bytes = BYTES
        self.microphone = bytearray(BYTES)
        self.speaker = bytearray(BYTES)
        self.speaks = bytes(BYTES)
        self.heard: list[bytes] = []
        self.threads = 0

    def enter_thread(self) -> None:
        self.threads += 1

    def exchange(self) -> None:
        self.heard.append(bytes(self.microphone))
        self.speaker[:] = self.speaks
