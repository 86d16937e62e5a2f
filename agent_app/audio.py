"""Volumes, meters, and what the engine plays to."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from agent_app.snapshots import AudioSnapshot


class AudioService(QObject):
    state_changed = Signal(object)  # AudioSnapshot
    levels = Signal(int, int)  # speaker, microphone: peaks of the last 100 ms, 0 to 255
    volumes_changed = Signal(int, int)  # speaker, microphone in per cent (0 to 200)

    def state(self) -> AudioSnapshot:
        return AudioSnapshot()

    def volumes(self) -> tuple[int, int]:
        """Speaker and microphone in per cent: 100 leaves the signal as it is."""
        return 100, 100

    def set_speaker(self, percent: int) -> None: ...

    def set_microphone(self, percent: int) -> None: ...

    def watch(self, on: bool) -> None:
        """`levels` comes ten times a second while somebody watches."""
