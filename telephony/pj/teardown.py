"""A call's media is taken down between two ticks of the sound card, never during one.

Since pjsip 2.15 a stream leaves the conference bridge with the bridge's next tick, but the transports under it go at once, and those for
ICE and SRTP do not count who still uses them (pjproject's pull requests 4281 and 4301, which came after it). A tick that runs at that
moment on another thread sends through what has just been freed, and now and then the process ends when a call does.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable

from telephony.pj.patches import replace

# Held for a tick, and while a call's media goes: again by a thread that has it, for pjsua takes a call down inside another's end.
between_ticks = threading.RLock()

_Deinit = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)


def take_down_between_ticks() -> bool:
    """Once a process, before the library runs. False where the module hides the function: the library is as it is then."""
    return replace({"pjsua_media_channel_deinit": (_Deinit, waiting)})


def waiting(take_down: Callable[[int], int]) -> Callable[[int], int]:
    """The same, but never while a tick runs."""

    def ours(call: int) -> int:
        with between_ticks:
            return take_down(call)

    return ours
