"""That the system has news of its network: listened to in each system's way."""

from __future__ import annotations

import queue
import socket
import sys
import threading
import time

import pytest

from telephony.network.news import AddressChanges, KernelMessages, watch_network
from tests.peers.process import eventually


def test_whatever_the_kernel_says_is_news_until_the_watch_is_closed() -> None:
    kernel, ours = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    heard = threading.Semaphore(0)
    watch = KernelMessages(heard.release, ours)
    with kernel:
        for _ in range(2):
            kernel.send(b"an address has come")
            assert heard.acquire(timeout=10)
        watch.close()
        kernel.send(b"another one")
        eventually(lambda: ours.fileno() == -1, 10, "the socket is closed")
    assert not heard.acquire(blocking=False)


def test_windows_is_waited_for_again_after_each_change_and_after_an_error() -> None:
    system: queue.Queue[int] = queue.Queue()
    heard = threading.Semaphore(0)
    watch = AddressChanges(heard.release, system.get)
    for result in (0, 5, 0):
        system.put(result)
        assert heard.acquire(timeout=10), result
    watch.close()
    system.put(0)
    time.sleep(0.1)
    assert not heard.acquire(blocking=False)


@pytest.mark.parametrize("platform", ["win32", "sunos5"])
def test_a_system_that_has_nothing_to_listen_to_is_looked_at_instead(platform: str) -> None:
    """Here Windows' library is not to be had."""
    assert watch_network(lambda: None, platform) is None


def test_this_system_is_listened_to() -> None:
    watch = watch_network(lambda: None)
    assert (watch is not None) == (sys.platform in {"linux", "win32", "darwin"})
    if watch is not None:
        watch.close()
