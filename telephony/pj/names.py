"""Names of servers, answered from what we have looked up ourselves: the SIP thread must not wait for a name server.

Over TLS pjsip compares the certificate with the name that it connects to, so that name must be in the route, and pjsip looks it up: a
blocking call. Where pjlib's function can be replaced (Linux) the answer is there already; elsewhere it blocks for a name that has just been
answered, which systems keep.
"""

from __future__ import annotations

import ctypes
import socket
import struct
from collections.abc import Callable
from typing import Final

from telephony.pj.patches import replace

_CANONICAL: Final = 128  # PJ_MAX_HOSTNAME: ai_canonname stands before ai_addr in pj_addrinfo
_PJ_AF_INET: Final = socket.AF_INET
_known: dict[str, str] = {}


class _Text(ctypes.Structure):
    """pj_str_t."""

    _fields_ = (("ptr", ctypes.c_void_p), ("slen", ctypes.c_ssize_t))


# address family, name, count (room, then found), where they go
_Look: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.POINTER(_Text), ctypes.POINTER(ctypes.c_uint), ctypes.c_void_p)


def know(host: str, address: str) -> None:
    """From now on `host` is that IPv4 address to pjsip."""
    if host != address:
        _known[host.lower()] = address


def guard_names() -> bool:
    """Once, before the library runs. False where the module hides its function."""
    return replace({"pj_getaddrinfo": (_Look, _answering)})


def _answering(look: Callable[..., int]) -> Callable[..., int]:
    # Plain arguments: ctypes hands over what the prototype says.
    def ours(family: int, name: ctypes._Pointer[_Text], count: ctypes._Pointer[ctypes.c_uint], found: int) -> int:  # pyright: ignore[reportPrivateUsage]
        text = name.contents
        host = ctypes.string_at(text.ptr, text.slen).decode("ascii", "replace").lower()
        address = _known.get(host)
        if address is None or count.contents.value < 1:
            return look(family, name, count, found)
        ctypes.memset(found, 0, _CANONICAL)
        # struct sockaddr_in: family, port, address, padding
        entry = struct.pack("=H2s4s8s", _PJ_AF_INET, b"", socket.inet_aton(address), b"")
        ctypes.memmove(found + _CANONICAL, entry, len(entry))
        count.contents.value = 1
        return 0

    return ours
