"""Free ports on loopback, so that test runs beside each other never meet."""

from __future__ import annotations

import random
import socket
from typing import Final

LOOPBACK: Final = "127.0.0.1"
# Below the kernel's ephemeral range (32768 up): no outgoing connection takes a port between the look and the use.
_FIRST, _LAST = 10_000, 31_000
_chance = random.SystemRandom()


def _is_free(port: int, kind: socket.SocketKind) -> bool:
    with socket.socket(socket.AF_INET, kind) as probe:
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _all_free(port: int) -> bool:
    return _is_free(port, socket.SOCK_DGRAM) and _is_free(port, socket.SOCK_STREAM)


def free_port() -> int:
    """A port that nobody holds for UDP or TCP on 127.0.0.1."""
    return free_range(1)


def free_range(size: int) -> int:
    """The first of `size` ports in a row, even, all free for UDP and TCP: what an RTP port range needs (RFC 3550 section 11)."""
    for _ in range(1000):
        first = _chance.randrange(_FIRST, _LAST, 2)
        if all(_all_free(first + offset) for offset in range(size)):
            return first
    msg = f"no {size} free ports in a row between {_FIRST} and {_LAST}"
    raise OSError(msg)
