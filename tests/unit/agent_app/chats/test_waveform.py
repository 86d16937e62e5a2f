"""How a voice note looks, from its file."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from agent_app.chats.waveform import PARTS, read_sound
from tests.peers.tones import write_tone, write_wav

if TYPE_CHECKING:
    from pathlib import Path


def test_loud_parts_stand_high_and_quiet_ones_low(tmp_path: Path) -> None:
    samples = np.concatenate([np.zeros(8000), np.sin(np.arange(8000)) * 16_000])
    sound = read_sound(write_wav(tmp_path / "a.wav", samples, 16_000))
    assert sound.duration_ms == 1000
    assert sound.waveform[: PARTS // 2] == bytes(PARTS // 2)
    assert min(sound.waveform[PARTS // 2 :]) > 240


def test_silence_does_not_look_loud(tmp_path: Path) -> None:
    assert max(read_sound(write_tone(tmp_path / "a.wav", 440, 1, amplitude=20)).waveform) < 5


def test_a_sound_of_no_length_has_no_height(tmp_path: Path) -> None:
    sound = read_sound(write_wav(tmp_path / "a.wav", np.zeros(0), 16_000))
    assert (sound.duration_ms, sound.waveform) == (0, bytes(PARTS))


def test_eight_bits_a_sample_have_a_length_and_no_looks(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(1)
        target.setframerate(8000)
        target.writeframes(bytes(4000))
    assert read_sound(tmp_path / "a.wav").duration_ms == 500
    assert read_sound(tmp_path / "a.wav").waveform == b""


@pytest.mark.parametrize("data", [b"", b"RIFF", b"RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00", b"\x00" * 4000])
def test_what_is_no_sound_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.wav").write_bytes(data)
    with pytest.raises((EOFError, ValueError, wave.Error)):
        read_sound(tmp_path / "a.wav")
