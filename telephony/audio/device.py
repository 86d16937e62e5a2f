"""The sound card as the clock: PortAudio's output callback drives the bridge, a separate input stream feeds a FIFO.

Separate streams because a duplex stream stalled on PulseAudio. sounddevice is imported when a stream is first opened: it and PortAudio's
hosts take about 23 MB. On Linux PortAudio knows ALSA only, whose "pulse" plugin leads to PulseAudio and PipeWire.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any, Final

from telephony.audio.clock import AudioError, FramePort
from telephony.audio.fifo import FrameFifo

if TYPE_CHECKING:
    import sounddevice

log = logging.getLogger(__name__)

LATENCY_S: Final = 0.01  # asked of PortAudio, each way
# Half a frame at a time: PortAudio buffers two blocks, so that the delay is 20 ms lower than with whole frames, for 0.8 % of a core.
_PARTS: Final = 2


class DeviceClock:
    """Default speaker and microphone. A machine with a speaker alone can still hear."""

    def __init__(self, frames: FramePort) -> None:
        self._frames = frames
        self._fifo = FrameFifo(frames.frame_bytes)
        self._silence = bytes(frames.frame_bytes)
        self._microphone = memoryview(frames.microphone).cast("B")
        self._parts: list[memoryview | bytes] = _halves(memoryview(frames.speaker).cast("B"))
        self._part = 0
        self._lock = threading.Lock()  # held for an exchange; `silence` takes it once, so that none runs afterwards
        self._driving = True
        self._thread = 0
        self._stream_error: type[Exception] = OSError  # PortAudio's own, once it is loaded
        self._output: sounddevice.RawOutputStream | None = None
        self._input: sounddevice.RawInputStream | None = None
        self.output_name = ""
        self.input_name = ""
        self.ticks = 0

    def open(self) -> None:
        try:
            import sounddevice
        except (ImportError, OSError) as error:
            raise AudioError(f"PortAudio can't be loaded: {error}") from error
        self._stream_error = sounddevice.PortAudioError
        samples = self._frames.frame_bytes // 2
        options: dict[str, Any] = {
            "samplerate": self._frames.rate,
            "channels": 1,
            "dtype": "int16",
            "latency": LATENCY_S,
        }
        try:
            self.output_name = _default_output(sounddevice)
            output = self._output = sounddevice.RawOutputStream(blocksize=samples // _PARTS, callback=self._on_output, **options)
        except (sounddevice.PortAudioError, ValueError) as error:
            raise AudioError(f"no output device: {error}") from error
        self._open_input(sounddevice, samples // _PARTS, options)
        try:
            output.start()
        except sounddevice.PortAudioError as error:
            self.close()
            raise AudioError(f"output device {self.output_name!r} does not start: {error}") from error

    def _open_input(self, library: Any, samples: int, options: dict[str, Any]) -> None:
        try:
            self.input_name = str(library.query_devices(kind="input")["name"])
            stream: sounddevice.RawInputStream = library.RawInputStream(blocksize=samples, **options)
            stream.start()
            self._input = stream
        except (library.PortAudioError, ValueError) as error:
            log.warning("no microphone: %s", error)
            self.input_name = ""
            self._input = None

    def _listen(self) -> None:
        """What the microphone has by now. Without a callback of its own: that would be one more thread to wake, 1 % of a core."""
        stream = self._input
        if stream is None:
            return
        try:
            if waiting := stream.read_available:
                self._fifo.push(bytes(stream.read(waiting)[0]))
        except self._stream_error as error:
            log.warning("the microphone is gone: %s", error)
            self._input = None

    def _on_output(self, data: Any, _count: int, _time: Any, _flags: Any) -> None:
        # PortAudio's thread.
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
            self._listen()
            self._microphone[:] = self._fifo.pull() or self._silence
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


def _halves(frame: memoryview) -> list[memoryview | bytes]:
    size = len(frame) // _PARTS
    return [frame[part * size : (part + 1) * size] for part in range(_PARTS)]


def _default_output(library: Any) -> str:
    """Its name. PortAudio lists devices once; where there was none it looks again, for a sound server that has come up since."""
    try:
        return str(library.query_devices(kind="output")["name"])
    except (library.PortAudioError, ValueError):
        library._terminate()
        library._initialize()
        return str(library.query_devices(kind="output")["name"])
