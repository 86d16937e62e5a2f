"""PulseAudio (or PipeWire) as the clock: one thread serves both streams, and drives the bridge when the speaker has room.

Beside PortAudio over ALSA's "pulse" plugin it takes one thread instead of three and half the processor time, so that smaller blocks, and
20 ms less delay, can be afforded.
"""

from __future__ import annotations

import ctypes
import logging
import threading
import time
from typing import Final

from telephony.audio.clock import AudioError, FramePort
from telephony.audio.listening import Listening
from telephony.audio.priority import hurry_sound
from telephony.audio.pulse import Server, Stream

log = logging.getLogger(__name__)

_PARTS: Final = 4  # a frame is played and recorded in blocks of 5 ms
# The thread looks so often by itself: woken by each message of the server's it would run two to three times as often.
_LOOK_S: Final = 0.003
_OPENING_S: Final = 8.0
_GOODBYE_S: Final = 2.0

_FEWEST_BLOCKS: Final = 2  # that wait at the server
_MOST_BLOCKS: Final = 10
_AGAIN_S: Final = 10.0
_CALM_S: Final = 20.0
_SETTLED_TICKS: Final = 50  # the first gaps are the start's
_NAME_TICKS: Final = 25


class PlayingDepth:
    """How many blocks should wait at the server: few, and more each time that gaps follow each other. A single one costs no delay.

    What a bad minute made of it goes again, block by block; later each time that it was needed after all.
    """

    def __init__(self) -> None:
        self.blocks = _FEWEST_BLOCKS
        self._gap: int | None = None
        self._at = float("-inf")
        self._calm_s = _CALM_S

    def look(self, gap: int, now: float) -> bool:
        """`gap` is another number after each gap. True where `blocks` has changed."""
        if gap == self._gap:
            return self._shrink(now)
        first, again = self._gap is None, now - self._at < _AGAIN_S
        self._gap = gap
        if first:
            return False
        self._at = now
        if not again or self.blocks >= _MOST_BLOCKS:
            return False
        self.blocks += 1
        self._calm_s *= 2
        return True

    def _shrink(self, now: float) -> bool:
        if self.blocks == _FEWEST_BLOCKS or now - self._at < self._calm_s:
            return False
        self.blocks -= 1
        self._at = now - _AGAIN_S  # the next block after as long a calm; a gap until then is a first one
        return True


class PulseMicrophone:
    """A recording stream. The server resamples it, and takes its rate in whole hertz: 62 ppm of 16 kHz."""

    can_correct = True

    def __init__(self, stream: Stream, rate: int) -> None:
        self.stream = stream
        self._rate = self._asked = rate

    def read(self) -> bytes:
        return self.stream.read()

    def correct(self, share: float) -> None:
        rate = round(self._rate * (1 - share))
        if rate != self._asked:
            self._asked = rate
            self.stream.resample(rate)


