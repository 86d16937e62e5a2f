"""What goes with calls and chats and is not seen in the first frame: notices and their sounds, hooks, music, keys, voice notes, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.chats.voice import VoiceNotes
from agent_app.hooks.listener import CallHooks
from agent_app.media.keys import MediaKeys
from agent_app.media.players import MusicPause
from agent_app.media.sound_time import SoundTime
from agent_app.netcheck import NetCheck
from agent_app.notifications.service import NotificationService
from agent_app.notifications.sounds import NoticeSounds
from agent_app.search.service import SearchService

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from agent_app.profile import Profile
    from agent_app.services import Services
    from agent_app.storage.database import Database


class Companions:
    """Made when the processes are started, and before anything comes from them."""

    def __init__(self, services: Services, database: Database, profile: Profile, parent: QObject) -> None:
        calls, chats, sms, contacts = services.calls, services.chats, services.sms, services.contacts
        settings = services.settings
        self.search = SearchService(database, contacts, parent)
        self.notifications = NotificationService(
            calls=calls, chats=chats, sms=sms, contacts=contacts, presence=services.presence, settings=settings, parent=parent
        )
        self.voice = VoiceNotes(calls, profile.voice_notes, profile.logs, parent)
        self.netcheck = NetCheck(services.engine, services.accounts, calls, parent)
        self._sounds = NoticeSounds(self.notifications, settings, services.engine, parent)
        self._hooks = CallHooks(calls, services.accounts, contacts, settings, parent)
        time = SoundTime(calls, parent)
        self._music = MusicPause(time, settings, parent)
        self._keys = MediaKeys(time, calls, parent)
        chats.changed.connect(self.search.touch)
        sms.changed.connect(self.search.touch)

    def load(self) -> None:
        self.notifications.begin()
        self.search.load()

    def close(self) -> None:
        self.notifications.close()
        self._music.close()
        self._keys.close()
        self.voice.close()
