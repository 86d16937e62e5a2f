"""Voice notes: recorded and played by short-lived processes, so that no sound card is ever opened in the window's."""

from __future__ import annotations

import sys
from collections import OrderedDict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.background import Lane
from agent_app.child import Child

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_app.calls.service import CallService
    from agent_app.chats.waveform import Sound
    from agent_app.snapshots import CallSnapshot

MOST_S: Final = 300  # of a note: 10 MB
SHORTEST_MS: Final = 500  # less is a slip of the finger
_PACKED: Final = ".mkv"  # the same recording, smaller: what is sent where it is there
_LONGEST_LINE: Final = 200
_KEPT: Final = 256  # sounds whose looks are remembered
_BURY_MS: Final = 300


class VoiceNote(msgspec.Struct, frozen=True):
    """One that was recorded, to be sent or dropped. `waveform` as `waveform.Sound` has it."""

    path: str
    duration_ms: int
    waveform: bytes = b""


def notes_command() -> list[str]:
    return [sys.executable, "-P", "-m", "telephony.audio.notes"]


class VoiceNotes(QObject):
    """One recording and one playing at a time, and none of both together. Codes are words for `ui`: in_call, no_microphone, no_speaker,
    bad_file, disk_full, too_short."""

    recording = Signal(int, int)  # milliseconds so far, loudness 0-100
    recorded = Signal(object)  # VoiceNote
    record_failed = Signal(str)  # code
    playing_changed = Signal(str, int, bool)  # path, milliseconds, whether it plays
    play_failed = Signal(str, str)  # path, code
    looked = Signal(str)  # path: `sound` knows it now

    def __init__(self, calls: CallService, folder: Path, logs: Path, parent: QObject | None = None, *, command: Sequence[str] = ()) -> None:
        """`folder` is where recordings are put; `logs` where the processes' complaints are."""
        super().__init__(parent)
        self._calls = calls
        self._folder = folder
        self._command = list(command) or notes_command()
        self._recorder = Child("recorder", logs / "recorder.log", _LONGEST_LINE, self)
        self._player = Child("player", logs / "player.log", _LONGEST_LINE, self)
        self._recorder.line.connect(self._take_recorder)
        self._recorder.ended.connect(self._end_recorder)
        self._player.line.connect(self._take_player)
        self._player.ended.connect(self._end_player)
        self._file = Path()
        self._dropped = False
        self._packs = True
        self._code = ""
        self._length_ms = -1
        self._played = ""
        self._next: tuple[str, int] | None = None  # to be played once the player before is gone
        self._place_ms = 0
        self._sounds: OrderedDict[str, Sound | None] = OrderedDict()
        self._looking = Lane("waveforms", self)
        calls.changed.connect(self._take_call)

    # --- recording --------------------------------------------------------------------------------------------------------------

    def record(self, *, packed: bool = True) -> bool:
        """Begin. False where that can't be: `record_failed` has said why, or one runs already. `packed`: small, to be sent; else a WAV."""
        if self._recorder.running:
            return False
        if self._calls.calls():
            self.record_failed.emit("in_call")
            return False
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            self.record_failed.emit("disk_full")
            return False
        self.pause()
        name = datetime.now().astimezone().strftime("voice-%Y%m%d-%H%M%S-%f")[:-3]
        self._file, self._dropped, self._code, self._length_ms = self._folder / f"{name}.wav", False, "", -1
        self._packs = packed
        self._recorder.start([*self._command, "record", str(self._file), str(MOST_S)])
        return True

    def is_recording(self) -> bool:
        return self._recorder.running and not self._dropped

    def finish(self) -> None:
        """Enough: `recorded` brings it, or `record_failed` says why not."""
        self._recorder.close_input()

    def drop(self) -> None:
        """It is not wanted: nothing is kept, nothing is told."""
        self._dropped = True
        self._recorder.close_input()

    def discard(self, note: VoiceNote) -> None:
        """A recorded one that nobody sends."""
        Path(note.path).unlink(missing_ok=True)

    def _take_recorder(self, line: bytes) -> None:
        match line.split():
            case [b"level", ms, level] if not self._dropped:
                self.recording.emit(int(ms), int(level))
            case [b"end", ms]:
                self._length_ms = int(ms)
            case [b"failed", code]:
                self._code = code.decode("ascii", "replace")
            case _:
                pass

    def _end_recorder(self, _lived_s: float) -> None:
        path = self._file
        if self._dropped or self._length_ms < SHORTEST_MS:
            _remove(path)
            if not self._dropped:
                self.record_failed.emit(self._code or ("no_microphone" if self._length_ms < 0 else "too_short"))
            return
        length_ms, packs = self._length_ms, self._packs

        def look() -> VoiceNote:
            sound, packed = _look(path), path.with_suffix(_PACKED)
            kept, other = (packed, path) if packs and packed.exists() else (path, packed)
            other.unlink(missing_ok=True)
            return VoiceNote(str(kept), length_ms, sound.waveform if sound else b"")

        self._looking.run(look, self.recorded.emit)

    # --- playing ----------------------------------------------------------------------------------------------------------------

    def play(self, path: str, from_ms: int = 0) -> None:
        """From there; what plays now stops. From its end it begins anew."""
        if self.is_recording():
            return
        sound = self._sounds.get(path)
        begin = 0 if sound is not None and from_ms >= sound.duration_ms - 50 else from_ms
        if self._player.running:
            self._next = (path, begin)
            self._player.close_input()
            return
        self._played, self._place_ms, self._code = path, begin, ""
        self._player.start([*self._command, "play", path, str(begin)])
        self.playing_changed.emit(path, begin, True)

    def pause(self) -> None:
        """It can be played on from where it stopped."""
        self._next = None
        self._player.close_input()

    def playing(self) -> str:
        """The path of what plays now, or ""."""
        return self._played if self._player.running else ""

    def place_ms(self, path: str) -> int:
        """Where the playing of the latest stands; 0 of every other."""
        return self._place_ms if path == self._played else 0

    def _take_player(self, line: bytes) -> None:
        match line.split():
            case [b"at" | b"end", ms]:
                self._place_ms = int(ms)
                self.playing_changed.emit(self._played, self._place_ms, True)
            case [b"failed", code]:
                self._code = code.decode("ascii", "replace")
            case _:
                pass

    def _end_player(self, _lived_s: float) -> None:
        path, following, self._next = self._played, self._next, None
        sound = self._sounds.get(path)
        if sound is not None and self._place_ms >= sound.duration_ms - 50:
            self._place_ms = 0
        self.playing_changed.emit(path, self._place_ms, False)
        if self._code:
            self.play_failed.emit(path, self._code)
        if following is not None:
            self.play(*following)

    # --- looks ------------------------------------------------------------------------------------------------------------------

    def sound(self, path: str) -> Sound | None:
        """Length and looks of a sound file; None where they are being read (`looked` tells) or can't be."""
        if path in self._sounds:
            return self._sounds[path]
        self._sounds[path] = None
        while len(self._sounds) > _KEPT:
            self._sounds.popitem(last=False)

        def keep(sound: Sound | None) -> None:
            self._sounds[path] = sound
            self.looked.emit(path)

        self._looking.run(lambda: _look(Path(path)), keep)
        return None

    def close(self) -> None:
        """The program ends: what is being recorded is dropped."""
        unfinished = self._recorder.running
        self._recorder.bury(_BURY_MS)
        self._player.bury(_BURY_MS)
        if unfinished:
            _remove(self._file)
        self._looking.close(0)

    def _take_call(self, _call: CallSnapshot) -> None:
        """A call has the sound cards for itself: what was recorded so far is kept, what plays stops."""
        if self._calls.calls():
            self.pause()
            if self.is_recording():
                self.finish()


def _remove(recording: Path) -> None:
    for path in (recording, recording.with_suffix(_PACKED)):
        path.unlink(missing_ok=True)


def _look(path: Path) -> Sound | None:
    import wave  # with the first note

    from agent_app.chats.waveform import read_sound

    try:
        return read_sound(path)
    except (OSError, EOFError, ValueError, wave.Error):
        return None
