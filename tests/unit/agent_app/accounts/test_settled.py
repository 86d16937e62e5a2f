"""What waits for an account: it is done once, soon after the first word of the registrar's, and without one all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Signal

from agent_app.accounts.settled import OnceSettled
from agent_app.snapshots import AccountSnapshot
from telephony.messages import Registration

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NEVER_MS = 600_000


class Accounts(QObject):
    changed = Signal(object)

    def tell(self, state: Registration) -> None:
        self.changed.emit(AccountSnapshot("home", "anna@provider.test", registration=state))


@pytest.mark.parametrize("state", [Registration.REGISTERED, Registration.FAILED])
def test_it_is_done_once_when_the_registrar_has_answered(qtbot: QtBot, state: Registration) -> None:
    accounts, done = Accounts(), list[str]()
    waiting = OnceSettled(accounts.changed, NEVER_MS, lambda: done.append("done"))
    accounts.tell(Registration.REGISTERING)
    accounts.tell(state)
    assert not done
    qtbot.waitUntil(lambda: bool(done))
    accounts.tell(state)
    qtbot.wait(120)
    assert done == ["done"]
    assert waiting.parent() is None


def test_a_registrar_that_says_nothing_holds_nothing_up_for_long(qtbot: QtBot) -> None:
    accounts, done = Accounts(), list[str]()
    waiting = OnceSettled(accounts.changed, 50, lambda: done.append("done"))
    accounts.tell(Registration.REGISTERING)
    qtbot.waitUntil(lambda: bool(done))
    accounts.tell(Registration.REGISTERED)
    qtbot.wait(120)
    assert done == ["done"]
    assert waiting.parent() is None
