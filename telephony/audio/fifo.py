"""The microphone's queue between two streams that tick apart."""

from __future__ import annotations

import threading
from typing import Final

_WINDOW: Final = 100  # pulls: 2 s of 20 ms frames
_MOST_PATIENCE: Final = 64  # windows


class FrameFifo:
    """Bytes in, whole frames out. Never waits: too little is silence, too much goes, oldest first.

    The delay adapts by itself. It begins with half a frame more than the first one needs, so that blocks may come a little late. Run dry,
    it begins anew behind the silence: as it was, for mostly the two streams have just found another pace; and with a quarter of a frame
    more each further time, up to a whole one, as deep as this machine's jitter needs. What a hiccup left behind goes again in one cut: what
    the fill never came below for two seconds. After each drought it takes twice as many seconds, so that regular hiccups are not met by
    regular cuts; only two whole frames and more always go after the first two.

    `patient`: whoever owns it can drain it without a cut (a microphone that is resampled). `excess` says how much may go, in bytes, and
    only three frames and more are cut.
    """

    def __init__(self, frame_bytes: int, most_frames: int = 5, *, patient: bool = False) -> None:
        self._frame = frame_bytes
        self._cut = frame_bytes * (3 if patient else 2)
        self._patient = patient
        self._spare = frame_bytes // 2 & ~1
        self._most = frame_bytes * most_frames
        self._bytes = bytearray()
        self._lock = threading.Lock()
        self._flowing = False
        self._pulls = 0
        self._patience = 1
        self._calm = 0
        self._lowest = self._most
        self.dropped = 0
        self.starved = 0
        self.excess = 0

    def push(self, block: bytes) -> None:
        """Add a block of any length."""
        with self._lock:
            self._bytes += block
            if len(self._bytes) > self._most:
                self._drop(len(self._bytes) - self._most)

    def pull(self) -> bytes | None:
        """One frame, or None while there is none."""
        with self._lock:
            if len(self._bytes) < self._frame + (0 if self._flowing else self._spare):
                if self._flowing:
                    self._run_dry()
                return None
            if not self._flowing:
                self._flowing = True
                self._drop(len(self._bytes) - self._frame - self._spare)
            frame = bytes(self._bytes[: self._frame])
            del self._bytes[: self._frame]
            self._trim()
            return frame

    def __len__(self) -> int:
        return len(self._bytes)

    def _run_dry(self) -> None:
        self._flowing = False
        if self.starved:
            self._spare = min(self._frame, self._spare + (self._frame // 4 & ~1))
        self.starved += 1
        self._patience = min(_MOST_PATIENCE, self._patience * 2)
        self._calm = self.excess = 0
        self._restart_window()

    def _trim(self) -> None:
        self._lowest = min(self._lowest, len(self._bytes))
        self._pulls += 1
        if self._pulls < _WINDOW:
            return
        half = self._frame // 2
        excess = max(0, self._lowest - self._spare)
        excess -= excess % half
        self._calm = self._calm + 1 if excess else 0
        due = excess > 0 and self._calm >= self._patience
        if excess >= self._cut or (due and not self._patient):
            self._drop(excess)
            self._calm = 0
        self.excess = excess if due and self._patient else 0
        self._restart_window()

    def _restart_window(self) -> None:
        """What was seen so far says nothing of what comes."""
        self._pulls, self._lowest = 0, self._most

    def _drop(self, excess: int) -> None:
        # An even number of bytes: half a sample less would turn speech into noise.
        excess += excess & 1
        if excess > 0:
            del self._bytes[:excess]
            self.dropped += 1
