"""Is there a sound card? Asked in a short-lived process: an idle engine pays neither PortAudio's 23 MB nor a sound server that hangs."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import Final

_TIMEOUT_S: Final = 5.0
_QUESTION: Final = """
import sounddevice
for kind in ("output", "input"):
    try:
        print(sounddevice.query_devices(kind=kind)["name"])
    except (ValueError, sounddevice.PortAudioError):
        print("")
"""


@dataclass(frozen=True, slots=True)
class DefaultDevices:
    """The default devices' names; "" where there is none."""

    output: str = ""
    input: str = ""


def default_devices() -> DefaultDevices:
    """Ask. Blocks for up to 5 s: not on the SIP thread. A sound system that fails or hangs has no devices."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", _QUESTION], capture_output=True, timeout=_TIMEOUT_S, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return DefaultDevices()
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return DefaultDevices(*lines[:2]) if done.returncode == 0 and len(lines) >= 2 else DefaultDevices()
