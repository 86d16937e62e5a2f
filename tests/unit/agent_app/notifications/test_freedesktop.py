"""Notifications over a real D-Bus session, with a server that records and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.notifications.desktop import plain
from agent_app.notifications.freedesktop import FreedesktopNotifications
from agent_app.notifications.snapshots import NoticeAction, ShownNotice
from tests.peers.notification_server import NotificationServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

ACTIONS = ((NoticeAction.REPLY, "Reply"), (NoticeAction.OPEN, "Open"))
NOTICE = ShownNotice("message:anna", "Anna", "Hello", ACTIONS)


@pytest.fixture
def desktop(qtbot: QtBot) -> Iterator[FreedesktopNotifications]:
    desktop = FreedesktopNotifications()
    yield desktop
    desktop.close()


@pytest.fixture
def acted(desktop: FreedesktopNotifications) -> list[tuple[str, NoticeAction, str]]:
    told: list[tuple[str, NoticeAction, str]] = []

    def take(key: str, action: NoticeAction, text: str) -> None:
        told.append((key, action, text))

    desktop.acted.connect(take)
    return told


def _begin(desktop: FreedesktopNotifications, qtbot: QtBot) -> bool:
    with qtbot.waitSignal(desktop.available):
        desktop.begin()
    return desktop.is_available()


def test_a_notice_is_shown_with_its_buttons_and_its_markup_is_text(
    server: NotificationServer, desktop: FreedesktopNotifications, qtbot: QtBot
) -> None:
    assert _begin(desktop, qtbot)
    desktop.show(ShownNotice("k", "Anna <b>", "<img src='http://example.org/x'> & \u202eevil", ACTIONS))
    qtbot.waitUntil(lambda: len(server.shown) == 1)
    [shown] = server.shown
    assert (shown.title, shown.body) == ("Anna <b>", "&lt;img src='http://example.org/x'&gt; &amp; evil")
    assert shown.actions == ("default", "", "inline-reply", "Reply", "open", "Open")
    assert shown.hints["category"] == "im.received"


def test_a_server_without_markup_gets_the_text_as_it_is(address: str, desktop: FreedesktopNotifications, qtbot: QtBot) -> None:
    server = NotificationServer(address, ("body",))
    _begin(desktop, qtbot)
    desktop.show(ShownNotice("k", "Anna", "a < b & c", ACTIONS))
    qtbot.waitUntil(lambda: len(server.shown) == 1)
    assert (server.shown[0].body, server.shown[0].actions) == ("a < b & c", ())
    server.stop()


def test_a_notice_takes_the_place_of_the_one_with_its_key(
    server: NotificationServer, desktop: FreedesktopNotifications, qtbot: QtBot
) -> None:
    _begin(desktop, qtbot)
    desktop.show(NOTICE)
    qtbot.waitUntil(lambda: desktop.number(NOTICE.key) != 0)
    desktop.show(NOTICE)
    qtbot.waitUntil(lambda: len(server.shown) == 2)
    assert server.shown[1].replaces == server.shown[0].number


def test_buttons_and_replies_come_back(
    server: NotificationServer, desktop: FreedesktopNotifications, acted: list[tuple[str, NoticeAction, str]], qtbot: QtBot
) -> None:
    _begin(desktop, qtbot)
    desktop.show(NOTICE)
    qtbot.waitUntil(lambda: desktop.number(NOTICE.key) != 0)
    server.act(1, "default")
    server.act(1, "open")
    server.reply(1, "Привет <b>")
    server.act(1, "no such button")
    server.act(77, "open")
    qtbot.waitUntil(lambda: len(acted) == 3)
    opened = (NOTICE.key, NoticeAction.OPEN, "")
    assert acted == [opened, opened, (NOTICE.key, NoticeAction.REPLY, "Привет <b>")]


def test_one_that_was_closed_is_forgotten(server: NotificationServer, desktop: FreedesktopNotifications, qtbot: QtBot) -> None:
    _begin(desktop, qtbot)
    desktop.show(NOTICE)
    qtbot.waitUntil(lambda: desktop.number(NOTICE.key) != 0)
    with qtbot.waitSignal(desktop.closed):
        server.dismiss(1)
    assert desktop.number(NOTICE.key) == 0


def test_a_notice_is_taken_away(server: NotificationServer, desktop: FreedesktopNotifications, qtbot: QtBot) -> None:
    _begin(desktop, qtbot)
    desktop.show(NOTICE)
    qtbot.waitUntil(lambda: desktop.number(NOTICE.key) != 0)
    desktop.withdraw(NOTICE.key)
    qtbot.waitUntil(lambda: server.withdrawn == [1])


def test_a_call_stands_before_all_others_until_it_is_answered(
    server: NotificationServer, desktop: FreedesktopNotifications, acted: list[tuple[str, NoticeAction, str]], qtbot: QtBot
) -> None:
    _begin(desktop, qtbot)
    buttons = ((NoticeAction.ANSWER, "Answer"), (NoticeAction.DECLINE, "Decline"))
    with qtbot.waitSignal(desktop.stands):
        desktop.show(ShownNotice("call:1", "Anna", "Incoming call", buttons, "call.incoming", lasts=True))
    [shown] = server.shown
    assert (shown.lasts_ms, shown.hints["urgency"], shown.hints["suppress-sound"], shown.hints["category"]) == (0, 2, True, "call.incoming")
    assert shown.actions == ("default", "", "answer", "Answer", "decline", "Decline")
    server.act(1, "decline")
    server.act(1, "answer")
    qtbot.waitUntil(lambda: len(acted) == 2)
    assert [action for _, action, _ in acted] == [NoticeAction.DECLINE, NoticeAction.ANSWER]


def test_what_is_taken_away_before_the_desktop_has_shown_it_does_not_stay(
    server: NotificationServer, desktop: FreedesktopNotifications, qtbot: QtBot
) -> None:
    _begin(desktop, qtbot)
    desktop.show(NOTICE)
    desktop.withdraw(NOTICE.key)
    qtbot.waitUntil(lambda: server.withdrawn == [1])
    assert desktop.number(NOTICE.key) == 0


@pytest.mark.parametrize(("capabilities", "has"), [(("body",), False), (("actions",), True)])
def test_whether_a_notice_can_be_answered_is_the_servers_to_say(
    address: str, desktop: FreedesktopNotifications, qtbot: QtBot, capabilities: tuple[str, ...], has: bool
) -> None:
    server = NotificationServer(address, capabilities)
    assert not desktop.has_buttons()
    _begin(desktop, qtbot)
    assert desktop.has_buttons() is has
    server.stop()


def test_a_session_without_a_server_gives_the_notice_back(address: str, desktop: FreedesktopNotifications, qtbot: QtBot) -> None:
    assert address
    assert not _begin(desktop, qtbot)
    with qtbot.waitSignal(desktop.unshown):
        desktop.show(NOTICE)


def test_no_session_at_all_gives_the_notice_back(desktop: FreedesktopNotifications, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert not _begin(desktop, qtbot)
    with qtbot.waitSignal(desktop.unshown):
        desktop.show(NOTICE)


def test_long_texts_are_cut_and_what_can_not_be_seen_is_left_out() -> None:
    assert plain("a\u202eb\x00c", 10) == "abc"
    assert plain("x" * 1000, 300) == "x" * 299 + "…"
