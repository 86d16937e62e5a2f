"""The window where the network is gone, and when it comes back: every state is a sentence, nothing waits. Run by `test_apart.py`."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

import pytest

from tests.e2e.desktop import AGENT
from tests.e2e.reader import Reader
from tests.e2e.steps import fill_sign_in, is_registered, is_talking, wait_row
from tests.peers.apart import WORLD, Cable
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.process import PeerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from tests.e2e.desktop import Desktop

HERE: Final = "10.77.0.10"
THEM: Final = f"bare@{DOMAIN}"
TIMELINE: Final = "Calls and messages with this person"
AT_ONCE_S: Final = 0.1
PAUSE_S: Final = 0.02


class Asking:
    """Asks the window for its name all the time, from another thread: `waits` is how long each answer took, in seconds.

    `lags`: how much too late that thread itself was woken before each question. So late may the window be too, on a busy computer.
    """

    def __init__(self, desktop: Desktop) -> None:
        self.waits: list[float] = []
        self.lags: list[float] = []
        self._reader = Reader(desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        self._window = self._reader.find("Agent", "filler")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, name="asking")

    def __enter__(self) -> Asking:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()
        self._reader.close()

    def _ask(self) -> None:
        rested = time.monotonic()
        while not self._over.wait(PAUSE_S):
            begun = time.monotonic()
            self.lags.append(begun - rested - PAUSE_S)
            self._reader.name_now(self._window)
            rested = time.monotonic()
            self.waits.append(rested - begun)


@pytest.fixture
def cable() -> Cable:
    laid = Cable()
    laid.lay()
    return laid


@pytest.fixture
def provider(tmp_path: Path, cable: Cable) -> Iterator[Kamailio]:
    assert cable
    peer = Kamailio(tmp_path / "provider", address=WORLD)
    peer.start()
    yield peer
    peer.stop()


@pytest.fixture
def phone(tmp_path: Path, provider: Kamailio) -> Iterator[Baresip]:
    """Somebody to call and to write to."""
    peer = Baresip(tmp_path / "baresip", BaresipAccount("bare", DOMAIN, password_of("bare"), provider.proxy), address=WORLD)
    peer.start()
    yield peer
    peer.stop()


def test_without_a_network_everything_is_said_nothing_waits_and_all_goes_on_when_it_is_back(
    desktop: Desktop, cable: Cable, provider: Kamailio, phone: Baresip
) -> None:
    command = [*cable.prefix, AGENT, "--profile", str(desktop.profile)]
    desktop.agent = PeerProcess(command, desktop.folder / "agent.log", env=desktop.environment)
    desktop.reader.find("Sign in.*", seconds=20)
    with Asking(desktop) as asking:
        sign_in(desktop, provider)
        desktop.reader.find("There is no network.*", "label")
        desktop.screenshot("offline-signed-in")
        call(desktop)
        desktop.reader.find(".*no network.*", "label", inside="Phone")
        desktop.screenshot("offline-dialled")
        write(desktop, "Are you there?")
        assert "waiting to be sent" in wait_row(desktop, TIMELINE, "Are you there?").name
        desktop.screenshot("offline-message")
        check(desktop)
        cable.plug(HERE)
        desktop.wait_status(is_registered, "the account is back with the network", seconds=10)
        phone.wait_message("Are you there?")
        wait_row(desktop, TIMELINE, "Are you there?. sent")
        desktop.reader.wait_gone("There is no network.*", "label")
        desktop.screenshot("online-again")
        call(desktop)
        desktop.wait_status(is_talking, "and calls go out")
        cable.unplug(HERE)
        desktop.reader.find("There is no network. The call goes on when it is back.", "label", inside="Phone")
        desktop.screenshot("offline-in-call")
        desktop.click("Hang up", inside="Phone")
        desktop.wait_status(lambda now: not now["calls"], "a call can be ended without a network")
    late = [wait for wait in asking.waits if wait > AT_ONCE_S]
    busy = sum(lag > PAUSE_S for lag in asking.lags)
    assert len(asking.waits) > 100
    assert max(asking.waits) < 1.0 + 4 * max(asking.lags)
    assert len(late) <= len(asking.waits) // 50 + busy, f"answers later than 100 ms: {sorted(late)[-20:]}"


def sign_in(desktop: Desktop, provider: Kamailio) -> None:
    fill_sign_in(desktop, f"vera@{DOMAIN}", password_of("vera"), provider.proxy)
    desktop.press("Return")
    desktop.reader.find("Number to call", "text")


def call(desktop: Desktop) -> None:
    desktop.focus()
    desktop.press("ctrl+l", "ctrl+a")
    desktop.write(THEM)
    desktop.press("Return")


def write(desktop: Desktop, text: str) -> None:
    desktop.click("Search people, or type a number", "text")
    desktop.write(THEM)
    desktop.press("Return")
    desktop.click("Text of the message", "text")
    desktop.write(text)
    desktop.press("Return")


def check(desktop: Desktop) -> None:
    """The network check, by the menu."""
    desktop.click("Menu")
    time.sleep(0.5)  # a pop-up is no part of the accessibility tree: it can't be waited for
    desktop.press("Up", "Up", "Up", "Return")
    desktop.click("Check", "push button")
    desktop.reader.find("This computer has no network.", "label")
    desktop.screenshot("offline-check")
    desktop.press("Escape")
