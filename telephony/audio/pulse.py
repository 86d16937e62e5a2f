"""PulseAudio's client library by ctypes: streams, and a loop that belongs to the thread that turns it. PipeWire speaks the same protocol.

Nothing here waits, so that no function lets go of the interpreter: to win it back would cost more than the function does.
https://freedesktop.org/software/pulseaudio/doxygen/
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sys
import time
from collections.abc import Callable
from typing import Any, Final

from telephony.audio.clock import AudioError

_READY_S: Final = 2.0
_LOOK_S: Final = 0.005
_SAMPLE_S16: Final = 3 if sys.byteorder == "little" else 4  # pa_sample_format
_NO_AUTOSPAWN: Final = 1  # pa_context_flags
_EARLY_REQUESTS: Final = 0x4000  # pa_stream_flags: ask in time, block by block; the others wake us four to ten times as often
_VARIABLE_RATE: Final = 0x400  # the server resamples, at a rate that may be changed
_BUSY: Final = 26  # pa_error_code
_CONTEXT_READY: Final = 4
_STREAM_READY: Final = 2
_UNSET: Final = 0xFFFF_FFFF
# Words for whoever routes streams: calls go to the headset, and music pauses; for a message it does not.
PHONE: Final = b"phone"
EVENT: Final = b"event"


class _SampleSpec(ctypes.Structure):
    """pa_sample_spec."""

    _fields_ = (("format", ctypes.c_int), ("rate", ctypes.c_uint32), ("channels", ctypes.c_uint8))


class _BufferAttr(ctypes.Structure):
    """pa_buffer_attr, in bytes."""

    _fields_ = (
        ("maxlength", ctypes.c_uint32),
        ("tlength", ctypes.c_uint32),
        ("prebuf", ctypes.c_uint32),
        ("minreq", ctypes.c_uint32),
        ("fragsize", ctypes.c_uint32),
    )


_RESULTS: Final = {
    "pa_mainloop_new": ctypes.c_void_p,
    "pa_mainloop_get_api": ctypes.c_void_p,
    "pa_context_new_with_proplist": ctypes.c_void_p,
    "pa_proplist_new": ctypes.c_void_p,
    "pa_stream_new": ctypes.c_void_p,
    "pa_stream_get_device_name": ctypes.c_void_p,
    "pa_stream_set_buffer_attr": ctypes.c_void_p,
    "pa_stream_writable_size": ctypes.c_size_t,
    "pa_stream_readable_size": ctypes.c_size_t,
    "pa_stream_get_underflow_index": ctypes.c_int64,
    "pa_stream_get_index": ctypes.c_uint32,
    "pa_stream_update_sample_rate": ctypes.c_void_p,
    "pa_context_move_sink_input_by_name": ctypes.c_void_p,
    "pa_context_move_source_output_by_name": ctypes.c_void_p,
    "pa_context_get_sink_info_list": ctypes.c_void_p,
    "pa_context_get_source_info_list": ctypes.c_void_p,
    "pa_context_get_server_info": ctypes.c_void_p,
    "pa_context_subscribe": ctypes.c_void_p,
}


def _library() -> Any:
    name = ctypes.util.find_library("pulse") if sys.platform == "linux" else None
    if name is None:
        raise AudioError("there is no PulseAudio here")
    try:
        library = ctypes.PyDLL(name)
    except OSError as error:
        raise AudioError(f"PulseAudio's library can't be loaded: {error}") from error
    for function, result in _RESULTS.items():
        getattr(library, function).restype = result
    return library


class Stream:
    """One stream, `playing` or recording, on the device of that name ("" is the default one). Sizes in bytes; mono, signed 16 bit."""

    def __init__(self, library: Any, context: ctypes.c_void_p, rate: int, block: int, *, playing: bool, device: str) -> None:
        self._pa = library
        self._context = context
        self._block = block
        self._playing = playing
        spec = _SampleSpec(_SAMPLE_S16, rate, 1)
        name = b"call" if playing else b"microphone"
        handle = self._pa.pa_stream_new(context, name, ctypes.byref(spec), None)
        if not handle:
            raise AudioError("PulseAudio makes no stream")
        self._handle = ctypes.c_void_p(handle)
        self._data = ctypes.c_void_p()
        self._size = ctypes.c_size_t()
        where = device.encode() or None
        if playing:
            attributes = self._store(2)
            status = self._pa.pa_stream_connect_playback(self._handle, where, ctypes.byref(attributes), _EARLY_REQUESTS, None, None)
        else:
            attributes = _BufferAttr(_UNSET, _UNSET, _UNSET, _UNSET, block)
            status = self._pa.pa_stream_connect_record(self._handle, where, ctypes.byref(attributes), _EARLY_REQUESTS | _VARIABLE_RATE)
        if status != 0:
            raise AudioError(f"PulseAudio refuses the stream: {status}")

    def _store(self, blocks: int) -> _BufferAttr:
        """So much waits at the server; it is played at once, and on through a gap: what comes too late is late once."""
        return _BufferAttr(_UNSET, blocks * self._block, 0, self._block, _UNSET)

    @property
    def _state(self) -> int:
        return self._pa.pa_stream_get_state(self._handle)

    @property
    def is_ready(self) -> bool:
        return self._state == _STREAM_READY

    @property
    def has_failed(self) -> bool:
        return self._state > _STREAM_READY

    @property
    def device(self) -> str:
        """Its name at the server."""
        name = self._pa.pa_stream_get_device_name(self._handle)
        return ctypes.string_at(name).decode("utf-8", "replace") if name else ""

    @property
    def wanted(self) -> int:
        """How much may be written now."""
        size = self._pa.pa_stream_writable_size(self._handle)
        return size if size <= _UNSET else 0

    @property
    def last_gap(self) -> int:
        """Where the server last had nothing to play: another number after each gap."""
        return self._pa.pa_stream_get_underflow_index(self._handle)

    def keep(self, blocks: int) -> None:
        """Have so much wait at the server from now on."""
        self._forget(self._pa.pa_stream_set_buffer_attr(self._handle, ctypes.byref(self._store(blocks)), None, None))

    def move(self, device: str) -> None:
        """To another device. Where it is refused the stream stays where it is; `device` says when it has moved."""
        move = self._pa.pa_context_move_sink_input_by_name if self._playing else self._pa.pa_context_move_source_output_by_name
        self._forget(move(self._context, self._pa.pa_stream_get_index(self._handle), device.encode(), None, None))

    def resample(self, rate: int) -> None:
        """Of a recording one: so many samples a second from now on, of the same sound."""
        self._forget(self._pa.pa_stream_update_sample_rate(self._handle, ctypes.c_uint32(rate), None, None))

    def _forget(self, operation: int | None) -> None:
        """Its answer is not waited for."""
        if operation:
            self._pa.pa_operation_unref(ctypes.c_void_p(operation))

    def write(self, address: int, size: int) -> None:
        self._pa.pa_stream_write(self._handle, ctypes.c_void_p(address), ctypes.c_size_t(size), None, ctypes.c_int64(0), 0)

    def read(self) -> bytes:
        """All that has come; silence where the server lost something."""
        parts: list[bytes] = []
        while 0 < self._pa.pa_stream_readable_size(self._handle) <= _UNSET:
            if self._pa.pa_stream_peek(self._handle, ctypes.byref(self._data), ctypes.byref(self._size)) != 0 or not self._size.value:
                break
            parts.append(ctypes.string_at(self._data, self._size.value) if self._data.value else bytes(self._size.value))
            self._pa.pa_stream_drop(self._handle)
        return b"".join(parts)

    def close(self) -> None:
        self._pa.pa_stream_disconnect(self._handle)
        self._pa.pa_stream_unref(self._handle)


class Server:
    """The connection and its loop: all of it belongs to one thread. `role` is what its streams are for."""

    def __init__(self, role: bytes = PHONE) -> None:
        self._pa = _library()
        self._patient = ctypes.CDLL(self._pa._name)
        self._loop = ctypes.c_void_p(self._pa.pa_mainloop_new())
        self._context = self._new_context(role)
        self._streams: list[Stream] = []
        if self._pa.pa_context_connect(self._context, None, _NO_AUTOSPAWN, None) != 0:
            self.close()
            raise AudioError("PulseAudio does not run")

    def _new_context(self, role: bytes) -> ctypes.c_void_p:
        properties = ctypes.c_void_p(self._pa.pa_proplist_new())
        for name, value in ((b"application.name", b"Agent"), (b"media.role", role)):
            self._pa.pa_proplist_sets(properties, name, value)
        api = ctypes.c_void_p(self._pa.pa_mainloop_get_api(self._loop))
        context = ctypes.c_void_p(self._pa.pa_context_new_with_proplist(api, b"Agent", properties))
        self._pa.pa_proplist_free(properties)
        return context

    def await_ready(self) -> None:
        """Until the server has let us in. Raises `AudioError`."""
        self._await(lambda: self._state == _CONTEXT_READY, lambda: self._state > _CONTEXT_READY, "PulseAudio does not answer")

    def open(self, rate: int, block: int, *, playing: bool, device: str = "") -> Stream:
        """A stream on that device ("" is the default one), once it stands. Raises `AudioError`."""
        stream = Stream(self._pa, self._context, rate, block, playing=playing, device=device)
        try:
            self._await(lambda: stream.is_ready, lambda: stream.has_failed, f"no {'output' if playing else 'input'} device")
        except AudioError as error:
            busy = self._pa.pa_context_errno(self._context) == _BUSY
            stream.close()
            raise AudioError(str(error), busy=busy) from None
        self._streams.append(stream)
        return stream

    def subscribe(self, on_event: Any, mask: int) -> None:
        """Have `on_event` (pa_context_subscribe_cb_t) called at each change of what `mask` names, from `serve` or `wait`."""
        self._pa.pa_context_set_subscribe_callback(self._context, on_event, None)
        self._forget(self._pa.pa_context_subscribe(self._context, ctypes.c_int(mask), None, None))

    def ask_devices(self, on_sink: Any, on_source: Any, on_server: Any) -> None:
        """Have these called with each sink and source, and at last with the server's defaults; the answers come in this order."""
        self._forget(self._pa.pa_context_get_sink_info_list(self._context, on_sink, None))
        self._forget(self._pa.pa_context_get_source_info_list(self._context, on_source, None))
        self._forget(self._pa.pa_context_get_server_info(self._context, on_server, None))

    def _forget(self, operation: int | None) -> None:
        if operation:
            self._pa.pa_operation_unref(ctypes.c_void_p(operation))

    def serve(self) -> None:
        """Take what has come from the server, and send what waits for it."""
        pa, loop = self._pa, self._loop
        while pa.pa_mainloop_prepare(loop, 0) >= 0 and pa.pa_mainloop_poll(loop) >= 0 and pa.pa_mainloop_dispatch(loop) > 0:
            pass

    def wait(self, timeout_s: float) -> None:
        """The same, waiting for it, while others have the interpreter."""
        pa, loop = self._pa, self._loop
        if pa.pa_mainloop_prepare(loop, int(timeout_s * 1e6)) >= 0 and self._patient.pa_mainloop_poll(loop) >= 0:
            pa.pa_mainloop_dispatch(loop)

    @property
    def is_lost(self) -> bool:
        return self._state > _CONTEXT_READY

    @property
    def _state(self) -> int:
        return self._pa.pa_context_get_state(self._context)

    def _await(self, done: Callable[[], bool], failed: Callable[[], bool], otherwise: str) -> None:
        deadline = time.monotonic() + _READY_S
        while not done():
            if failed() or self.is_lost or time.monotonic() > deadline:
                raise AudioError(otherwise)
            time.sleep(_LOOK_S)
            self.serve()

    def close(self) -> None:
        for stream in self._streams:
            stream.close()
        self._pa.pa_context_disconnect(self._context)
        self._pa.pa_context_unref(self._context)
        self._pa.pa_mainloop_free(self._loop)
