"""The clocks of the sound card, each on a virtual one, and which of them is taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from telephony.audio import priority
from telephony.audio.card import SoundCard
from telephony.audio.clock import AudioError
from telephony.audio.portaudio import UNAVAILABLE, is_busy
from telephony.audio.pulse_clock import PlayingDepth
from tests.peers.engine import ROOT
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import heard, write_tone
from tests.unit.telephony.audio.clock_child import OURS_HZ, THEIRS_HZ


def child(way: str, environment: Mapping[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.unit.telephony.audio.clock_child", way]
    done = subprocess.run(command, cwd=ROOT, env=dict(environment), capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("way", ["pulse", "portaudio"])
def test_a_clock_plays_hears_and_falls_silent_for_good(way: str, sound_cards: SoundCards, tmp_path: Path) -> None:
    sound_cards.record(tmp_path / "all.raw")
    sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, 60), "A")
    result = child(way, sound_cards.environment("A"))
    speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
    assert result["output"]
    assert result["input"]
    assert 40 <= result["ticks"] / result["seconds"] <= 65
    assert result["threads"] == 1
    assert result["heard_s"] >= 1
    assert result["more_after_silence"] == 0
    assert heard(speaker, THEIRS_HZ) >= 1


@pytest.mark.parametrize("way", ["pulse", "portaudio"])
def test_without_a_sound_server_a_clock_says_that_it_has_no_device(way: str) -> None:
    assert child(way, {**os.environ, "PULSE_SERVER": "unix:/nonexistent"})["error"]


class Way:
    """A clock that opens or refuses."""

    def __init__(self, name: str, refusal: str = "") -> None:
        self.output_name = self.input_name = name
        self.ticks = 7
        self.late = 3
        self.refusal = refusal
        self.done: list[str] = []

    def use(self, output: str, input_: str) -> None:
        self.done.append(f"use {output} {input_}")

    def open(self) -> None:
        self.done.append("open")
        if self.refusal:
            raise AudioError(self.refusal, busy="busy" in self.refusal)

    def silence(self) -> None:
        self.done.append("silence")

    def close(self) -> None:
        self.done.append("close")


def test_the_first_way_that_opens_is_the_sound_card() -> None:
    first, second = Way("server", refusal="no server"), Way("card")
    card = SoundCard(first, second)
    card.open()
    assert (card.output_name, card.input_name, card.ticks, card.late) == ("card", "card", 7, 3)
    assert first.done == ["open", "close"]
    card.silence()
    assert second.done == ["open", "silence"]


def test_where_no_way_opens_the_error_says_what_each_said() -> None:
    card = SoundCard(Way("server", refusal="no server"), Way("card", refusal="no card"))
    with pytest.raises(AudioError, match="no server; no card") as raised:
        card.open()
    assert not raised.value.busy


def test_a_card_that_another_program_keeps_is_told_as_busy() -> None:
    card = SoundCard(Way("server", refusal="no server"), Way("card", refusal="busy"))
    with pytest.raises(AudioError) as raised:
        card.open()
    assert raised.value.busy
    assert is_busy(Exception("Error opening stream: Device unavailable", UNAVAILABLE))
    assert not is_busy(Exception("Error opening stream: Invalid device", -9996))


def test_gaps_that_follow_each_other_deepen_what_waits_at_the_server() -> None:
    depth = PlayingDepth()
    assert not depth.look(-1, 0.0), "how it began"
    assert not depth.look(100, 1.0), "the first gap"
    assert not depth.look(100, 2.0), "no gap since"
    assert depth.look(200, 5.0)
    assert depth.blocks == 3
    assert not depth.look(300, 60.0), "a single one, long after"
    assert depth.blocks == 3


def test_what_a_bad_minute_made_of_it_goes_again_and_later_each_time() -> None:
    depth = PlayingDepth()
    for gap, at in enumerate((0.0, 1.0, 2.0, 3.0)):
        depth.look(gap, at)
    assert depth.blocks == 4
    calm = [at for at in range(4, 400) if depth.look(3, at)]
    assert depth.blocks == 2
    assert (calm[0], calm[1] - calm[0]) == (83, 70), "twice grown: four times the first patience"


def test_what_waits_at_the_server_has_an_end() -> None:
    depth = PlayingDepth()
    grown = sum(depth.look(number, number) for number in range(100))
    assert depth.blocks == 2 + grown == 10


def scheduling(work: Any) -> tuple[int, int]:
    """(policy, nice) of a thread after `work`."""
    found: list[tuple[int, int]] = []

    def run() -> None:
        work()
        found.append((os.sched_getscheduler(0), os.getpriority(os.PRIO_PROCESS, threading.get_native_id())))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


def test_a_thread_of_sound_runs_first_where_the_system_lets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []

    def ask(*arguments: object) -> None:
        asked.append(arguments)

    monkeypatch.setattr(priority, "ask_kit", ask)
    policy, _ = scheduling(priority.hurry_sound)
    _, nice = scheduling(priority.hurry_signalling)
    time.sleep(0.05)
    kinds = {arguments[0] for arguments in asked}
    assert (policy & ~os.SCHED_RESET_ON_FORK == os.SCHED_RR) is ("MakeThreadRealtime" not in kinds)
    assert (nice < 0) is ("MakeThreadHighPriority" not in kinds)


def test_who_may_not_asks_realtime_kit_for_that_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[object, ...]] = []
    told = threading.Event()

    def refuse(*_: object) -> None:
        raise PermissionError

    def ask(*arguments: object) -> None:
        asked.append(arguments)
        told.set()

    monkeypatch.setattr(priority.os, "sched_setscheduler", refuse)
    monkeypatch.setattr(priority, "ask_kit", ask)
    priority.hurry_sound()
    assert told.wait(30)
    assert asked == [("MakeThreadRealtime", "tu", threading.get_native_id(), 5)]


def test_without_realtime_kit_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
    assert not priority.ask_kit("MakeThreadRealtime", "tu", threading.get_native_id(), 5)
