"""Who is told of devices, and when; the sound server and PortAudio are fakes (tests/interop/test_sound_devices.py has the real one)."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from telephony.audio import watch
from telephony.audio.clock import AudioError
from telephony.audio.devices import DevicesSeen, default_of, name_of, resolved
from telephony.audio.watch import DeviceWatch
from telephony.sounding import SoundDevice
from tests.peers.process import eventually

SPEAKER = SoundDevice("card", "Built-in", is_output=True, is_default=True)
HEADSET = SoundDevice("usb", "Headset", is_output=True)
MICROPHONE = SoundDevice("usb", "Headset's microphone", is_output=False, is_default=True)
Tell = Callable[[tuple[SoundDevice, ...]], None]


class Server:
    """A sound server that tells once, or is not there."""

    def __init__(self, tell: Tell, refusal: str) -> None:
        self._tell = tell
        self._refusal = refusal

    def watch(self, stopped: Callable[[], bool]) -> None:
        if self._refusal:
            raise AudioError(self._refusal)
        self._tell((SPEAKER,))
        while not stopped():
            time.sleep(0.005)


class Watched:
    def __init__(self, refusal: str = "", enabled: bool = True) -> None:
        self.told: list[DevicesSeen] = []
        self.servers = 0
        self.scans = 0
        self._refusal = refusal
        self.watch = DeviceWatch(self.told.append, self._server, self._scan, enabled=enabled)

    def _server(self, tell: Tell) -> Server:
        self.servers += 1
        return Server(tell, self._refusal)

    def _scan(self) -> tuple[SoundDevice, ...]:
        self.scans += 1
        return (HEADSET,)

    def tells(self, count: int) -> None:
        eventually(lambda: len(self.told) >= count, 30, "told")


def test_calls_and_people_share_one_watch_and_whoever_begins_to_look_is_told_at_once() -> None:
    watched = Watched()
    watched.watch.want(calls=True, people=False)
    watched.watch.want(calls=True, people=False)
    watched.tells(1)
    assert watched.servers == 1
    watched.watch.want(calls=True, people=True)
    watched.tells(2)
    watched.watch.want(calls=False, people=True)
    time.sleep(0.05)
    watched.watch.stop()
    assert watched.told == [DevicesSeen((SPEAKER,))] * 2
    assert watched.servers == 2


def test_without_a_server_the_list_is_made_anew_for_people_alone() -> None:
    for calls, people in ((True, False), (False, True)):
        watched = Watched(refusal="no server")
        watched.watch.want(calls=calls, people=people)
        eventually(lambda watched=watched: watched.servers == 1, 30, "asked")
        time.sleep(0.05)
        watched.watch.stop()
        assert watched.scans == people
        assert watched.told == [DevicesSeen((HEADSET,))] * people


def test_a_list_that_stays_the_same_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "_SCAN_S", 0.01)
    watched = Watched(refusal="no server")
    watched.watch.want(calls=False, people=True)
    eventually(lambda: watched.scans >= 4, 30, "scanned")
    watched.watch.stop()
    assert watched.told == [DevicesSeen((HEADSET,))]


def test_where_no_sound_card_may_be_touched_nothing_is_watched() -> None:
    watched = Watched(enabled=False)
    watched.watch.want(calls=True, people=True)
    time.sleep(0.05)
    assert watched.servers == 0


def test_a_chosen_device_is_taken_while_it_is_there_and_the_default_one_else() -> None:
    devices = (SPEAKER, HEADSET, MICROPHONE)
    assert resolved(devices, "usb", output=True) == "usb"
    assert resolved((SPEAKER, MICROPHONE), "usb", output=True) == "card", "the microphone of that name is no speaker"
    assert resolved((), "usb", output=True) == ""
    assert default_of(devices, output=False) == "usb"
    assert (name_of(devices, "card"), name_of(devices, "gone")) == ("Built-in", "gone")
