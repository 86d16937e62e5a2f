"""Conversations in the window: what is shown, written, answered, marked, deleted, and how it stays quick."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu, QPlainTextEdit, QWidget

from agent_app.chats.snapshots import FileInfo, FileState, MessageItem, MessageKind, MessageStatus
from agent_app.presence.snapshots import PresenceStatus
from agent_app.snapshots import CallItem
from tests.ui.chat_scenes import BORIS, STRANGER, VERA, message, with_chats
from tests.ui.fakes import Fakes
from ui.conversation.chat_words import file_action, reason
from ui.conversation.composer import ChatComposer
from ui.conversation.model import Day, News
from ui.conversation.story import MOST, PAGE
from ui.conversation.timeline import ENTRY_ROLE
from ui.conversation.whole import WholeText
from ui.dialogs.questions import Question
from ui.wording.foreign import LONGEST, links_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.conversation.page import ConversationPage
    from ui.shell import Shell


@pytest.fixture
def page(shell: Shell) -> ConversationPage:
    shell.window.resize(1280, 760)
    shell.window.open_contact("p2")
    return shell.window.conversation


@pytest.fixture
def composer(page: ConversationPage) -> ChatComposer:
    assert page.writing.chat is not None
    return page.writing.chat


def shown(page: ConversationPage) -> list[str]:
    model = page.timeline.entries
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def entries(page: ConversationPage) -> list[object]:
    model = page.timeline.entries
    return [model.index(row).data(ENTRY_ROLE) for row in range(model.rowCount())]


def asked(fakes: Fakes, what: str) -> list[tuple[object, ...]]:
    return [call[1:] for call in fakes.chats.asked if call[0] == what]


def answer_questions(monkeypatch: pytest.MonkeyPatch, answer: bool) -> list[str]:
    titles: list[str] = []

    def ask(question: Question) -> bool:
        titles.append(question.accessibleName())
        return answer

    monkeypatch.setattr("ui.dialogs.questions.Question.ask", ask)
    return titles


# --- writing -------------------------------------------------------------------------------------------------------------------------


def test_what_is_typed_is_sent_with_enter_and_shown_with_its_ticks(
    fakes: Fakes, page: ConversationPage, composer: ChatComposer, qtbot: QtBot
) -> None:
    QTest.keyClicks(composer.editor, "Hello")
    assert asked(fakes, "typing")[-1] == ("a1", VERA, True)
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    assert composer.editor.toPlainText() == ""
    assert shown(page)[-1].endswith("You: Hello. waiting to be sent")
    for status, word in ((MessageStatus.SENT, "sent"), (MessageStatus.DELIVERED, "delivered"), (MessageStatus.DISPLAYED, "read")):
        fakes.chats.happen("m00001", status=status)
        qtbot.waitUntil(lambda said=word: shown(page)[-1].endswith(f"Hello. {said}"))


def test_shift_enter_begins_a_line_and_a_setting_leaves_enter_to_lines(fakes: Fakes, composer: ChatComposer) -> None:
    QTest.keyClicks(composer.editor, "a")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(composer.editor, "b")
    fakes.settings.change(enter_sends=False)
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    assert composer.editor.toPlainText() == "a\nb\n"
    assert fakes.chats.all == {}
    QTest.keyClick(composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [item.text for item in fakes.chats.all.values()] == ["a\nb"]


def test_the_field_grows_to_six_lines(composer: ChatComposer) -> None:
    heights = []
    for lines in (1, 3, 6, 20):
        composer.editor.setPlainText("\n".join("x" * lines))
        heights.append(composer.editor.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_a_draft_waits_in_its_conversation(shell: Shell, fakes: Fakes, page: ConversationPage, composer: ChatComposer) -> None:
    composer.editor.setPlainText("half a tho")
    shell.window.open_contact("p4")
    assert composer.editor.toPlainText() == ""
    assert fakes.chats.draft("p2") == "half a tho"
    typing = len(asked(fakes, "typing"))
    shell.window.open_contact("p2")
    assert composer.editor.toPlainText() == "half a tho"
    assert len(asked(fakes, "typing")) == typing, "a draft that comes back is not being typed"
    del page


def test_without_an_account_nothing_is_sent(fakes: Fakes, composer: ChatComposer) -> None:
    fakes.chats.account = ""
    composer.editor.setPlainText("hello")
    composer.send()
    assert composer.editor.toPlainText() == "hello"
    assert fakes.chats.all == {}


def test_an_answer_quotes_what_it_answers(fakes: Fakes, page: ConversationPage, composer: ChatComposer) -> None:
    fakes.chats.put(message("v1", "Where are you?", remote=VERA))
    page.timeline.reply_wanted.emit(fakes.chats.all["v1"])
    assert composer.quote.isVisible()
    assert composer.quote.text.text() == "Answer to: Where are you?"
    composer.editor.setPlainText("Here")
    composer.send_button.click()
    assert not composer.quote.isVisible()
    assert [(item.text, item.reply_to) for item in fakes.chats.all.values() if not item.is_incoming] == [("Here", "v1")]
    composer.answer(fakes.chats.all["v1"])
    QTest.keyClick(composer.editor, Qt.Key.Key_Escape)
    assert not composer.quote.isVisible()


def test_who_has_a_number_and_an_address_is_written_to_either_way(shell: Shell, page: ConversationPage) -> None:
    shell.window.open_contact("p1")
    chat, sms = page.writing.chat, page.writing.sms
    assert chat is not None
    assert sms is not None
    assert (chat.isVisible(), sms.isVisible()) == (True, False)
    chat.tabs.setCurrentIndex(1)
    assert (chat.isVisible(), sms.isVisible()) == (False, True)
    sms.tabs.setCurrentIndex(0)
    assert (chat.isVisible(), sms.isVisible()) == (True, False)


def test_the_picker_finds_an_emoji_and_puts_it_into_the_text(composer: ChatComposer) -> None:
    composer.editor.setPlainText("a ")
    composer.editor.moveCursor(composer.editor.textCursor().MoveOperation.End)
    picker = composer.open_emoji()
    QTest.keyClicks(picker.search, "snowman")
    assert picker.model.rowCount() >= 1
    assert picker.name.text().startswith("snowman")
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert composer.editor.toPlainText() == "a ☃️"


# --- files ---------------------------------------------------------------------------------------------------------------------------


def test_dropped_files_are_sent_after_a_question(
    fakes: Fakes, page: ConversationPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = answer_questions(monkeypatch, answer=True)
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/x")])
    assert page.writing.takes_files(data)
    page.writing.offer_files(data)
    assert titles == ["Send 1 file to Вера?"]
    assert asked(fakes, "send_file") == [("a1", VERA, path)]


def test_a_pasted_picture_is_kept_and_sent(
    fakes: Fakes, composer: ChatComposer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    answer_questions(monkeypatch, answer=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QMimeData()
    data.setImageData(image)
    composer.editor.insertFromMimeData(data)
    qtbot.waitUntil(lambda: bool(asked(fakes, "send_file")))
    sent = asked(fakes, "send_file")[0][2]
    assert isinstance(sent, Path)
    assert not QImage(str(sent)).isNull()


def test_where_there_is_no_file_server_the_window_says_so(shell: Shell, fakes: Fakes, composer: ChatComposer) -> None:
    fakes.chats.server = False
    said: list[str] = []
    shell.window.conversation.trouble.connect(said.append)
    composer.attach.click()
    assert said == ["Files can't be sent: this account's provider has no file server"]
    assert asked(fakes, "send_file") == []


@pytest.mark.parametrize(
    ("state", "word", "call"),
    [(FileState.OFFERED, "Download", "download"), (FileState.DOWNLOADING, "Cancel", "cancel"), (FileState.FAILED, "Download", "download")],
)
def test_a_files_link_does_what_it_says(fakes: Fakes, page: ConversationPage, state: FileState, word: str, call: str) -> None:
    file = FileInfo("../../x\u202efdp.exe", 2048, "application/pdf", state=state, progress_percent=40)
    item = message("f1", "", remote=VERA, kind=MessageKind.FILE, file=file)
    fakes.chats.put(item)
    assert file_action(item) == word
    assert ".._.._xfdp.exe" in shown(page)[-1]
    page.timeline.action_wanted.emit(item)
    assert asked(fakes, call) == [("f1",)]


def test_a_file_from_others_is_opened_only_after_a_question(
    page: ConversationPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def note(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr("ui.conversation.actions.QDesktopServices.openUrl", note)
    file = FileInfo("a.pdf", 1, "application/pdf", str(tmp_path / "a.pdf"), state=FileState.READY)
    item = message("f1", "", remote=VERA, kind=MessageKind.FILE, file=file)
    answer_questions(monkeypatch, answer=False)
    page.timeline.action_wanted.emit(item)
    assert opened == []
    titles = answer_questions(monkeypatch, answer=True)
    page.timeline.action_wanted.emit(item)
    assert (titles, opened) == (["Open a.pdf?"], [str(tmp_path / "a.pdf")])


def test_a_picture_has_a_thumbnail_made_beside_the_window(fakes: Fakes, page: ConversationPage, tmp_path: Path, qtbot: QtBot) -> None:
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    image.save(str(tmp_path / "p.png"))  # pyright: ignore[reportCallIssue, reportArgumentType]
    file = FileInfo("p.png", 9000, "image/png", str(tmp_path / "p.png"), state=FileState.READY, width=600, height=400)
    with qtbot.waitSignal(page.timeline.painter.pictures.ready):
        fakes.chats.put(message("f1", "", remote=VERA, kind=MessageKind.FILE, file=file))
    row = page.timeline.visualRect(page.timeline.entries.index(page.timeline.entries.rowCount() - 1))
    assert row.height() > 180
    blue = page.timeline.viewport().grab().toImage().pixelColor(60, row.top() + 80)
    assert (blue.red(), blue.blue()) == (0, 255)


# --- what is shown ---------------------------------------------------------------------------------------------------------------------


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


# --- choosing ----------------------------------------------------------------------------------------------------------------------------


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
        "Delete…",
    ]


# --- how it stays quick ----------------------------------------------------------------------------------------------------------------


def flood(count: int) -> list[MessageItem]:
    """What Vera wrote, one every six seconds."""
    return [message(f"h{at:07}", f"message {at}", remote=VERA, minutes_ago=(count - at) / 10) for at in range(count)]


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


def test_the_keyboard_reaches_everything_of_the_writing(shell: Shell, composer: ChatComposer) -> None:
    shell.window.activateWindow()
    composer.editor.setPlainText("x")
    composer.attach.setFocus()
    reached: list[QWidget] = []
    for _ in range(4):
        QTest.keyClick(shell.window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(shell.window.focusWidget())
    assert {composer.editor, composer.emoji, composer.send_button} <= set(reached)
