"""A voice note's recorder and player: a process of its own, which lives as long as the recording or the playing.

    python -P -m telephony.audio.notes record FILE MOST_SECONDS
    python -P -m telephony.audio.notes play FILE FROM_MS

Nothing of it runs in the window's process, which a sound server that hangs must not reach, nor in the engine's, which has calls to carry.
It ends at the end of its stdin. On stdout each line is a word and numbers: `level MS PERCENT` and `at MS`, twenty times a second; at last
`end MS`, or `failed CODE` (no_microphone, no_speaker, bad_file, disk_full).
"""

from __future__ import annotations

import math
import os
import sys
import threading
import wave
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from telephony.audio.note_files import BLOCKS, BadFileError, open_sound, pack

if TYPE_CHECKING:
    import sounddevice

RATE: Final = 16_000  # samples a second: wideband speech
_WIDTH: Final = 2  # bytes a sample
_FLOOR_DB: Final = 50  # below full scale: what counts as no sound
PACKED: Final = ".mkv"


class NoteError(Exception):
    """A code."""


def main(arguments: list[str]) -> int:
    """Exit code 0, or 1 after `failed`."""
    stopped = threading.Event()
    threading.Thread(target=_wait_for_end, args=(stopped,), daemon=True).start()
    what, path, number = arguments[0], Path(arguments[1]), int(arguments[2])
    try:
        end_ms = record(path, number, stopped) if what == "record" else play(path, number, stopped)
    except NoteError as error:
        _say("failed", error.args[0])
        return 1
    _say("end", end_ms)
    return 0


def record(path: Path, most_s: int, stopped: threading.Event) -> int:
    """From the default microphone into a mono WAV file until `stopped`, or for so many seconds; the milliseconds that are in it.

    Beside it is the same packed, to be sent.
    """
    with _opened("RawInputStream", "no_microphone", channels=1) as (stream, rate):
        try:
            with wave.open(str(path), "wb") as target:
                target.setnchannels(1)
                target.setsampwidth(_WIDTH)
                target.setframerate(rate)
                count = 0
                while not stopped.is_set() and count < most_s * rate:
                    data = bytes(stream.read(rate // BLOCKS)[0])
                    target.writeframes(data)
                    count += len(data) // _WIDTH
                    _say("level", count * 1000 // rate, _level(data))
        except OSError as error:
            raise NoteError("disk_full") from error
        except _stream_errors() as error:
            raise NoteError("no_microphone") from error
    _pack(path)
    return count * 1000 // rate


def play(path: Path, from_ms: int, stopped: threading.Event) -> int:
    """A sound file by the default speaker, from there until its end or `stopped`; where that was, in milliseconds."""
    try:
        with closing(open_sound(path, from_ms)) as source:
            options = {"channels": source.channels, "dtype": source.kind}
            with _opened("RawOutputStream", "no_speaker", source.rate, **options) as (stream, _):
                while not stopped.is_set() and (data := source.read()):
                    stream.write(data)
                    _say("at", source.at_ms())
                if stopped.is_set():
                    stream.abort()  # else what is in the speaker's buffer is heard to its end
            return source.at_ms()
    except (BadFileError, ImportError) as error:
        raise NoteError("bad_file") from error
    except _stream_errors() as error:
        raise NoteError("no_speaker") from error


def _pack(path: Path) -> None:
    """Beside it, with another ending; what can't be packed is sent as it is."""
    target = path.with_suffix(PACKED)
    try:
        pack(path, target)
    except (ImportError, OSError, ValueError) as error:
        sys.stderr.write(f"not packed: {error}\n")
        target.unlink(missing_ok=True)


class _opened:  # noqa: N801 - a context manager
    """(stream, rate): at the rate that is asked for, or at the device's own where it has but one and we may choose."""

    def __init__(self, kind: str, code: str, rate: int = 0, **options: Any) -> None:
        self._kind, self._code, self._rate = kind, code, rate
        self._options = {"dtype": "int16"} | options

    def __enter__(self) -> tuple[Any, int]:
        try:
            import sounddevice

            self._stream, rate = self._open(sounddevice)
            self._stream.start()
        except (ImportError, OSError, ValueError, *_stream_errors()) as error:
            sys.stderr.write(f"{error}\n")
            raise NoteError(self._code) from error
        return self._stream, rate

    def _open(self, library: Any) -> tuple[sounddevice.RawInputStream, int]:
        make = getattr(library, self._kind)
        if self._rate:
            return make(samplerate=self._rate, **self._options), self._rate
        try:
            return make(samplerate=RATE, **self._options), RATE
        except library.PortAudioError:
            rate = int(library.query_devices(kind="input")["default_samplerate"])
            return make(samplerate=rate, **self._options), rate

    def __exit__(self, *_: object) -> None:
        with suppress(*_stream_errors()):
            self._stream.stop()
        self._stream.close(ignore_errors=True)


def _stream_errors() -> tuple[type[Exception], ...]:
    """PortAudio's own, once it is loaded."""
    library = sys.modules.get("sounddevice")
    return () if library is None else (library.PortAudioError,)


def _level(data: bytes) -> int:
    """How loud the loudest sample is, as ears have it: 0 at 50 dB below full scale, 100 at full scale."""
    samples = memoryview(data).cast("h")
    peak = max(1, max(samples, default=1), -min(samples, default=-1))
    return max(0, min(100, round((20 * math.log10(peak / 32768) + _FLOOR_DB) * 100 / _FLOOR_DB)))


def _wait_for_end(stopped: threading.Event) -> None:
    while os.read(sys.stdin.fileno(), 4096):  # not sys.stdin.read(): who leaves while a thread is in that is aborted
        pass
    stopped.set()


def _say(word: str, *values: object) -> None:
    """Who listened may be gone: then stdin ends too."""
    with suppress(OSError):
        sys.stdout.write(" ".join([word, *map(str, values)]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
