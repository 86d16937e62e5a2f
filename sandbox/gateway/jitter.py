"""Puts the caller's packets back in order and evens out their arrival."""

from __future__ import annotations

from typing import Final

from sandbox.gateway.rtp import FRAME_SAMPLES

START_PACKETS: Final = 3  # what is collected before playing begins: 60 ms
MAX_PACKETS: Final = 15  # more delay than this is thrown away: 300 ms


class JitterBuffer:
    """Payloads in by RTP sequence number, frames of 160 bytes out; None while there is nothing to play."""

    def __init__(self) -> None:
        self._packets: dict[int, bytes] = {}
        self._next: int | None = None
        self._ready = bytearray()

    def put(self, sequence: int, payload: bytes) -> None:
        """Keeps one payload; what comes too late is dropped, and a jump in the numbers starts anew."""
        if self._next is not None:
            ahead = (sequence - self._next) & 0xFFFF
            if ahead >= 0x8000:
                if 0x10000 - ahead < 100:
                    return
                self.clear()
            elif ahead > 100:
                self.clear()
        self._packets[sequence] = payload
        if len(self._packets) > MAX_PACKETS:
            self._skip_to_recent()

    def clear(self) -> None:
        """Forgets everything; playing begins again after START_PACKETS."""
        self._packets.clear()
        self._ready.clear()
        self._next = None

    def get(self) -> bytes | None:
        """The next 160 bytes."""
        if self._next is None:
            if len(self._packets) < START_PACKETS:
                return None
            self._next = self._first()
        while len(self._ready) < FRAME_SAMPLES:
            if not self._packets:
                self.clear()
                return None
            payload = self._packets.pop(self._next, None)
            self._next = (self._next + 1) & 0xFFFF
            self._ready += payload if payload is not None else b""
        frame = bytes(self._ready[:FRAME_SAMPLES])
        del self._ready[:FRAME_SAMPLES]
        return frame

    def _first(self) -> int:
        """The oldest number, the wrap at 65536 considered."""
        numbers = sorted(self._packets)
        return next((number for number in numbers if number > 0x8000), numbers[0]) if numbers[-1] - numbers[0] > 0x8000 else numbers[0]

    def _skip_to_recent(self) -> None:
        while len(self._packets) > START_PACKETS:
            del self._packets[self._first()]
        self._next = self._first()
