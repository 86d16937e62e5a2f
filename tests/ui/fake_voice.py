"""Voice notes without a sound card."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from agent_app.chats.voice import VoiceNote
from agent_app.chats.waveform import Sound


class FakeVoice(QObject):
    recording = Signal(int, int)
    recorded = Signal(object)
    record_failed = Signal(str)
    playing_changed = Signal(str, int, bool)
    play_failed = Signal(str, str)
    looked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.refusal = ""  # what the next recording is refused with
        self.records = False
        self.packed = True
        self.note = VoiceNote("/tmp/voice-1.wav", 4200, bytes(range(0, 240, 5)))
        self.dropped: list[str] = []
        self.played: list[tuple[str, int]] = []
        self.now = ""
        self.places: dict[str, int] = {}
        self.sounds: dict[str, Sound] = {}

    def record(self, *, packed: bool = True) -> bool:
        self.packed = packed
        if self.refusal:
            self.record_failed.emit(self.refusal)
            return False
        self.records = True
        return True

    def is_recording(self) -> bool:
        return self.records

    def finish(self) -> None:
        self.records = False
        self.recorded.emit(self.note)

    def drop(self) -> None:
        self.records = False
        self.dropped.append("recording")

    def discard(self, note: VoiceNote) -> None:
        self.dropped.append(note.path)

    def play(self, path: str, from_ms: int = 0) -> None:
        self.played.append((path, from_ms))
        self.now = path
        self.reach(path, from_ms)

    def reach(self, path: str, ms: int) -> None:
        """It plays, and has come so far."""
        self.places[path] = ms
        self.playing_changed.emit(path, ms, True)

    def pause(self) -> None:
        path, self.now = self.now, ""
        self.playing_changed.emit(path, self.place_ms(path), False)

    def playing(self) -> str:
        return self.now

    def place_ms(self, path: str) -> int:
        return self.places.get(path, 0)

    def sound(self, path: str) -> Sound | None:
        return self.sounds.get(path)
