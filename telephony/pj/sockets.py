"""pjlib takes no more sockets than it has places for, instead of aborting the process.

Its ioqueue has 64 places, and one rests for half a second after its socket has gone. It counts those that are in use but not those that
rest, and then asserts that one is free (pj/ioqueue_select.c, `pj_ioqueue_register_sock2`): whoever makes it close sockets quickly, by
INVITE and CANCEL, by an INVITE of many media lines, by a SUBSCRIBE whose Contact leads nowhere, by connecting over TCP, ends the program.
There is no setting, and no one place before them all where SIP could be refused; so the two functions themselves are replaced, in the
table through which the module calls them. What pjlib does when it is told that there is no place has always been right.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import socket
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from telephony.pj.elf import jump_slots

log = logging.getLogger(__name__)

ETOOMANY: Final = 70_010  # PJ_ETOOMANY: no call or socket more
PLACES: Final = 64  # PJ_IOQUEUE_MAX_HANDLES
REST_S: Final = 0.6  # PJ_IOQUEUE_KEY_FREE_DELAY is 0.5; the clocks differ by some milliseconds
MOST_ACCEPTED: Final = 16  # connections that others opened: they must not keep us from opening ours, nor from calling

_REGISTER: Final = "pj_ioqueue_register_sock2"
_UNREGISTER: Final = "pj_ioqueue_unregister"
# pool, ioqueue, socket, group lock, user data, callbacks, where the key goes
_Register = ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.c_void_p] * 2, ctypes.c_long, *[ctypes.c_void_p] * 4)
_Unregister = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)


@dataclass
class Places:
    """Who holds a place, and which of them still rest. `accepted`: a connection that the far side opened."""

    clock: Callable[[], float] = time.monotonic
    _held: dict[int, bool] = field(default_factory=dict[int, bool])  # key -> accepted
    _resting: deque[tuple[float, bool]] = field(default_factory=deque[tuple[float, bool]])  # since when, accepted

    def has_room(self, accepted: bool) -> bool:
        """Whether one more may come."""
        while self._resting and self._resting[0][0] <= self.clock() - REST_S:
            self._resting.popleft()
        kinds = [*self._held.values(), *(kind for _, kind in self._resting)]
        return len(kinds) < PLACES and not (accepted and sum(kinds) >= MOST_ACCEPTED)

    def take(self, key: int, accepted: bool) -> None:
        self._held[key] = accepted

    def give_back(self, key: int) -> None:
        """pjlib lets a key go more than once; the first time counts."""
        accepted = self._held.pop(key, None)
        if accepted is not None:
            self._resting.append((self.clock(), accepted))


class Guard:
    """The two functions as they are called from now on. It must outlive the library, and does: nobody lets go of it."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self._places = Places()
        self._warned = float("-inf")
        self._register = _Register(_address(library, _REGISTER))
        self._unregister = _Unregister(_address(library, _UNREGISTER))
        self._ours = {_REGISTER: _Register(self._on_register), _UNREGISTER: _Unregister(self._on_unregister)}

    def install(self, slots: dict[str, int]) -> None:
        for name, function in self._ours.items():
            ctypes.c_void_p.from_address(slots[name]).value = ctypes.cast(function, ctypes.c_void_p).value

    def _on_register(self, *arguments: Any) -> int:
        accepted = _is_accepted(arguments[2])
        if not self._places.has_room(accepted):
            self._warn()
            return ETOOMANY
        status = self._register(*arguments)
        if status == 0:
            self._places.take(ctypes.c_void_p.from_address(arguments[6]).value or 0, accepted)
        return status

    def _on_unregister(self, key: int) -> int:
        status = self._unregister(key)
        self._places.give_back(key)
        return status

    def _warn(self) -> None:
        now = time.monotonic()
        if now - self._warned > 10:
            self._warned = now
            log.warning("no place for another socket: a flood of calls or connections")


_installed: list[Guard] = []  # one a process, as there is one pjlib


def guard_sockets() -> bool:
    """Once, before the library opens a socket. False where the module hides its functions: its limit can't be guarded then."""
    import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

    if _installed:
        return True
    library = ctypes.CDLL(str(extension.__file__))
    if not hasattr(library, _REGISTER) or not hasattr(library, _UNREGISTER):
        return False
    slots = jump_slots(_address(library, _REGISTER), (_REGISTER, _UNREGISTER))
    if len(slots) != 2:
        log.warning("pjlib's calls can't be reached: its limit of %d sockets is not guarded", PLACES)
        return False
    _installed.append(Guard(library))
    _installed[0].install(slots)
    return True


def _address(library: ctypes.CDLL, name: str) -> int:
    return ctypes.cast(library[name], ctypes.c_void_p).value or 0


def _is_accepted(descriptor: int) -> bool:
    """A connection that stands before pjlib knows it was opened by the far side; ours are still to be connected."""
    try:
        known = socket.socket(fileno=descriptor)
    except OSError:
        return False
    try:
        if known.type != socket.SOCK_STREAM:
            return False
        with contextlib.suppress(OSError):
            known.getpeername()
            return True
        return False
    finally:
        known.detach()
