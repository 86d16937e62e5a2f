"""What the call service is made of, built and connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agent_app.calls.allowance import Allowance
from agent_app.calls.conferences import Conferences
from agent_app.calls.dialler import Dialler
from agent_app.calls.forwarding import Forwarder
from agent_app.calls.ground import Ground
from agent_app.calls.holding import Holding
from agent_app.calls.keeping import KeptNumbers
from agent_app.calls.machine import AnsweringMachine
from agent_app.calls.meter import CallMeter
from agent_app.calls.reception import Reception
from agent_app.calls.recordings import RecordingNames, Recordings
from agent_app.calls.table import CallTable
from agent_app.calls.transferring import Transfers
from agent_app.calls.turning_away import Doorman
from agent_app.calls.waiting import PriceWait

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QObject

    from agent_app.accounts.service import AccountService
    from agent_app.contacts.service import ContactService
    from agent_app.engine_client import EngineClient
    from agent_app.money.service import MoneyService
    from agent_app.settings.service import SettingsService
    from telephony.reasons import Reason


class Told(msgspec.Struct, frozen=True):
    """What the rooms tell the service: `refuse` with a call_id ("" where none was made)."""

    refuse: Callable[[str, Reason], None]
    transfer_asked: Callable[[str, str], None]
    conference_changed: Callable[[], None]
    recording_changed: Callable[[str], None]


class CallRooms:
    """One of each."""

    def __init__(
        self,
        engine: EngineClient,
        accounts: AccountService,
        contacts: ContactService,
        money: MoneyService,
        settings: SettingsService,
        *,
        told: Told,
        recordings: Path | None,
        usual_greeting: Callable[[], str],
        parent: QObject,
    ) -> None:
        self.table = CallTable(engine, contacts, Doorman(engine, contacts.ignored, settings, accounts), parent)
        ground = Ground(engine, accounts, self.table, told.refuse)
        self.meter = CallMeter(self.table, accounts, money, parent)
        self.holding = Holding(engine, self.table)
        self.allowance = Allowance(money, PriceWait(money, parent))
        self.dialler = Dialler(ground, self.holding, self.allowance)
        self.kept = KeptNumbers(ground, settings, self.dialler)
        self.conferences = Conferences(ground, self.holding, told.conference_changed)
        self.transfers = Transfers(ground, money, self.dialler, self.allowance, told.transfer_asked)
        names = RecordingNames(settings, recordings, parent)
        self.machine = AnsweringMachine(ground, self.holding, names, usual_greeting)
        self.recordings = Recordings(ground, names, told.recording_changed, parent)
        self.reception = Reception(ground, settings, parent)
        self.forwarder = Forwarder(ground, self.dialler, self.allowance, self.reception.ring_after_all)
        self.reception.begin(self.forwarder, self.machine)
