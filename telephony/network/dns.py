"""Which servers a domain names for SIP: SRV records (RFC 2782, RFC 3263 section 4.2), asked of the system's name servers.

The system's own library answers addresses only. Where the name servers can't be read off (Windows keeps them elsewhere) there are no
records, and a domain is the host of that name.
"""

from __future__ import annotations

import random
import secrets
import socket
import struct
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final

from telephony.network.hosts import family

_SRV: Final = 33
_INTERNET: Final = 1
_MOST_ANSWER: Final = 4096
_MOST_JUMPS: Final = 32  # of compression pointers in one name: more is a loop
_RESOLV: Final = Path("/etc/resolv.conf")


class DnsError(ValueError):
    """An answer that can't be read."""


@dataclass(frozen=True, slots=True)
class Service:
    """One SRV record."""

    priority: int
    weight: int
    port: int
    host: str


def name_servers(path: Path = _RESOLV) -> tuple[str, ...]:
    """The addresses that the system asks, in its order; one of IPv6 may have a zone (fe80::1%eth0)."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    words = [line.split() for line in lines]
    return tuple(word[1] for word in words if len(word) > 1 and word[0] == "nameserver")


def services(name: str, within_s: float, servers: Sequence[tuple[str, int]] | None = None) -> tuple[Service, ...]:
    """The records of `_sip._udp.example.com` in the order they are to be tried; none where nobody says so within that time.

    `servers` are (address, port), the system's where None.
    """
    asked = [(address, 53) for address in name_servers()] if servers is None else list(servers)
    deadline = time.monotonic() + within_s
    for number, server in enumerate(asked):
        left = (deadline - time.monotonic()) / (len(asked) - number)
        if left <= 0:
            break
        try:
            return ordered(parse(*_ask(server, name, left)))
        except (OSError, DnsError):
            continue
    return ()


def ordered(found: Sequence[Service], choose: Callable[[int], int] = random.randrange) -> tuple[Service, ...]:
    """By priority, and by chance according to weight within one (RFC 2782). `choose(n)` is a number from 0 to n - 1."""
    left = sorted(found, key=lambda one: (one.priority, one.weight))
    order: list[Service] = []
    while left:
        same = [one for one in left if one.priority == left[0].priority]
        ticket = choose(sum(one.weight for one in same) + 1)
        reached = accumulate(one.weight for one in same)
        chosen = next(one for one, weight in zip(same, reached, strict=True) if weight >= ticket)
        order.append(chosen)
        left.remove(chosen)
    return tuple(order)


def question(number: int, name: str) -> bytes:
    """A query for SRV records (RFC 1035 section 4.1). Raises `DnsError` for a name that none can ask."""
    labels = [label.encode("idna") if label else b"" for label in name.rstrip(".").split(".")]
    if any(not 0 < len(label) < 64 for label in labels):
        raise DnsError(f"{name!r} is no host name")
    encoded = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    return struct.pack(">HHHHHH", number, 0x0100, 1, 0, 0, 0) + encoded + struct.pack(">HH", _SRV, _INTERNET)


def parse(answer: bytes, number: int) -> tuple[Service, ...]:
    """The SRV records of an answer to query `number`. Raises `DnsError` for one that can't be read or says it failed."""
    try:
        given, flags, questions, answers, _, _ = struct.unpack_from(">HHHHHH", answer)
        if given != number or not flags & 0x8000:
            raise DnsError("an answer to something else")
        if flags & 0xF not in (0, 3):  # 3: there is no such name, which is an answer too
            raise DnsError(f"the name server failed: {flags & 0xF}")
        place = 12
        for _ in range(questions):
            place = _name(answer, place)[1] + 4
        found: list[Service] = []
        for _ in range(answers):
            place = _name(answer, place)[1]
            kind, _, _, length = struct.unpack_from(">HHIH", answer, place)
            place += 10
            if kind == _SRV:
                priority, weight, port = struct.unpack_from(">HHH", answer, place)
                found.append(Service(priority, weight, port, _name(answer, place + 6)[0]))
            place += length
    except (struct.error, IndexError) as error:
        raise DnsError("an answer that is cut off") from error
    # "." says that the service is decidedly not there.
    return tuple(one for one in found if one.host and one.port)


def _name(answer: bytes, place: int) -> tuple[str, int]:
    """A name, and where what follows it begins (RFC 1035 section 4.1.4: names point at earlier ones)."""
    labels: list[str] = []
    behind = 0
    for _ in range(_MOST_JUMPS + 128):
        length = answer[place]
        if length >= 0xC0:
            behind = behind or place + 2
            place = (length & 0x3F) << 8 | answer[place + 1]
        elif length == 0:
            return ".".join(labels), behind or place + 1
        else:
            labels.append(answer[place + 1 : place + 1 + length].decode("ascii", "replace"))
            place += 1 + length
    raise DnsError("a name without end")


def _ask(server: tuple[str, int], name: str, within_s: float) -> tuple[bytes, int]:
    """The answer's bytes and the query's number."""
    number = secrets.randbelow(0x10000)
    with socket.socket(family(server[0]), socket.SOCK_DGRAM) as line:
        line.settimeout(within_s)
        line.connect(server)
        line.send(question(number, name))
        return line.recv(_MOST_ANSWER), number
