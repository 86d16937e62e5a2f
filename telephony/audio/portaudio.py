"""PortAudio, loaded when it is first wanted (it and its hosts take 23 MB) and started anew whenever nobody uses it.

It lists devices once, when it starts: what was plugged in since is seen after the next start, and a start ends all streams.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Final

from telephony.audio.clock import AudioError

UNAVAILABLE: Final = -9985  # paDeviceUnavailable: another program has it
_lock = threading.Lock()
_users = 0


def borrow() -> Any:
    """sounddevice, its list of devices as new as can be. `give_back` it. Raises `AudioError` where it can't be loaded."""
    global _users  # noqa: PLW0603 - PortAudio itself is one a process
    try:
        sounddevice: Any = import_module("sounddevice")
    except (ImportError, OSError) as error:
        raise AudioError(f"PortAudio can't be loaded: {error}") from error
    with _lock:
        if _users == 0:
            sounddevice._terminate()
            sounddevice._initialize()
        _users += 1
    return sounddevice


def give_back() -> None:
    global _users  # noqa: PLW0603 - as above
    with _lock:
        _users -= 1


@contextmanager
def borrowed() -> Generator[Any]:
    library = borrow()
    try:
        yield library
    finally:
        give_back()


def is_busy(error: Exception) -> bool:
    """Of a PortAudioError: another program has the device for itself."""
    return len(error.args) > 1 and error.args[1] == UNAVAILABLE
