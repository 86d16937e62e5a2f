"""A person who talks all day: several calls by mouse and keyboard, through the sandbox, with real programs at the far ends."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.state import open_state
from tests.e2e.steps import first_call, is_talking, open_sandbox, rows, talk
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.soundcards import Channel
from tests.peers.tones import heard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.desktop import Desktop

TONE = "+7 495 111-22-06"  # answers with 1 kHz
ECHO = "+7 495 111-22-13"


def by_remote(status: dict[str, Any], remote: str) -> dict[str, Any]:
    found = [call for call in status["calls"] if call["remote"] == remote]
    return found[0] if found else {}


def held(status: dict[str, Any], remote: str) -> bool:
    return bool(by_remote(status, remote).get("held", {}).get("here"))


def add(desktop: Desktop, number: str) -> None:
    """One more call, by the panel's button and its list."""
    desktop.click_open("Add", inside="Phone")
    desktop.write(number.replace(" ", "").replace("-", ""))
    desktop.press("Return")


@pytest.fixture
def boris(desktop: Desktop, tmp_path: Path) -> Iterator[Baresip]:
    """A user of the same sandbox, who takes every call."""
    open_sandbox(desktop)
    state = next(desktop.profile.rglob("sandbox.json"))
    found = re.search(r"127\.0\.0\.1:\d+", next(desktop.profile.rglob("accounts.json")).read_text(encoding="utf-8"))
    assert found is not None, "the sandbox's account says where its provider is"
    account = open_state(state.parent).accounts["boris"]
    phone = Baresip(tmp_path / "baresip", BaresipAccount("boris", "sandbox.test", account.password, found[0]))
    phone.start()
    yield phone
    phone.stop()


def test_two_calls_are_held_swapped_and_joined(desktop: Desktop, tmp_path: Path) -> None:
    open_sandbox(desktop)
    talk(desktop, TONE)
    desktop.click("Hold", "check box", inside="Phone")
    desktop.wait_status(lambda now: first_call(now)["held"]["here"], "the first call waits")
    desktop.reader.find("on hold", inside="Phone")
    desktop.click("Resume", "check box", inside="Phone")
    desktop.wait_status(lambda now: not first_call(now)["held"]["here"], "and goes on")
    add(desktop, ECHO)
    desktop.wait_status(
        lambda now: held(now, "+74951112206") and by_remote(now, "+74951112213").get("state") == "established", "the second talks"
    )
    desktop.screenshot("telephone-two")
    desktop.click(r"\+7.495.111.22.06: On hold.*", inside="Phone")
    desktop.wait_status(lambda now: held(now, "+74951112213") and not held(now, "+74951112206"), "a click on the card swaps them")
    desktop.press("ctrl+e")
    desktop.wait_status(lambda now: held(now, "+74951112206") and not held(now, "+74951112213"), "and a key back")
    desktop.click("Join .* to the conversation", inside="Phone")
    desktop.wait_status(lambda now: len(now["conference"]) == 2, "both are in a conference")
    desktop.reader.find("Conference", inside="Phone")
    desktop.screenshot("telephone-conference")
    assert desktop.cards is not None
    desktop.cards.record(tmp_path / "all.raw")
    time.sleep(3)
    recording = desktop.cards.stop_recording()
    assert heard(recording.channel(Channel.SPK_A), 1000) >= 1.0, "who sounds in the conference is heard here"
    desktop.click("Hang up", inside="Phone")
    desktop.wait_status(lambda now: not now["calls"], "one button ends all of it")


