"""The way by desktop-notifier, Windows's and macOS's: the real library, its freedesktop backend over a real D-Bus session.

What those two systems do otherwise is given by their backends in the library: a stand-in for one, on its own base class, does the same.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from desktop_notifier import Capability, DesktopNotifier, Notification
from desktop_notifier.backends.base import DesktopNotifierBackend
from desktop_notifier.backends.dbus import DBusDesktopNotifier
from desktop_notifier.backends.dummy import DummyNotificationCenter

from agent_app.notifications.desktop import DesktopNotifications, desktop_notifications
from agent_app.notifications.freedesktop import FreedesktopNotifications
from agent_app.notifications.library import PICTURE, LibraryNotifications, _notifier  # pyright: ignore[reportPrivateUsage]
from agent_app.notifications.snapshots import NoticeAction, ShownNotice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.peers.notification_server import NotificationServer

REPLY_AND_OPEN = ((NoticeAction.REPLY, "Reply"), (NoticeAction.OPEN, "Open"))
ANSWER_AND_DECLINE = ((NoticeAction.ANSWER, "Answer"), (NoticeAction.DECLINE, "Decline"))
MESSAGE = ShownNotice("message:anna", "Anna", "Hello", REPLY_AND_OPEN)
CALL = ShownNotice("call:1", "Anna", "Incoming call", ANSWER_AND_DECLINE, "call.incoming", lasts=True)


class Center(DesktopNotifierBackend):
    """As Windows's and macOS's: buttons and a field, one with the same name replaces; a banner that goes leaves it in a list."""

    def __init__(self) -> None:
        super().__init__("Agent")
        self.allowed = True
        self.broken = False
        self.shown: list[Notification] = []
        self.cleared: list[str] = []

    async def request_authorisation(self) -> bool:
        return self.allowed

    async def has_authorisation(self) -> bool:
        return self.allowed

    async def _send(self, notification: Notification) -> None:
        if self.broken:
            msg = "no"
            raise OSError(msg)
        self.shown.append(notification)

    async def _clear(self, identifier: str) -> None:
        if self.broken:
            msg = "Element not found"
            raise OSError(msg)
        self.cleared.append(identifier)

    async def _clear_all(self) -> None: ...

    async def _get_capabilities(self) -> frozenset[Capability]:
        wanted = ("TITLE", "MESSAGE", "BUTTONS", "REPLY_FIELD", "ON_CLICKED", "ON_DISMISSED")
        return frozenset(Capability[name] for name in wanted)

    def banner_goes(self, name: str) -> None:
        self._clear_notification_from_cache(name)


class Told:
    """What the desktop said."""

    def __init__(self, desktop: DesktopNotifications) -> None:
        self.acted: list[tuple[str, NoticeAction, str]] = []
        self.closed: list[str] = []
        self.unshown: list[ShownNotice] = []
        self.stood: list[str] = []
        desktop.acted.connect(self._note)
        desktop.closed.connect(self.closed.append)
        desktop.unshown.connect(self.unshown.append)
        desktop.stands.connect(self.stood.append)

    def _note(self, key: str, action: NoticeAction, text: str) -> None:
        self.acted.append((key, action, text))


@pytest.fixture
def center() -> Center:
    return Center()


@pytest.fixture
def desktop(center: Center, qtbot: QtBot) -> Iterator[LibraryNotifications]:
    def make() -> DesktopNotifier:
        notifier = DesktopNotifier("Agent", app_icon=None)
        notifier._backend = center  # pyright: ignore[reportPrivateUsage]
        return notifier

    desktop = LibraryNotifications(None, make)
    yield desktop
    desktop.close()


@pytest.fixture
def told(desktop: LibraryNotifications) -> Told:
    return Told(desktop)


def _begin(desktop: DesktopNotifications, qtbot: QtBot) -> bool:
    with qtbot.waitSignal(desktop.available, timeout=5000):
        desktop.begin()
    return desktop.is_available()


def _shown(center: Center, qtbot: QtBot, count: int = 1) -> Notification:
    qtbot.waitUntil(lambda: len(center.shown) >= count, timeout=5000)
    return center.shown[-1]


def test_a_message_has_its_words_its_field_and_its_button(center: Center, desktop: LibraryNotifications, told: Told, qtbot: QtBot) -> None:
    assert _begin(desktop, qtbot)
    assert desktop.has_buttons()
    desktop.show(ShownNotice("k", "Anna <b>", "a < b & c\u202e", REPLY_AND_OPEN))
    shown = _shown(center, qtbot)
    assert (shown.title, shown.message) == ("Anna <b>", "a < b & c")
    assert [(button.title, button.identifier) for button in shown.buttons] == [("Open", "open")]
    assert shown.reply_field is not None
    assert (shown.reply_field.title, shown.urgency.name, shown.sound, shown.icon) == ("Reply", "Normal", None, None)
    assert told.unshown == []


def test_a_call_comes_before_all_others_and_can_be_answered(
    center: Center, desktop: LibraryNotifications, told: Told, qtbot: QtBot
) -> None:
    _begin(desktop, qtbot)
    desktop.show(CALL)
    shown = _shown(center, qtbot)
    assert (shown.urgency.name, [button.identifier for button in shown.buttons]) == ("Critical", ["answer", "decline"])
    threading.Thread(target=lambda: center.handle_button(shown.identifier, "decline", shown)).start()
    qtbot.waitUntil(lambda: told.acted == [(CALL.key, NoticeAction.DECLINE, "")], timeout=5000)
    assert told.stood == [], "a banner goes by itself: our own window stays"


def test_what_the_user_does_comes_back_with_its_key(center: Center, desktop: LibraryNotifications, told: Told, qtbot: QtBot) -> None:
    _begin(desktop, qtbot)
    desktop.show(MESSAGE)
    name = _shown(center, qtbot).identifier
    center.banner_goes(name)
    center.handle_clicked(name)
    center.handle_replied(name, "Иду <b>")
    center.handle_button(name, "no such button")
    center.handle_clicked("unknown")
    qtbot.waitUntil(lambda: len(told.acted) == 2, timeout=5000)
    assert told.acted == [(MESSAGE.key, NoticeAction.OPEN, ""), (MESSAGE.key, NoticeAction.REPLY, "Иду <b>")]
    center.handle_dismissed(name)
    qtbot.waitUntil(lambda: told.closed == [MESSAGE.key], timeout=5000)


def test_one_with_the_same_key_takes_its_place_by_a_short_name(center: Center, desktop: LibraryNotifications, qtbot: QtBot) -> None:
    _begin(desktop, qtbot)
    long_key = ShownNotice("message:" + "я" * 300, "Anna", "Hello")
    for notice in (MESSAGE, MESSAGE, long_key):
        desktop.show(notice)
    _shown(center, qtbot, 3)
    first, second, third = (one.identifier for one in center.shown)
    assert first == second != third
    assert max(len(first), len(third)) <= 16, "what Windows takes as a tag"


def test_one_is_taken_away_after_it_was_shown_and_once(center: Center, desktop: LibraryNotifications, told: Told, qtbot: QtBot) -> None:
    _begin(desktop, qtbot)
    desktop.show(MESSAGE)
    desktop.withdraw(MESSAGE.key)
    desktop.withdraw(MESSAGE.key)
    qtbot.waitUntil(lambda: len(center.cleared) == 1, timeout=5000)
    assert center.cleared == [center.shown[0].identifier]
    center.handle_clicked(center.cleared[0])
    desktop.show(CALL)
    _shown(center, qtbot, 2)
    assert told.acted == []


def test_what_can_not_be_shown_comes_back_and_the_next_one_is_tried(
    center: Center, desktop: LibraryNotifications, told: Told, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    _begin(desktop, qtbot)
    center.broken = True
    desktop.show(MESSAGE)
    qtbot.waitUntil(lambda: told.unshown == [MESSAGE], timeout=5000)
    center.broken = False
    desktop.show(CALL)
    _shown(center, qtbot)
    center.broken = True
    desktop.withdraw(CALL.key)
    qtbot.waitUntil(lambda: "Element not found" in caplog.text, timeout=5000)
    assert desktop.is_available()


def test_where_the_user_allows_none_or_the_system_has_none_they_come_back(
    center: Center, desktop: LibraryNotifications, told: Told, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    center.allowed = False
    assert not _begin(desktop, qtbot)
    desktop.show(MESSAGE)
    assert told.unshown == [MESSAGE]
    monkeypatch.setattr("desktop_notifier.main.get_backend_class", lambda: DummyNotificationCenter)
    nothing = LibraryNotifications(None)
    assert not _begin(nothing, qtbot)
    nothing.close()


def _hang_up(notifier: DesktopNotifier, qtbot: QtBot) -> None:
    """The library leaves its connection to the garbage."""
    backend = notifier._backend  # pyright: ignore[reportPrivateUsage]
    assert isinstance(backend, DBusDesktopNotifier)
    assert backend.interface is not None
    bus = backend.interface.bus
    bus.disconnect()
    qtbot.waitUntil(lambda: not bus.connected, timeout=5000)


def test_the_library_itself_speaks_to_a_real_server(server: NotificationServer, qtbot: QtBot) -> None:
    made: list[DesktopNotifier] = []

    def make() -> DesktopNotifier:
        made.append(_notifier())
        return made[0]

    desktop = LibraryNotifications(None, make)
    told = Told(desktop)
    assert _begin(desktop, qtbot)
    desktop.show(ShownNotice(CALL.key, CALL.title, CALL.body, (*ANSWER_AND_DECLINE, (NoticeAction.REPLY, "Reply"))))
    qtbot.waitUntil(lambda: len(server.shown) == 1, timeout=5000)
    assert server.shown[0].actions == ("default", "", "answer", "Answer", "decline", "Decline", "inline-reply", "Reply")
    assert (server.shown[0].title, server.shown[0].icon) == (CALL.title, PICTURE.as_uri())
    server.act(1, "answer")
    qtbot.waitUntil(lambda: told.acted == [(CALL.key, NoticeAction.ANSWER, "")], timeout=5000)
    _hang_up(made[0], qtbot)
    desktop.close()


def test_each_system_has_its_own_way(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    ways: dict[str, DesktopNotifications] = {}
    for system in ("linux", "freebsd14", "win32", "darwin"):
        monkeypatch.setattr(sys, "platform", system)
        ways[system] = desktop_notifications(None)
    monkeypatch.undo()
    kinds = {system: type(way) for system, way in ways.items()}
    assert kinds == {
        "linux": FreedesktopNotifications,
        "freebsd14": FreedesktopNotifications,
        "win32": LibraryNotifications,
        "darwin": LibraryNotifications,
    }
    for way in ways.values():
        way.close()
    assert qtbot is not None
