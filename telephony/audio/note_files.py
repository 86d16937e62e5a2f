"""The files of voice notes: WAV as it is, all others by `av`, which is loaded for them alone.

Ours are sent as Opus in Matroska, which Linphone records and plays; a minute of it takes a tenth of what WAV does.
"""

from __future__ import annotations

import wave
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCKS: Final = 20  # a second
_SAMPLES: Final = {1: "uint8", 2: "int16", 3: "int24", 4: "int32"}  # by bytes a sample, as WAV files have them
_RATE: Final = 48_000
_BITS: Final = 24_000  # a second
# What a file claims to be is its sender's word. A playlist would make ffmpeg open other files, and addresses on the network.
_SAFE: Final = {"protocol_whitelist": "file", "format_whitelist": "matroska,webm,ogg,mov,mp3,aac,flac,amr,wav,caf"}


class BadFileError(Exception):
    """No sound that can be played."""


class Source(Protocol):
    """Interleaved samples, a twentieth of a second at a time; b"" at the end. `at_ms` is where the next ones begin."""

    rate: int
    channels: int
    kind: str  # PortAudio's name of a sample's type

    def read(self) -> bytes: ...

    def at_ms(self) -> int: ...

    def close(self) -> None: ...


def open_sound(path: Path, from_ms: int) -> Source:
    """Raises `BadFileError`."""
    try:
        return WavSource(path, from_ms)
    except (OSError, EOFError, wave.Error):
        return PackedSource(path, from_ms)


class WavSource:
    def __init__(self, path: Path, from_ms: int) -> None:
        """Raises OSError, EOFError, wave.Error for what is no WAV file, `BadFileError` for one that nothing plays."""
        self._file = wave.open(str(path), "rb")  # noqa: SIM115 - `close` closes it
        self.rate, self.channels = self._file.getframerate(), self._file.getnchannels()
        width = self._file.getsampwidth()
        if not (8_000 <= self.rate <= 192_000 and width in _SAMPLES and self.channels in {1, 2}):
            self._file.close()
            raise BadFileError
        self.kind = _SAMPLES[width]
        self._file.setpos(max(0, min(self._file.getnframes(), from_ms * self.rate // 1000)))

    def read(self) -> bytes:
        return self._file.readframes(self.rate // BLOCKS)

    def at_ms(self) -> int:
        return self._file.tell() * 1000 // self.rate

    def close(self) -> None:
        self._file.close()


class PackedSource:
    """Decoded to mono of 48 kHz."""

    rate, channels, kind = _RATE, 1, "int16"

    def __init__(self, path: Path, from_ms: int) -> None:
        import av
        from av.error import FFmpegError

        try:
            self._container = av.open(str(path.absolute()), options=_SAFE)
            if not self._container.streams.audio:
                raise BadFileError
            if from_ms > 0:
                self._container.seek(from_ms * 1000)
        except FFmpegError as error:
            raise BadFileError from error
        self._errors = FFmpegError
        self._from_ms = self._at_ms = from_ms
        self._pieces = self._decoded()
        self._rest = b""

    def _decoded(self) -> Iterator[bytes]:
        from av import AudioResampler

        resampler = AudioResampler("s16", "mono", _RATE)
        for frame in self._container.decode(audio=0):
            if frame.time is not None and (frame.time + frame.samples / frame.sample_rate) * 1000 <= self._from_ms:
                continue  # a seek leads to somewhere before
            for piece in resampler.resample(frame):
                yield bytes(piece.planes[0])[: piece.samples * 2]

    def read(self) -> bytes:
        size = _RATE // BLOCKS * 2
        try:
            while len(self._rest) < size and (piece := next(self._pieces, b"")):
                self._rest += piece
        except self._errors as error:
            raise BadFileError from error
        block, self._rest = self._rest[:size], self._rest[size:]
        self._at_ms += len(block) * 1000 // (_RATE * 2)
        return block

    def at_ms(self) -> int:
        return self._at_ms

    def close(self) -> None:
        self._container.close()


def pack(recording: Path, target: Path) -> None:
    """A mono WAV file of 16 bits as Opus in Matroska. Raises OSError; ImportError where `av` is missing."""
    import av
    from av import AudioFrame, AudioResampler
    from av.audio.stream import AudioStream

    with wave.open(str(recording), "rb") as source, av.open(str(target), "w", format="matroska") as container:
        stream = container.add_stream("libopus", rate=_RATE, options={"application": "voip"})  # pyright: ignore[reportUnknownMemberType]
        assert isinstance(stream, AudioStream)
        stream.layout, stream.bit_rate = "mono", _BITS
        resampler = AudioResampler("s16", "mono", _RATE, _RATE // 50)
        rate, count = source.getframerate(), 0
        while data := source.readframes(rate // BLOCKS):
            frame = AudioFrame("s16", "mono", len(data) // 2)
            frame.planes[0].update(data.ljust(frame.planes[0].buffer_size, b"\0"))
            frame.sample_rate, frame.time_base, frame.pts = rate, Fraction(1, rate), count
            count += frame.samples
            for piece in resampler.resample(frame):
                container.mux(stream.encode(piece))  # pyright: ignore[reportUnknownMemberType]
        for piece in resampler.resample(None):
            container.mux(stream.encode(piece))  # pyright: ignore[reportUnknownMemberType]
        container.mux(stream.encode(None))  # pyright: ignore[reportUnknownMemberType]
