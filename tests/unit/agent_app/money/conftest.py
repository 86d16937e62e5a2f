"""A money service over two accounts of different providers, and all that it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ACCOUNTS_VERSION, StoredAccount, StoredAccounts
from agent_app.accounts.service import AccountService
from agent_app.money.service import MoneyService
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore
from agent_app.snapshots import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from agent_app.storage.database import Database
    from tests.unit.agent_app.drawer import Drawer
    from tests.unit.agent_app.listening import ListeningEngine

ANNA, OFFICE = "anna-account", "office-account"


class Desk:
    """`said` has every signal's arguments by its name."""

    def __init__(self, money: MoneyService, accounts: AccountService, settings: SettingsService, qtbot: QtBot) -> None:
        self.money = money
        self.accounts = accounts
        self.settings = settings
        self.said: dict[str, list[tuple[Any, ...]]] = {}
        self._qtbot = qtbot
        for name in (
            *("balance_changed", "price_ready", "charged", "charge_differs", "top_up_done", "top_up_failed", "offers_ready", "deck_ready"),
            *("deck_failed", "free_directions_ready", "announced", "spending_ready", "export_done", "export_failed"),
        ):
            self.said[name] = []
            getattr(money, name).connect(self._noter(name))

    def _noter(self, name: str) -> Callable[..., None]:
        def note(*values: Any) -> None:
            self.said[name].append(values)

        return note

    def wait_for(self, name: str, count: int = 1) -> tuple[Any, ...]:
        """The arguments of the `count`-th signal of this name."""
        self._qtbot.waitUntil(lambda: len(self.said[name]) >= count)
        return self.said[name][count - 1]


@pytest.fixture
def desk(drawer: Drawer, profile: Profile, problems: Problems, engine: ListeningEngine, database: Database, qtbot: QtBot) -> Iterator[Desk]:
    store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN)
    store.save((StoredAccount(ANNA, "anna@provider.test"), StoredAccount(OFFICE, "office@other.test")))
    settings = SettingsService(profile.settings, problems, engine)
    del drawer  # no test asks the system's keyring
    keyring = KeyringLane(engine)
    accounts = AccountService(store, engine, keyring, settings, parent=engine)
    money = MoneyService(accounts, settings, database, engine)
    yield Desk(money, accounts, settings, qtbot)
    money.close()
    keyring.close()
