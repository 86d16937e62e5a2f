"""Which sound cards does PortAudio see? Asked in a short-lived process: an idle engine pays neither PortAudio's 23 MB nor a sound server
that hangs, and PortAudio, which lists devices once, sees what has come since.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any, Final

from telephony.sounding import SoundDevice

_TIMEOUT_S: Final = 5.0
_QUESTION: Final = """
import json, sounddevice
hosts = sounddevice.query_hostapis()
found = []
for number, device in enumerate(sounddevice.query_devices()):
    host = hosts[device["hostapi"]]
    for kind in ("output", "input"):
        if device[f"max_{kind}_channels"]:
            default = number == sounddevice.default.device[kind == "output"]
            found.append([device["name"], host["name"], kind == "output", default])
print(json.dumps(found))
"""


@dataclass(frozen=True, slots=True)
class DefaultDevices:
    """The default devices' names; "" where there is none."""

    output: str = ""
    input: str = ""


def default_devices() -> DefaultDevices:
    """Ask. Blocks for up to 5 s: not on the SIP thread. A sound system that fails or hangs has no devices."""
    devices = all_devices()
    names = {one.is_output: one.name for one in devices if one.is_default}
    return DefaultDevices(names.get(True, ""), names.get(False, ""))


def all_devices() -> tuple[SoundDevice, ...]:
    """The same, all of them. A device's identifier is "NAME, HOST API", as PortAudio takes it."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _QUESTION], capture_output=True, timeout=_TIMEOUT_S, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode != 0 or not lines:
        return ()
    found: list[list[Any]] = json.loads(lines[-1])
    return tuple(SoundDevice(f"{name}, {host}", name, output, default) for name, host, output, default in found)
