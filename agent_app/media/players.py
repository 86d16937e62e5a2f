"""Music pauses while it rings and while one talks, and goes on afterwards."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from agent_app.background import Lane

if TYPE_CHECKING:
    from agent_app.media.sound_time import SoundTime
    from agent_app.settings.service import SettingsService

log = logging.getLogger(__name__)


class MusicPause(QObject):
    """A lane does it, in order: what was paused goes on, however quickly the call has ended. What plays on by the user's hand is left."""

    def __init__(self, time: SoundTime, settings: SettingsService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._lane = Lane("music", self)
        self._paused: list[str] = []  # the lane's own
        time.changed.connect(self._follow)

    def close(self) -> None:
        """What is paused goes on, where that does not take long."""
        self._lane.run(self._resume, failed=_not_reached)
        self._lane.close(0.3)

    def _follow(self, on: bool) -> None:
        if not on:
            self._lane.run(self._resume, failed=_not_reached)
        elif self._settings.values().pause_music:
            self._lane.run(self._pause, failed=_not_reached)

    def _pause(self) -> None:
        from agent_app.media.mpris import pause_players  # with the first call

        self._paused += pause_players()

    def _resume(self) -> None:
        paused, self._paused = self._paused, []
        if paused:
            from agent_app.media.mpris import resume_players

            resume_players(paused)


def _not_reached(error: Exception) -> None:
    log.info("music players are not reached: %s: %s", type(error).__name__, error)
