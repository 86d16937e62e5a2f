"""The real program on a real desktop: calls that a person makes with mouse and keyboard."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.steps import children_of, first_call, is_registered, is_talking, open_sandbox
from tests.peers.engine import patience_s
from tests.peers.process import eventually
from tests.peers.soundcards import Channel
from tests.peers.tones import heard

if TYPE_CHECKING:
    from tests.e2e.desktop import Desktop

LANDLINE = "+7 495 111-22-33"  # answers, announces, echoes
TONE = "+7 495 111-22-06"  # answers with 1 kHz
DEAR = "+8821612345678"  # 2 a second: the balance of 12.40 lasts six seconds


def test_a_stranger_makes_the_first_trial_call_by_keyboard(desktop: Desktop, tmp_path: Path) -> None:
    open_sandbox(desktop)
    desktop.reader.find(r"\+7.495.111.22.00")  # whom to try, with its number grouped
    desktop.write(TONE.replace(" ", "").replace("-", ""))  # the number field has the keyboard from the start
    field = desktop.reader.find("Number to call", "text")
    assert desktop.reader.text(field) == TONE
    desktop.reader.find(".*Moscow.*", inside="Phone")
    desktop.reader.find(".*(0\\.70|free|trial).*", inside="Phone")
    assert desktop.cards is not None
    desktop.cards.record(tmp_path / "all.raw")
    desktop.press("Return")
    desktop.wait_status(is_talking, "the call is established and sound arrives")
    desktop.reader.find("00:0\\d:\\d\\d|0?0:0\\d")  # the timer counts
    desktop.screenshot("talking")
    time.sleep(2)
    status = desktop.status()
    call = first_call(status)
    assert call["direction"] == "outgoing"
    assert call["remote"] == "+74951112206"
    assert call["rtp"]["sent"] > 100
    desktop.click("(Hang up|Cancel).*", inside="Phone")
    desktop.wait_status(lambda now: not now["calls"], "the call is over")
    recording = desktop.cards.stop_recording()
    assert heard(recording.channel(Channel.SPK_A), 1000) >= 1.5, "the tone of the far side came out of the speaker"


def test_a_call_by_mouse_with_the_dial_pad_costs_trial_seconds(desktop: Desktop) -> None:
    open_sandbox(desktop)
    before = desktop.wait_status(lambda now: now["accounts"][0]["money"] is not None, "the balance is there")["accounts"][0]["money"]
    names = {"2": "2 .*", "3": "3 .*", "4": "4 .*", "5": "5 .*", "7": "7 .*", "8": "8 .*", "9": "9 .*", "0": "0 .*"}
    for digit in "84951112233":
        desktop.click(names.get(digit, digit), inside="Phone")
    field = desktop.reader.find("Number to call", "text")
    assert "495" in desktop.reader.text(field)
    desktop.click("Call.*", inside="Phone")
    desktop.wait_status(is_talking, "the landline talks")
    assert first_call(desktop.status())["remote"] == "+74951112233"
    time.sleep(2)
    desktop.click("(Hang up|Cancel).*", inside="Phone")
    after = desktop.wait_status(
        lambda now: not now["calls"] and now["accounts"][0]["money"]["trial_left_s"] < before["trial_left_s"], "over, and its seconds gone"
    )["accounts"][0]["money"]
    assert after["balance"] == before["balance"]


def test_the_contact_that_calls_back_rings_and_is_answered_by_mouse(desktop: Desktop) -> None:
    open_sandbox(desktop)
    assert desktop.run("dial", "--now", "callback@sandbox.test").returncode == 0
    desktop.wait_status(lambda now: first_call(now).get("direction") == "incoming", "it calls back")
    answer = desktop.reader.find("Answer.*", "push button")
    desktop.screenshot("incoming")
    desktop.click(answer)
    status = desktop.wait_status(is_talking, "the answered call has sound")
    assert first_call(status)["remote"].startswith("callback@")
    assert desktop.run("hangup").returncode == 0
    desktop.wait_status(lambda now: not now["calls"], "the call is over")


def test_the_headsets_button_answers_and_hangs_up(desktop: Desktop) -> None:
    """Play/Pause as X calls it, where no desktop takes the key for itself."""
    open_sandbox(desktop)
    assert desktop.run("dial", "--now", "callback@sandbox.test").returncode == 0
    desktop.wait_status(lambda now: first_call(now).get("direction") == "incoming", "it calls back")
    desktop.focus()
    desktop.press("XF86AudioPlay")
    desktop.wait_status(is_talking, "the button has answered")
    desktop.press("XF86AudioPlay")
    desktop.wait_status(lambda now: not now["calls"], "and hung up")


def test_a_call_that_rings_leaves_the_keyboard_where_it_is(desktop: Desktop) -> None:
    open_sandbox(desktop)
    assert desktop.run("dial", "--now", "callback@sandbox.test").returncode == 0
    desktop.wait_status(lambda now: first_call(now).get("direction") == "incoming", "it calls back")
    desktop.reader.find("Answer.*", "push button")
    desktop.write("123")
    assert desktop.status()["calls"][0]["state"] == "incoming", "typing does not answer"
    desktop.click("Decline.*")
    desktop.wait_status(lambda now: not now["calls"], "the call is declined")


def test_the_provider_cuts_the_call_when_the_credit_ends(desktop: Desktop) -> None:
    open_sandbox(desktop)
    desktop.wait_status(lambda now: now["accounts"][0]["money"] is not None, "the balance is there")
    desktop.write(DEAR)
    desktop.press("Return")
    desktop.wait_status(lambda now: first_call(now).get("state") == "established", "the satellite answers")
    desktop.wait_status(lambda now: not now["calls"], "the call is cut")
    record = desktop.wait_sandbox(lambda calls: bool(calls) and calls[0]["end_cause"] != "", "the call is recorded")[0]
    assert record["end_cause"] == "credit_exhausted"
    assert 5.5 <= (record["end_us"] - record["answer_us"]) / 1_000_000 <= 6.0, "12.40 at 2.00 a second lasts six seconds"
    desktop.reader.find(".*(credit|money|balance|top up).*".replace("(", "(?i:(").replace(")", "))", 1))
    desktop.screenshot("credit-ended")
    money = desktop.wait_status(lambda now: now["accounts"][0]["money"]["balance"]["micros"] < 2_000_000, "the balance is spent")
    assert money["accounts"][0]["money"]["balance"]["micros"] == 400_000


def test_a_killed_engine_is_back_within_two_seconds_and_the_window_says_so(desktop: Desktop) -> None:
    open_sandbox(desktop)
    took: list[float] = []
    while not took or (took[-1] > 2 and len(took) < 3):
        took.append(lose_engine(desktop))
    assert min(took) <= 2 or min(took) <= patience_s(2), "back and registered within two seconds"
    desktop.reader.find("(?i).*engine.*")
    desktop.screenshot("engine-lost")
    record = desktop.wait_sandbox(lambda calls: bool(calls) and calls[0]["end_us"] > 0, "the far side was released")[0]
    assert record["end_us"] > record["answer_us"] > 0


def lose_engine(desktop: Desktop) -> float:
    """In the middle of a call; the seconds until a new one is registered."""
    assert desktop.run("dial", "--now", LANDLINE).returncode == 0
    before = desktop.wait_status(is_talking, "the call goes on")
    os.kill(before["engine"]["pid"], signal.SIGKILL)
    killed = time.monotonic()
    after = desktop.wait_status(
        lambda now: is_registered(now) and now["engine"]["pid"] != before["engine"]["pid"], "a new engine is registered"
    )
    assert (after["pid"], after["calls"]) == (before["pid"], [])
    return time.monotonic() - killed


@pytest.mark.parametrize("desktop", [{"sound": False}], indirect=True)
def test_without_a_sound_card_calls_work_and_the_window_says_so(desktop: Desktop) -> None:
    open_sandbox(desktop)
    desktop.wait_status(lambda now: now["audio"]["backend"] == "null", "no sound card is known")
    desktop.reader.find("(?i).*no sound.*")
    assert desktop.run("dial", "--now", TONE).returncode == 0
    status = desktop.wait_status(is_talking, "RTP flows without a sound card")
    assert first_call(status)["rtp"]["sent"] > 0
    desktop.screenshot("no-sound")
    assert desktop.run("hangup").returncode == 0


def test_a_sandbox_that_dies_is_said_and_comes_back(desktop: Desktop) -> None:
    open_sandbox(desktop)
    pid = desktop.status()["pid"]
    sandbox = children_of(pid)["sandbox"]
    os.kill(sandbox, signal.SIGKILL)
    desktop.wait_status(lambda now: children_of(pid).get("sandbox", sandbox) != sandbox and is_registered(now), "a new sandbox serves")
    assert desktop.run("dial", "--now", TONE).returncode == 0
    desktop.wait_status(is_talking, "calls work again")
    desktop.run("hangup")


def test_quitting_ends_every_process(desktop: Desktop) -> None:
    open_sandbox(desktop)
    assert desktop.run("dial", "--now", TONE).returncode == 0
    status = desktop.wait_status(is_talking, "the call goes on")
    pids = [status["pid"], *children_of(status["pid"]).values()]
    assert desktop.run("quit").returncode == 0
    assert desktop.agent is not None
    assert desktop.agent.wait(30) == 0
    eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids), 30, f"none of {pids} is left")
