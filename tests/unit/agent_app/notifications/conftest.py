"""The program's own services with nothing started, a clock that is set by hand, and a desktop that is a D-Bus session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.assembly import Assembly
from agent_app.engine_client import EngineOptions
from agent_app.notifications.service import NotificationService
from tests.peers.notification_server import NotificationServer
from tests.peers.secret_service import DesktopSession

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_app.profile import Profile
    from agent_app.services import Services


@pytest.fixture
def services(profile: Profile, qtbot: QtBot) -> Iterator[Services]:
    assembly = Assembly(profile, EngineOptions(use_devices=False, command=["true"]))
    yield assembly.services
    with qtbot.waitSignal(assembly.left, timeout=5000):
        assembly.leave()


class Clock:
    minute = 12 * 60


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service(services: Services, clock: Clock) -> NotificationService:
    return NotificationService(
        calls=services.calls,
        chats=services.chats,
        sms=services.sms,
        contacts=services.contacts,
        presence=services.presence,
        settings=services.settings,
        parent=services.chats,
        minute_of_day=lambda: clock.minute,
    )


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    session = DesktopSession(tmp_path, keyring=False)
    session.start()
    address = session.environment["DBUS_SESSION_BUS_ADDRESS"]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    session.stop()


@pytest.fixture
def server(address: str) -> Iterator[NotificationServer]:
    server = NotificationServer(address)
    yield server
    server.stop()
