"""`python -m telephony.recordings.encode PATH RATE CHANNELS FORM`: samples on stdin become a FLAC or Opus file.

A process of its own: `av` takes 80 MB and half a second to load, which the sound thread would hear, and a killed engine's recording is
finished all the same. A fault is one line on stdout, "ERRNO TEXT", and exit code 1.
"""

from __future__ import annotations

import signal
import sys
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO, Final

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream

from telephony.calling import RecordingForm

_OPUS_BITS: Final = 48_000  # a second, for two voices
# Every packet is on the disk as soon as it is made; of Ogg, pages of a fifth of a second: a page that was not finished is lost.
_CONTAINERS: Final = {
    RecordingForm.FLAC: ("flac", "flac", {"flush_packets": "1"}),
    RecordingForm.OPUS: ("ogg", "libopus", {"flush_packets": "1", "page_duration": "200000"}),
}
_MOST: Final = 64_000


class Encoder:
    """`write` interleaved samples of 16 bits. Raises OSError."""

    def __init__(self, path: Path, rate: int, channels: int, form: RecordingForm) -> None:
        container, codec, options = _CONTAINERS[form]
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
        """Whole frames."""
        frame = AudioFrame(format="s16", layout=self._layout, samples=len(samples) // self._frame_bytes)
        frame.planes[0].update(samples)
        frame.sample_rate = self._rate
        frame.time_base = Fraction(1, self._rate)
        frame.pts = self._samples
        self._samples += frame.samples
        self._mux(frame)

    def close(self) -> None:
        try:
            self._mux(None)
        finally:
            self._output.close()

    def _mux(self, frame: AudioFrame | None) -> None:
        self._output.mux(self._stream.encode(frame))  # pyright: ignore[reportUnknownMemberType]


def encode(source: BinaryIO, path: Path, rate: int, channels: int, form: RecordingForm) -> None:
    """Until the end of `source`."""
    encoder = Encoder(path, rate, channels, form)
    frame, rest = channels * 2, b""
    try:
        while data := source.read(_MOST):
            data = rest + data
            whole = len(data) - len(data) % frame
            rest = data[whole:]
            if whole:
                encoder.write(data[:whole])
    finally:
        encoder.close()


def main(arguments: list[str]) -> int:
    # Ctrl+C in a terminal reaches the whole group; the end of stdin is what ends this.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    path, rate, channels, form = arguments
    try:
        with open(0, "rb", buffering=0) as source:
            encode(source, Path(path), int(rate), int(channels), RecordingForm(form))
    except OSError as error:
        sys.stdout.write(f"{error.errno or 0} {error.strerror or error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
