"""The devices that the system has, and which one each purpose gets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from telephony.sounding import SoundDevice


@dataclass(frozen=True, slots=True)
class DevicesSeen:
    """What there is now, by whoever watches."""

    devices: tuple[SoundDevice, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """By the system's names; "" follows its default."""

    output: str = ""
    input: str = ""
    ring: str = ""
    notices: str = ""


def default_of(devices: Iterable[SoundDevice], *, output: bool) -> str:
    """The default one's name, "" where there is none."""
    return next((one.device_id for one in devices if one.is_output is output and one.is_default), "")


def present(devices: Iterable[SoundDevice], chosen: str, *, output: bool) -> bool:
    return any(one.device_id == chosen and one.is_output is output for one in devices)


def resolved(devices: Iterable[SoundDevice], chosen: str, *, output: bool) -> str:
    """The chosen one while it is there, else the default one."""
    devices = tuple(devices)
    return chosen if present(devices, chosen, output=output) else default_of(devices, output=output)


def name_of(devices: Iterable[SoundDevice], device_id: str) -> str:
    """What people call it; its own name where it is unknown."""
    return next((one.name for one in devices if one.device_id == device_id), device_id)
