"""Files that play into calls: what the mono bridge needs a copy of leaves none behind."""

from __future__ import annotations

import tempfile
import wave
from typing import TYPE_CHECKING

import pytest

from telephony.engine.playing import Playing, Tones
from telephony.engine.refusal import Refused
from telephony.pj.guard import SipError
from tests.unit.telephony.engine.calling.fakes import World

if TYPE_CHECKING:
    from pathlib import Path


class Bridge:
    """Reads what it is given, as long as it is there, and plays nothing."""

    def __init__(self, error: SipError | None = None) -> None:
        self.heard: dict[str, tuple[int, int]] = {}
        self._error = error

    def add_tone(self, name: str, tones: Tones, quiet: bool = False) -> None:
        raise NotImplementedError

    def add_file(self, name: str, path: str, loop: bool = False) -> None:
        if self._error is not None:
            raise self._error
        with wave.open(path, "rb") as file:
            self.heard[name] = file.getnchannels(), file.getnframes()

    def drop(self, name: str) -> None:
        del self.heard[name]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def stereo(tmp_path: Path) -> str:
    with wave.open(str(tmp_path / "stereo.wav"), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(4 * 1600))
    return str(tmp_path / "stereo.wav")


def test_a_stereo_file_is_played_as_a_mono_copy_that_is_gone_once_the_bridge_has_it(stereo: str, temporary: Path) -> None:
    bridge = Bridge()
    playing = Playing(World().desk, bridge)
    name = playing.file(stereo, ("a call",), loop=True)
    assert bridge.heard == {name: (1, 1600)}
    assert list(temporary.iterdir()) == [], "even an engine that is killed now leaves nothing"
    playing.close()
    assert bridge.heard == {}


@pytest.mark.parametrize("way", ["check", "no sound", "the bridge refuses"])
def test_nothing_is_left_of_what_is_only_looked_at_or_refused(stereo: str, temporary: Path, way: str) -> None:
    playing = Playing(World().desk, Bridge(SipError("play", 1, "no") if way == "the bridge refuses" else None))
    if way == "check":
        playing.check(stereo)
    else:
        with pytest.raises(Refused):
            playing.file(stereo if way == "the bridge refuses" else __file__, ())
    assert list(temporary.iterdir()) == []
