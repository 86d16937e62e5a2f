"""The sound server's devices, as they come and go (PulseAudio, PipeWire): a connection of its own that sleeps until the server tells."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from typing import Any, Final

from telephony.audio.pulse import Server
from telephony.sounding import SoundDevice

_SINKS_SOURCES_SERVER: Final = 0x01 | 0x02 | 0x80  # pa_subscription_mask
_NO_INDEX: Final = 0xFFFF_FFFF
_MOST_CHANNELS: Final = 32
_PATIENCE_S: Final = 0.5


class _Map(ctypes.Structure):
    """pa_channel_map; pa_cvolume is laid out alike."""

    _fields_ = (("channels", ctypes.c_uint8), ("values", ctypes.c_uint32 * _MOST_CHANNELS))


class _Spec(ctypes.Structure):
    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _Info(ctypes.Structure):
    """The beginning that pa_sink_info and pa_source_info have in common. `monitored`: of a source, the sink that it is the echo of."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("index", ctypes.c_uint32),
        ("description", ctypes.c_char_p),
        ("spec", _Spec),
        ("map", _Map),
        ("module", ctypes.c_uint32),
        ("volume", _Map),
        ("mute", ctypes.c_int),
        ("monitored", ctypes.c_uint32),
    )


class _ServerInfo(ctypes.Structure):
    """pa_server_info up to what is needed."""

    _fields_ = (
        ("user", ctypes.c_char_p),
        ("host", ctypes.c_char_p),
        ("version", ctypes.c_char_p),
        ("server", ctypes.c_char_p),
        ("spec", _Spec),
        ("sink", ctypes.c_char_p),
        ("source", ctypes.c_char_p),
    )


_OnInfo: Final = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_Info), ctypes.c_int, ctypes.c_void_p)
_OnServer: Final = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(_ServerInfo), ctypes.c_void_p)
_OnEvent: Final = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_uint32, ctypes.c_void_p)


class PulseWatch:
    """`watch` on a thread of its own."""

    def __init__(self, tell: Callable[[tuple[SoundDevice, ...]], None]) -> None:
        self._tell = tell
        self._found: list[tuple[str, str, bool]] = []
        self._pending = 0
        self._stale = False
        self._told: tuple[SoundDevice, ...] | None = None
        # Kept here: the library calls them as long as it is connected.
        answers = (_OnInfo(self._on_sink), _OnInfo(self._on_source), _OnServer(self._on_server))
        self._callbacks: tuple[Any, ...] = (*answers, _OnEvent(self._on_event))

    def watch(self, stopped: Callable[[], bool]) -> None:
        """Tell what there is, now and at each change, until `stopped`. Raises `AudioError` where no server runs; returns when it goes."""
        server = Server()
        try:
            server.await_ready()
            server.subscribe(self._callbacks[3], _SINKS_SOURCES_SERVER)
            self._stale = True
            while not stopped() and not server.is_lost:
                if self._stale and not self._pending:
                    self._ask(server)
                server.wait(_PATIENCE_S)
        finally:
            server.close()

    def _ask(self, server: Server) -> None:
        self._stale = False
        self._found = []
        self._pending = 3
        server.ask_devices(*self._callbacks[:3])

    # --- called by the library, on the same thread ------------------------------------------------------------------------------

    def _on_event(self, _context: int, _kind: int, _index: int, _data: int) -> None:
        self._stale = True

    def _on_sink(self, _context: int, info: Any, end: int, _data: int) -> None:
        self._on_info(info, end, output=True)

    def _on_source(self, _context: int, info: Any, end: int, _data: int) -> None:
        self._on_info(info, end, output=False)

    def _on_info(self, info: Any, end: int, *, output: bool) -> None:
        if end != 0:
            self._pending -= 1
        elif output or info.contents.monitored == _NO_INDEX:
            name, description = _text(info.contents.name), _text(info.contents.description)
            self._found.append((name, description or name, output))

    def _on_server(self, _context: int, info: Any, _data: int) -> None:
        # The last of the three answers.
        self._pending = 0
        sink = self._default("PULSE_SINK", info.contents.sink if info else None)
        source = self._default("PULSE_SOURCE", info.contents.source if info else None)
        devices = tuple(
            SoundDevice(name, description, output, name == (sink if output else source)) for name, description, output in self._found
        )
        if devices != self._told:
            self._told = devices
            self._tell(devices)

    def _default(self, variable: str, servers: bytes | None) -> str:
        """What a stream gets that names no device: the environment's, while it is there, before the server's."""
        own = os.environ.get(variable, "")
        return own if any(name == own for name, _, _ in self._found) else _text(servers)


def _text(value: bytes | None) -> str:
    return value.decode("utf-8", "replace") if value else ""