def test_a_call_is_recorded_and_played_from_the_list(desktop: Desktop, tmp_path: Path) -> None:
    open_sandbox(desktop)
    talk(desktop, TONE)
    desktop.click("Record", "check box", inside="Phone")
    status = desktop.wait_status(lambda now: first_call(now)["recording"]["on"], "it is being recorded")
    desktop.reader.find(".*Recording 00:00:0.*", inside="Phone")
    path = first_call(status)["recording"]["path"]
    time.sleep(3)
    desktop.screenshot("telephone-recording")
    desktop.press("ctrl+shift+h")
    desktop.wait_status(lambda now: not now["calls"], "the call is over")
    desktop.click("Calls", "page tab")
    row = rows(desktop, "Calls")[0]
    assert "06" in row.name
    assert desktop.cards is not None
    desktop.cards.record(tmp_path / "played.raw")
    desktop.click(row)
    desktop.press("space")
    desktop.reader.find("Where it plays")
    desktop.screenshot("telephone-player")
    time.sleep(4)
    assert heard(desktop.cards.stop_recording().channel(Channel.SPK_A), 1000) >= 1.0, f"{path} is heard from the speaker"


def test_a_conference_is_recorded_by_one_button_and_played_from_each_of_its_calls(desktop: Desktop, tmp_path: Path) -> None:
    open_sandbox(desktop)
    talk(desktop, TONE)
    add(desktop, ECHO)
    desktop.wait_status(lambda now: by_remote(now, "+74951112213").get("state") == "established", "both are up")
    desktop.press("ctrl+j")
    desktop.wait_status(lambda now: len(now["conference"]) == 2, "and in a conference")
    desktop.click("Record", "check box", inside="Phone")
    desktop.reader.find(".*Recording 00:00:0.*", inside="Phone")
    status = desktop.wait_status(lambda now: all(call["recording"]["on"] for call in now["calls"]), "all of it is recorded")
    assert len({call["recording"]["path"] for call in status["calls"]}) == 1
    time.sleep(3)
    assert desktop.run("record", "--stop").returncode == 0
    desktop.wait_status(lambda now: not any(call["recording"]["on"] for call in now["calls"]), "until the command line ends it")
    desktop.press("ctrl+shift+h")
    desktop.wait_status(lambda now: not now["calls"], "the conference is over")
    desktop.click("Calls", "page tab")
    listed = [row for row in rows(desktop, "Calls") if "06" in row.name or "13" in row.name]
    assert len(listed) >= 2
    assert desktop.cards is not None
    for number, row in enumerate(listed[:2]):
        desktop.cards.record(tmp_path / f"played{number}.raw")
        desktop.click(row)
        desktop.press("space")
        desktop.reader.find("Where it plays")
        time.sleep(4)
        assert heard(desktop.cards.stop_recording().channel(Channel.SPK_A), 1000) >= 1.0, row.name
    desktop.screenshot("telephone-conference-played")


def test_a_call_is_transferred_to_a_number(desktop: Desktop, boris: Baresip) -> None:
    desktop.focus()
    desktop.press("ctrl+l", "ctrl+a")
    desktop.write("boris@sandbox.test")
    desktop.press("Return")
    desktop.wait_status(is_talking, "boris talks")
    desktop.click_open("Transfer", inside="Phone")
    desktop.write(TONE.replace(" ", "").replace("-", ""))
    time.sleep(0.5)
    desktop.screenshot("telephone-transfer")
    desktop.press("Return")
    desktop.wait_status(lambda now: not now["calls"], "our part is over")
    desktop.wait_sandbox(
        lambda records: any(record["user"] == "boris" and record["number"].endswith("4951112206") for record in records),
        "boris called the number instead",
    )
    assert boris.log()


def test_a_caller_is_sent_to_the_answering_machine_and_taken_over(desktop: Desktop) -> None:
    open_sandbox(desktop)
    assert desktop.run("dial", "--now", "callback@sandbox.test").returncode == 0
    desktop.wait_status(lambda now: first_call(now).get("direction") == "incoming", "it calls back")
    desktop.click_open("More answers")
    desktop.press("Down", "Down", "Return")
    desktop.wait_status(lambda now: bool(first_call(now).get("by_machine")), "the machine has it")
    desktop.reader.find("Number to call", "text")
    desktop.reader.find("callback@sandbox.test: Leaves a message.*")
    desktop.screenshot("telephone-machine")
    desktop.click("Take over from the answering machine", inside="Phone")
    desktop.wait_status(lambda now: not first_call(now)["by_machine"] and is_talking(now), "we talk with the caller")
    desktop.reader.find("Hang up", "push button", inside="Phone")
