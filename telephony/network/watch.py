"""When something about the computer's network changes, by the system's own word (`telephony.network.news`), and when the computer slept.

What has changed is for the caller to find out, by `source_towards`: systems tell of much that changes nothing for a call.
"""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable
from typing import Final

from telephony.network.hosts import family, is_link_local

# RFC 5737, RFC 3849: nobody has them, so the way there is the way to the world. Nothing is sent.
SOMEWHERE: Final = "192.0.2.1"
SOMEWHERE_IPV6: Final = "2001:db8::1"
_DISCARD: Final = 9
_SLEPT_S: Final = 5.0  # a gap between two looks, each second, that only a sleeping or a stopped computer makes


def source_towards(address: str) -> str:
    """The address of ours that the system would use towards that one, of either kind; "" where there is no way.

    One that is valid on the link alone (RFC 4291 section 2.5.6) is none towards the world: no router passes it on.
    """
    try:
        with socket.socket(family(address), socket.SOCK_DGRAM) as probe:
            probe.connect((address, _DISCARD))
            source = str(probe.getsockname()[0])
    except OSError:  # a system without IPv6 opens no such socket
        return ""
    return "" if is_link_local(source) and not is_link_local(address) else source


def way_out(*, ipv6: bool) -> str:
    """The address of ours that calls go out by; "" where there is no way. `ipv6`: this build can go by it."""
    return source_towards(SOMEWHERE) or (source_towards(SOMEWHERE_IPV6) if ipv6 else "")


class SleepClock:
    """Notices that the computer slept, by a clock that goes on meanwhile. To be asked each second."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self._clock = clock or _clock()
        self._last = self._clock()

    def slept(self) -> bool:
        """Whether there was a sleep since the last time."""
        before, self._last = self._last, self._clock()
        return self._last - before > _SLEPT_S


def _clock() -> Callable[[], float]:
    """Linux's monotonic clock stands still while the computer sleeps; the one of boot time does not. Elsewhere the calendar's does."""
    if sys.platform == "linux":
        return lambda: time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.time
