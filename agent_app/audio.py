"""Volumes, meters, and what the engine plays to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.snapshots import AudioSnapshot, DeviceChoice, Processing
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

if TYPE_CHECKING:
    from agent_app.engine_client import EngineClient
    from agent_app.settings.service import SettingsService
    from agent_app.settings.values import Settings
    from telephony.sounding import SoundDevice, SoundTest

_LOUDEST = 200


class AudioService(QObject):
    state_changed = Signal(object)  # AudioSnapshot
    levels = Signal(int, int)  # speaker, microphone: peaks of the last 100 ms, 0 to 255
    volumes_changed = Signal(int, int)  # speaker, microphone in per cent (0 to 200)
    devices_changed = Signal()  # what `devices` or `chosen` says is another
    processing_changed = Signal(object)  # Processing
    party_levels = Signal(str, int)  # call_id of a party of the conference, its level, 0 to 255; while somebody watches

    def __init__(self, engine: EngineClient, settings: SettingsService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._state = AudioSnapshot(AudioBackend.DEVICE)  # until the engine says otherwise
        self._watching = False
        self._watching_devices = False
        self._devices: tuple[SoundDevice, ...] = ()
        self._volumes = _volumes(settings.values())
        self._choice = _choice(settings.values())
        self._processing = _processing(settings.values())
        engine.spawned.connect(self._tell_engine)
        engine.received.connect(self._take)
        settings.changed.connect(self._follow)

    def state(self) -> AudioSnapshot:
        return self._state

    def volumes(self) -> tuple[int, int]:
        """Speaker and microphone in per cent: 100 leaves the signal as it is."""
        return self._volumes

    def set_speaker(self, percent: int) -> None:
        self._settings.change(speaker_percent=_bounded(percent))

    def set_microphone(self, percent: int) -> None:
        self._settings.change(microphone_percent=_bounded(percent))

    def watch(self, on: bool) -> None:
        """`levels` comes ten times a second while somebody watches."""
        if on != self._watching:
            self._watching = on
            self._engine.send(WatchLevels(on))

    def devices(self) -> tuple[SoundDevice, ...]:
        """What the system has now, as last told while somebody watches (`watch_devices`)."""
        return self._devices

    def watch_devices(self, on: bool) -> None:
        """`devices` is kept up to date while somebody watches."""
        if on != self._watching_devices:
            self._watching_devices = on
            self._engine.send(WatchDevices(on))

    def chosen(self) -> DeviceChoice:
        return self._choice

    def choose(self, **devices: str) -> None:
        """Take these devices (output, input, ring, notices), by device_id; the others stay. TypeError for another name."""
        choice = msgspec.structs.replace(self._choice, **devices)
        self._settings.change(output_device=choice.output, input_device=choice.input, ring_device=choice.ring, notice_device=choice.notices)

    def processing(self) -> Processing:
        return self._processing

    def set_processing(self, **switches: bool) -> None:
        """Switch echo, noise, gain; the others stay. TypeError for another name."""
        wanted = msgspec.structs.replace(self._processing, **switches)
        self._settings.change(echo=wanted.echo, noise=wanted.noise, gain=wanted.gain)

    def try_sound(self, test: SoundTest, delay_ms: int = 1000) -> None:
        """A test without a call, until another or `SoundTest.OFF`; `delay_ms` is the loop-back's."""
        self._engine.send(TrySound(test, delay_ms))

    def _tell_engine(self) -> None:
        """A new engine takes the system's devices and all the processing unless it is told otherwise."""
        self._engine.send(SetLevels(*self._volumes))
        if self._choice != DeviceChoice():
            self._tell_choice()
        if self._processing != Processing():
            self._tell_processing()
        if self._watching:
            self._engine.send(WatchLevels(on=True))
        if self._watching_devices:
            self._engine.send(WatchDevices(on=True))

    def _tell_choice(self) -> None:
        choice = self._choice
        self._engine.send(SetDevices(choice.output, choice.input, choice.ring, choice.notices))

    def _tell_processing(self) -> None:
        self._engine.send(SetProcessing(self._processing.echo, self._processing.noise, self._processing.gain))

    def _take(self, event: object) -> None:
        match event:
            case AudioState():
                self._state = AudioSnapshot(event.backend, event.output, event.input, event.reason, event.ring)
                self.state_changed.emit(self._state)
            case Levels():
                self.levels.emit(event.speaker, event.microphone)
                for party in event.parties:
                    self.party_levels.emit(party.call_id, party.level)
            case Devices():
                self._devices = event.devices
                self.devices_changed.emit()
            case _:
                pass

    def _follow(self, settings: Settings) -> None:
        self._follow_volumes(_volumes(settings))
        if (choice := _choice(settings)) != self._choice:
            self._choice = choice
            self._tell_choice()
            self.devices_changed.emit()
        if (processing := _processing(settings)) != self._processing:
            self._processing = processing
            self._tell_processing()
            self.processing_changed.emit(processing)

    def _follow_volumes(self, volumes: tuple[int, int]) -> None:
        if volumes != self._volumes:
            self._volumes = volumes
            self._engine.send(SetLevels(*volumes))
            self.volumes_changed.emit(*volumes)


def _volumes(settings: Settings) -> tuple[int, int]:
    return settings.speaker_percent, settings.microphone_percent


def _choice(settings: Settings) -> DeviceChoice:
    return DeviceChoice(settings.output_device, settings.input_device, settings.ring_device, settings.notice_device)


def _processing(settings: Settings) -> Processing:
    return Processing(settings.echo, settings.noise, settings.gain)


def _bounded(percent: int) -> int:
    return min(max(percent, 0), _LOUDEST)
