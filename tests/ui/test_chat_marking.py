"""A part of a message is marked in its bubble with the mouse, and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from agent_app.chats.snapshots import MessageKind
from tests.ui.chat_looking import answer_questions, asked
from tests.ui.chat_scenes import VERA, message
from ui.conversation.delegate import MARGIN
from ui.conversation.marking import Lettering
from ui.theme.roles import roles_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.conversation.page import ConversationPage
    from ui.conversation.timeline import Timeline

CODE = "the code is 4711, keep it"


class Hand:
    """A mouse over one timeline: it goes to letters, by their message and their number in it."""

    def __init__(self, view: Timeline) -> None:
        self.view = view
        self._buttons = Qt.MouseButton.NoButton
        self._now = 10_000  # ms

    def lettering(self, item_id: str) -> tuple[Lettering, QPointF]:
        row = self.view.entries.row_of(item_id)
        box = self.view.visualRect(self.view.entries.index(row))
        found = self.view.painter.lettering(row, box.width())
        assert found is not None
        return found, QPointF(box.left() + MARGIN, box.top())

    def before(self, item_id: str, letter: int) -> QPoint:
        """Just inside of a letter, at its left."""
        lettering, corner = self.lettering(item_id)
        line = lettering.layout.lineForTextPosition(letter)
        left, _ = cast("tuple[float, int]", line.cursorToX(letter))  # the stub says object
        return (corner + lettering.at + QPointF(left + 1, line.y() + line.height() / 2)).toPoint()

    def presses(self, spot: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._buttons = Qt.MouseButton.LeftButton
        self._send(QEvent.Type.MouseButtonPress, spot, Qt.MouseButton.LeftButton, modifiers)

    def moves(self, spot: QPoint) -> None:
        self._send(QEvent.Type.MouseMove, spot, Qt.MouseButton.NoButton)

    def lets_go(self, spot: QPoint) -> None:
        self._buttons = Qt.MouseButton.NoButton
        self._send(QEvent.Type.MouseButtonRelease, spot, Qt.MouseButton.LeftButton)

    def drags(self, start: QPoint, *ways: QPoint) -> None:
        self.presses(start)
        for way in ways:
            self.moves(way)
        self.lets_go(ways[-1])

    def clicks(self, spot: QPoint) -> None:
        self.presses(spot)
        self.lets_go(spot)

    def clicks_twice(self, spot: QPoint) -> None:
        self.clicks(spot)
        self._buttons = Qt.MouseButton.LeftButton
        self._send(QEvent.Type.MouseButtonDblClick, spot, Qt.MouseButton.LeftButton)
        self.lets_go(spot)

    def waits(self) -> None:
        self._now += 2 * QGuiApplication.styleHints().mouseDoubleClickInterval()

    def _send(
        self, kind: QEvent.Type, spot: QPoint, button: Qt.MouseButton, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        viewport = self.view.viewport()
        event = QMouseEvent(kind, QPointF(spot), QPointF(viewport.mapToGlobal(spot)), button, self._buttons, modifiers)
        self._now += 20
        event.setTimestamp(self._now)
        QApplication.sendEvent(viewport, event)


@pytest.fixture
def hand(page: ConversationPage) -> Hand:
    return Hand(page.timeline)


def copied(view: Timeline) -> str:
    QGuiApplication.clipboard().clear()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QGuiApplication.clipboard().text()


def put(fakes: Fakes, qtbot: QtBot, view: Timeline, *texts: str) -> None:
    """Messages v0, v1, … with these texts."""
    for number, text in enumerate(texts):
        fakes.chats.put(message(f"v{number}", text, remote=VERA, minutes_ago=len(texts) - number))
    qtbot.waitUntil(lambda: view.entries.row_of(f"v{len(texts) - 1}") >= 0)


def test_letters_that_the_mouse_is_dragged_over_are_marked_and_copied(fakes: Fakes, hand: Hand, qtbot: QtBot) -> None:
    put(fakes, qtbot, hand.view, CODE)
    hand.drags(hand.before("v0", 12), hand.before("v0", 14), hand.before("v0", 16))
    assert hand.view.marked_part() == "4711"
    assert copied(hand.view) == "4711"
    assert hand.view.selected_items() == ()


def test_it_can_be_dragged_backwards_and_beyond_the_text(fakes: Fakes, hand: Hand, qtbot: QtBot) -> None:
    put(fakes, qtbot, hand.view, CODE)
    start = hand.before("v0", 8)
    hand.drags(start, QPoint(0, start.y()))
    assert hand.view.marked_part() == "the code"
    hand.drags(start, QPoint(hand.view.viewport().width() - 1, start.y()))
    assert hand.view.marked_part() == " is 4711, keep it"


def test_lines_emoji_and_letters_beyond_the_first_plane_stay_whole(fakes: Fakes, hand: Hand, qtbot: QtBot) -> None:
    text = "да 👍🏽!\nвторая строка"
    put(fakes, qtbot, hand.view, text)
    shown = hand.lettering("v0")[0].layout.text()
    assert len(shown) == len(text)
    hand.drags(hand.before("v0", 3), hand.before("v0", 15))
    assert hand.view.marked_part() == "👍🏽!\nвторая"


def test_dragged_out_of_its_message_it_marks_messages_and_back_in_it_letters_again(fakes: Fakes, hand: Hand, qtbot: QtBot) -> None:
    put(fakes, qtbot, hand.view, CODE, "second")
    start, way = hand.before("v0", 12), hand.before("v0", 16)
    hand.presses(start)
    hand.moves(way)
    hand.moves(hand.before("v1", 2))
    assert [item.item_id for item in hand.view.selected_items()] == ["v0", "v1"]
    assert hand.view.marked_part() == ""
    hand.moves(way)
    assert (hand.view.selected_items(), hand.view.marked_part()) == ((), "4711")
    hand.moves(hand.before("v1", 2))
    hand.lets_go(hand.before("v1", 2))
    lines = copied(hand.view).splitlines()
    assert [line.rpartition(": ")[2] for line in lines] == [CODE, "second"]


def test_beside_the_letters_the_mouse_marks_messages_as_ever(fakes: Fakes, hand: Hand, qtbot: QtBot) -> None:
    put(fakes, qtbot, hand.view, CODE, "second")
    right = hand.view.viewport().width() - 2
    hand.drags(QPoint(right, hand.before("v0", 0).y()), QPoint(right, hand.before("v1", 0).y()))
    assert [item.item_id for item in hand.view.selected_items()] == ["v0", "v1"]


def test_a_double_click_marks_a_word_and_a_third_one_the_line(fakes: Fakes, hand: Hand, qtbot: QtBot) -> None:
    replies: list[object] = []
    hand.view.reply_wanted.connect(replies.append)
    put(fakes, qtbot, hand.view, "one two\nthree four five\nsix")
    spot = hand.before("v0", 17)
    hand.clicks_twice(spot)
    assert hand.view.marked_part() == "four"
    hand.clicks(spot)
    assert hand.view.marked_part() == "three four five"
    hand.waits()
    hand.clicks(spot)
    assert hand.view.marked_part() == "", "a plain click marks nothing"
    assert replies == []


def test_a_double_click_beside_the_letters_answers(fakes: Fakes, hand: Hand, qtbot: QtBot) -> None:
    replies: list[object] = []
    hand.view.reply_wanted.connect(replies.append)
    put(fakes, qtbot, hand.view, CODE)
    hand.clicks_twice(QPoint(hand.view.viewport().width() - 2, hand.before("v0", 0).y()))
    assert replies == [fakes.chats.all["v0"]]


def test_a_link_is_marked_without_being_followed_and_followed_by_a_click(
    fakes: Fakes, page: ConversationPage, hand: Hand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = answer_questions(monkeypatch, answer=False)
    put(fakes, qtbot, hand.view, "see https://example.org/page now")
    hand.drags(hand.before("v0", 12), hand.before("v0", 23))
    assert (hand.view.marked_part(), titles) == ("example.org", [])
    hand.clicks(hand.before("v0", 14))
    assert len(titles) == 1
    assert page.isVisible()


def test_a_mark_goes_with_escape_with_a_marked_message_and_with_the_next_press(fakes: Fakes, hand: Hand, qtbot: QtBot) -> None:
    put(fakes, qtbot, hand.view, CODE, "second")

    def mark() -> None:
        hand.waits()
        hand.drags(hand.before("v0", 12), hand.before("v0", 16))
        assert hand.view.marked_part() == "4711"

    mark()
    QTest.keyClick(hand.view, Qt.Key.Key_Escape)
    assert hand.view.marked_part() == ""
    mark()
    hand.presses(hand.before("v1", 1), Qt.KeyboardModifier.ControlModifier)
    hand.lets_go(hand.before("v1", 1))
    assert (hand.view.marked_part(), len(hand.view.selected_items())) == ("", 1)
    mark()
    assert hand.view.selected_items() == ()
    hand.clicks(hand.before("v1", 1))
    assert hand.view.marked_part() == ""


def test_the_menu_copies_what_is_marked_and_still_all_of_it(fakes: Fakes, page: ConversationPage, hand: Hand, qtbot: QtBot) -> None:
    put(fakes, qtbot, hand.view, CODE, "second")
    hand.drags(hand.before("v0", 12), hand.before("v0", 16))

    def choose(item_id: str, word: str) -> list[str]:
        page.timeline.menu_wanted.emit((fakes.chats.all[item_id],), QPoint(0, 0))
        menu = page.timeline.findChild(QMenu)
        assert menu is not None
        words = [action.text() for action in menu.actions()]
        next(action for action in menu.actions() if action.text() == word).trigger()
        menu.close()
        menu.setParent(None)
        menu.deleteLater()
        return words

    choose("v0", "Copy what is marked")
    assert QGuiApplication.clipboard().text() == "4711"
    choose("v0", "Copy the text")
    assert QGuiApplication.clipboard().text() == CODE
    assert "Copy what is marked" not in choose("v1", "Copy the text")
    assert QGuiApplication.clipboard().text() == "second"


def test_what_is_marked_is_seen_and_stays_while_messages_come(fakes: Fakes, hand: Hand, qtbot: QtBot) -> None:
    put(fakes, qtbot, hand.view, CODE)
    accent = roles_of(hand.view.palette()).accent

    def inked() -> int:
        image = hand.view.viewport().grab().toImage()
        return sum(image.pixelColor(x, y) == QColor(accent) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))

    before = inked()
    hand.drags(hand.before("v0", 0), hand.before("v0", 16))
    assert inked() > before + 100
    put(fakes, qtbot, hand.view, CODE, "another")
    assert hand.view.marked_part() == "the code is 4711"
    assert inked() > before + 100
    fakes.chats.put(message("v0", "", remote=VERA, minutes_ago=1, kind=MessageKind.WAKE_UP))
    qtbot.wait(60)
    assert inked() == before, "the text it was a part of is no more"
    assert asked(fakes, "send_text") == []


def test_over_letters_the_mouse_is_a_beam_over_links_a_hand(fakes: Fakes, hand: Hand, qtbot: QtBot) -> None:
    put(fakes, qtbot, hand.view, "see https://example.org/page now")
    shapes: list[Qt.CursorShape] = []
    beside = QPoint(hand.view.viewport().width() - 2, hand.before("v0", 0).y())
    for spot in (hand.before("v0", 1), hand.before("v0", 12), beside):
        hand.moves(spot)
        shapes.append(hand.view.viewport().cursor().shape())
    assert shapes == [Qt.CursorShape.IBeamCursor, Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor]
