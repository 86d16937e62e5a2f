"""What a notice sounds like: short, and one for many that come at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from agent_app.notifications.snapshots import Notice, NoticeKind
from telephony.messages import Notice as Sound
from telephony.messages import PlayNotice

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.engine_client import EngineClient
    from agent_app.notifications.service import NotificationService
    from agent_app.settings.service import SettingsService

_PAUSE_S: Final = 2.0  # the next one is heard after so long at the earliest


class NoticeSounds(QObject):
    """Window's thread. The engine plays, on the device for notices, or in a call in the ear."""

    def __init__(
        self,
        notifications: NotificationService,
        settings: SettingsService,
        engine: EngineClient,
        parent: QObject | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._engine = engine
        self._now = now
        self._last = -_PAUSE_S
        notifications.sounded.connect(self._play)

    def _play(self, notice: Notice) -> None:
        now = self._now()
        if self._settings.values().notice_sounds and now - self._last >= _PAUSE_S:
            self._last = now
            self._engine.send(PlayNotice(_sound_of(notice)))


def _sound_of(notice: Notice) -> Sound:
    if notice.kind is NoticeKind.MISSED_CALL:
        return Sound.MISSED_CALL
    return Sound.WAKE_UP if notice.is_wake_up else Sound.MESSAGE
