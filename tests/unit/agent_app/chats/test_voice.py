"""Recording and playing, over a process that stands for the one with the sound card."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from agent_app.chats.voice import VoiceNotes
from agent_app.snapshots import CallDirection
from tests.peers.tones import write_tone
from tests.ui.fake_calls import FakeCalls
from tests.unit.agent_app.chats.heard import Heard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from agent_app.calls.service import CallService


@pytest.fixture
def calls() -> FakeCalls:
    return FakeCalls()


@pytest.fixture
def voice(calls: FakeCalls, tmp_path: Path, qtbot: QtBot) -> Iterator[VoiceNotes]:
    del qtbot
    command = [sys.executable, "-m", "tests.unit.agent_app.chats.voice_child"]
    voice = VoiceNotes(cast("CallService", calls), tmp_path / "voice", tmp_path, command=command)
    yield voice
    voice.close()


@pytest.fixture
def heard(voice: VoiceNotes) -> Heard:
    return Heard(voice)


def _kept(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "voice").iterdir())


def _begin(voice: VoiceNotes, heard: Heard, qtbot: QtBot) -> None:
    assert voice.record()
    qtbot.waitUntil(lambda: bool(heard.levels))


def test_a_note_is_recorded_with_its_length_and_looks(voice: VoiceNotes, heard: Heard, tmp_path: Path, qtbot: QtBot) -> None:
    _begin(voice, heard, qtbot)
    assert heard.levels == [(50, 40)]
    assert voice.is_recording()
    assert not voice.record(), "one at a time"
    voice.finish()
    qtbot.waitUntil(lambda: len(heard.notes) == 1)
    [note] = heard.notes
    assert [Path(note.path)] == _kept(tmp_path)
    assert (note.duration_ms, len(note.waveform)) == (1000, 48)
    voice.discard(note)
    assert _kept(tmp_path) == []


@pytest.mark.parametrize(("packed", "ending"), [(True, ".mkv"), (False, ".wav")])
def test_a_note_is_kept_small_or_as_a_wav(
    voice: VoiceNotes, heard: Heard, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, packed: bool, ending: str
) -> None:
    monkeypatch.setenv("VOICE_CHILD", "packs")
    assert voice.record(packed=packed)
    qtbot.waitUntil(lambda: bool(heard.levels))
    voice.finish()
    qtbot.waitUntil(lambda: len(heard.notes) == 1)
    assert Path(heard.notes[0].path).suffix == ending
    assert [Path(heard.notes[0].path)] == _kept(tmp_path)


def test_one_that_is_dropped_leaves_nothing(voice: VoiceNotes, heard: Heard, tmp_path: Path, qtbot: QtBot) -> None:
    _begin(voice, heard, qtbot)
    voice.drop()
    assert not voice.is_recording()
    qtbot.waitUntil(voice.record)
    voice.drop()
    qtbot.waitUntil(lambda: not _kept(tmp_path))
    assert (heard.notes, heard.failed) == ([], [])


@pytest.mark.parametrize(
    ("does", "code"),
    [("fails no_microphone", "no_microphone"), ("fails disk_full", "disk_full"), ("dies", "no_microphone"), ("100", "too_short")],
)
def test_what_could_not_be_recorded_says_why(
    voice: VoiceNotes, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, does: str, code: str
) -> None:
    monkeypatch.setenv("VOICE_CHILD", does)
    voice.record()
    voice.finish()
    qtbot.waitUntil(lambda: heard.failed == [code])
    assert _kept(tmp_path) == []


def test_nothing_is_recorded_during_a_call(voice: VoiceNotes, heard: Heard, calls: FakeCalls) -> None:
    calls.begin("boris@sandbox.test")
    assert not voice.record()
    assert heard.failed == ["in_call"]


def test_a_call_ends_a_recording_and_keeps_what_was_said(voice: VoiceNotes, heard: Heard, calls: FakeCalls, qtbot: QtBot) -> None:
    _begin(voice, heard, qtbot)
    calls.begin("boris@sandbox.test", CallDirection.INCOMING)
    qtbot.waitUntil(lambda: len(heard.notes) == 1)


def test_a_folder_that_can_not_be_made_is_told(calls: FakeCalls, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    voice = VoiceNotes(cast("CallService", calls), tmp_path / "file" / "voice", tmp_path)
    heard = Heard(voice)
    assert not voice.record()
    assert heard.failed == ["disk_full"]
    voice.close()


def test_a_note_is_played_paused_and_goes_on_where_it_was(voice: VoiceNotes, heard: Heard, qtbot: QtBot) -> None:
    voice.play("/tmp/a.wav", 300)
    qtbot.waitUntil(lambda: len(heard.plays) == 2)
    assert voice.playing() == "/tmp/a.wav"
    voice.pause()
    qtbot.waitUntil(heard.has_stopped)
    assert [ms for _, ms, _ in heard.plays] == [300, 400, 800, 800]
    assert (voice.playing(), voice.place_ms("/tmp/a.wav"), voice.place_ms("/tmp/b.wav")) == ("", 800, 0)


def test_another_note_takes_the_place_of_the_one_that_plays(voice: VoiceNotes, qtbot: QtBot) -> None:
    voice.play("/tmp/a.wav")
    voice.play("/tmp/b.wav", 1000)
    qtbot.waitUntil(lambda: voice.place_ms("/tmp/b.wav") == 1100)
    assert voice.playing() == "/tmp/b.wav"


def test_one_that_was_heard_to_its_end_begins_anew(
    voice: VoiceNotes, heard: Heard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setenv("VOICE_CHILD", "ends")
    path = str(write_tone(tmp_path / "a.wav", 440, 2))
    assert voice.sound(path) is None
    qtbot.waitUntil(lambda: heard.looked == [path])
    found = voice.sound(path)
    assert found is not None
    assert found.duration_ms == 2000
    voice.play(path, 2000)
    qtbot.waitUntil(heard.has_stopped)
    assert (heard.plays[0], heard.plays[-1]) == ((path, 0, True), (path, 0, False))


def test_what_can_not_be_played_says_why(voice: VoiceNotes, heard: Heard, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setenv("VOICE_CHILD", "fails no_speaker")
    voice.play("/tmp/a.wav")
    qtbot.waitUntil(lambda: heard.refused == [("/tmp/a.wav", "no_speaker")])


def test_a_call_stops_what_plays(voice: VoiceNotes, calls: FakeCalls, qtbot: QtBot) -> None:
    voice.play("/tmp/a.wav")
    calls.begin("boris@sandbox.test", CallDirection.INCOMING)
    qtbot.waitUntil(lambda: not voice.playing())


def test_what_is_no_sound_has_no_looks(voice: VoiceNotes, heard: Heard, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound")
    assert voice.sound(str(tmp_path / "a.wav")) is None
    qtbot.waitUntil(lambda: len(heard.looked) == 1)
    assert voice.sound(str(tmp_path / "a.wav")) is None
