"""The sound card as the clock: PortAudio's output callback drives the bridge, a separate input stream feeds a FIFO.

Separate streams because a duplex stream stalled on PulseAudio. On Linux PortAudio knows ALSA only, whose "pulse" plugin leads to PulseAudio
and PipeWire. An open stream stays on its device: another choice holds from the next opening on.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any, Final

from telephony.audio.clock import AudioError, FramePort
from telephony.audio.listening import Listening
from telephony.audio.portaudio import borrow, give_back, is_busy
from telephony.audio.resampling import resampler

if TYPE_CHECKING:
    import sounddevice

log = logging.getLogger(__name__)

LATENCY_S: Final = 0.01  # asked of PortAudio, each way
# Half a frame at a time: PortAudio buffers two blocks, so that the delay is 20 ms lower than with whole frames, for 0.8 % of a core.
_PARTS: Final = 2


class DeviceMicrophone:
    """An input stream, read without a callback of its own: that would be one more thread to wake, 1 % of a core."""

    def __init__(self, stream: sounddevice.RawInputStream, stream_error: type[Exception]) -> None:
        self.stream: sounddevice.RawInputStream | None = stream
        self._stream_error = stream_error
        self._resampler = resampler()

    @property
    def can_correct(self) -> bool:
        return self._resampler is not None

    def read(self) -> bytes:
        if self.stream is None:
            return b""
        try:
            waiting = self.stream.read_available
            block = bytes(self.stream.read(waiting)[0]) if waiting else b""
        except self._stream_error as error:
            log.warning("the microphone is gone: %s", error)
            self.stream = None
            return b""
        return self._resampler.convert(block) if self._resampler and block else block

    def correct(self, share: float) -> None:
        if self._resampler:
            self._resampler.correct(share)


class DeviceClock:
    """Speaker and microphone. A machine with a speaker alone can still hear."""

    def __init__(self, frames: FramePort) -> None:
        self._frames = frames
        self._silence = bytes(frames.frame_bytes)
        self._microphone = memoryview(frames.microphone).cast("B")
        self._parts: list[memoryview | bytes] = _halves(memoryview(frames.speaker).cast("B"))
        self._part = 0
        self._lock = threading.Lock()  # held for an exchange; `silence` takes it once, so that none runs afterwards
        self._driving = True
        self._thread = 0
        self._borrowed = False
        self._wanted = ("", "")
        self._output: sounddevice.RawOutputStream | None = None
        self._input: sounddevice.RawInputStream | None = None
        self._listening: Listening | None = None
        self.output_name = ""
        self.input_name = ""
        self.ticks = 0
        self.late = 0

    def use(self, output: str, input_: str) -> None:
        self._wanted = (output, input_)

    def open(self) -> None:
        library = borrow()
        self._borrowed = True
        try:
            self._open_output(library)
        except (library.PortAudioError, ValueError) as error:
            raise AudioError(f"no output device: {error}", busy=is_busy(error)) from error
        self._open_input(library)
        assert self._output is not None
        try:
            self._output.start()
        except library.PortAudioError as error:
            self.close()
            raise AudioError(f"output device {self.output_name!r} does not start: {error}", busy=is_busy(error)) from error

    def _options(self) -> dict[str, Any]:
        samples = self._frames.frame_bytes // 2 // _PARTS
        return {"samplerate": self._frames.rate, "channels": 1, "dtype": "int16", "latency": LATENCY_S, "blocksize": samples}

    def _open_output(self, library: Any) -> None:
        device = _device(library, self._wanted[0], "output")
        self.output_name = str(library.query_devices(device, kind="output")["name"])
        self._output = library.RawOutputStream(callback=self._on_output, device=device, **self._options())

    def _open_input(self, library: Any) -> None:
        try:
            device = _device(library, self._wanted[1], "input")
            self.input_name = str(library.query_devices(device, kind="input")["name"])
            stream: sounddevice.RawInputStream = library.RawInputStream(device=device, **self._options())
            stream.start()
        except (library.PortAudioError, ValueError) as error:
            log.warning("no microphone: %s", error)
            self.input_name = ""
            return
        self._input = stream
        self._listening = Listening(DeviceMicrophone(stream, library.PortAudioError), self._frames)

    def _on_output(self, data: Any, _count: int, _time: Any, flags: Any) -> None:
        # PortAudio's thread.
        if flags.output_underflow:
            self.late += 1
        part = self._part
        if part == 0:
            self._next_frame()
        data[:] = self._parts[part]
        self._part = (part + 1) % _PARTS

    def _next_frame(self) -> None:
        self.ticks += 1
        with self._lock:
            if not self._driving:
                self._parts = [bytes(len(part)) for part in self._parts]
                return
            if self._thread != (thread := threading.get_ident()):
                self._frames.enter_thread()
                self._thread = thread
            frame = self._listening.pull() if self._listening is not None else None
            self._microphone[:] = frame or self._silence
            self._frames.exchange()

    def silence(self) -> None:
        with self._lock:
            self._driving = False

    def close(self) -> None:
        self.silence()
        for stream in (self._input, self._output):
            if stream is not None:
                stream.abort(ignore_errors=True)
                stream.close(ignore_errors=True)
        self._input = self._output = None
        if self._borrowed:
            self._borrowed = False
            give_back()


def _halves(frame: memoryview) -> list[memoryview | bytes]:
    size = len(frame) // _PARTS
    return [frame[part * size : (part + 1) * size] for part in range(_PARTS)]


def _device(library: Any, chosen: str, kind: str) -> str | None:
    """The chosen one where PortAudio has it, else its default."""
    if not chosen:
        return None
    try:
        library.query_devices(chosen, kind=kind)
    except (library.PortAudioError, ValueError) as error:
        log.warning("%s: %s", chosen, error)
        return None
    return chosen
