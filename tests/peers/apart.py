"""A network of the test's own: two namespaces with a cable between them, in which addresses come and go without anybody's noticing.

The world's side is where the test itself and its peers run, the other side is the engine's.
"""

from __future__ import annotations

import contextlib
import subprocess
from typing import Final

from tests.peers.process import PeerError, program

WORLD: Final = "10.77.0.1"
WORLD_IPV6: Final = "2001:db8:77::1"
_SIDE: Final = "agent"


class Cable:
    """`plug` gives the engine's side an address, `unplug` takes it; `prefix` runs a program there."""

    def __init__(self) -> None:
        self.prefix: Final = (program("ip", "iproute2"), "netns", "exec", _SIDE)

    def lay(self) -> None:
        """Needs a network namespace, and a /run, of the test's own."""
        _ip("link", "set", "lo", "up")
        _ip("netns", "add", _SIDE)
        _ip("link", "add", "world", "type", "veth", "peer", "name", "agent", "netns", _SIDE)
        _ip("addr", "add", f"{WORLD}/16", "dev", "world")
        _ip("link", "set", "world", "up")
        self._there("link", "set", "lo", "up")
        self._there("link", "set", "agent", "up")

    def plug(self, address: str) -> None:
        self._there("addr", "add", f"{address}/16", "dev", "agent")
        self._there("route", "add", "default", "via", WORLD, "dev", "agent")

    def plug_ipv6(self, address: str) -> None:
        """Beside the other, on the same cable."""
        _ip("addr", "add", f"{WORLD_IPV6}/64", "dev", "world", "nodad")
        self._there("addr", "add", f"{address}/64", "dev", "agent", "nodad")

    def unplug(self, address: str) -> None:
        self._there("addr", "del", f"{address}/16", "dev", "agent")

    def try_unplug(self, address: str) -> None:
        """Whether it is there or not."""
        with contextlib.suppress(PeerError):
            self.unplug(address)

    def move(self, address: str, to: str) -> None:
        self.unplug(address)
        self.plug(to)

    def _there(self, *words: str) -> None:
        _ip("-n", _SIDE, *words)


def _ip(*words: str) -> None:
    done = subprocess.run([program("ip", "iproute2"), *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise PeerError(f"ip {' '.join(words)}: {done.stderr.strip()}")
