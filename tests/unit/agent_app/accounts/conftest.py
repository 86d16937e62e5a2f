"""The service of the accounts over a profile, as at each start of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ACCOUNTS_VERSION, StoredAccounts
from agent_app.accounts.service import AccountService
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore
from agent_app.snapshots import AccountSnapshot, KeyringProblem, ProblemCode, SignInForm
from telephony.reasons import Reason
from telephony.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from tests.unit.agent_app.listening import ListeningEngine

FORM = SignInForm("Anna@Provider.TEST", Secret("hush-hush"), display_name="Anna  I.", area_code="(495)")


class Fixture:
    """The service, and all that it said."""

    def __init__(self, service: AccountService) -> None:
        self.service = service
        self.changed: list[AccountSnapshot] = []
        self.needed: list[KeyringProblem | None] = []
        self.not_kept: list[KeyringProblem] = []
        self.refused: list[Reason] = []
        service.changed.connect(self.changed.append)
        service.sign_in_refused.connect(self.refused.append)
        service.password_needed.connect(self._need)
        service.password_not_kept.connect(self._not_kept)

    def _need(self, _account: AccountSnapshot, problem: KeyringProblem | None) -> None:
        self.needed.append(problem)

    def _not_kept(self, _account: AccountSnapshot, problem: KeyringProblem) -> None:
        self.not_kept.append(problem)


@pytest.fixture
def start(profile: Profile, problems: Problems, engine: ListeningEngine, qtbot: QtBot) -> Iterator[Callable[[], Fixture]]:
    """A service over the profile, as at each start of the program. What a test asks of the keyring is not left to the next one's."""
    lanes: list[KeyringLane] = []

    def begin() -> Fixture:
        store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN)
        settings = SettingsService(profile.settings, problems, engine)
        lanes.append(KeyringLane(engine, patience_ms=300))
        return Fixture(AccountService(store, engine, lanes[-1], settings, parent=engine))

    yield begin
    for lane in lanes:
        lane.close()
