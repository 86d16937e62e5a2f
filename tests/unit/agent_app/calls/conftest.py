"""The service of the calls over an engine that listens, and a provider that tells prices when a test lets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
import pytest

from agent_app.accounts.calling import CallRules
from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ACCOUNTS_VERSION, StoredAccount, StoredAccounts
from agent_app.accounts.service import AccountService
from agent_app.calls.service import CallService
from agent_app.contacts.service import ContactService
from agent_app.money.service import MoneyService
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore
from agent_app.snapshots import AccountKind, CallSnapshot, ProblemCode
from telephony.calls import CallState
from telephony.messages import CallChanged, CallMedia, IncomingCall, SetHeld
from telephony.reasons import Reason, ReasonCode
from tests.unit.agent_app.told_provider import ToldProvider

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from agent_app.storage.database import Database
    from tests.unit.agent_app.listening import ListeningEngine

ANNA: Final = "anna-account"
PBX: Final = "pbx-account"
MOSCOW: Final = "+74951112233"
PREMIUM: Final = "+78091234567"
BORIS: Final = "sip:boris@provider.test"


class Phone:
    """The service, all that it said, and what the engine was told."""

    def __init__(self, service: CallService, accounts: AccountService, engine: ListeningEngine, qtbot: QtBot) -> None:
        self.calls = service
        self.accounts = accounts
        self.engine = engine
        self.qtbot = qtbot
        self.settings: SettingsService
        self.contacts: ContactService
        self.money: MoneyService
        self.folder: Path
        self.provider = ToldProvider()
        self.shown: list[CallSnapshot] = []
        self.refused: list[tuple[str, ReasonCode]] = []
        self.asked: list[tuple[str, str]] = []
        service.changed.connect(self.shown.append)
        service.refused.connect(self._refuse)
        service.transfer_asked.connect(self._ask)

    def _refuse(self, call_id: str, reason: Reason) -> None:
        self.refused.append((call_id, reason.code))

    def _ask(self, call_id: str, target: str) -> None:
        self.asked.append((call_id, target))

    def call(self, call_id: str) -> CallSnapshot:
        """As it was last shown."""
        return next(call for call in reversed(self.shown) if call.call_id == call_id)

    def was_shown(self, call_id: str) -> bool:
        return any(call.call_id == call_id for call in self.shown)

    def know_price(self, *numbers: str) -> None:
        """Of these (Moscow, where none is named)."""
        self.money.set_provider(ANNA, self.provider)
        for number in numbers or (MOSCOW,):
            self.money.request_price(ANNA, number)
            self.qtbot.waitUntil(lambda number=number: self.money.is_known(ANNA, number))

    def set_rules(self, rules: CallRules) -> None:
        self.accounts.set_call_rules(ANNA, rules)

    def ring(self, call_id: str = "in", uri: str = BORIS, **facts: object) -> None:
        self.engine.say(msgspec.structs.replace(IncomingCall(call_id, ANNA, uri, "Boris"), **facts))
        if self.calls.call(call_id) is not None:
            self.engine.say(CallChanged(call_id, CallState.INCOMING, 1))

    def establish(self, call_id: str) -> None:
        self.engine.say(CallChanged(call_id, CallState.ESTABLISHED, 2_000_000))
        self.engine.say(CallMedia(call_id, "PCMA", 8000))

    def end(self, call_id: str, code: ReasonCode = ReasonCode.HUNG_UP_THERE) -> None:
        self.engine.say(CallChanged(call_id, CallState.ENDED, 9_000_000, Reason(code)))

    def talk(self, call_id: str = "in", uri: str = BORIS) -> str:
        """One rings and is answered."""
        self.ring(call_id, uri)
        self.calls.answer(call_id)
        self.establish(call_id)
        return call_id

    def obey_holds(self) -> None:
        """The engine says of each hold that it is done."""
        for command in self.engine.told_of(SetHeld):
            self.engine.say(CallMedia(command.call_id, "PCMA", 8000, held_here=command.held))

    @property
    def holds(self) -> list[tuple[str, bool]]:
        return [(command.call_id, command.held) for command in self.engine.told_of(SetHeld)]


@pytest.fixture
def phone(
    profile: Profile, problems: Problems, engine: ListeningEngine, database: Database, qtbot: QtBot, tmp_path: Path
) -> Iterator[Phone]:
    store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN)
    store.save((StoredAccount(ANNA, "anna@provider.test"), StoredAccount(PBX, "204@pbx.test", kind=AccountKind.PBX)))
    settings = SettingsService(profile.settings, problems, engine)
    accounts = AccountService(store, engine, KeyringLane(engine), settings, parent=engine)
    contacts = ContactService(database, engine)
    money = MoneyService(accounts, settings, database, engine)
    calls = CallService(
        *(engine, accounts, contacts, money, settings),
        recordings=tmp_path / "recordings",
        usual_greeting=lambda: "usual.wav",
        parent=engine,
    )
    phone = Phone(calls, accounts, engine, qtbot)
    phone.settings, phone.contacts, phone.money, phone.folder = settings, contacts, money, tmp_path / "recordings"
    yield phone
    money.close()
