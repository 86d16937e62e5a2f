"""A call is handed over by hand: asked first, connected, and the two far sides talk to each other; or whom one asks declines."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.state import open_state
from tests.e2e.steps import first_call, is_talking, open_sandbox
from tests.peers.linphone import Linphone, LinphoneAccount
from tests.peers.tones import heard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.desktop import Desktop

BORIS_HZ, VERA_HZ = 880, 523


def call_of(status: dict[str, Any], user: str) -> dict[str, Any]:
    found = [call for call in status["calls"] if call["remote"].startswith(f"{user}@")]
    return found[0] if found else {}


@pytest.fixture
def proxy(desktop: Desktop) -> str:
    """Where the sandbox's provider listens, host:port."""
    open_sandbox(desktop)
    found = re.search(r"127\.0\.0\.1:\d+", next(desktop.profile.rglob("accounts.json")).read_text(encoding="utf-8"))
    assert found is not None
    return found[0]


def password(desktop: Desktop, user: str) -> str:
    return open_state(next(desktop.profile.rglob("sandbox.json")).parent).accounts[user].password


@pytest.fixture
def boris(desktop: Desktop, proxy: str, tmp_path: Path) -> Iterator[Linphone]:
    yield from linphone_of(desktop, "boris", proxy, tmp_path, BORIS_HZ)


@pytest.fixture
def vera(desktop: Desktop, proxy: str, tmp_path: Path) -> Iterator[Linphone]:
    yield from linphone_of(desktop, "vera", proxy, tmp_path, VERA_HZ)


def linphone_of(desktop: Desktop, user: str, proxy: str, folder: Path, tone_hz: int) -> Iterator[Linphone]:
    """A user of the same sandbox: it rings until it answers."""
    phone = Linphone(folder / user, LinphoneAccount(user, "sandbox.test", password(desktop, user), proxy, tone_hz=tone_hz))
    phone.start()
    yield phone
    phone.stop()


def ask_vera_first(desktop: Desktop, boris: Linphone, vera: Linphone) -> None:
    """We talk with Boris; he waits while it rings at Vera's."""
    desktop.focus()
    desktop.press("ctrl+l", "ctrl+a")
    desktop.write("boris@sandbox.test")
    desktop.press("Return")
    boris.wait_call("incoming")
    boris.accept()
    desktop.wait_status(is_talking, "boris talks")
    desktop.click("Transfer", inside="Phone")
    time.sleep(0.5)  # a pop-up is no part of the accessibility tree: it can't be waited for
    desktop.write("vera@sandbox.test")
    time.sleep(0.3)
    desktop.screenshot("transfer-whom")
    desktop.press("ctrl+Return")
    vera.wait_call("incoming")
    desktop.wait_status(lambda now: call_of(now, "boris")["held"]["here"], "boris waits")
    desktop.reader.find("Connect boris@sandbox.test with vera@sandbox.test[?]", "label", inside="Phone")


def test_boris_is_handed_over_to_vera_and_the_two_talk(desktop: Desktop, boris: Linphone, vera: Linphone) -> None:
    ask_vera_first(desktop, boris, vera)
    vera.accept()
    vera.wait_call("streams_running")
    desktop.wait_status(lambda now: call_of(now, "vera").get("state") == "established", "vera is asked")
    time.sleep(1)
    desktop.screenshot("transfer-asked")
    boris.forget_events()
    vera.forget_events()
    desktop.click("Connect", inside="Phone")
    desktop.reader.find("(Transferring boris@sandbox.test.*|boris@sandbox.test was transferred.*)", "label")
    desktop.screenshot("transfer-connecting")
    desktop.wait_status(lambda now: not now["calls"], "both our calls are over")
    desktop.screenshot("transfer-done")
    vera.wait_call("streams_running")
    time.sleep(2.5)
    for phone in (boris, vera):
        phone.forget_events()
    boris.hang_up()
    for phone in (boris, vera):
        phone.wait_call("released")
    assert heard(boris.heard(), VERA_HZ) >= 1.5
    assert heard(vera.heard(), BORIS_HZ) >= 1.5


def test_vera_declines_and_boris_is_back(desktop: Desktop, boris: Linphone, vera: Linphone) -> None:
    ask_vera_first(desktop, boris, vera)
    vera.decline()
    desktop.reader.find("vera@sandbox.test declined the call. You are talking with boris@sandbox.test again.", "label", inside="Phone")
    desktop.screenshot("transfer-declined")
    now = desktop.wait_status(lambda now: not first_call(now)["held"]["here"], "boris is taken up again")
    received = first_call(now)["rtp"]["received"]
    desktop.wait_status(lambda now: first_call(now)["rtp"]["received"] > received + 50, "and heard")
    desktop.click("Hang up", inside="Phone")
    boris.wait_call("released")
