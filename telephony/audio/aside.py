"""A speaker beside the clock's: a stream of its own on a thread of its own, for what rings or chimes while nobody talks by it."""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from telephony.audio.clock import AudioError
from telephony.audio.portaudio import borrowed
from telephony.audio.pulse import PHONE, Server

if TYPE_CHECKING:
    import sounddevice

log = logging.getLogger(__name__)

_LOOK_S: Final = 0.01
_BLOCKS: Final = 3  # that wait at the server: nobody answers a ring tone, its delay is free
_LATENCY_S: Final = 0.06


class Aside:
    """Asks `give` for frame after frame until `ended` is set, or for `most_s` seconds; None is a frame of silence.

    Of `devices` the first that can be had is taken, "" is the system's default; `failed` where none can.
    """

    def __init__(
        self,
        devices: Sequence[str],
        rate: int,
        frame_bytes: int,
        give: Callable[[], bytes | None],
        *,
        role: bytes = PHONE,
        most_s: float = threading.TIMEOUT_MAX,
    ) -> None:
        self.ended = threading.Event()
        self.failed = False
        self._devices = devices
        self._rate = rate
        self._block = frame_bytes
        self._give = give
        self._role = role
        self._most_s = most_s
        self._silence = bytes(frame_bytes)
        threading.Thread(target=self._run, name="aside", daemon=True).start()

    def _run(self) -> None:
        for way in (self._by_server, self._by_portaudio):
            for device in self._devices:
                try:
                    way(device)
                except AudioError as error:
                    log.warning("the device %r: %s", device, error)
                else:
                    return
        self.failed = True

    def _next(self) -> bytes:
        return self._give() or self._silence

    def _by_server(self, device: str) -> None:
        server = Server(self._role)
        try:
            server.await_ready()
            speaker = server.open(self._rate, self._block, playing=True, device=device)
            speaker.keep(_BLOCKS)
            frame = (ctypes.c_char * self._block)()
            latest = time.monotonic() + self._most_s
            while not (self.ended.is_set() or server.is_lost or speaker.has_failed or time.monotonic() > latest):
                for _ in range(speaker.wanted // self._block):
                    frame[:] = self._next()
                    speaker.write(ctypes.addressof(frame), self._block)
                time.sleep(_LOOK_S)
                server.serve()
        finally:
            server.close()

    def _by_portaudio(self, device: str) -> None:
        with borrowed() as library:
            try:
                stream = self._open(library, device)
            except (library.PortAudioError, ValueError) as error:
                raise AudioError(str(error)) from error
            self.ended.wait(self._most_s)
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)

    def _open(self, library: Any, device: str) -> sounddevice.RawOutputStream:
        def give(data: Any, _count: int, _time: Any, _flags: Any) -> None:
            data[:] = self._next()

        stream: sounddevice.RawOutputStream = library.RawOutputStream(
            samplerate=self._rate,
            blocksize=self._block // 2,
            device=device or None,
            channels=1,
            dtype="int16",
            latency=_LATENCY_S,
            callback=give,
        )
        stream.start()
        return stream
