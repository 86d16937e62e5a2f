"""All that a window is given: the services, wired by the composition root and by nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.audio import AudioService
    from agent_app.calls.service import CallService
    from agent_app.chats.service import ChatService
    from agent_app.chats.voice import VoiceNotes
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


@dataclass(frozen=True)
class Services:
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
    search: SearchService
    notifications: NotificationService
    voice: VoiceNotes
    netcheck: NetCheck
