"""Voice notes by real (virtual) sound cards: what is said is in the file, what is in the file is heard."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from agent_app.chats.voice import VoiceNotes
from telephony.audio.note_files import open_sound, pack
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import Recording, heard, write_tone
from tests.ui.fake_calls import FakeCalls
from tests.unit.agent_app.chats.heard import Heard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from agent_app.calls.service import CallService

if sys.platform == "linux" and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # pytest-qt makes one QApplication for all tests

TONE_HZ = 700


def _decoded(path: Path) -> Recording:
    with closing(open_sound(path, 0)) as source:
        data = b"".join(iter(source.read, b""))
        return Recording(np.frombuffer(data, "<i2").astype(np.float64), source.rate)


@pytest.fixture
def voice(tmp_path: Path, qtbot: QtBot) -> Iterator[VoiceNotes]:
    del qtbot
    voice = VoiceNotes(cast("CallService", FakeCalls()), tmp_path / "voice", tmp_path)
    yield voice
    voice.close()


@pytest.fixture
def card(sound_cards: SoundCards, monkeypatch: pytest.MonkeyPatch) -> SoundCards:
    """Whatever this process starts talks by card A."""
    for name, value in sound_cards.environment("A").items():
        monkeypatch.setenv(name, value)
    return sound_cards


def test_what_is_said_is_recorded(voice: VoiceNotes, card: SoundCards, tmp_path: Path, qtbot: QtBot) -> None:
    told = Heard(voice)
    voice.record()
    qtbot.waitUntil(lambda: bool(told.levels), timeout=30_000)
    card.play(write_tone(tmp_path / "tone.wav", TONE_HZ, 3), "A")
    qtbot.waitUntil(lambda: sum(level > 50 for _, level in told.levels) > 30, timeout=30_000)
    voice.finish()
    qtbot.waitUntil(lambda: len(told.notes) == 1, timeout=30_000)
    [note] = told.notes
    assert [path.name for path in (tmp_path / "voice").iterdir()] == [Path(note.path).name]
    assert Path(note.path).suffix == ".mkv"
    recording = _decoded(Path(note.path))
    assert heard(recording, TONE_HZ) >= 1
    assert abs(recording.seconds * 1000 - note.duration_ms) < 100
    assert max(note.waveform) > 200


@pytest.mark.parametrize("kind", ["wav", "mkv"])
def test_a_note_is_heard_from_where_it_is_begun(kind: str, voice: VoiceNotes, card: SoundCards, tmp_path: Path, qtbot: QtBot) -> None:
    told = Heard(voice)
    note = tmp_path / f"note.{kind}"
    wav = write_tone(tmp_path / "note.wav", TONE_HZ, 3)
    if kind == "mkv":
        pack(wav, note)
    card.record(tmp_path / "all.raw")
    voice.play(str(note), 1000)
    qtbot.waitUntil(told.has_stopped, timeout=30_000)
    assert 1 <= heard(card.stop_recording().channel(Channel.SPK_A), TONE_HZ) <= 2.3


def test_a_pause_is_silent_at_once(voice: VoiceNotes, card: SoundCards, tmp_path: Path, qtbot: QtBot) -> None:
    told, path = Heard(voice), str(write_tone(tmp_path / "note.wav", TONE_HZ, 20))
    card.record(tmp_path / "all.raw")
    voice.play(path)
    qtbot.waitUntil(lambda: voice.place_ms(path) > 1000, timeout=30_000)
    voice.pause()
    qtbot.waitUntil(told.has_stopped, timeout=30_000)
    assert heard(card.stop_recording().channel(Channel.SPK_A), TONE_HZ) < 10
    assert 1000 < voice.place_ms(path) < 10_000


def test_without_a_sound_card_it_says_so(voice: VoiceNotes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    told, path = Heard(voice), str(write_tone(tmp_path / "note.wav", TONE_HZ, 1))
    voice.record()
    qtbot.waitUntil(lambda: told.failed == ["no_microphone"], timeout=30_000)
    voice.play(path)
    qtbot.waitUntil(lambda: told.refused == [(path, "no_speaker")], timeout=30_000)
