"""All that a window is given: the services, wired by the composition root and by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.accounts.service import AccountService
    from agent_app.audio import AudioService
    from agent_app.calls.service import CallService
    from agent_app.chats.service import ChatService
    from agent_app.chats.voice import VoiceNotes
    from agent_app.companions import Companions
    from agent_app.contacts.service import ContactService
    from agent_app.engine_client import EngineClient
    from agent_app.history.service import HistoryService
    from agent_app.money.service import MoneyService
    from agent_app.netcheck import NetCheck
    from agent_app.notifications.service import NotificationService
    from agent_app.presence.service import PresenceService
    from agent_app.problems import Problems
    from agent_app.search.service import SearchService
    from agent_app.settings.service import SettingsService
    from agent_app.sms.service import SmsService


class Services(msgspec.Struct, frozen=True):
    """Every one lives on the window's thread; methods return at once, results come as signals."""

    accounts: AccountService
    calls: CallService
    contacts: ContactService
    history: HistoryService
    money: MoneyService
    audio: AudioService
    settings: SettingsService
    engine: EngineClient
    problems: Problems
    sms: SmsService
    chats: ChatService
    presence: PresenceService
    companions: Callable[[], Companions]  # made with the first question for one of them

    @property
    def search(self) -> SearchService:
        return self.companions().search

    @property
    def notifications(self) -> NotificationService:
        return self.companions().notifications

    @property
    def voice(self) -> VoiceNotes:
        return self.companions().voice

    @property
    def netcheck(self) -> NetCheck:
        return self.companions().netcheck
