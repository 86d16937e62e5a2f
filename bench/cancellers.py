"""What else could cancel the echo, behind one face for `bench.echo`: pjmedia's cancellers as it wraps them, and livekit's (WebRTC AEC3)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

import pjsua2 as pj

from bench.echo_rig import FRAME, RATE, Canceller
from telephony.audio.processing import Processing
from telephony.pj.voice import speex_voice

_PJMEDIA_SPEEX: Final = 1  # pjmedia_echo_flag (pjmedia/echo.h)
_PJMEDIA_WEBRTC: Final = 3
_PJMEDIA_NOISE: Final = 0x80
_POOL: Final = 4000
_TAIL_MS: Final = 200
_endpoint: pj.Endpoint | None = None


class Ours:
    """As the engine does it."""

    def __init__(self, processing: Processing) -> None:
        make = speex_voice()
        assert make is not None
        self._voice = make(RATE, FRAME)
        self._voice.switch(processing)

    def process(self, near: bytes, far: bytes) -> bytes:
        frame = bytearray(near)
        self._voice.process(memoryview(frame), memoryview(far))
        return bytes(frame)


class Nothing:
    """The room as it is."""

    def process(self, near: bytes, far: bytes) -> bytes:
        return near


class Pjmedia:
    """pjmedia_echo_create2, the far side given by hand."""

    def __init__(self, library: Any, pool: Any, algorithm: int, tail_ms: int) -> None:
        self._library = library
        self._state = ctypes.c_void_p()
        status = library.pjmedia_echo_create2(pool, RATE, 1, FRAME, tail_ms, 0, algorithm, ctypes.byref(self._state))
        assert status == 0, status

    def process(self, near: bytes, far: bytes) -> bytes:
        frame = ctypes.create_string_buffer(near, len(near))
        self._library.pjmedia_echo_cancel(self._state, frame, ctypes.create_string_buffer(far, len(far)), 0, None)
        return frame.raw


class Livekit:
    """WebRTC's AEC3 of today."""

    def __init__(self, noise: bool) -> None:
        from telephony.audio.webrtc_voice import WebRtcVoice

        self._voice = WebRtcVoice(RATE, FRAME)
        self._voice.switch(Processing(echo=True, noise=noise, gain=False))

    def process(self, near: bytes, far: bytes) -> bytes:
        frame = bytearray(near)
        self._voice.process(memoryview(frame), memoryview(far))
        return bytes(frame)


def candidates() -> dict[str, Callable[[], Canceller]]:
    """By name; each call makes a fresh one. pjlib is started for pjmedia's, and stays until the process ends."""
    import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

    global _endpoint  # noqa: PLW0603 - pjlib ends with it
    _endpoint = pj.Endpoint()
    _endpoint.libCreate()
    library = ctypes.CDLL(str(extension.__file__))
    library.pjsua_pool_create.restype = ctypes.c_void_p
    pool = ctypes.c_void_p(library.pjsua_pool_create(b"bench", _POOL, _POOL))
    return {
        "none": Nothing,
        "speex, ours: echo alone": lambda: Ours(Processing(echo=True, noise=False, gain=False)),
        "speex, ours: echo, noise": lambda: Ours(Processing(echo=True, noise=True, gain=False)),
        "speex, ours: echo, noise, gain": lambda: Ours(Processing()),
        "pjmedia's speex, tail 60 ms": lambda: Pjmedia(library, pool, _PJMEDIA_SPEEX, 60),
        "pjmedia's speex, tail 200 ms": lambda: Pjmedia(library, pool, _PJMEDIA_SPEEX, _TAIL_MS),
        "pjmedia's webrtc, tail 60 ms": lambda: Pjmedia(library, pool, _PJMEDIA_WEBRTC, 60),
        "pjmedia's webrtc, with noise": lambda: Pjmedia(library, pool, _PJMEDIA_WEBRTC | _PJMEDIA_NOISE, 60),
        "livekit: echo alone": lambda: Livekit(noise=False),
        "livekit: echo, noise": lambda: Livekit(noise=True),
    }
