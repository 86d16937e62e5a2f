"""What a long life leaves to be read at a start: what decides what may come in is there at once, what only shows waits for the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.assembly import Assembly
from agent_app.chats.snapshots import ChatEvent
from agent_app.engine_client import EngineOptions
from agent_app.snapshots import AccountSnapshot, ContactPoint, PointKind
from telephony.messages import Registration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from agent_app.profile import Profile

ACCOUNT, VERA = "account", "vera@provider.test"


@pytest.fixture
def start(profile: Profile, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Assembly]]:
    """Each start ends the one before it. No wait for the account ends by itself here."""
    monkeypatch.setattr("agent_app.assembly._LATEST_MS", 600_000)
    running: list[Assembly] = []

    def leave() -> None:
        for assembly in running:
            with qtbot.waitSignal(assembly.left):
                assembly.leave()
        running.clear()

    def begin() -> Assembly:
        leave()
        running.append(Assembly(profile, EngineOptions(use_devices=False, command=["true"])))
        running[-1].load()
        return running[-1]

    yield begin
    leave()


@pytest.fixture
def again(start: Callable[[], Assembly], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Assembly:
    """The second start, of a life that is taken for a long one: Vera is a contact, does not see us, is ignored, and has a draft."""
    services = start().services
    qtbot.waitUntil(services.contacts.is_loaded)
    services.contacts.add("Vera", (ContactPoint(PointKind.SIP, VERA),))
    services.presence.block(ACCOUNT, VERA)
    services.chats.set_draft(services.chats.key_of(ACCOUNT, VERA), "well")
    services.contacts.ignored.ignore(VERA)
    monkeypatch.setattr("agent_app.assembly._LONG_BYTES", 0)
    return start()


def test_drafts_and_who_is_ignored_are_known_before_the_account_is_registered(again: Assembly, qtbot: QtBot) -> None:
    services = again.services
    qtbot.waitUntil(lambda: services.chats.draft((ACCOUNT, VERA)) == "well" and services.contacts.ignored.is_ignored("Vera@provider.test"))
    qtbot.wait(200)
    assert not services.contacts.is_loaded()
    assert [(line.title, line.last_text) for line in services.chats.conversations()] == [(VERA, "")]


def test_people_and_the_lines_of_the_list_are_read_once_it_is(again: Assembly, qtbot: QtBot) -> None:
    services = again.services
    services.accounts.changed.emit(AccountSnapshot(ACCOUNT, "anna@provider.test", registration=Registration.REGISTERED))
    qtbot.waitUntil(lambda: bool(services.chats.conversations()) and bool(services.chats.conversations()[0].last_text))
    [line] = services.chats.conversations()
    assert (line.title, line.last_text, line.draft) == ("Vera", ChatEvent.SEES_US_NOT, "well")
    assert services.contacts.ignored.is_ignored(VERA)
    services.contacts.ignored.forgive(VERA)
    assert not services.contacts.ignored.is_ignored(VERA)
