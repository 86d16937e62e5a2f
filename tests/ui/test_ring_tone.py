"""A contact's own ring tone: chosen, listened to, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.contacts.ring_tones import RING_TONES, ring_tone_of, ring_tone_path
from tests.peers.tones import read_wav
from ui.contacts.editor import ContactEditor
from ui.contacts.ring_tone import tone_word

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes
    from ui.shell import Shell


def _editor(shell: Shell, contact_id: str) -> ContactEditor:
    shell.edit_contact(contact_id)
    return next(dialog for dialog in shell.dialogs() if isinstance(dialog, ContactEditor))


def _choose(editor: ContactEditor, name: str) -> None:
    editor.ring_tone.choice.setCurrentIndex(editor.ring_tone.choice.findData(name))


def test_what_is_chosen_is_kept_and_shown_again(shell: Shell, fakes: Fakes) -> None:
    editor = _editor(shell, "p2")
    assert editor.ring_tone.name() == ""
    _choose(editor, "marimba")
    editor.save()
    assert fakes.settings.values().ring_tones == {"p2": "marimba"}
    again = _editor(shell, "p2")
    assert again.ring_tone.name() == "marimba"
    _choose(again, "")
    again.save()
    assert fakes.settings.values().ring_tones == {}


def test_leaving_without_save_changes_nothing(shell: Shell, fakes: Fakes) -> None:
    editor = _editor(shell, "p2")
    _choose(editor, "chime")
    editor.reject()
    assert fakes.settings.values().ring_tones == {}


def test_a_tone_is_listened_to_and_falls_silent_with_the_editor(shell: Shell, fakes: Fakes) -> None:
    editor = _editor(shell, "p2")
    assert not editor.ring_tone.listen.isEnabled()
    _choose(editor, "drops")
    editor.ring_tone.listen.click()
    assert fakes.voice.playing() == str(ring_tone_path("drops"))
    editor.ring_tone.listen.click()
    assert fakes.voice.playing() == ""
    editor.ring_tone.listen.click()
    editor.reject()
    assert fakes.voice.playing() == ""


def test_a_note_that_plays_is_let_play(shell: Shell, fakes: Fakes) -> None:
    fakes.voice.play("/tmp/a.wav")
    _editor(shell, "p2").reject()
    assert fakes.voice.playing() == "/tmp/a.wav"


def test_whoever_calls_has_a_tone_or_the_usual_one(fakes: Fakes) -> None:
    fakes.settings.change(ring_tones={"p2": "classic", "p1": "of a later version"})
    values = fakes.settings.values()
    assert ring_tone_of(values, "p2") == ring_tone_path("classic")
    assert [ring_tone_of(values, contact_id) for contact_id in ("p1", "p3", None)] == [None, None, None]


@pytest.mark.parametrize("name", RING_TONES)
def test_each_tone_is_a_sound_that_can_be_played_over_and_over(shell: Shell, name: str) -> None:
    assert shell.window.isVisible()
    path = ring_tone_path(name)
    assert path is not None
    sound = read_wav(path)
    assert (sound.rate, sound.seconds) == (16_000, 3.0)
    assert 10_000 < abs(sound.samples).max() < 20_000
    assert abs(sound.samples[-8:]).max() < 50, "its end meets its beginning without a click"
    assert tone_word(name) != name
