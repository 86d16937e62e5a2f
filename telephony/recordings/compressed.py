"""FLAC, and Opus in Ogg, written as streams: every packet is on the disk as soon as it is made. Loads `av`, which costs memory."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Final

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from telephony.calling import RecordingForm

_OPUS_BITS: Final = 48_000  # a second, for two voices
# Pages of half a second: a page that was not finished is lost.
_CONTAINERS: Final = {
    RecordingForm.FLAC: ("flac", "flac", {"flush_packets": "1"}),
    RecordingForm.OPUS: ("ogg", "libopus", {"flush_packets": "1", "page_duration": "500000"}),
}


class CompressedWriter:
    """`write` interleaved samples of 16 bits; what is written is there after half a second at most. Raises OSError."""

    def __init__(self, path: Path, rate: int, channels: int, form: RecordingForm) -> None:
        container, codec, options = _CONTAINERS[form]
        # `av` overwrites what is there.
        path.open("xb").close()
        self._rate = rate
        self._layout = "stereo" if channels == 2 else "mono"
        self._frame_bytes = channels * 2
        self._output = av.open(str(path), "w", format=container, options=options)
        # av's own types leave the packets' unknown.
        stream = self._output.add_stream(codec, rate=rate)  # pyright: ignore[reportUnknownMemberType]
        assert isinstance(stream, AudioStream)
        stream.layout = self._layout
        stream.format = "s16"
        stream.time_base = Fraction(1, rate)
        if form is RecordingForm.OPUS:
            stream.bit_rate = _OPUS_BITS
        self._stream = stream
        self._samples = 0

    def write(self, samples: bytes) -> None:
        count = len(samples) // self._frame_bytes
        if not count:
            return
        frame = AudioFrame(format="s16", layout=self._layout, samples=count)
        frame.planes[0].update(samples)
        frame.sample_rate = self._rate
        frame.time_base = Fraction(1, self._rate)
        frame.pts = self._samples
        self._samples += count
        self._mux(frame)

    def flush(self) -> None:
        """Nothing: packets do not wait."""

    def close(self) -> None:
        try:
            self._mux(None)
        finally:
            self._output.close()

    def _mux(self, frame: AudioFrame | None) -> None:
        self._output.mux(self._stream.encode(frame))  # pyright: ignore[reportUnknownMemberType]
