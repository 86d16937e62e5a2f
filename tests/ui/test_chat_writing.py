"""What is written in a conversation: text, drafts, answers, emoji, files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from agent_app.chats.snapshots import FileInfo, FileState, MessageKind, MessageStatus
from tests.ui.chat_looking import answer_questions, asked, shown
from tests.ui.chat_scenes import VERA, message
from tests.ui.fakes import Fakes
from ui.conversation.chat_words import file_action
from ui.conversation.composer import ChatComposer
from ui.conversation.thumbnails import thumbnail_size
from ui.emoji.picker import COLUMNS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.conversation.page import ConversationPage
    from ui.shell import Shell


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


def test_an_empty_field_is_one_line_high_from_the_first_moment(composer: ChatComposer) -> None:
    QTest.qWait(10)
    empty = composer.editor.height()
    composer.editor.setPlainText("x")
    QTest.qWait(10)
    assert composer.editor.height() == empty == composer.send_button.height()
    composer.editor.setPlainText("x\ny\nz")
    QTest.qWait(10)
    assert composer.editor.verticalScrollBar().maximum() == 0, "three lines are seen whole"


def test_a_field_with_nothing_above_it_stands_in_the_middle(shell: Shell) -> None:
    shell.window.open_contact("p2")
    QTest.qWait(10)
    composer = shell.window.conversation.writing.chat
    assert composer is not None
    above = composer.editor.mapTo(composer, QPoint(0, 0)).y()
    assert above == composer.height() - above - composer.editor.height()


def test_the_arrows_reach_every_emoji(composer: ChatComposer) -> None:
    picker = composer.open_emoji()
    QTest.keyClick(picker.search, Qt.Key.Key_Right)
    QTest.keyClick(picker.search, Qt.Key.Key_Right)
    assert picker.grid.currentIndex().row() == 2
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    QTest.keyClick(picker.search, Qt.Key.Key_Left)
    assert picker.grid.currentIndex().row() == 2 + COLUMNS - 1
    marked = picker.model.emoji(2 + COLUMNS - 1)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    assert marked is not None
    assert composer.editor.toPlainText() == marked.text


def test_left_is_for_what_is_typed_where_no_emoji_is_before_the_marked_one(composer: ChatComposer) -> None:
    picker = composer.open_emoji()
    QTest.keyClicks(picker.search, "snow")
    QTest.keyClick(picker.search, Qt.Key.Key_Left)
    QTest.keyClick(picker.search, Qt.Key.Key_Right)
    assert picker.search.cursorPosition() == len("snow")
    assert picker.grid.currentIndex().row() == 0


def test_the_keyboard_reaches_everything_of_the_writing(shell: Shell, composer: ChatComposer) -> None:
    shell.window.activateWindow()
    composer.editor.setPlainText("x")
    composer.attach.setFocus()
    reached: list[QWidget] = []
    for _ in range(4):
        QTest.keyClick(shell.window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(shell.window.focusWidget())
    assert {composer.editor, composer.emoji, composer.send_button} <= set(reached)


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
    fakes.chats.pasted = tmp_path / "pasted"
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    data = QMimeData()
    data.setImageData(image)
    composer.editor.insertFromMimeData(data)
    qtbot.waitUntil(lambda: bool(asked(fakes, "send_file")))
    sent = asked(fakes, "send_file")[0][2]
    assert isinstance(sent, Path)
    assert sent.parent == fakes.chats.pasted
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


def small_picture(folder: Path, width: int = 160, height: int = 120) -> str:
    """As it is kept of a thumbnail that came: green."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    image.save(str(folder / "small.jpg"))  # pyright: ignore[reportCallIssue, reportArgumentType]
    return str(folder / "small.jpg")


def last_row(page: ConversationPage) -> QRect:
    return page.timeline.visualRect(page.timeline.entries.index(page.timeline.entries.rowCount() - 1))


def test_a_picture_that_is_not_here_yet_shows_its_thumbnail_and_a_click_fetches_it(
    fakes: Fakes, page: ConversationPage, tmp_path: Path, qtbot: QtBot
) -> None:
    file = FileInfo("p.jpg", 5_000_000, "image/jpeg", width=160, height=120, thumbnail=small_picture(tmp_path))
    with qtbot.waitSignal(page.timeline.painter.pictures.ready):
        fakes.chats.put(message("f1", "", remote=VERA, kind=MessageKind.FILE, file=file))
    row, view = last_row(page), page.timeline.viewport()
    assert row.height() > 180
    seen = view.grab().toImage()
    assert seen.pixelColor(60, row.top() + 40).green() > 240
    assert seen.pixelColor(160, row.top() + 118).green() < 240, "the plate with what a click does lies on it"
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(60, row.top() + 40))
    assert asked(fakes, "download") == [("f1",)]
    fakes.chats.happen("f1", file=msgspec.structs.replace(file, state=FileState.DOWNLOADING, progress_percent=40))
    qtbot.waitUntil(lambda: "40 %" in shown(page)[-1])
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(60, row.top() + 40))
    assert asked(fakes, "cancel") == [("f1",)]


def test_a_strangers_picture_without_a_thumbnail_is_a_file_with_a_link(fakes: Fakes, page: ConversationPage) -> None:
    file = FileInfo("p.jpg", 5_000_000, "image/jpeg", url_known=True)
    fakes.chats.put(message("f1", "", remote=VERA, kind=MessageKind.FILE, file=file))
    assert last_row(page).height() < 120


@pytest.mark.parametrize(
    ("width", "height", "shown"),
    [(3000, 4000, (180, 240)), (4000, 3000, (280, 210)), (60, 40, (60, 40)), (0, 0, (280, 210)), (10_000, 1, (280, 32)), (4, 4, (48, 32))],
)
def test_a_picture_is_shown_in_its_own_shape_and_never_blown_up(width: int, height: int, shown: tuple[int, int]) -> None:
    size = thumbnail_size(FileInfo("p.png", 1, "image/png", "/p.png", state=FileState.READY, width=width, height=height), 400)
    assert (size.width(), size.height()) == shown


def test_a_thumbnail_has_the_size_that_its_picture_will_have() -> None:
    small = thumbnail_size(FileInfo("p.png", 1, "image/png", width=200, height=150, thumbnail="/small.jpg"), 400)
    whole = thumbnail_size(FileInfo("p.png", 1, "image/png", "/p.png", state=FileState.READY, width=4000, height=3000), 400)
    assert small == whole
