"""What kind of NAT is between us and the world, as a STUN server sees it (RFC 8489, RFC 5780 section 4.3)."""

from __future__ import annotations

import ipaddress
import os
import socket
import struct
from typing import Final

from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckStep
from telephony.netcheck.patience import Patience
from telephony.network.hosts import family, host_port
from telephony.network.watch import source_towards

STUN_PORT: Final = 3478
_MAGIC: Final = 0x2112A442
_BINDING: Final = 0x0001
_SUCCESS: Final = 0x0101
_MAPPED, _XOR_MAPPED, _OTHER, _CHANGED = 0x0001, 0x0020, 0x802C, 0x0005
_IPV4, _IPV6 = 1, 2
_TRIES_S: Final = (0.5, 1.0, 1.5)
_MAGIC_BYTES: Final = _MAGIC.to_bytes(4)
_SHAPES: Final = frozenset({(8, bytes([_IPV4])), (20, bytes([_IPV6]))})  # length and kind of an address attribute
_HEADER: Final = struct.Struct("!HHI12s")

Address = tuple[str, int]


def find_nat(server: Address, patience: Patience) -> CheckFinding:
    """One socket asks the server at its two addresses: a NAT that maps each destination apart answers differently."""
    with socket.socket(family(server[0]), socket.SOCK_DGRAM) as one:
        first = _ask(one, server, patience)
        if first is None:
            return CheckFinding(CheckStep.NAT, CheckOutcome.NO_ANSWER)
        mapped, other = first
        if mapped == (_own_address(server), one.getsockname()[1]):
            return CheckFinding(CheckStep.NAT, CheckOutcome.FINE, host_port(*mapped))
        second = _ask(one, other, patience) if other is not None and other != server else None
        if second is not None and second[0] != mapped:
            return CheckFinding(CheckStep.NAT, CheckOutcome.SYMMETRIC, host_port(*mapped))
        return CheckFinding(CheckStep.NAT, CheckOutcome.TRANSLATED, host_port(*mapped))


def parse_binding(data: bytes, transaction: bytes) -> tuple[Address, Address | None] | None:
    """Our mapped address and the server's other one (None: it has none), or None for anything but a success of that transaction."""
    if len(data) < _HEADER.size:
        return None
    kind, length, magic, number = _HEADER.unpack_from(data)
    if (kind, magic, number) != (_SUCCESS, _MAGIC, transaction) or length > len(data) - _HEADER.size:
        return None
    found: dict[int, Address] = {}
    position, end = _HEADER.size, _HEADER.size + length
    while position + 4 <= end:
        attribute, size = struct.unpack_from("!HH", data, position)
        value = data[position + 4 : min(end, position + 4 + size)]
        if attribute in (_MAPPED, _XOR_MAPPED, _OTHER, _CHANGED) and (len(value), value[1:2]) in _SHAPES:
            found[attribute] = _address(value, _MAGIC_BYTES + transaction if attribute == _XOR_MAPPED else bytes(16))
        position += 4 + (size + 3 & ~3)
    mapped = found.get(_XOR_MAPPED) or found.get(_MAPPED)
    return None if mapped is None else (mapped, found.get(_OTHER) or found.get(_CHANGED))


def _ask(one: socket.socket, server: Address, patience: Patience) -> tuple[Address, Address | None] | None:
    transaction = os.urandom(12)
    request = _HEADER.pack(_BINDING, 0, _MAGIC, transaction)
    for wait_s in _TRIES_S:
        try:
            one.sendto(request, server)
            if patience.readable(one, wait_s) and (answer := parse_binding(one.recv(2048), transaction)) is not None:
                return answer
        except OSError:
            return None
    return None


def _address(value: bytes, mask: bytes) -> Address:
    """Port and host are both masked from the mask's beginning (RFC 8489 section 14.2)."""
    port = int.from_bytes(value[2:4]) ^ int.from_bytes(mask[:2])
    host = bytes(one ^ other for one, other in zip(value[4:], mask, strict=False))
    return str(ipaddress.ip_address(host)), port


def _own_address(server: Address) -> str:
    return source_towards(server[0])
