"""Conversations in the window: what is shown, marked, deleted."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from agent_app.chats.snapshots import FileInfo, FileState, MessageKind, MessageStatus
from agent_app.snapshots import CallItem
from tests.ui.chat_looking import answer_questions, asked, entries, flood, shown
from tests.ui.chat_scenes import BORIS, VERA, message, with_chats
from tests.ui.fakes import Fakes
from ui.conversation.chat_words import reason
from ui.conversation.model import Day, News
from ui.conversation.timeline import Timeline
from ui.conversation.whole import WholeText
from ui.wording.foreign import LONGEST
from ui.wording.links import links_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.conversation.page import ConversationPage
    from ui.shell import Shell


def test_foreign_text_is_text_and_unreadable_messages_say_so(fakes: Fakes, page: ConversationPage, qtbot: QtBot) -> None:
    fakes.chats.put(message("v1", "<b>x</b> \u202etxt.exe\x00", remote=VERA, minutes_ago=2))
    fakes.chats.put(message("v2", "image/svg+xml", remote=VERA, minutes_ago=1, kind=MessageKind.UNREADABLE))
    fakes.chats.put(message("v3", "", remote=VERA, kind=MessageKind.WAKE_UP))
    qtbot.waitUntil(lambda: page.timeline.go_to("v3"))
    said = "\n".join(shown(page))
    assert "<b>x</b> txt.exe" in said
    assert "A message of type image/svg+xml, which Agent can't show" in said
    assert "Wake up! You are being called" in said
    assert not page.grab().isNull()


def test_no_bubble_lies_over_another_after_a_change_of_the_width_alone(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.resize(900, 400)
    timeline.open_items([message(f"m{place}", "It was said at some length. " * 4) for place in range(4)])
    timeline.show()
    qtbot.wait(200)  # Qt lays out a tenth of a second after a first size, whatever changes until then

    def boxes() -> list[QRect]:
        return [timeline.visualRect(timeline.entries.index(row)) for row in range(timeline.entries.rowCount())]

    def stand_apart() -> bool:
        return all(before.bottom() < after.top() for before, after in pairwise(boxes()))

    before = boxes()[-1].height()
    timeline.resize(330, 400)
    qtbot.waitUntil(lambda: boxes()[-1].height() > before)
    qtbot.waitUntil(stand_apart, timeout=1000)


def test_news_stand_below_a_line_and_are_read_when_they_are_seen(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    with_chats(fakes)
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow)
    shell.window.open_contact("p2")
    page = shell.window.conversation
    kinds = [type(entry) for entry in entries(page)]
    assert kinds.index(News) == len(kinds) - 3, "before the two that are new"
    assert asked(fakes, "mark_read") == [("p2",)]
    assert fakes.chats.chats["p2"].unread == 0


def test_what_comes_below_is_read_only_when_it_is_scrolled_to(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    for item in flood(200):
        fakes.chats.all[item.item_id] = item
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow)
    shell.window.open_contact("p2")
    bar = shell.window.conversation.timeline.verticalScrollBar()
    bar.setValue(bar.maximum() - 900)
    fakes.chats.put(message("new", "below", remote=VERA, seen=False))
    qtbot.wait(80)
    assert asked(fakes, "mark_read") == []
    bar.setValue(bar.maximum())
    assert asked(fakes, "mark_read") == [("p2",)]


def test_calls_and_messages_share_one_timeline(shell: Shell, fakes: Fakes, page: ConversationPage) -> None:
    fakes.chats.put(message("v1", "before", remote=VERA, minutes_ago=95))
    fakes.chats.put(message("v2", "after", remote=VERA, minutes_ago=80))
    shell.window.open_contact("p4")
    shell.window.open_contact("p2")
    kinds = [entry for entry in entries(page) if not isinstance(entry, Day)]
    assert isinstance(kinds[1], CallItem)
    assert [getattr(kinds[place], "text", "") for place in (0, 2)] == ["before", "after"]


def test_typing_is_shown_while_it_lasts(fakes: Fakes, page: ConversationPage, qtbot: QtBot) -> None:
    fakes.chats.typing_changed.emit(VERA, True)
    qtbot.waitUntil(lambda: page.writing.typing.text() == "Вера is typing…")
    fakes.chats.typing_changed.emit(BORIS, True)
    fakes.chats.typing_changed.emit(VERA, False)
    qtbot.waitUntil(lambda: not page.writing.typing.isVisible())


@pytest.mark.parametrize("answer", [True, False])
def test_links_are_asked_about_before_they_open(page: ConversationPage, monkeypatch: pytest.MonkeyPatch, answer: bool) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr("ui.conversation.actions.QDesktopServices.openUrl", note)
    titles = answer_questions(monkeypatch, answer=answer)
    page.timeline.link_wanted.emit(links_of("https://аррӏе.com/x")[0])
    assert titles == ["Open a page of xn--80ak6aa92e.com?"]
    assert len(opened) == int(answer)


@pytest.mark.parametrize(("link", "shown"), [("tel:+74951112233", "111"), ("sip:boris@sandbox.test", "boris@sandbox.test")])
def test_a_link_is_clicked_where_it_stands_and_waits_on_the_phone(
    shell: Shell, fakes: Fakes, page: ConversationPage, qtbot: QtBot, link: str, shown: str
) -> None:
    fakes.chats.put(message("v1", link, remote=VERA))
    qtbot.wait(20)
    row = page.timeline.visualRect(page.timeline.entries.index(page.timeline.entries.rowCount() - 1))
    QTest.mouseClick(page.timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(50, row.center().y()))
    assert shown in shell.window.phone.dialling.field.text()
    assert fakes.calls.asked == [], "nothing is called without Call"


def test_what_failed_says_why_and_is_sent_again(fakes: Fakes, page: ConversationPage) -> None:
    failed = message("v1", "x", remote=VERA, incoming=False, status=MessageStatus.FAILED, reason_code="not_found")
    fakes.chats.put(failed)
    assert shown(page)[-1].endswith("Not delivered: nobody has this address")
    page.timeline.again_wanted.emit(failed)
    assert asked(fakes, "send_again") == [("v1",)]
    assert reason("some_new_code") == ""


def test_a_text_too_long_for_a_bubble_is_a_click_away(fakes: Fakes, page: ConversationPage) -> None:
    fakes.chats.put(message("v1", "слово " * LONGEST, remote=VERA))
    index = page.timeline.entries.index(page.timeline.entries.rowCount() - 1)
    page.timeline.activated.emit(index)
    dialog = page.window().findChild(WholeText)
    assert dialog is not None
    assert len(dialog.text.toPlainText()) > LONGEST
    dialog.accept()


def test_several_messages_are_marked_copied_and_deleted(
    fakes: Fakes, page: ConversationPage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    for place, text in enumerate(("one", "two", "three")):
        fakes.chats.put(message(f"v{place}", text, remote=VERA, minutes_ago=10 - place))
    QTest.qWait(50)
    view = page.timeline
    first, last = (view.visualRect(view.entries.index(view.entries.row_of(name))).center() for name in ("v0", "v2"))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert view.selected_items() == (), "a plain click marks nothing"
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, first)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, last)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.rpartition(": ")[2] for line in lines] == ["one", "two", "three"]
    titles = answer_questions(monkeypatch, answer=True)
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert titles == ["Delete 3 items?"]
    assert asked(fakes, "delete") == [("v0", "v1", "v2")]
    qtbot.waitUntil(lambda: not [line for line in shown(page) if "two" in line])


def test_the_menu_of_a_message_offers_what_can_be_done(fakes: Fakes, page: ConversationPage) -> None:
    fakes.chats.put(message("v1", "see https://example.org/", remote=VERA))
    page.timeline.menu_wanted.emit((fakes.chats.all["v1"],), QPoint(0, 0))
    menu = page.timeline.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions() if action.text()] == [
        "Reply",
        "Open https://example.org/…",
        "Copy the text",
        "Select text…",
        "Delete…",
    ]


def test_a_part_of_a_message_is_chosen_and_copied(fakes: Fakes, page: ConversationPage) -> None:
    fakes.chats.put(message("v1", "the code is 4711, keep it", remote=VERA))
    page.timeline.menu_wanted.emit((fakes.chats.all["v1"],), QPoint(0, 0))
    menu = page.timeline.findChild(QMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "Select text…").trigger()
    menu.close()
    dialog = page.window().findChild(WholeText)
    assert dialog is not None
    assert dialog.height() < 300, "a short text needs no large window"
    cursor = dialog.text.textCursor()
    cursor.setPosition(12)
    cursor.setPosition(16, cursor.MoveMode.KeepAnchor)
    dialog.text.setTextCursor(cursor)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "4711"
    dialog.text.moveCursor(cursor.MoveOperation.End)
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == "the code is 4711, keep it"
    dialog.accept()


def test_a_file_has_no_text_to_choose(fakes: Fakes, page: ConversationPage) -> None:
    file = FileInfo("a.pdf", 1, "application/pdf", "/tmp/a.pdf", state=FileState.READY)
    fakes.chats.put(message("f1", "", remote=VERA, kind=MessageKind.FILE, file=file))
    page.timeline.menu_wanted.emit((fakes.chats.all["f1"],), QPoint(0, 0))
    menu = page.timeline.findChild(QMenu)
    assert menu is not None
    assert "Select text…" not in [action.text() for action in menu.actions()]
    menu.close()
