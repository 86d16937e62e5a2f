"""The microphone's queue between two streams that tick apart."""

from __future__ import annotations

import threading


class FrameFifo:
    """Bytes in, whole frames out. Never waits; too little is silence, too much drops the oldest.

    The target is one frame of delay. Input and output blocks drift past each other by up to a block each, so a fill of up to three
    frames is ordinary; more is delay that would stay for the whole call.
    """

    def __init__(self, frame_bytes: int, target_frames: int = 1, most_frames: int = 3) -> None:
        self._frame = frame_bytes
        self._target = frame_bytes * target_frames
        self._most = frame_bytes * most_frames
        self._bytes = bytearray()
        self._lock = threading.Lock()
        self._primed = False
        self.dropped = 0
        self.starved = 0

    def push(self, block: bytes) -> None:
        """Add a block of any length."""
        with self._lock:
            self._bytes += block
            if len(self._bytes) > self._most:
                # An even number of bytes: half a sample less would turn speech into noise.
                excess = (len(self._bytes) - self._target) & ~1
                del self._bytes[:excess]
                self.dropped += 1

    def pull(self) -> bytes | None:
        """One frame, or None while there is none. After running dry it fills to the target first, or it would starve every other time."""
        with self._lock:
            needed = self._frame if self._primed else self._frame + self._target
            if len(self._bytes) < needed:
                self.starved += self._primed
                self._primed = False
                return None
            self._primed = True
            frame = bytes(self._bytes[: self._frame])
            del self._bytes[: self._frame]
            return frame

    def clear(self) -> None:
        with self._lock:
            self._bytes.clear()
            self._primed = False

    def __len__(self) -> int:
        return len(self._bytes)
