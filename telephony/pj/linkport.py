"""A port of the bridge whose other end is in another process: in the engine it is a call of the annex's, in the annex the engine."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pjsua2 as pj

from telephony.pj.bridge import CLOCK_RATE, FRAME_BYTES, FRAME_MS
from telephony.pj.guard import native
from telephony.pj.queueport import span


class LinkPort(pj.AudioMediaPort):
    """`give` is asked for each 20 ms that somebody on the bridge listens to (None is silence), `take` is told what it hears.

    FRAME_BYTES of signed 16 bits, mono; both on the thread of the bridge's clock. It is kept and used again, never removed: ports that come
    and go are pjmedia's weak spot.
    """

    def __init__(self, give: Callable[[], bytes | None], take: Callable[[bytes], None]) -> None:
        super().__init__()
        self._give = give
        self._take = take
        self._silence = bytes(FRAME_BYTES)
        self._buffer = pj.ByteVector()
        self._buffer.resize(FRAME_BYTES)
        layout = pj.MediaFormatAudio()
        layout.type = pj.PJMEDIA_TYPE_AUDIO
        layout.init(pj.PJMEDIA_FORMAT_PCM, CLOCK_RATE, 1, FRAME_MS * 1000, 16)
        with native("link"):
            self.createPort("link", layout)

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        data = self._give() or self._silence
        ctypes.memmove(span(self._buffer)[0], data, FRAME_BYTES)
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
        frame.buf = self._buffer
        frame.size = FRAME_BYTES

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        address, size = span(frame.buf)
        self._take(ctypes.string_at(address, size) if size == FRAME_BYTES else self._silence)
