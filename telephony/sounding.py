"""Levels, devices, sound processing, quality: commands and events, a part of `telephony.messages`, where everybody takes them from."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from telephony.calling import PartyLevel
from telephony.message_base import Command, Event
from telephony.reasons import Reason


class AudioBackend(StrEnum):
    """What drives the conference bridge."""

    DEVICE = "device"  # the sound card
    NULL = "null"  # a clock without a sound card: calls work, nothing is heard


class SoundTest(StrEnum):
    OFF = "off"
    TONE = "tone"  # to the speaker, and over it to the ringer
    RING = "ring"  # on the ring device
    LOOPBACK = "loopback"  # what one says comes back after a delay


class QualityCause(StrEnum):
    """What spoils a call most."""

    NONE = "none"
    LOSS_HERE = "loss_here"  # packets that our network loses: `value` in hundredths of a per cent
    LOSS_THERE = "loss_there"  # packets of ours that the far side says it misses: the same
    JITTER = "jitter"  # `value` in ms
    DELAY = "delay"  # one way, `value` in ms
    CODEC = "codec"  # nothing but the narrow codec
    PROCESSOR = "processor"  # our own sound thread comes late: `value` frames of the last 10 s
    NO_SOUND_FROM_THERE = "no_sound_from_there"  # no RTP comes in for 2 s and more


class SoundDevice(msgspec.Struct, frozen=True, omit_defaults=True):
    """One that the system has now. `device_id` is the system's own lasting name for it, `name` for people."""

    device_id: str
    name: str
    is_output: bool
    is_default: bool = False


# --- commands -------------------------------------------------------------------------------------------------------------------


class SetLevels(Command, frozen=True):
    """Speaker and microphone in per cent: 0 is silence, 100 leaves the signal as it is, 200 doubles it."""

    speaker: int
    microphone: int


class WatchLevels(Command, frozen=True):
    """`Levels` events (10 a second) only while somebody looks."""

    on: bool


class SetDevices(Command, frozen=True):
    """By device_id; "" follows the system's default. One that is not there now is waited for, and taken when it comes (back)."""

    output: str = ""
    input: str = ""
    ring: str = ""
    notices: str = ""


class SetProcessing(Command, frozen=True):
    """Echo cancellation, noise suppression, gain control of the microphone."""

    echo: bool = True
    noise: bool = True
    gain: bool = True


class TrySound(Command, frozen=True):
    """Without a call. `delay_ms` of the loop-back."""

    test: SoundTest
    delay_ms: int = 1000


class WatchDevices(Command, frozen=True):
    """`Devices` now and at each change, while `on`. Hot plug is minded during calls in any case."""

    on: bool


# --- events ---------------------------------------------------------------------------------------------------------------------


class Levels(Event, frozen=True):
    """Peaks of the last 100 ms, 0 to 255. `parties`: of each call that is in a conference."""

    speaker: int
    microphone: int
    parties: tuple[PartyLevel, ...] = ()


class AudioState(Event, frozen=True):
    """What drives the bridge now; the names of the devices as the system gives them."""

    backend: AudioBackend
    output: str = ""
    input: str = ""
    reason: Reason | None = None
    ring: str = ""


class Devices(Event, frozen=True):
    devices: tuple[SoundDevice, ...]


class CallQuality(Event, frozen=True):
    """Once a second while media flows. `mos_centi`: the E-model's estimate (ITU-T G.107, G.107.1) of the last 10 s, 100 to 450."""

    call_id: str
    mos_centi: int
    cause: QualityCause = QualityCause.NONE
    value: int = 0


SoundCommand = SetDevices | SetProcessing | TrySound | WatchDevices
