"""PortAudio lists devices when it starts: it is started anew for each call, and never under one that talks."""

from __future__ import annotations

import pytest

from telephony.audio import portaudio
from telephony.audio.clock import AudioError


class Library:
    def __init__(self) -> None:
        self.done: list[str] = []

    def _terminate(self) -> None:
        self.done.append("end")

    def _initialize(self) -> None:
        self.done.append("list")


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    found = Library()

    def load(_name: str) -> Library:
        return found

    monkeypatch.setattr(portaudio, "import_module", load)
    return found


def test_between_calls_devices_are_listed_anew(library: Library) -> None:
    for _ in range(2):
        with portaudio.borrowed():
            pass
    assert library.done == ["end", "list"] * 2


def test_while_somebody_talks_the_list_stays_as_it_is(library: Library) -> None:
    with portaudio.borrowed(), portaudio.borrowed():
        pass
    assert library.done == ["end", "list"]


def test_a_use_that_failed_holds_up_no_later_list(library: Library) -> None:
    with pytest.raises(AudioError), portaudio.borrowed():
        raise AudioError("the card refuses")
    with portaudio.borrowed():
        assert library.done == ["end", "list"] * 2


def test_where_it_can_not_be_loaded_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise OSError("PortAudio library not found")

    monkeypatch.setattr(portaudio, "import_module", missing)
    with pytest.raises(AudioError, match="PortAudio library not found"):
        portaudio.borrow()