class PulseClock:
    """Speaker and microphone of the sound server. A machine with a speaker alone can still hear."""

    def __init__(self, frames: FramePort) -> None:
        self._frames = frames
        self._silence = bytes(frames.frame_bytes)
        self._microphone = memoryview(frames.microphone).cast("B")
        self._speaker = (ctypes.c_char * frames.frame_bytes).from_buffer(frames.speaker)
        self._block = frames.frame_bytes // _PARTS
        self._part = 0
        self._depth = PlayingDepth()
        self._gap: int | None = None
        self._lock = threading.Lock()  # held for an exchange; `silence` takes it once, so that none runs afterwards
        self._driving = True
        self._opened = threading.Event()
        self._error: AudioError | None = None
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
        self._wanted = self._used = ("", "")
        self._heard: Stream | None = None
        self._listening: Listening | None = None
        self.output_name = ""
        self.input_name = ""
        self.ticks = 0
        self.late = 0

    def use(self, output: str, input_: str) -> None:
        self._wanted = (output, input_)

    def open(self) -> None:
        self._thread.start()
        if not self._opened.wait(_OPENING_S):
            raise AudioError("the sound server does not answer")
        if self._error is not None:
            raise self._error

    def silence(self) -> None:
        with self._lock:
            self._driving = False

    def close(self) -> None:
        self.silence()
        if self._thread.is_alive():
            self._thread.join(_GOODBYE_S)

    # --- on the thread of its own ----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            server = Server()
            try:
                self._serve(server)
            finally:
                server.close()
        except AudioError as error:
            self._error = error
        finally:
            self._opened.set()

    def _serve(self, server: Server) -> None:
        server.await_ready()
        self._used = self._wanted
        speaker = self._open_stream(server, self._used[0], playing=True)
        self._open_microphone(server)
        self._name(speaker)
        self._frames.enter_thread()
        hurry_sound()
        self._opened.set()
        while self._driving and not server.is_lost and not speaker.has_failed:
            self._play(speaker)
            if self._wanted != self._used:
                self._move(server, speaker)
            time.sleep(_LOOK_S)
            server.serve()

    def _open_stream(self, server: Server, device: str, *, playing: bool) -> Stream:
        """On that device; where it is not to be had, on the default one: whoever chose it is told by the name."""
        rate, block = self._frames.rate, self._block
        if device:
            try:
                return server.open(rate, block, playing=playing, device=device)
            except AudioError as error:
                log.warning("%s: %s", device, error)
        return server.open(rate, block, playing=playing)

    def _open_microphone(self, server: Server) -> None:
        try:
            self._heard = self._open_stream(server, self._used[1], playing=False)
        except AudioError as error:
            log.warning("no microphone: %s", error)
        else:
            self._listening = Listening(PulseMicrophone(self._heard, self._frames.rate), self._frames)

    def _move(self, server: Server, speaker: Stream) -> None:
        """To the devices wanted now; a microphone that was not there before is opened."""
        (output, input_), self._used = self._wanted, self._wanted
        if output and output != speaker.device:
            speaker.move(output)
        if self._heard is None or self._heard.has_failed:
            self._heard = self._listening = None
            self._open_microphone(server)
        elif input_ and input_ != self._heard.device:
            self._heard.move(input_)

    def _play(self, speaker: Stream) -> None:
        wanted = speaker.wanted
        ticks = self.ticks
        while wanted >= self._block:
            if self._part == 0:
                if not self._next_frame():
                    return
                self._mind(speaker)
            speaker.write(ctypes.addressof(self._speaker) + self._part * self._block, self._block)
            self._part = (self._part + 1) % _PARTS
            wanted -= self._block
        if self.ticks > _SETTLED_TICKS:
            self.late += max(0, self.ticks - ticks - 1)

    def _mind(self, speaker: Stream) -> None:
        """Once a frame: gaps; and now and then, where the streams are."""
        if self.ticks > _SETTLED_TICKS:
            self._mind_gaps(speaker)
        if self.ticks % _NAME_TICKS == 0:
            self._name(speaker)

    def _mind_gaps(self, speaker: Stream) -> None:
        gap = speaker.last_gap
        gapped = self._gap is not None and gap != self._gap
        self._gap = gap
        self.late += gapped
        changed = self._depth.look(gap, time.monotonic())
        if (gapped or changed) and self._listening is not None:
            self._listening.stumbled()
        if changed:
            log.info("%d ms wait at the sound server now", self._depth.blocks * 20 // _PARTS)
            speaker.keep(self._depth.blocks)

    def _name(self, speaker: Stream) -> None:
        self.output_name = speaker.device
        self.input_name = self._heard.device if self._heard is not None and not self._heard.has_failed else ""

    def _next_frame(self) -> bool:
        frame = self._listening.pull() if self._listening is not None else None
        with self._lock:
            if not self._driving:
                return False
            self._microphone[:] = frame or self._silence
            self._frames.exchange()
        self.ticks += 1
        return True
