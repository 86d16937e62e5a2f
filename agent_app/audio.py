"""Volumes, meters, and what the engine plays to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_app.snapshots import AudioSnapshot
from telephony.messages import AudioBackend, AudioState, Levels, SetLevels, WatchLevels

if TYPE_CHECKING:
    from agent_app.engine_client import EngineClient
    from agent_app.settings.service import SettingsService
    from agent_app.settings.values import Settings

_LOUDEST = 200


class AudioService(QObject):
    state_changed = Signal(object)  # AudioSnapshot
    levels = Signal(int, int)  # speaker, microphone: peaks of the last 100 ms, 0 to 255
    volumes_changed = Signal(int, int)  # speaker, microphone in per cent (0 to 200)

    def __init__(self, engine: EngineClient, settings: SettingsService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._state = AudioSnapshot(AudioBackend.DEVICE)  # until the engine says otherwise
        self._watching = False
        self._volumes = _volumes(settings.values())
        engine.spawned.connect(self._tell_engine)
        engine.received.connect(self._take)
        settings.changed.connect(self._follow)

    def state(self) -> AudioSnapshot:
        return self._state

    def volumes(self) -> tuple[int, int]:
        """Speaker and microphone in per cent: 100 leaves the signal as it is."""
        return self._volumes

    def set_speaker(self, percent: int) -> None:
        self._settings.change(speaker_percent=_bounded(percent))

    def set_microphone(self, percent: int) -> None:
        self._settings.change(microphone_percent=_bounded(percent))

    def watch(self, on: bool) -> None:
        """`levels` comes ten times a second while somebody watches."""
        if on != self._watching:
            self._watching = on
            self._engine.send(WatchLevels(on))

    def _tell_engine(self) -> None:
        self._engine.send(SetLevels(*self._volumes))
        if self._watching:
            self._engine.send(WatchLevels(on=True))

    def _take(self, event: object) -> None:
        match event:
            case AudioState():
                self._state = AudioSnapshot(event.backend, event.output, event.input, event.reason)
                self.state_changed.emit(self._state)
            case Levels():
                self.levels.emit(event.speaker, event.microphone)
            case _:
                pass

    def _follow(self, settings: Settings) -> None:
        volumes = _volumes(settings)
        if volumes == self._volumes:
            return
        self._volumes = volumes
        self._engine.send(SetLevels(*volumes))
        self.volumes_changed.emit(*volumes)


def _volumes(settings: Settings) -> tuple[int, int]:
    return settings.speaker_percent, settings.microphone_percent


def _bounded(percent: int) -> int:
    return min(max(percent, 0), _LOUDEST)
