"""The system's word that something about its network has changed: netlink, the routing socket of macOS and BSD, Windows' IP helper.

It is listened to by a thread of its own; nobody asks what the news was.
"""

from __future__ import annotations

import ctypes
import logging
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any, Final, Protocol

log = logging.getLogger(__name__)

_NETLINK_ROUTE: Final = 0
# linux/rtnetlink.h: changes of links, of IPv4 addresses and routes, of IPv6 addresses and routes
_GROUPS: Final = 0x1 | 0x10 | 0x40
_GROUPS_IPV6: Final = 0x100 | 0x400
_MOST: Final = 65_536
_NO_ERROR: Final = 0
_REST_S: Final = 1.0  # between two of Windows' errors


class Watch(Protocol):
    """Something that calls back from a thread of its own until it is closed."""

    def close(self) -> None: ...


def watch_network(changed: Callable[[], None], platform: str = sys.platform, *, ipv6: bool = False) -> Watch | None:
    """Call `changed`, from another thread, at each change. None where the system does not tell: look each second then.

    `ipv6`: changes of IPv6 concern us; routers announce themselves every few minutes.
    """
    try:
        if platform == "win32":
            return AddressChanges(changed, _windows_wait())
        if platform == "linux":
            return KernelMessages(changed, _netlink(_GROUPS | (_GROUPS_IPV6 if ipv6 else 0)))
        if platform == "darwin" or "bsd" in platform:
            return KernelMessages(changed, _routing_socket())
    except (OSError, AttributeError) as error:  # forbidden, as in some sandboxes
        log.info("the system does not tell of the network: %s", error)
    return None


def _netlink(groups: int) -> socket.socket:
    """rtnetlink(7)."""
    family: int = getattr(socket, "AF_NETLINK")  # noqa: B009 - other systems have no such name
    opened = socket.socket(family, socket.SOCK_RAW, _NETLINK_ROUTE)
    try:
        opened.bind((0, groups))
    except OSError:
        opened.close()
        raise
    return opened


def _routing_socket() -> socket.socket:
    """route(4): everything that is said of interfaces, addresses and routes, unasked."""
    family: int = getattr(socket, "AF_ROUTE")  # noqa: B009 - Windows has no such name
    return socket.socket(family, socket.SOCK_RAW, 0)


def _windows_wait() -> Callable[[], int]:
    """iphlpapi's NotifyAddrChange, without a handle: it returns at the next change of an IPv4 address, 0 or an error."""
    library: Any = getattr(ctypes, "WinDLL")("iphlpapi")  # noqa: B009 - other systems have no such name
    return lambda: int(library.NotifyAddrChange(None, None))


class KernelMessages:
    """Whatever can be read from `source` is news: rtnetlink(7), route(4)."""

    def __init__(self, changed: Callable[[], None], source: socket.socket) -> None:
        self._changed = changed
        self._source = source
        self._closed = False
        source.settimeout(1.0)
        threading.Thread(target=self._run, name="network", daemon=True).start()

    def close(self) -> None:
        self._closed = True

    def _run(self) -> None:
        with self._source:
            while not self._closed:
                try:
                    self._source.recv(_MOST)
                except TimeoutError:
                    continue
                except OSError as error:  # more news than the kernel keeps (ENOBUFS): something has changed
                    log.info("the kernel's news of the network: %s", error)
                if not self._closed:
                    self._changed()


class AddressChanges:
    """`wait` returns at the next change. Its thread can't be hurried: after `close` it says nothing more, and ends with the process."""

    def __init__(self, changed: Callable[[], None], wait: Callable[[], int]) -> None:
        self._changed = changed
        self._wait = wait
        self._closed = threading.Event()
        threading.Thread(target=self._run, name="network", daemon=True).start()

    def close(self) -> None:
        self._closed.set()

    def _run(self) -> None:
        while not self._closed.is_set():
            error = self._wait()
            if self._closed.is_set():
                return
            if error != _NO_ERROR:
                log.info("Windows' news of the network: error %d", error)
                self._closed.wait(_REST_S)
            self._changed()
