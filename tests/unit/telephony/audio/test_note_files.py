"""The files of voice notes: packed and unpacked, and foreign ones that are no sound at all."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

import numpy as np
import pytest

from telephony.audio.note_files import BLOCKS, BadFileError, open_sound, pack
from tests.peers.tones import Recording, heard, write_tone, write_wav

if TYPE_CHECKING:
    from pathlib import Path

TONE_HZ = 700


def _all(path: Path, from_ms: int = 0) -> Recording:
    with closing(open_sound(path, from_ms)) as source:
        data = b""
        while block := source.read():
            data += block
        return Recording(np.frombuffer(data, "<i2").astype(np.float64), source.rate)


def test_what_is_packed_is_small_and_sounds_the_same(tmp_path: Path) -> None:
    wav = write_tone(tmp_path / "a.wav", TONE_HZ, 4)
    pack(wav, tmp_path / "a.mkv")
    assert (tmp_path / "a.mkv").stat().st_size < wav.stat().st_size / 4
    sound = _all(tmp_path / "a.mkv")
    assert abs(sound.seconds - 4) < 0.1
    assert heard(sound, TONE_HZ) >= 3


@pytest.mark.parametrize("name", ["a.wav", "a.mkv"])
def test_a_sound_is_read_from_any_place(tmp_path: Path, name: str) -> None:
    pack(write_tone(tmp_path / "a.wav", TONE_HZ, 4), tmp_path / "a.mkv")
    with closing(open_sound(tmp_path / name, 3000)) as source:
        assert source.at_ms() == 3000
        block = source.read()
        assert len(block) == source.rate // BLOCKS * 2
        assert abs(source.at_ms() - 3050) <= 1
    assert abs(_all(tmp_path / name, 3000).seconds - 1) < 0.1
    assert _all(tmp_path / name, 60_000).seconds < 0.1


def test_a_sound_of_no_length_is_nothing_to_pack(tmp_path: Path) -> None:
    pack(write_wav(tmp_path / "a.wav", np.zeros(0), 16_000), tmp_path / "a.mkv")
    assert not (tmp_path / "a.mkv").exists()


@pytest.mark.parametrize("data", [b"", b"RIFF", b"\x1aE\xdf\xa3" + b"\xff" * 2000, b"OggS" + bytes(2000), b"ID3\x04" + b"\xff" * 2000])
def test_what_is_no_sound_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.mkv").write_bytes(data)
    with pytest.raises(BadFileError):
        _all(tmp_path / "a.mkv")


def test_a_sound_that_breaks_off_is_played_as_far_as_it_is_there(tmp_path: Path) -> None:
    pack(write_tone(tmp_path / "a.wav", TONE_HZ, 4), tmp_path / "a.mkv")
    data = (tmp_path / "a.mkv").read_bytes()
    (tmp_path / "half.mkv").write_bytes(data[: len(data) // 2])
    assert 1 < _all(tmp_path / "half.mkv").seconds < 3


@pytest.mark.parametrize("form", ["m3u8", "concat", "sdp"])
def test_a_file_that_leads_elsewhere_is_not_followed(tmp_path: Path, form: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        (tmp_path / "a.mkv").write_text(
            {
                "m3u8": f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n",
                "concat": f"ffconcat version 1.0\nfile http://127.0.0.1:{port}/a.wav\n",
                "sdp": f"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nm=audio {port} RTP/AVP 0\n",
            }[form]
        )
        with pytest.raises(BadFileError):
            open_sound(tmp_path / "a.mkv", 0)
        with pytest.raises(TimeoutError):
            server.accept()
