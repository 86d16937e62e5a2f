"""The way in and out of the bridge where pjsua2's module exports no C symbols (Windows): an AudioMediaPort between two queues.

pjmedia's null clock drives the bridge then, and the sound card drives the queues: a frame more of delay, and a director call a frame.
"""

from __future__ import annotations

import ctypes

import pjsua2 as pj

from telephony.audio.fifo import FrameFifo
from telephony.pj.guard import native


class QueuePort(pj.AudioMediaPort):
    """The bridge's side: its callbacks come from the null clock's thread."""

    def __init__(self, rate: int, frame_ms: int, frame_bytes: int) -> None:
        super().__init__()
        self.from_microphone = FrameFifo(frame_bytes)
        self.to_speaker = FrameFifo(frame_bytes)
        self._buffer = pj.ByteVector()
        self._buffer.resize(frame_bytes)
        self._silence = bytes(frame_bytes)
        layout = pj.MediaFormatAudio()
        layout.type = pj.PJMEDIA_TYPE_AUDIO
        layout.init(pj.PJMEDIA_FORMAT_PCM, rate, 1, frame_ms * 1000, 16)
        with native("audio port"):
            self.createPort("sound card", layout)

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        data = self.from_microphone.pull() or self._silence
        ctypes.memmove(span(self._buffer)[0], data, len(data))
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
        frame.buf = self._buffer
        frame.size = len(data)

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        address, size = span(frame.buf)
        self.to_speaker.push(ctypes.string_at(address, size) if size else self._silence)


def span(vector: pj.ByteVector) -> tuple[int, int]:
    """Address and size of a std::vector's bytes: its first two members are its begin and end. A thousand times faster than SWIG's way."""
    begin, end = (ctypes.c_void_p * 2).from_address(int(vector.this))
    return begin or 0, (end or 0) - (begin or 0)


class QueuedFrames:
    """The clock's side: the same as `bridge.CFramePort` for who drives it."""

    def __init__(self, rate: int, frame_ms: int, frame_bytes: int) -> None:
        self.rate = rate
        self.frame_bytes = frame_bytes
        self.port = QueuePort(rate, frame_ms, frame_bytes)
        self.microphone = bytearray(frame_bytes)
        self.speaker = bytearray(frame_bytes)
        self._silence = bytes(frame_bytes)

    def enter_thread(self) -> None:
        """Nothing: only queues are touched."""

    def exchange(self) -> None:
        """20 ms of `microphone` into its queue, 20 ms of the calls into `speaker`."""
        self.port.from_microphone.push(bytes(self.microphone))
        self.speaker[:] = self.port.to_speaker.pull() or self._silence
