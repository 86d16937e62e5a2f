"""Music and media keys over a real D-Bus session."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import pytest
from PySide6.QtCore import QObject, Signal

from agent_app.media.keys import MediaKeys
from agent_app.media.mpris import OURS
from agent_app.media.players import MusicPause
from agent_app.media.sound_time import SoundTime
from agent_app.settings.values import Settings
from agent_app.snapshots import CallDirection, CallSnapshot
from telephony.calls import CallState
from tests.peers.music_player import Desktop, MusicPlayer
from tests.peers.secret_service import DesktopSession

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

T = TypeVar("T")


class Calls(QObject):
    """Calls as a test has them, and what was asked of them."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.live: dict[str, CallSnapshot] = {}
        self.asked: list[str] = []
        self.pause_music = True

    def calls(self) -> tuple[CallSnapshot, ...]:
        return tuple(self.live.values())

    def current(self) -> CallSnapshot | None:
        return next(iter(self.live.values()), None)

    def values(self) -> Settings:
        return Settings(pause_music=self.pause_music)

    def answer(self, call_id: str) -> None:
        self.asked.append(f"answer {call_id}")

    def hang_up(self, call_id: str) -> None:
        self.asked.append(f"hang up {call_id}")

    def be(self, state: CallState, *, by_machine: bool = False) -> None:
        call = CallSnapshot("c", "a", CallDirection.INCOMING, "x", state, 1, by_machine=by_machine)
        self.live = {} if state is CallState.ENDED else {"c": call}
        self.changed.emit(call)


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    session = DesktopSession(tmp_path, keyring=False)
    session.start()
    address = session.environment["DBUS_SESSION_BUS_ADDRESS"]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    yield address
    session.stop()


@pytest.fixture
def calls() -> Calls:
    return Calls()


@pytest.fixture
def music(calls: Calls, qtbot: QtBot) -> Iterator[MusicPause]:
    music = MusicPause(SoundTime(calls, calls), calls, calls)  # pyright: ignore[reportArgumentType] - it stands for two services
    yield music
    music.close()


@pytest.fixture
def keys(calls: Calls, qtbot: QtBot) -> Iterator[MediaKeys]:
    keys = MediaKeys(SoundTime(calls, calls), calls, calls)  # pyright: ignore[reportArgumentType] - it stands for the service
    yield keys
    keys.close()


@pytest.fixture
def players(address: str) -> Iterator[tuple[MusicPlayer, MusicPlayer]]:
    """One that plays, one that is paused."""
    both = (MusicPlayer(address, "one"), MusicPlayer(address, "two", "Paused"))
    yield both
    for player in both:
        player.stop()


@pytest.mark.usefixtures("music")
def test_what_plays_is_paused_at_the_first_ring_and_goes_on_at_the_end(
    calls: Calls, players: tuple[MusicPlayer, MusicPlayer], qtbot: QtBot
) -> None:
    playing, paused = players
    calls.be(CallState.INCOMING)
    qtbot.waitUntil(lambda: playing.told == ["Pause"])
    calls.be(CallState.ESTABLISHED)
    calls.be(CallState.ENDED)
    qtbot.waitUntil(lambda: playing.told == ["Pause", "Play"])
    assert paused.told == []


@pytest.mark.usefixtures("music")
def test_what_the_user_stopped_meanwhile_stays_so(calls: Calls, players: tuple[MusicPlayer, MusicPlayer], qtbot: QtBot) -> None:
    playing, _ = players
    calls.be(CallState.DIALLING)
    qtbot.waitUntil(lambda: playing.told == ["Pause"])
    playing.status = "Stopped"
    calls.be(CallState.ENDED)
    qtbot.wait(200)
    assert playing.told == ["Pause"]


@pytest.mark.usefixtures("music")
def test_music_plays_on_where_the_user_wants_that_or_the_machine_has_the_call(
    calls: Calls, players: tuple[MusicPlayer, MusicPlayer], qtbot: QtBot
) -> None:
    playing, _ = players
    calls.be(CallState.ESTABLISHED, by_machine=True)
    calls.be(CallState.ENDED, by_machine=True)
    calls.pause_music = False
    calls.be(CallState.INCOMING)
    calls.be(CallState.ENDED)
    qtbot.wait(200)
    assert playing.told == []


