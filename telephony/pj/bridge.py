"""The conference bridge: which call hears what, how loud, and the port that a clock drives.

pjsua2 calls the bridge's own slot 0 the "capture" or "playback device", though no device of pjsua2's stands behind it here. Its level
names are the reverse of what they sound like: `adjustRxLevel` is bridge -> port.
"""

from __future__ import annotations

import ctypes
import logging
from typing import Final

import pjsua2 as pj

from telephony.pj.guard import native
from telephony.pj.queueport import QueuedFrames
from telephony.pj.teardown import between_ticks
from telephony.pj.timer_clock import TimerClock

log = logging.getLogger(__name__)

CLOCK_RATE: Final = 16_000  # Hz: G.722 and wide-band Speex pass unharmed
FRAME_MS: Final = 20
FRAME_SAMPLES: Final = CLOCK_RATE * FRAME_MS // 1000
FRAME_BYTES: Final = FRAME_SAMPLES * 2  # mono, signed 16 bit

_PJMEDIA_FRAME_TYPE_AUDIO: Final = 1


class _Frame(ctypes.Structure):
    """struct pjmedia_frame (pjmedia/frame.h)."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("buf", ctypes.c_void_p),
        ("size", ctypes.c_size_t),
        ("timestamp", ctypes.c_uint64),
        ("bit_info", ctypes.c_uint32),
    )


class CFramePort:
    """The bridge's C port, driven by ctypes from the audio clock's thread: no director call and no ByteVector a frame.

    `microphone` and `speaker` are FRAME_BYTES long; `exchange` takes the one and fills the other.
    """

    def __init__(self, endpoint: pj.Endpoint, library: ctypes.CDLL, port: int) -> None:
        self.rate = CLOCK_RATE
        self.frame_bytes = FRAME_BYTES
        self._endpoint = endpoint
        self._port = ctypes.c_void_p(port)
        self._put = library.pjmedia_port_put_frame
        self._get = library.pjmedia_port_get_frame
        self._put.argtypes = self._get.argtypes = [ctypes.c_void_p, ctypes.POINTER(_Frame)]
        self.microphone = (ctypes.c_char * FRAME_BYTES)()
        self.speaker = (ctypes.c_char * FRAME_BYTES)()
        self._in = _Frame(buf=ctypes.addressof(self.microphone))
        self._out = _Frame(buf=ctypes.addressof(self.speaker))
        self._timestamp = 0

    def enter_thread(self) -> None:
        """Once in each thread that calls `exchange`: pjlib aborts the process for a thread it does not know."""
        if not self._endpoint.libIsThreadRegistered():
            self._endpoint.libRegisterThread("speaker")

    def exchange(self) -> None:
        """20 ms of `microphone` into the bridge, 20 ms of the calls into `speaker`."""
        for frame in (self._in, self._out):
            frame.type = _PJMEDIA_FRAME_TYPE_AUDIO
            frame.size = FRAME_BYTES
            frame.timestamp = self._timestamp
        with between_ticks:
            self._put(self._port, ctypes.byref(self._in))
            self._get(self._port, ctypes.byref(self._out))
        self._timestamp += FRAME_SAMPLES
        if self._out.type != _PJMEDIA_FRAME_TYPE_AUDIO:
            ctypes.memset(self.speaker, 0, FRAME_BYTES)


class Bridge:
    """The bridge as the SIP thread handles it. `close` before the endpoint goes.

    `frames` is what a sound card's clock drives: the bridge's own C port where the module exports pjmedia's symbols, two queues elsewhere.
    """

    def __init__(self, endpoint: pj.Endpoint, queued: bool = False) -> None:
        self._devices = endpoint.audDevManager()
        port = int(self._devices.setNoDev())
        library = None if queued else _library()
        self.frames: CFramePort | QueuedFrames
        self.terminal: pj.AudioMedia
        self._timer: TimerClock | None = None
        if library is not None:
            self.frames = CFramePort(endpoint, library, port)
            self.terminal = self._devices.getCaptureDevMedia()
            self._timer = TimerClock(self.frames, FRAME_MS / 1000)
        else:
            self.frames = QueuedFrames(CLOCK_RATE, FRAME_MS, FRAME_BYTES)
            self.terminal = self.frames.port

    def drive_by_frames(self) -> None:
        """Whoever calls `frames.exchange` drives the bridge; the queues need pjmedia's timer behind them."""
        if isinstance(self.frames, QueuedFrames):
            self.drive_by_null_clock()
        else:
            self.rest()

    def drive_by_null_clock(self) -> None:
        """A timer drives it: calls work, nothing is heard."""
        if self._timer is not None:
            self._timer.start()
            return
        with native("null device"):
            self._devices.setNullDev()

    def rest(self) -> None:
        """Nothing drives it."""
        if self._timer is not None:
            self._timer.stop()
        with native("no device"):
            self._devices.setNoDev()

    def set_levels(self, speaker: int, microphone: int) -> None:
        """Per cent: 100 leaves the signal as it is."""
        with native("levels"):
            self.terminal.adjustRxLevel(speaker / 100)
            self.terminal.adjustTxLevel(microphone / 100)

    def levels(self) -> tuple[int, int]:
        """(speaker, microphone), 0 to 255."""
        with native("levels"):
            return self.terminal.getRxLevel(), self.terminal.getTxLevel()

    def close(self) -> None:
        self.rest()
        del self.terminal, self.frames


def _library() -> ctypes.CDLL | None:
    """The extension module as a C library, or None where it keeps pjmedia's symbols to itself."""
    import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

    library = ctypes.CDLL(str(extension.__file__))
    return library if hasattr(library, "pjmedia_port_get_frame") else None
