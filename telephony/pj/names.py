"""Names of servers, answered from what we have looked up ourselves: the SIP thread must not wait for a name server.

Over TLS pjsip compares the certificate with the name that it connects to, so that name must be in the route, and pjsip looks it up: a
blocking call. Where pjlib's function can be replaced (Linux) the answer is there already; elsewhere it blocks for a name that has just been
answered, which systems keep.
"""

from __future__ import annotations

import ctypes
import socket
from collections.abc import Callable
from typing import Final

from telephony.pj.patches import replace

_THIS_COMPUTER: Final = "127.0.0.1"

_known: dict[str, str] = {}


class _Text(ctypes.Structure):
    """pj_str_t."""

    _fields_ = (("ptr", ctypes.c_void_p), ("slen", ctypes.c_ssize_t))


# address family, name, how many (room, then found), where they go
_Look: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


def know(host: str, address: str) -> None:
    """From now on `host` is that address to pjsip."""
    if host != address:
        _known[host.lower()] = address


def guard_names() -> bool:
    """Once, before the library runs. False where the module hides its function.

    This computer's own name too: pjlib looks it up for each call, and takes the address of the way out whatever it is told.
    """
    know(socket.gethostname(), _THIS_COMPUTER)
    return replace({"pj_getaddrinfo": (_Look, _answering)})


def _answering(look: Callable[..., int]) -> Callable[..., int]:
    """Asks for the address in the name's place, which needs nobody."""

    def ours(family: int, name: int, count: int, found: int) -> int:
        asked = _Text.from_address(name)
        address = _known.get(ctypes.string_at(asked.ptr, asked.slen).decode("ascii", "replace").lower())
        if address is None:
            return look(family, name, count, found)
        letters = ctypes.create_string_buffer(address.encode())
        other = _Text(ctypes.addressof(letters), len(address))
        return look(family, ctypes.addressof(other), count, found)

    return ours