@pytest.mark.usefixtures("music")
def test_a_player_that_hangs_keeps_no_other_from_pausing(
    calls: Calls, players: tuple[MusicPlayer, MusicPlayer], address: str, qtbot: QtBot
) -> None:
    hung = MusicPlayer(address, "hung", hangs=True)
    playing, _ = players
    calls.be(CallState.INCOMING)
    qtbot.waitUntil(lambda: playing.told == ["Pause"])
    hung.stop()


def test_what_is_paused_goes_on_when_the_program_ends(
    music: MusicPause, calls: Calls, players: tuple[MusicPlayer, MusicPlayer], qtbot: QtBot
) -> None:
    calls.be(CallState.ESTABLISHED)
    qtbot.waitUntil(lambda: players[0].told == ["Pause"])
    music.close()
    qtbot.waitUntil(lambda: players[0].told == ["Pause", "Play"])


def test_without_a_bus_nothing_happens(
    calls: Calls, music: MusicPause, keys: MediaKeys, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    calls.be(CallState.INCOMING)
    calls.be(CallState.ENDED)
    qtbot.wait(100)
    assert calls.asked == []


# --- the keys -------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def desktop(address: str) -> Iterator[Desktop]:
    desktop = Desktop(address)
    yield desktop
    desktop.close()


class Served:
    """The desktop's questions, asked from another thread: this one has the program's answers to give."""

    def __init__(self, desktop: Desktop, qtbot: QtBot) -> None:
        self._desktop = desktop
        self._qtbot = qtbot

    def press(self, *keys: str) -> None:
        for key in keys:
            self._ask(lambda key=key: self._desktop.press(OURS, key))

    def properties(self, interface: str) -> dict[str, object]:
        return self._ask(lambda: self._desktop.properties(OURS, interface))

    def _ask(self, question: Callable[[], T]) -> T:
        with ThreadPoolExecutor(1) as pool:
            answer = pool.submit(question)
            self._qtbot.waitUntil(answer.done)
        return answer.result()


@pytest.fixture
def served(desktop: Desktop, qtbot: QtBot) -> Served:
    return Served(desktop, qtbot)


@pytest.mark.usefixtures("keys")
def test_the_key_answers_what_rings_and_hangs_up_what_talks(calls: Calls, desktop: Desktop, served: Served, qtbot: QtBot) -> None:
    assert desktop.players() == []
    calls.be(CallState.INCOMING)
    qtbot.waitUntil(lambda: desktop.players() == [OURS])
    served.press("PlayPause")
    qtbot.waitUntil(lambda: calls.asked == ["answer c"])
    calls.be(CallState.ESTABLISHED)
    served.press("Pause", "Next", "Stop", "Play", "PlayPause")
    qtbot.waitUntil(lambda: len(calls.asked) > 1)
    assert calls.asked == ["answer c", "hang up c"]
    calls.be(CallState.ENDED)
    qtbot.waitUntil(lambda: desktop.players() == [])


@pytest.mark.usefixtures("keys")
def test_we_are_a_player_like_any_that_tells_nobody_who_calls(calls: Calls, desktop: Desktop, served: Served, qtbot: QtBot) -> None:
    calls.be(CallState.ESTABLISHED)
    qtbot.waitUntil(lambda: desktop.players() == [OURS])
    assert served.properties("org.mpris.MediaPlayer2")["Identity"] == "Agent"
    player = served.properties("org.mpris.MediaPlayer2.Player")
    assert (player["PlaybackStatus"], player["Metadata"], player["CanControl"]) == ("Playing", {}, True)


@pytest.mark.usefixtures("keys")
def test_a_call_that_is_over_at_once_leaves_no_player_behind(calls: Calls, desktop: Desktop, qtbot: QtBot) -> None:
    for _ in range(5):
        calls.be(CallState.INCOMING)
        calls.be(CallState.ENDED)
    qtbot.wait(300)
    assert desktop.players() == []
    calls.be(CallState.INCOMING)
    qtbot.waitUntil(lambda: desktop.players() == [OURS])


@pytest.mark.usefixtures("keys", "music")
def test_we_never_pause_ourselves(calls: Calls, players: tuple[MusicPlayer, MusicPlayer], desktop: Desktop, qtbot: QtBot) -> None:
    calls.be(CallState.INCOMING)
    qtbot.waitUntil(lambda: OURS in desktop.players() and players[0].told == ["Pause"])
    calls.be(CallState.ESTABLISHED)
    qtbot.wait(100)
    assert calls.asked == []
