"""Services without an engine, a database or a provider: they keep what they are told, and emit what a test wants to happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.services import Services
from agent_app.settings.values import Settings
from agent_app.snapshots import EngineStatus
from telephony.messages import Started, Transport
from tests.ui.fake_accounts import ACCOUNT, FakeAccounts
from tests.ui.fake_audio import FakeAudio
from tests.ui.fake_calls import FakeCalls, FakeHistory
from tests.ui.fake_chats import FakeChats, FakePresence
from tests.ui.fake_clock import now_us
from tests.ui.fake_contacts import FakeContacts, NoDatabase
from tests.ui.fake_money import FakeMoney, FakeSms
from tests.ui.fake_netcheck import FakeNetCheck
from tests.ui.fake_notifications import FakeNotifications
from tests.ui.fake_search import FakeSearch
from tests.ui.fake_voice import FakeVoice

__all__ = [
    "ACCOUNT",
    "FakeAccounts",
    "FakeAudio",
    "FakeCalls",
    "FakeChats",
    "FakeContacts",
    "FakeEngine",
    "FakeHistory",
    "FakeMoney",
    "FakePresence",
    "FakeProblems",
    "FakeSettings",
    "FakeSms",
    "Fakes",
    "NoDatabase",
    "now_us",
]


BUILD = Started(
    1,
    4711,
    "2.15.1",
    ("G722/8000", "PCMA/8000", "PCMU/8000", "speex/16000", "speex/8000", "iLBC/8000", "GSM/8000"),
    (Transport.UDP, Transport.TCP, Transport.TLS),
    features=("tls", "srtp", "ice", "echo"),
    most_calls=8,
)


class FakeSettings(QObject):
    changed = Signal(object)

    def __init__(self, **fields: object) -> None:
        super().__init__()
        self._values = msgspec.structs.replace(Settings(), **fields)

    def values(self) -> Settings:
        return self._values

    def change(self, **fields: object) -> None:
        self._values = msgspec.structs.replace(self._values, **fields)
        self.changed.emit(self._values)


class FakeEngine(QObject):
    status_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.now = EngineStatus.READY
        self.build: Started | None = BUILD

    def started(self) -> Started | None:
        return self.build

    def status(self) -> EngineStatus:
        return self.now

    def put(self, status: EngineStatus) -> None:
        self.now = status
        self.status_changed.emit(status)


class FakeProblems(QObject):
    reported = Signal(object, str)


@dataclass
class Fakes:
    """All of them, each with its own type; `services` is what a window takes."""

    accounts: FakeAccounts = field(default_factory=lambda: FakeAccounts(ACCOUNT))
    contacts: FakeContacts = field(default_factory=FakeContacts)
    settings: FakeSettings = field(default_factory=lambda: FakeSettings(language="en", theme="light"))
    calls: FakeCalls = field(default_factory=FakeCalls)
    money: FakeMoney = field(default_factory=FakeMoney)
    audio: FakeAudio = field(default_factory=FakeAudio)
    engine: FakeEngine = field(default_factory=FakeEngine)
    problems: FakeProblems = field(default_factory=FakeProblems)
    sms: FakeSms = field(default_factory=FakeSms)
    presence: FakePresence = field(default_factory=FakePresence)
    search: FakeSearch = field(default_factory=FakeSearch)
    notifications: FakeNotifications = field(default_factory=FakeNotifications)
    voice: FakeVoice = field(default_factory=FakeVoice)
    netcheck: FakeNetCheck = field(default_factory=FakeNetCheck)
    history: FakeHistory = field(init=False)
    chats: FakeChats = field(init=False)

    def __post_init__(self) -> None:
        self.history = FakeHistory(self.contacts)
        self.chats = FakeChats(self.contacts, self.history, self.sms)

    def services(self) -> Services:
        return cast(
            "Services",
            _Bundle(
                self.accounts,
                self.calls,
                self.contacts,
                self.history,
                self.money,
                self.audio,
                self.settings,
                self.engine,
                self.problems,
                self.sms,
                self.chats,
                self.presence,
                self.search,
                self.notifications,
                self.voice,
                self.netcheck,
            ),
        )


@dataclass(frozen=True)
class _Bundle:
    accounts: FakeAccounts
    calls: FakeCalls
    contacts: FakeContacts
    history: FakeHistory
    money: FakeMoney
    audio: FakeAudio
    settings: FakeSettings
    engine: FakeEngine
    problems: FakeProblems
    sms: FakeSms
    chats: FakeChats
    presence: FakePresence
    search: FakeSearch
    notifications: FakeNotifications
    voice: FakeVoice
    netcheck: FakeNetCheck
