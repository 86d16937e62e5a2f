"""One recording: the sound thread hands frames over and goes on; a thread of the recording's own writes them."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from telephony.calling import RecordingForm
from telephony.recordings.wav import WavWriter

log = logging.getLogger(__name__)

_PERIOD_S: Final = 0.25
_FLUSH_PERIODS: Final = 3  # of those: what a crash may cost
_MOST_FRAMES: Final = 3_000  # a minute that a stalled disk may take; then it counts as a fault


class Writer(Protocol):
    """A file of samples."""

    def write(self, samples: bytes) -> None: ...
    def flush(self) -> None: ...
    def close(self) -> None: ...


def open_writer(path: Path, rate: int, channels: int, form: RecordingForm) -> Writer:
    """Raises OSError: FileExistsError where the path is taken."""
    if form is RecordingForm.WAV:
        return WavWriter(path, rate, channels)
    from telephony.recordings.child import CompressedWriter  # late: few need it

    return CompressedWriter(path, rate, channels, form)


class RecordingThread:
    """`left` and `right` take 20 ms of 16-bit mono at a time, from any thread; `left` None records one channel.

    `finished` is called on this thread, once, when the file is complete; with the fault, where one ended it. `stop` ends it in order.
    """

    def __init__(self, open_file: Callable[[], Writer], stereo: bool, finished: Callable[[Exception | None], None]) -> None:
        self._left: deque[bytes] = deque()
        self._right: deque[bytes] = deque()
        self._stereo = stereo
        self._finished = finished
        self._open_file = open_file
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
        self._thread.start()

    @property
    def left(self) -> Callable[[bytes], None]:
        return self._left.append

    @property
    def right(self) -> Callable[[bytes], None]:
        return self._right.append

    def stop(self) -> None:
        """What was handed over is written."""
        self._stopped.set()

    def join(self, wait_s: float) -> None:
        self._thread.join(wait_s)

    def _run(self) -> None:
        fault: Exception | None = None
        try:
            writer = self._open_file()
            try:
                self._serve(writer)
            finally:
                writer.close()
        except Exception as error:  # noqa: BLE001 - whatever it is, the call goes on, and the user is told
            log.warning("recording: %s", error)
            fault = error
        self._finished(fault)

    def _serve(self, writer: Writer) -> None:
        periods = 0
        while not self._stopped.wait(_PERIOD_S):
            self._drain(writer)
            periods += 1
            if periods % _FLUSH_PERIODS == 0:
                writer.flush()
        self._drain(writer)

    def _drain(self, writer: Writer) -> None:
        """Both ears hear in step, give or take the frame that comes just now."""
        if len(self._right) > _MOST_FRAMES:
            raise OSError("the disk does not keep up")
        count = min(len(self._left), len(self._right)) if self._stereo else len(self._right)
        if not count:
            return
        right = b"".join(self._right.popleft() for _ in range(count))
        if self._stereo:
            left = b"".join(self._left.popleft() for _ in range(count))
            writer.write(interleaved(left, right))
        else:
            writer.write(right)


def interleaved(left: bytes, right: bytes) -> bytes:
    """Two channels of 16-bit samples as one."""
    both = bytearray(len(left) + len(right))
    for offset, channel in ((0, left), (2, right)):
        both[offset::4] = channel[0::2]
        both[offset + 1 :: 4] = channel[1::2]
    return bytes(both)
