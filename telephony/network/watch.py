"""When something about the computer's network changes: the kernel's word on Linux, a look each second elsewhere.

What has changed is for the caller to find out, by `source_towards`: the kernel tells of much that changes nothing for a call.
"""

from __future__ import annotations

import logging
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Final, Protocol

log = logging.getLogger(__name__)

SOMEWHERE: Final = "192.0.2.1"  # RFC 5737: nobody has it, so the way there is the way to the world. Nothing is sent.
_DISCARD: Final = 9
_SLEPT_S: Final = 5.0  # a gap between two looks, each second, that only a sleeping or a stopped computer makes
# linux/rtnetlink.h: changes of links, IPv4 addresses and routes
_GROUPS: Final = 0x1 | 0x10 | 0x40
_MOST: Final = 65_536


class Watch(Protocol):
    """Something that calls back from a thread of its own until it is closed."""

    def close(self) -> None: ...


def source_towards(address: str) -> str:
    """The address of ours that the system would use towards that one; "" where there is no way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((address, _DISCARD))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def watch_network(changed: Callable[[], None]) -> Watch | None:
    """Call `changed`, from another thread, at each change. None where the system does not tell: look each second then."""
    if sys.platform != "linux":
        return None
    try:
        return _Netlink(changed)
    except OSError as error:  # forbidden, as in some sandboxes
        log.info("the kernel does not tell of the network: %s", error)
        return None


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


class _Netlink:
    """rtnetlink(7)."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._closed = False
        self._socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, socket.NETLINK_ROUTE)
        try:
            self._socket.bind((0, _GROUPS))
        except OSError:
            self._socket.close()
            raise
        self._socket.settimeout(1.0)
        threading.Thread(target=self._run, name="network", daemon=True).start()

    def close(self) -> None:
        self._closed = True

    def _run(self) -> None:
        with self._socket:
            while not self._closed:
                try:
                    self._socket.recv(_MOST)
                except TimeoutError:
                    continue
                except OSError as error:  # more news than the kernel keeps (ENOBUFS): something has changed
                    log.info("netlink: %s", error)
                self._changed()
