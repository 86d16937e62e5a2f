"""The microphone's queue between two streams that tick apart."""

from __future__ import annotations

import threading
from typing import Final

_WINDOW: Final = 100  # pulls: 2 s of 20 ms frames
_LONGEST_WINDOW: Final = 6_400


class FrameFifo:
    """Bytes in, whole frames out. Never waits: too little is silence, too much goes, oldest first.

    The delay adapts by itself. It begins with a single frame; each time it runs dry, the silence played meanwhile leaves it one frame
    deeper, as deep as this machine's jitter needs. What a hiccup left behind goes again: half a frame at a time, where over two seconds
    the fill never came below it. Each time it runs dry those two seconds double, so that regular hiccups are not met by regular cuts.
    """

    def __init__(self, frame_bytes: int, most_frames: int = 5) -> None:
        self._frame = frame_bytes
        self._most = frame_bytes * most_frames
        self._bytes = bytearray()
        self._lock = threading.Lock()
        self._flowing = False
        self._pulls = 0
        self._window = _WINDOW
        self._lowest = self._most
        self.dropped = 0
        self.starved = 0

    def push(self, block: bytes) -> None:
        """Add a block of any length."""
        with self._lock:
            self._bytes += block
            if len(self._bytes) > self._most:
                self._drop(len(self._bytes) - self._most)

    def pull(self) -> bytes | None:
        """One frame, or None while there is none."""
        with self._lock:
            if len(self._bytes) < self._frame:
                if self._flowing:
                    self.starved += 1
                    self._window = min(_LONGEST_WINDOW, self._window * 2)
                    self._restart_window()
                return None
            if not self._flowing:
                self._flowing = True
                self._drop(len(self._bytes) - self._frame)
            frame = bytes(self._bytes[: self._frame])
            del self._bytes[: self._frame]
            self._trim()
            return frame

    def __len__(self) -> int:
        return len(self._bytes)

    def _trim(self) -> None:
        self._lowest = min(self._lowest, len(self._bytes))
        self._pulls += 1
        if self._pulls < self._window:
            return
        if self._lowest >= self._frame // 2:
            self._drop(self._frame // 2)
        self._restart_window()

    def _restart_window(self) -> None:
        self._pulls, self._lowest = 0, self._most

    def _drop(self, excess: int) -> None:
        # An even number of bytes: half a sample less would turn speech into noise.
        excess += excess & 1
        if excess > 0:
            del self._bytes[:excess]
            self.dropped += 1
