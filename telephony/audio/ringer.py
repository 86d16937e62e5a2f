"""A second speaker: what rings goes to a device of its own, while calls keep theirs."""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from typing import TYPE_CHECKING, Any, Final

from telephony.audio.clock import AudioError
from telephony.audio.fifo import FrameFifo
from telephony.audio.portaudio import borrowed
from telephony.audio.pulse import Server

if TYPE_CHECKING:
    import sounddevice

log = logging.getLogger(__name__)

_LOOK_S: Final = 0.01
_BLOCKS: Final = 3  # that wait at the server: nobody answers a ring tone, its delay is free
_MOST_FRAMES: Final = 10
_LATENCY_S: Final = 0.06


class Ringer:
    """`start` and `stop` from the SIP thread, `push` from the clock's."""

    def __init__(self, rate: int, frame_bytes: int) -> None:
        self._rate = rate
        self._frame_bytes = frame_bytes
        self._round: _Round | None = None

    def start(self, device: str) -> None:
        self.stop()
        self._round = _Round(device, self._rate, self._frame_bytes)

    def push(self, frame: bytes) -> bool:
        """False where the device is not to be had: then it must ring elsewhere."""
        round_ = self._round
        if round_ is None or round_.failed:
            return False
        round_.fifo.push(frame)
        return True

    def stop(self) -> None:
        if self._round is not None:
            self._round.ended.set()
            self._round = None


class _Round:
    """One ringing: a thread that lives as long."""

    def __init__(self, device: str, rate: int, frame_bytes: int) -> None:
        self.fifo = FrameFifo(frame_bytes, _MOST_FRAMES)
        self.ended = threading.Event()
        self.failed = False
        self._device = device
        self._rate = rate
        self._block = frame_bytes
        self._silence = bytes(frame_bytes)
        threading.Thread(target=self._run, name="ringer", daemon=True).start()

    def _run(self) -> None:
        for way in (self._by_server, self._by_portaudio):
            try:
                way()
            except AudioError as error:
                log.warning("the ring device %r: %s", self._device, error)
            else:
                return
        self.failed = True

    def _next(self) -> bytes:
        return self.fifo.pull() or self._silence

    def _by_server(self) -> None:
        server = Server()
        try:
            server.await_ready()
            speaker = server.open(self._rate, self._block, playing=True, device=self._device)
            speaker.keep(_BLOCKS)
            frame = (ctypes.c_char * self._block)()
            while not self.ended.is_set() and not server.is_lost and not speaker.has_failed:
                for _ in range(speaker.wanted // self._block):
                    frame[:] = self._next()
                    speaker.write(ctypes.addressof(frame), self._block)
                time.sleep(_LOOK_S)
                server.serve()
        finally:
            server.close()

    def _by_portaudio(self) -> None:
        with borrowed() as library:
            try:
                stream = self._open(library)
            except (library.PortAudioError, ValueError) as error:
                raise AudioError(str(error)) from error
            self.ended.wait()
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)

    def _open(self, library: Any) -> sounddevice.RawOutputStream:
        def give(data: Any, _count: int, _time: Any, _flags: Any) -> None:
            data[:] = self._next()

        stream: sounddevice.RawOutputStream = library.RawOutputStream(
            samplerate=self._rate,
            blocksize=self._block // 2,
            device=self._device or None,
            channels=1,
            dtype="int16",
            latency=_LATENCY_S,
            callback=give,
        )
        stream.start()
        return stream
