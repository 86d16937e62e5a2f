"""What the voice notes told, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_app.chats.voice import VoiceNote, VoiceNotes


class Heard:
    def __init__(self, voice: VoiceNotes) -> None:
        self.levels: list[tuple[int, int]] = []
        self.notes: list[VoiceNote] = []
        self.failed: list[str] = []
        self.plays: list[tuple[str, int, bool]] = []
        self.refused: list[tuple[str, str]] = []
        self.looked: list[str] = []
        voice.recording.connect(self._take_level)
        voice.recorded.connect(self.notes.append)
        voice.record_failed.connect(self.failed.append)
        voice.playing_changed.connect(self._take_playing)
        voice.play_failed.connect(self._take_refusal)
        voice.looked.connect(self.looked.append)

    def _take_level(self, ms: int, level: int) -> None:
        self.levels.append((ms, level))

    def _take_playing(self, path: str, ms: int, on: bool) -> None:
        self.plays.append((path, ms, on))

    def _take_refusal(self, path: str, code: str) -> None:
        self.refused.append((path, code))

    def has_stopped(self) -> bool:
        return bool(self.plays) and not self.plays[-1][2]
