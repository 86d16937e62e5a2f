"""What drives the bridge where there is no sound card: a thread that sleeps from frame to frame."""

from __future__ import annotations

import threading
import time

from telephony.audio.clock import FramePort

_LATE_S = 0.2  # after a pause of the whole computer the frames that were missed are not made up for


class TimerClock:
    """`start`, then `stop`; one thread for each start. The microphone is silent."""

    def __init__(self, frames: FramePort, frame_s: float) -> None:
        self._frames = frames
        self._frame_s = frame_s
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        if self._thread is not None:
            return
        memoryview(self._frames.microphone).cast("B")[:] = bytes(self._frames.frame_bytes)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(self._stopped,), name="timer clock", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Returns once no frame is exchanged any more."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopped.set()
            thread.join()

    def _run(self, stopped: threading.Event) -> None:
        self._frames.enter_thread()
        due = time.monotonic()
        while not stopped.wait(max(0.0, due - time.monotonic())):
            self._frames.exchange()
            due = max(due + self._frame_s, time.monotonic() - _LATE_S)
