"""How a conversation stays quick, and its places reachable, however long it is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget

from agent_app.presence.snapshots import PresenceStatus
from tests.ui.chat_looking import entries, flood, shown
from tests.ui.chat_scenes import BORIS, STRANGER, VERA, message, with_chats
from tests.ui.fakes import Fakes
from ui.conversation.model import Day, News
from ui.conversation.story import MOST, PAGE

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.shell import Shell


def test_a_long_history_is_read_by_pages_and_never_held_as_a_whole(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    for item in flood(2000):
        fakes.chats.all[item.item_id] = item
    shell.window.open_contact("p2")
    page = shell.window.conversation
    bar = page.timeline.verticalScrollBar()
    for _ in range(12):
        bar.setValue(bar.minimum())
        qtbot.wait(1)
    assert page.timeline.entries.rowCount() < MOST + PAGE + 20
    oldest = next(entry for entry in entries(page) if not isinstance(entry, (Day, News)))
    assert oldest.item_id < "h0001500"  # pyright: ignore[reportAttributeAccessIssue]
    assert page.timeline.down.isVisible()
    page.timeline.down.click()
    qtbot.waitUntil(lambda: "message 1999" in shown(page)[-1])
    for _ in range(4):
        bar.setValue(bar.minimum())
        qtbot.wait(1)
    for _ in range(40):
        bar.setValue(bar.maximum())
        qtbot.wait(1)
    assert "message 1999" in shown(page)[-1], "downwards it is read again too"


def test_what_is_looked_at_stays_where_it_is_while_others_come(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    for item in flood(200):
        fakes.chats.all[item.item_id] = item
    shell.window.open_contact("p2")
    view = shell.window.conversation.timeline
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() - 700)
    qtbot.wait(10)
    row = view.indexAt(QPoint(20, 200)).row()
    entry = view.entries.entry(row)
    assert entry is not None
    name = str(entry.key())
    before = view.visualRect(view.entries.index(view.entries.row_of(name))).top()
    for place in range(5):
        fakes.chats.put(message(f"n{place}", "new", remote=VERA))
    qtbot.wait(80)
    assert abs(view.visualRect(view.entries.index(view.entries.row_of(name))).top() - before) <= 1


def test_five_hundred_messages_come_without_holding_the_window(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    for item in flood(1000):
        fakes.chats.all[item.item_id] = item
    shell.window.open_contact("p2")
    qtbot.wait(50)
    longest = 0.0
    for place in range(500):
        begun = time.thread_time()
        fakes.chats.changed.emit(message(f"n{place:04}", f"слово {place} " * 8, remote=VERA))
        QGuiApplication.processEvents()
        longest = max(longest, time.thread_time() - begun)
    qtbot.waitUntil(lambda: "слово 499" in shown(shell.window.conversation)[-1])
    assert longest < 0.05, f"{longest * 1000:.0f} ms of the window's thread"


def test_a_place_far_back_is_jumped_to(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    for item in flood(1000):
        fakes.chats.all[item.item_id] = item
    page = shell.window.conversation
    page.jump_to("h0000300")
    qtbot.wait(20)
    assert page.header.name.text() == "Вера"
    row = page.timeline.entries.row_of("h0000300")
    box = page.timeline.visualRect(page.timeline.entries.index(row))
    assert 0 < box.top() < page.timeline.viewport().height()
    said: list[str] = []
    page.trouble.connect(said.append)
    page.jump_to("gone")
    assert said == ["This message is not there any more"]


def test_strangers_are_shown_by_their_address_and_presence_under_the_name(shell: Shell, fakes: Fakes) -> None:
    with_chats(fakes)
    shell.window.open_remote(STRANGER)
    page = shell.window.conversation
    assert page.header.name.text() == STRANGER
    shell.window.open_contact("p1")
    assert page.header.under.text() == "Online · За чашкой кофе ☕"
    fakes.presence.put(BORIS, PresenceStatus.DO_NOT_DISTURB)
    assert page.header.under.text() == "Do not disturb"
    assert page.header.avatar.presence() == "do_not_disturb"


@pytest.mark.parametrize("width", [360, 700, 1280])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_conversation_fits_into_every_width_and_names_its_controls(shell: Shell, fakes: Fakes, width: int, language: str) -> None:
    fakes.settings.change(language=language)
    with_chats(fakes)
    shell.window.resize(width, 640)
    shell.window.open_contact("p1")
    page = shell.window.conversation
    page.writing.answer(fakes.chats.all["m04"])
    QTest.qWait(20)
    assert shell.window.width() == width
    parts = [part for part in page.findChildren(QWidget) if part.isVisible() and isinstance(part, (QAbstractButton, QPlainTextEdit))]
    assert [part for part in parts if not part.accessibleName()] == []
    assert [part for part in parts if part.mapTo(shell.window, part.rect().topRight()).x() >= width] == []
    assert page.timeline.height() > 200
    fakes.settings.change(language="en")
