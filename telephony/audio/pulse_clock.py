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
from telephony.audio.fifo import FrameFifo
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
_SETTLED_TICKS: Final = 50  # the first gaps are the start's


class PlayingDepth:
    """How many blocks should wait at the server: few, and more each time that gaps follow each other. A single one costs no delay."""

    def __init__(self) -> None:
        self.blocks = _FEWEST_BLOCKS
        self._gap: int | None = None
        self._at = float("-inf")

    def look(self, gap: int, now: float) -> bool:
        """`gap` is another number after each gap. True where `blocks` has grown."""
        if gap == self._gap:
            return False
        first, again = self._gap is None, now - self._at < _AGAIN_S
        self._gap = gap
        if first:
            return False
        self._at = now
        if not again or self.blocks >= _MOST_BLOCKS:
            return False
        self.blocks += 1
        return True


class PulseClock:
    """Default speaker and microphone of the sound server. A machine with a speaker alone can still hear."""

    def __init__(self, frames: FramePort) -> None:
        self._frames = frames
        self._fifo = FrameFifo(frames.frame_bytes)
        self._silence = bytes(frames.frame_bytes)
        self._microphone = memoryview(frames.microphone).cast("B")
        self._speaker = (ctypes.c_char * frames.frame_bytes).from_buffer(frames.speaker)
        self._block = frames.frame_bytes // _PARTS
        self._part = 0
        self._depth = PlayingDepth()
        self._lock = threading.Lock()  # held for an exchange; `silence` takes it once, so that none runs afterwards
        self._driving = True
        self._opened = threading.Event()
        self._error = ""
        self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
        self.output_name = ""
        self.input_name = ""
        self.ticks = 0

    def open(self) -> None:
        self._thread.start()
        if not self._opened.wait(_OPENING_S):
            raise AudioError("the sound server does not answer")
        if self._error:
            raise AudioError(self._error)

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
            self._error = str(error)
        finally:
            self._opened.set()

    def _serve(self, server: Server) -> None:
        server.await_ready()
        speaker = server.open(self._frames.rate, self._block, playing=True)
        self.output_name = speaker.device
        microphone = self._open_microphone(server)
        self._frames.enter_thread()
        hurry_sound()
        self._opened.set()
        while self._driving and not server.is_lost and not speaker.has_failed:
            self._play(speaker, microphone)
            time.sleep(_LOOK_S)
            server.serve()

    def _open_microphone(self, server: Server) -> Stream | None:
        try:
            stream = server.open(self._frames.rate, self._block, playing=False)
        except AudioError as error:
            log.warning("no microphone: %s", error)
            return None
        self.input_name = stream.device
        return stream

    def _play(self, speaker: Stream, microphone: Stream | None) -> None:
        wanted = speaker.wanted
        while wanted >= self._block:
            if self._part == 0:
                if not self._next_frame(microphone):
                    return
                self._mind_gaps(speaker)
            speaker.write(ctypes.addressof(self._speaker) + self._part * self._block, self._block)
            self._part = (self._part + 1) % _PARTS
            wanted -= self._block

    def _mind_gaps(self, speaker: Stream) -> None:
        if self.ticks > _SETTLED_TICKS and self._depth.look(speaker.last_gap, time.monotonic()):
            log.info("gaps follow each other: %d ms wait at the sound server now", self._depth.blocks * 20 // _PARTS)
            speaker.keep(self._depth.blocks)

    def _next_frame(self, microphone: Stream | None) -> bool:
        if microphone is not None:
            self._fifo.push(microphone.read())
        with self._lock:
            if not self._driving:
                return False
            self._microphone[:] = self._fifo.pull() or self._silence
            self._frames.exchange()
        self.ticks += 1
        return True
