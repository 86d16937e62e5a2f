"""The list of calls: kinds, groups, recordings and their player, what is done with a line; quick with ten thousand."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from agent_app.chats.waveform import Sound
from agent_app.history.snapshots import CallFilter, CallKind
from agent_app.snapshots import CallDirection, CallItem
from tests.ui.call_scenes import many_items
from tests.ui.fakes import now_us
from tests.ui.scenes import MINUTE, OFFICE
from ui.calls.history_actions import DeleteQuestion
from ui.calls.history_lines import lines_of, signal_icon
from ui.dialogs.questions import Question
from ui.widgets.rows import ROW_ROLE, Row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.calls.history import HistoryPanel
    from ui.shell import Shell


@pytest.fixture
def panel(shell: Shell, fakes: Fakes) -> HistoryPanel:
    fakes.history.items = many_items()
    fakes.history.recent_changed.emit()
    shell.window.people.tabs.setCurrentIndex(2)
    return shell.window.people.history


def rows(panel: HistoryPanel) -> list[Row]:
    return [row for place in range(panel.model.rowCount()) if isinstance(row := panel.model.data(panel.model.index(place), ROW_ROLE), Row)]


def choose(panel: HistoryPanel, kind: CallKind, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel._services.history.found):  # pyright: ignore[reportPrivateUsage]
        panel.kind.setCurrentIndex(panel.kind.findData(kind))


def line_of(panel: HistoryPanel, *, recording: bool) -> int:
    for place, line in enumerate(panel.model.items()):
        if bool(line.recording()) is recording and not line.is_group():
            return place
    raise AssertionError(recording)


def act(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()


def call(item_id: str, remote: str, minutes: int = 0, **fields: object) -> CallItem:
    item = CallItem(item_id, "a1", remote, CallDirection.OUTGOING, now_us() - minutes * MINUTE, duration_s=10)
    return msgspec.structs.replace(item, **fields)


# --- groups ------------------------------------------------------------------------------------------------------------------


def test_calls_that_follow_each_other_with_one_person_are_one_line() -> None:
    items = [call("1", OFFICE, contact_id="p1"), call("2", "+79161234567", contact_id="p1"), call("3", "x@y.z"), call("4", OFFICE)]
    assert [len(line.entries) for line in lines_of(items, ())] == [2, 1, 1]


def test_an_open_group_is_followed_by_its_calls() -> None:
    items = [call("1", OFFICE), call("2", OFFICE), call("3", "x@y.z")]
    shown = [(line.is_group(), line.is_inner) for line in lines_of(items, {"2"})]
    assert shown == [(True, False), (False, True), (False, True), (False, False)]


def test_an_open_group_stays_open_when_a_call_is_added() -> None:
    items = [call("0", OFFICE), call("1", OFFICE), call("2", OFFICE)]
    assert len(lines_of(items, {"1"})) == 4
    assert lines_of(items, ())[0].key() == lines_of(items[1:], ())[0].key()


def test_a_group_opens_and_closes_by_mouse_and_keyboard(panel: HistoryPanel) -> None:
    closed = panel.model.rowCount()
    first = panel.model.index(0)
    box = panel.view.visualRect(first)
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center() - box.center() + box.topLeft() + box.center() / 8)
    assert panel.model.rowCount() == closed + 3
    panel.view.setCurrentIndex(panel.model.index(0))
    QTest.keyClick(panel.view, Qt.Key.Key_Left)
    assert panel.model.rowCount() == closed
    QTest.keyClick(panel.view, Qt.Key.Key_Right)
    assert panel.model.rowCount() == closed + 3


def test_a_group_says_how_many_and_a_line_of_it_when(panel: HistoryPanel) -> None:
    panel.delegate.fold_clicked.emit(panel.model.index(0))
    shown = rows(panel)
    assert shown[0].subtitle == "3 calls · Missed call"
    assert shown[1].title.startswith(("Today, ", "Yesterday, "))
    assert shown[2].subtitle.replace("\u00a0", " ") == "53 s · 0.70 ₽"
    assert shown[2].signs == ("cell-signal-medium",)
    spoken = panel.model.data(panel.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("Борис Петров, 3 calls · Missed call, unfolded")


def test_a_call_that_was_sent_on_says_where(panel: HistoryPanel, fakes: Fakes) -> None:
    fakes.history.put(call("f", "+74957654321", direction=CallDirection.INCOMING, forwarded_to=OFFICE))
    assert rows(panel)[0].subtitle == "forwarded to +7 495 111-22-33 · Incoming · 10 s"


@pytest.mark.parametrize(
    ("mos", "sign"), [(430, ("cell-signal-full",)), (350, ("cell-signal-medium",)), (200, ("cell-signal-low",)), (0, ())]
)
def test_how_it_sounded_is_a_sign(mos: int, sign: tuple[str, ...]) -> None:
    assert signal_icon(call("1", OFFICE, mos_centi=mos)) == sign


# --- which calls -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [CallKind.MISSED, CallKind.INCOMING, CallKind.OUTGOING, CallKind.VOICE_MAIL])
def test_the_list_shows_one_kind(panel: HistoryPanel, fakes: Fakes, qtbot: QtBot, kind: CallKind) -> None:
    choose(panel, kind, qtbot)
    assert fakes.history.asked[-1] == ("find", CallFilter(kind), 0)
    shown = {item.item_id for line in panel.model.items() for item in line.calls()}
    fits = {
        CallKind.MISSED: lambda item: item.missed,
        CallKind.INCOMING: lambda item: item.direction is CallDirection.INCOMING,
        CallKind.OUTGOING: lambda item: item.direction is CallDirection.OUTGOING,
        CallKind.VOICE_MAIL: lambda item: item.is_voice_mail,
    }[kind]
    assert shown == {item.item_id for item in fakes.history.items if fits(item)}


def test_calls_are_found_by_name(panel: HistoryPanel, fakes: Fakes, qtbot: QtBot) -> None:
    panel.find_button.click()
    assert panel.search.isVisible()
    with qtbot.waitSignal(fakes.history.found):
        panel.search.setText("вера")
    assert {line.remote() for line in panel.model.items()} == {"vera@sandbox.test"}
    panel.find_button.click()
    assert panel.search.text() == ""


def test_nothing_found_says_so(panel: HistoryPanel, fakes: Fakes, qtbot: QtBot) -> None:
    panel.find_button.click()
    with qtbot.waitSignal(fakes.history.found):
        QTest.keyClicks(panel.search, "nobody")
    assert panel.none.isVisible()


def test_older_calls_are_read_as_one_scrolls(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    panel = shell.window.people.history
    fakes.history.items = tuple(call(f"i{place}", f"+7495111{place:04}", place) for place in range(900))
    choose(panel, CallKind.OUTGOING, qtbot)
    assert panel.model.rowCount() == 200
    with qtbot.waitSignal(fakes.history.found):
        panel.model.fetchMore(panel.model.index(-1))
    assert panel.model.rowCount() == 400
    assert fakes.history.asked[-1] == ("find", CallFilter(CallKind.OUTGOING), fakes.history.items[199].started_us)


def test_a_new_call_keeps_the_chosen_line(panel: HistoryPanel, fakes: Fakes) -> None:
    panel.view.setCurrentIndex(panel.model.index(2))
    chosen = panel.model.items()[2].key()
    fakes.history.put(call("new", "+74957654321"))
    assert panel.model.items()[panel.view.currentIndex().row()].key() == chosen


# --- what is done with a line --------------------------------------------------------------------------------------------------


def test_a_number_is_called_back_and_copied(panel: HistoryPanel, shell: Shell) -> None:
    index = panel.model.index(0)
    menu = panel.line_menu(index, panel.model.items()[0])
    act(menu, "Copy the number")
    assert QGuiApplication.clipboard().text() == "+7 495 111-22-33"
    act(menu, "Call back")
    assert shell.window.phone.dialling.field.text() == "+7 495 111-22-33"


def test_a_stranger_is_added_to_the_contacts(panel: HistoryPanel, shell: Shell) -> None:
    place = next(place for place, line in enumerate(panel.model.items()) if line.remote() == "+74951112244")
    act(panel.line_menu(panel.model.index(place), panel.model.items()[place]), "Add to contacts…")
    assert len(shell.dialogs()) == 1


def test_who_is_a_contact_is_not_added_again(panel: HistoryPanel) -> None:
    menu = panel.line_menu(panel.model.index(0), panel.model.items()[0])
    assert "Add to contacts…" not in [action.text() for action in menu.actions()]


def test_a_whole_group_is_deleted_after_a_question(panel: HistoryPanel, fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[DeleteQuestion] = []
    monkeypatch.setattr(DeleteQuestion, "ask", lambda question: questions.append(question) or True)
    ids = tuple(item.item_id for item in panel.model.items()[0].calls())
    panel.view.setCurrentIndex(panel.model.index(0))
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    assert ("delete", ids, False) in fakes.history.asked
    assert not questions[0].files.isHidden(), "one of them was recorded"


def test_without_the_users_yes_nothing_is_deleted(panel: HistoryPanel, fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Question, "ask", lambda _: False)
    panel.view.setCurrentIndex(panel.model.index(0))
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    act(panel.open_menu(), "Delete all of these…")
    assert {entry[0] for entry in fakes.history.asked} <= {"find"}


def test_what_the_list_shows_is_exported(
    panel: HistoryPanel, shell: Shell, fakes: Fakes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    choose(panel, CallKind.MISSED, qtbot)
    act(panel.open_menu(), "Export to a table (CSV)…")
    assert fakes.history.asked[-1] == ("export", CallFilter(CallKind.MISSED), tmp_path / "mine.csv")
    assert shell.window.status.state.text() == "The calls were written to mine.csv"


def test_a_table_that_can_not_be_written_is_told(shell: Shell, fakes: Fakes) -> None:
    fakes.history.exported.emit(Path("/mnt/calls.csv"), OSError(28, "No space left on device"))
    assert shell.window.status.state.text().startswith("calls.csv could not be written: ")


# --- the player ------------------------------------------------------------------------------------------------------------------


def test_beside_a_recording_the_number_is_written_whole(
    panel: HistoryPanel, fakes: Fakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    item = msgspec.structs.replace(call("r", "+74957654321", recording=str(tmp_path / "r.wav")), mos_centi=420)
    fakes.history.put(item)
    room: dict[str, int] = {}
    paint = panel.delegate._paint_text  # pyright: ignore[reportPrivateUsage]

    def measured(painter: QPainter, face: object, color: object, box: QRect, text: str) -> None:
        room[text] = box.width() - painter.fontMetrics().horizontalAdvance(text)
        paint(painter, face, color, box, text)

    monkeypatch.setattr(panel.delegate, "_paint_text", measured)
    panel.view.viewport().update()
    qtbot.waitUntil(lambda: "+7 495 765-43-21" in room)
    assert room["+7 495 765-43-21"] >= 0


def test_a_recording_is_played_in_the_window(panel: HistoryPanel, fakes: Fakes, tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    path.touch()
    fakes.history.put(call("r", "+74957654321", recording=str(path)))
    fakes.voice.sounds[str(path)] = Sound(83_000, b"")
    assert rows(panel)[0].second == "play-fill"
    panel.delegate.second_clicked.emit(panel.model.index(0))
    player = panel.player
    assert player.isVisible()
    assert fakes.voice.played == [(str(path), 0)]
    fakes.voice.reach(str(path), 31_000)
    assert (player.time.text(), player.slider.value()) == ("0:31 / 1:23", 31_000)
    player.press()
    assert fakes.voice.playing() == ""
    player.slider.setValue(60_000)
    assert fakes.voice.played[-1] == (str(path), 60_000)
    player.leave()
    assert player.isHidden()


def test_space_plays_the_chosen_line(panel: HistoryPanel, fakes: Fakes, tmp_path: Path) -> None:
    path = tmp_path / "talk.wav"
    path.touch()
    fakes.history.put(call("r", "+74957654321", recording=str(path)))
    panel.view.setCurrentIndex(panel.model.index(0))
    QTest.keyClick(panel.view, Qt.Key.Key_Space)
    assert fakes.voice.played == [(str(path), 0)]


def test_a_recording_whose_file_is_gone_says_so(panel: HistoryPanel, fakes: Fakes) -> None:
    panel.delegate.fold_clicked.emit(panel.model.index(0))
    panel.delegate.second_clicked.emit(panel.model.index(line_of(panel, recording=True)))
    assert panel.player.time.text() == "The file is gone"
    assert fakes.voice.played == []


def test_a_recording_that_can_not_be_played_says_so(panel: HistoryPanel, fakes: Fakes, tmp_path: Path) -> None:
    path = tmp_path / "broken.wav"
    path.touch()
    panel.player.open(str(path), "Vera")
    fakes.voice.play_failed.emit(str(path), "bad_file")
    assert panel.player.time.text() == "Can't be played"


# --- many ------------------------------------------------------------------------------------------------------------------------


def test_ten_thousand_calls_are_shown_and_scrolled_quickly(shell: Shell, fakes: Fakes) -> None:
    fakes.history.items = tuple(call(f"i{place}", f"+7495{place % 5000:07}", place) for place in range(10_000))
    panel = shell.window.people.history
    begun = time.thread_time()
    fakes.history.recent_changed.emit()
    shell.window.people.tabs.setCurrentIndex(2)
    panel.view.grab()
    shown = time.thread_time() - begun
    begun = time.thread_time()
    for part in range(20):
        panel.view.verticalScrollBar().setValue(panel.view.verticalScrollBar().maximum() * part // 20)
        panel.view.grab()
    scrolled = (time.thread_time() - begun) / 20
    assert panel.model.rowCount() == 10_000
    assert shown < 1.0
    assert scrolled < 0.1
