"""Free ports on loopback, so that test runs beside each other never meet."""

from __future__ import annotations

import random
import socket
from functools import cache
from typing import Final

LOOPBACK: Final = "127.0.0.1"
# Below the kernel's ephemeral range (32768 up): no outgoing connection takes a port between the look and the use.
_FIRST, _SIZE, _BLOCKS = 10_000, 3_000, 7


class _Block:
    """The ports from `first` on; its lowest is held as long as this process lives, which keeps others out of the block."""

    def __init__(self, first: int, size: int, claim: socket.socket | None) -> None:
        self._first, self._size, self._claim = first, size, claim
        self._next = random.SystemRandom().randrange(2, size, 2)
        self._single: set[int] = set()

    def take(self, size: int) -> int:
        """So many in a row, even, that nobody holds. They come round again, except single ones: who has one may use it much later."""
        for _ in range(self._size):
            first = self._first + self._next
            if self._next + size > self._size:
                self._next = 2
            elif not all(self._is_free(first + offset) for offset in range(size)):
                self._next += 2
            else:
                self._next += size + size % 2
                if size == 1:
                    self._single.add(first)
                return first
        msg = f"no {size} free ports in a row from {self._first} on"
        raise OSError(msg)

    def _is_free(self, port: int) -> bool:
        return port not in self._single and _can_bind(port, socket.SOCK_DGRAM) and _can_bind(port, socket.SOCK_STREAM)


@cache
def _own() -> _Block:
    """This process's block; the whole range, for all, where more processes than blocks want some."""
    for number in range(_BLOCKS):
        first = _FIRST + number * _SIZE
        claim = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            claim.bind((LOOPBACK, first))
        except OSError:
            claim.close()
        else:
            return _Block(first, _SIZE, claim)
    return _Block(_FIRST, _SIZE * _BLOCKS, None)


def _can_bind(port: int, kind: socket.SocketKind) -> bool:
    with socket.socket(socket.AF_INET, kind) as probe:
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that nobody holds for UDP or TCP on 127.0.0.1."""
    return _own().take(1)


def free_range(size: int) -> int:
    """The first of `size` ports in a row, even, all free for UDP and TCP: what an RTP port range needs (RFC 3550 section 11)."""
    return _own().take(size)
