"""Voice messages in the window: recorded in place of the text field, played in the bubble."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from agent_app.chats.snapshots import FileInfo, FileState, MessageKind
from agent_app.chats.waveform import Sound
from tests.ui.chat_looking import asked, shown
from tests.ui.chat_scenes import VERA, message
from ui.conversation.chat_words import file_action
from ui.conversation.recording import record_trouble
from ui.conversation.voice import look_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.chats.snapshots import MessageItem
    from tests.ui.fakes import Fakes
    from ui.conversation.composer import ChatComposer
    from ui.conversation.page import ConversationPage
    from ui.shell import Shell

PATH = "/tmp/theirs.wav"


@pytest.fixture
def troubles(page: ConversationPage) -> list[str]:
    said: list[str] = []
    page.trouble.connect(said.append)
    return said


def _click(composer: ChatComposer) -> None:
    QTest.mouseClick(composer.microphone, Qt.MouseButton.LeftButton)


def _voice(fakes: Fakes) -> MessageItem:
    file = FileInfo("voice.wav", 134_000, "audio/wav;voice-recording=yes", PATH, state=FileState.READY, duration_ms=4200)
    item = message("f1", "", remote=VERA, kind=MessageKind.VOICE, file=file)
    fakes.chats.put(item)
    return item


# --- recording ---------------------------------------------------------------------------------------------------------------------


def test_a_click_records_and_send_sends_it(fakes: Fakes, composer: ChatComposer) -> None:
    composer.editor.setPlainText("half a thought")
    _click(composer)
    assert composer.recorder.isVisible()
    assert not any(part.isVisible() for part in (composer.editor, composer.attach, composer.emoji, composer.microphone))
    fakes.voice.recording.emit(61_500, 40)
    assert composer.recorder.timer.text() == "1:01"
    composer.send_button.click()
    note = fakes.voice.note
    assert asked(fakes, "send_file") == [("a1", VERA, Path(note.path))]
    assert not composer.recorder.isVisible()
    assert (composer.editor.isVisible(), composer.editor.toPlainText()) == (True, "half a thought")
    assert composer.microphone.isVisible()


def test_who_holds_the_button_sends_by_letting_go(fakes: Fakes, composer: ChatComposer, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("ui.conversation.recording.time.monotonic", lambda: now)
    QTest.mousePress(composer.microphone, Qt.MouseButton.LeftButton)
    assert composer.microphone.isVisible(), "it must be there to be let go of"
    now += 2
    QTest.mouseRelease(composer.microphone, Qt.MouseButton.LeftButton)
    assert len(asked(fakes, "send_file")) == 1


@pytest.mark.parametrize("by_key", [True, False])
def test_a_recording_can_be_dropped(fakes: Fakes, composer: ChatComposer, by_key: bool) -> None:
    _click(composer)
    if by_key:
        QTest.keyClick(composer.send_button, Qt.Key.Key_Escape)
    else:
        composer.recorder.drop.click()
    assert fakes.voice.dropped == ["recording"]
    assert asked(fakes, "send_file") == []
    assert composer.editor.isVisible()


def test_what_a_call_has_ended_waits_to_be_sent_or_dropped(fakes: Fakes, composer: ChatComposer) -> None:
    _click(composer)
    fakes.voice.finish()
    assert composer.recorder.isVisible()
    assert asked(fakes, "send_file") == []
    composer.send_button.click()
    assert len(asked(fakes, "send_file")) == 1
    _click(composer)
    fakes.voice.finish()
    composer.recorder.drop.click()
    assert fakes.voice.dropped == [fakes.voice.note.path]


def test_a_recording_never_goes_to_somebody_else(shell: Shell, fakes: Fakes, composer: ChatComposer, troubles: list[str]) -> None:
    _click(composer)
    shell.window.open_contact("p4")
    assert not composer.recorder.isVisible()
    assert fakes.voice.dropped == ["recording"]
    assert troubles == ["The recording was dropped"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("in_call", "No voice message during a call: the microphone is taken"),
        ("no_microphone", "There is no microphone to record with"),
        ("disk_full", "The recording could not be kept: is the disk full?"),
        ("too_short", "Too short: nothing was recorded"),
    ],
)
def test_what_can_not_be_recorded_is_a_sentence(fakes: Fakes, composer: ChatComposer, troubles: list[str], code: str, words: str) -> None:
    fakes.voice.refusal = code
    _click(composer)
    assert troubles == [words]
    assert not composer.recorder.isVisible()
    assert record_trouble("new") == "Nothing was recorded"


def test_a_microphone_that_goes_away_gives_the_text_back(fakes: Fakes, composer: ChatComposer, troubles: list[str]) -> None:
    _click(composer)
    fakes.voice.record_failed.emit("no_microphone")
    assert composer.editor.isVisible()
    assert len(troubles) == 1


def test_where_there_is_no_file_server_nothing_is_recorded(fakes: Fakes, composer: ChatComposer, troubles: list[str]) -> None:
    fakes.chats.server = False
    _click(composer)
    assert not fakes.voice.records
    assert len(troubles) == 1


# --- playing -----------------------------------------------------------------------------------------------------------------------


def test_a_note_is_played_paused_and_goes_on(fakes: Fakes, page: ConversationPage) -> None:
    item = _voice(fakes)
    page.timeline.action_wanted.emit(item)
    fakes.voice.reach(PATH, 1500)
    page.timeline.action_wanted.emit(item)
    assert fakes.voice.playing() == ""
    page.timeline.action_wanted.emit(item)
    assert fakes.voice.played == [(PATH, 0), (PATH, 1500)]


def test_a_click_on_the_button_plays_and_one_on_the_wave_turns_there(fakes: Fakes, page: ConversationPage, qtbot: QtBot) -> None:
    item = _voice(fakes)
    view = page.timeline
    qtbot.wait(20)
    row = view.visualRect(view.entries.index(view.entries.row_of("f1")))
    shape = view.painter.shape(item, row.width(), first=True)
    assert shape.wave.width() > 150

    def click(spot: QPoint) -> None:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row.topLeft() + QPoint(8, 0) + spot)

    click(shape.action.center().toPoint())
    assert fakes.voice.played == [(PATH, 0)]
    click(shape.wave.center().toPoint())
    path, at_ms = fakes.voice.played[-1]
    assert path == PATH
    assert abs(at_ms - 2100) < 100
    assert not view.grab().isNull()


def test_what_is_played_is_coloured_so_far(fakes: Fakes, page: ConversationPage, qtbot: QtBot) -> None:
    fakes.voice.sounds[PATH] = Sound(4200, bytes([255] * 48))
    item = _voice(fakes)
    view = page.timeline
    fakes.voice.now = PATH
    fakes.voice.reach(PATH, 2100)
    qtbot.wait(30)
    row = view.visualRect(view.entries.index(view.entries.row_of("f1")))
    wave = view.painter.shape(item, row.width(), first=True).wave.translated(row.left() + 8, row.top())
    image = view.viewport().grab().toImage()
    bars = [image.pixelColor(int(wave.left()) + 4 * place + 1, int(wave.center().y())) for place in range(int(wave.width() / 4))]
    assert len({color.name() for color in bars}) == 2
    assert [color.name() for color in bars].count(bars[0].name()) in range(len(bars) // 2 - 1, len(bars) // 2 + 3)


def test_looks_come_from_the_file_where_the_message_has_none(fakes: Fakes) -> None:
    file = FileInfo("v.wav", 1, "audio/wav", PATH, state=FileState.READY)
    fakes.voice.sounds[PATH] = Sound(9000, b"\xff" * 48)
    look = look_of(file, fakes.services().voice)
    assert (look.duration_ms, look.waveform[0], look.plays) == (9000, 255, False)


def test_what_it_is_and_how_long_is_said_to_who_can_not_see_it(fakes: Fakes, page: ConversationPage) -> None:
    assert file_action(_voice(fakes)) == "Play"
    assert "Voice message" in shown(page)[-1]
    assert "0:04" in shown(page)[-1]


def test_silence_is_told(fakes: Fakes, page: ConversationPage, troubles: list[str]) -> None:
    assert page.isVisible()
    fakes.voice.play_failed.emit(PATH, "no_speaker")
    fakes.voice.play_failed.emit(PATH, "bad_file")
    assert troubles == ["There is no speaker to play it with", "This recording can't be played"]
