"""Sound without a sound card."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.snapshots import AudioSnapshot, DeviceChoice, Processing
from telephony.messages import AudioBackend
from telephony.sounding import SoundDevice, SoundTest

SPEAKERS = SoundDevice("alsa_output.builtin", "Built-in speakers", is_output=True, is_default=True)
MICROPHONE = SoundDevice("alsa_input.builtin", "Built-in microphone", is_output=False, is_default=True)
HEADSET_OUT = SoundDevice("alsa_output.jabra", "Jabra Evolve Stereo", is_output=True)
HEADSET_IN = SoundDevice("alsa_input.jabra", "Jabra Evolve Mono", is_output=False)


class FakeAudio(QObject):
    state_changed = Signal(object)
    levels = Signal(int, int)
    volumes_changed = Signal(int, int)
    devices_changed = Signal()
    processing_changed = Signal(object)
    party_levels = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.now = AudioSnapshot(AudioBackend.DEVICE, "Jabra Evolve", "Jabra Evolve")
        self.percents = (100, 100)
        self.watched: list[bool] = []
        self.watched_devices: list[bool] = []
        self.there: tuple[SoundDevice, ...] = (SPEAKERS, MICROPHONE, HEADSET_OUT, HEADSET_IN)
        self.choice = DeviceChoice()
        self.switches = Processing()
        self.tried: list[tuple[SoundTest, int]] = []

    def state(self) -> AudioSnapshot:
        return self.now

    def put(self, state: AudioSnapshot) -> None:
        self.now = state
        self.state_changed.emit(state)

    def volumes(self) -> tuple[int, int]:
        return self.percents

    def set_speaker(self, percent: int) -> None:
        self.percents = (percent, self.percents[1])
        self.volumes_changed.emit(*self.percents)

    def set_microphone(self, percent: int) -> None:
        self.percents = (self.percents[0], percent)
        self.volumes_changed.emit(*self.percents)

    def watch(self, on: bool) -> None:
        self.watched.append(on)

    def devices(self) -> tuple[SoundDevice, ...]:
        return self.there

    def watch_devices(self, on: bool) -> None:
        self.watched_devices.append(on)

    def plug(self, *devices: SoundDevice) -> None:
        """These are there now, and no others."""
        self.there = devices
        self.devices_changed.emit()

    def chosen(self) -> DeviceChoice:
        return self.choice

    def choose(self, **devices: str) -> None:
        self.choice = msgspec.structs.replace(self.choice, **devices)
        self.devices_changed.emit()

    def processing(self) -> Processing:
        return self.switches

    def set_processing(self, **switches: bool) -> None:
        self.switches = msgspec.structs.replace(self.switches, **switches)
        self.processing_changed.emit(self.switches)

    def try_sound(self, test: SoundTest, delay_ms: int = 1000) -> None:
        self.tried.append((test, delay_ms))
