"""The list of conversations, our own status, and who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from agent_app.chats.snapshots import MessageKind, MessageStatus
from agent_app.presence.snapshots import PresenceStatus
from tests.ui.chat_scenes import BORIS, STRANGER, VERA, message, with_chats
from ui.chats.status import StatusDialog
from ui.chats.watchers import IdleWatch
from ui.dialogs.questions import Question
from ui.widgets.rows import ROW_ROLE, Row

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes
    from ui.chats.panel import ChatsPanel
    from ui.shell import Shell


@pytest.fixture
def chats(shell: Shell, fakes: Fakes) -> ChatsPanel:
    with_chats(fakes)
    shell.window.people.tabs.setCurrentIndex(0)
    return shell.window.people.chats


def rows(chats: ChatsPanel) -> list[Row]:
    return [chats.model.index(place).data(ROW_ROLE) for place in range(chats.model.rowCount())]


def menu_words(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def choose(menu: QMenu, word: str) -> None:
    next(action for action in menu.actions() if action.text() == word).trigger()


# --- the list ------------------------------------------------------------------------------------------------------------------------


def test_the_pinned_stands_first_then_the_latest(chats: ChatsPanel) -> None:
    assert [row.title for row in rows(chats)] == ["Борис Петров", "Вера", STRANGER, "Echo"]


def test_a_line_says_what_was_said_last_and_what_is_going_on(chats: ChatsPanel, fakes: Fakes) -> None:
    boris, vera, stranger, echo = rows(chats)
    assert (boris.subtitle, boris.mark, boris.signs, boris.presence) == ("Жду", "clock", ("push-pin-fill",), "online")
    assert (vera.subtitle, vera.badge, vera.signs, vera.presence) == ("Ты где?", 2, ("bell-slash",), "away")
    assert stranger.subtitle == "Hello! <b>Not bold</b> gnp.exe"
    assert echo.subtitle == "Draft: Завтра напишу"
    fakes.chats.type_there(VERA)
    assert rows(chats)[1].subtitle == "typing…"
    fakes.chats.put(message("m10", "", incoming=False, status=MessageStatus.FAILED, kind=MessageKind.WAKE_UP))
    assert (rows(chats)[0].subtitle, rows(chats)[0].role) == ("Wake-up signal", "danger_text")


def test_a_muted_conversation_is_not_in_the_tabs_count(shell: Shell, chats: ChatsPanel, fakes: Fakes) -> None:
    tabs = shell.window.people.tabs
    assert tabs.badge(0) == 0
    before = tabs.tabRect(1).left()
    fakes.chats.put(message("s02", "again", remote=STRANGER, seen=False))
    assert tabs.badge(0) == 1
    assert tabs.tabRect(1).left() == before + 28, "its neighbour makes room"
    assert rows(chats)[1].title == STRANGER


def test_a_chosen_conversation_opens_and_enter_goes_to_the_text(shell: Shell, chats: ChatsPanel) -> None:
    shell.window.activateWindow()
    chats.view.setCurrentIndex(chats.model.index(2))
    assert shell.window.conversation.header.name.text() == STRANGER
    chats.view.setFocus()
    QTest.keyClick(chats.view, Qt.Key.Key_Up)
    assert shell.window.conversation.header.name.text() == "Вера"
    chats.view.activated.emit(chats.view.currentIndex())
    composer = shell.window.conversation.writing.chat
    assert composer is not None
    assert shell.window.focusWidget() is composer.editor


def test_what_is_chosen_stays_chosen_wherever_its_line_goes(chats: ChatsPanel, fakes: Fakes) -> None:
    chats.view.setCurrentIndex(chats.model.index(2))
    fakes.chats.put(message("s02", "newer", remote=STRANGER))
    assert chats.view.currentIndex().row() == 1
    assert rows(chats)[1].title == STRANGER


def test_the_menu_pins_mutes_and_reads(chats: ChatsPanel, fakes: Fakes) -> None:
    for word in ("Mark as read", "Pin at the top", "Tell of new messages"):
        row = [shown.title for shown in rows(chats)].index("Вера")
        chats.view.customContextMenuRequested.emit(chats.view.visualRect(chats.model.index(row)).center())
        menu = chats.findChildren(QMenu)[-1]
        choose(menu, word)
        menu.close()
    vera = fakes.chats.chats["p2"]
    assert (vera.unread, vera.pinned, vera.muted) == (0, True, False)


def test_an_empty_list_says_how_to_begin(shell: Shell) -> None:
    shell.window.people.tabs.setCurrentIndex(0)
    assert shell.window.people.chats.isVisible()
    assert shell.window.people.chats.model.rowCount() == 0


def test_the_conversations_menu_wakes_up_and_saves(shell: Shell, fakes: Fakes, chats: ChatsPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    del chats
    shell.window.open_contact("p2")
    page = shell.window.conversation
    page.header.more.click()
    menu = page.findChildren(QMenu)[-1]
    assert menu_words(menu) == [
        "Send a wake-up signal",
        "Pin at the top",
        "Tell of new messages",
        "Save the conversation…",
        "Edit the contact",
        "Close the conversation\tAlt+Left",
    ]
    choose(menu, "Send a wake-up signal")
    monkeypatch.setattr("ui.conversation.more.QFileDialog.getSaveFileName", lambda *_: ("/tmp/vera", "Page (*.html)"))
    choose(menu, "Save the conversation…")
    menu.close()
    assert ("wake_up", "a1", VERA) in fakes.chats.asked
    assert [(str(call[2]), call[3]) for call in fakes.chats.asked if call[0] == "export"] == [("/tmp/vera.html", "html")]


# --- our own status --------------------------------------------------------------------------------------------------------------------


def test_the_head_shows_our_status_and_its_menu_changes_it(shell: Shell, fakes: Fakes) -> None:
    shell.window.people.header.status_button.click()
    menu = shell.window.people.header.findChildren(QMenu)[-1]
    assert menu_words(menu)[:5] == ["Online", "Free for chat", "Away", "Do not disturb", "Invisible"]
    choose(menu, "Do not disturb")
    menu.close()
    assert fakes.presence.mine.status is PresenceStatus.DO_NOT_DISTURB
    menu = shell.own_status.open_menu()
    choose(menu, next(word for word in menu_words(menu) if word.endswith("At lunch")))
    menu.close()
    assert fakes.presence.mine.status is PresenceStatus.AWAY
    assert fakes.presence.mine.title.endswith("At lunch")


def test_own_words_are_cut_at_their_limits(shell: Shell, fakes: Fakes) -> None:
    shell.own_status.edit()
    dialog = next(found for found in shell.dialogs() if isinstance(found, StatusDialog))
    QTest.keyClicks(dialog.title, "t" * 40)
    QTest.keyClicks(dialog.text, "x" * 140)
    dialog.done_button.click()
    assert (len(fakes.presence.mine.title), len(fakes.presence.mine.text)) == (32, 128)


@pytest.mark.parametrize("answer", [True, False])
def test_who_wants_to_see_us_is_asked_about_once(shell: Shell, fakes: Fakes, answer: bool) -> None:
    fakes.presence.watcher_asks.emit("a1", STRANGER)
    fakes.presence.watcher_asks.emit("a1", STRANGER)
    questions = [found for found in shell.dialogs() if isinstance(found, Question)]
    assert len(questions) == 1
    (questions[0].yes if answer else questions[0].no).click()
    assert fakes.presence.answers == [("a1", STRANGER, answer)]


def test_who_does_not_move_is_idle_until_they_type(shell: Shell, fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    place = QCursor.pos()
    monkeypatch.setattr("ui.chats.watchers.QCursor.pos", lambda: place)
    watch = IdleWatch(shell._services, shell)
    for _ in range(3):
        watch.look()
    watch.touch()
    assert fakes.presence.idle == [10, 20, 30, 0]


def test_where_the_system_tells_how_long_nobody_was_there_that_counts(shell: Shell, fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [700, 710, 3]
    monkeypatch.setattr("agent_app.desktop_idle.idle_seconds", lambda _platform: told.pop(0))  # pyright: ignore[reportUnknownLambdaType]
    watch = IdleWatch(shell._services, shell)
    watch.look()
    watch.touch()
    watch.look()
    watch.look()
    assert fakes.presence.idle == [700, 0, 710, 3]


def test_presence_of_a_contact_with_several_addresses_is_the_liveliest(shell: Shell, fakes: Fakes) -> None:
    fakes.presence.put(BORIS, PresenceStatus.OFFLINE)
    shell.window.open_contact("p1")
    assert shell.window.conversation.header.under.text() == "Offline"
    fakes.presence.put(BORIS, PresenceStatus.UNKNOWN)
    assert shell.window.conversation.header.under.text().startswith("+7 495")
