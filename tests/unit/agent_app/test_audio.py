"""The window's half of the sound: what the engine is told of devices and processing, and what it says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.audio import AudioService
from agent_app.settings.service import SettingsService
from agent_app.snapshots import AudioSnapshot, DeviceChoice, Processing
from telephony.calling import PartyLevel
from telephony.messages import (
    AudioBackend,
    AudioState,
    Devices,
    Levels,
    SetDevices,
    SetLevels,
    SetProcessing,
    TrySound,
    WatchDevices,
    WatchLevels,
)
from telephony.sounding import SoundDevice, SoundTest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from tests.unit.agent_app.listening import ListeningEngine


@pytest.fixture
def settings(profile: Profile, problems: Problems, engine: ListeningEngine, qtbot: QtBot) -> SettingsService:
    return SettingsService(profile.settings, problems, engine)


@pytest.fixture
def audio(engine: ListeningEngine, settings: SettingsService) -> AudioService:
    return AudioService(engine, settings, engine)


def test_devices_are_chosen_kept_and_told(audio: AudioService, settings: SettingsService, engine: ListeningEngine) -> None:
    changes: list[DeviceChoice] = []
    audio.devices_changed.connect(lambda: changes.append(audio.chosen()))
    audio.choose(output="headset", input="headset-mic")
    audio.choose(ring="loud")
    assert engine.told_of(SetDevices) == [SetDevices("headset", "headset-mic"), SetDevices("headset", "headset-mic", "loud")]
    assert audio.chosen() == DeviceChoice("headset", "headset-mic", "loud") == changes[-1]
    assert (settings.values().output_device, settings.values().ring_device) == ("headset", "loud")
    with pytest.raises(TypeError):
        audio.choose(speaker="x")


def test_processing_is_switched_one_by_one(audio: AudioService, engine: ListeningEngine) -> None:
    audio.set_processing(echo=False)
    audio.set_processing(gain=False)
    audio.set_processing(gain=False)
    assert engine.told_of(SetProcessing) == [SetProcessing(echo=False), SetProcessing(echo=False, gain=False)]
    assert audio.processing() == Processing(echo=False, gain=False)


def test_a_new_engine_is_told_what_differs_from_its_own_ways(audio: AudioService, engine: ListeningEngine) -> None:
    engine.come_back()
    assert engine.told == [SetLevels(100, 100)]
    audio.choose(notices="speakers")
    audio.set_processing(noise=False)
    audio.watch(on=True)
    audio.watch_devices(on=True)
    engine.come_back()
    assert engine.told == [
        SetLevels(100, 100),
        SetDevices(notices="speakers"),
        SetProcessing(noise=False),
        WatchLevels(on=True),
        WatchDevices(on=True),
    ]


def test_what_the_system_has_is_told_while_somebody_looks(audio: AudioService, engine: ListeningEngine, qtbot: QtBot) -> None:
    audio.watch_devices(on=True)
    audio.watch_devices(on=True)
    devices = (SoundDevice("a", "Speakers", is_output=True, is_default=True), SoundDevice("b", "Headset", is_output=False))
    with qtbot.waitSignal(audio.devices_changed):
        engine.say(Devices(devices))
    audio.watch_devices(on=False)
    assert audio.devices() == devices
    assert engine.told_of(WatchDevices) == [WatchDevices(on=True), WatchDevices(on=False)]


def test_levels_of_everybody_in_a_conference_are_told(audio: AudioService, engine: ListeningEngine) -> None:
    told: list[tuple[str, int]] = []

    def note(call_id: str, level: int) -> None:
        told.append((call_id, level))

    audio.party_levels.connect(note)
    engine.say(Levels(10, 20, (PartyLevel("one", 30), PartyLevel("two", 40))))
    assert told == [("one", 30), ("two", 40)]


def test_sound_is_tried_without_a_call(audio: AudioService, engine: ListeningEngine) -> None:
    audio.try_sound(SoundTest.LOOPBACK, 2000)
    audio.try_sound(SoundTest.OFF)
    assert engine.told_of(TrySound) == [TrySound(SoundTest.LOOPBACK, 2000), TrySound(SoundTest.OFF)]


def test_what_drives_the_sound_is_told_with_the_ringing_device(audio: AudioService, engine: ListeningEngine) -> None:
    engine.say(AudioState(AudioBackend.DEVICE, "Headset", "Headset", ring="Speakers"))
    assert audio.state() == AudioSnapshot(AudioBackend.DEVICE, "Headset", "Headset", ring="Speakers")
