"""What plays on the bridge beside calls, and what listens: a file, a short tone, a tap."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Final

import pjsua2 as pj

from telephony.pj.bridge import CLOCK_RATE, FRAME_BYTES, FRAME_MS
from telephony.pj.guard import native
from telephony.pj.queueport import span

_NO_LOOP: Final = 1  # PJMEDIA_FILE_NO_LOOP
_VOLUME: Final = 5_000  # of 32,767
_QUIET: Final = 1_200  # beside a conversation


class ToneSource(pj.ToneGenerator):
    """Plays (frequency in Hz, milliseconds on, milliseconds off) one after the other, once."""

    def __init__(self, tones: tuple[tuple[int, int, int], ...], quiet: bool = False) -> None:
        super().__init__()
        described = pj.ToneDescVector()
        for frequency, on_ms, off_ms in tones:
            tone = pj.ToneDesc()
            tone.freq1, tone.freq2, tone.on_msec, tone.off_msec = frequency, 0, on_ms, off_ms
            tone.volume = _QUIET if quiet else _VOLUME
            described.append(tone)
        with native("tone"):
            self.createToneGenerator(CLOCK_RATE)
            self.play(described, False)


class FilePlayer(pj.AudioMediaPlayer):
    """A mono WAV file of 16 bits."""

    def __init__(self, path: str, loop: bool) -> None:
        super().__init__()
        with native("play"):
            self.createPlayer(path, 0 if loop else _NO_LOOP)


class Tap(pj.AudioMediaPort):
    """Gives every 20 ms that it hears, signed 16 bits mono at `CLOCK_RATE`, to `listen`'s argument, on the thread of the bridge's clock."""

    def __init__(self) -> None:
        super().__init__()
        self._take: Callable[[bytes], None] | None = None
        self._silence = bytes(FRAME_BYTES)
        layout = pj.MediaFormatAudio()
        layout.type = pj.PJMEDIA_TYPE_AUDIO
        layout.init(pj.PJMEDIA_FORMAT_PCM, CLOCK_RATE, 1, FRAME_MS * 1000, 16)
        with native("tap"):
            self.createPort("tap", layout)

    def listen(self, take: Callable[[bytes], None]) -> None:
        self._take = take

    def stop(self) -> None:
        self._take = None

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        take = self._take
        if take is not None:
            address, size = span(frame.buf)
            take(ctypes.string_at(address, size) if size == FRAME_BYTES else self._silence)
