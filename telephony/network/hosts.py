"""Hosts as people and SIP write them, and as sockets and pjsip take them: a name, an IPv4 address, an IPv6 address in brackets.

RFC 3261 section 25.1 has the brackets, RFC 5952 the shape that an IPv6 address is kept in.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from typing import Final

_NEVER: Final = '<>"@;,/?[]'


def split_host_port(text: str, default: int) -> tuple[str, int]:
    """`host`, `host:port`, `[v6]`, `[v6]:port`: the host without its brackets, and `default` where there is no port.

    Raises ValueError for anything else, among it an IPv6 address without brackets, whose end could be a port.
    """
    host, port = _bracketed(text) if text.startswith("[") else _plain(text)
    if not port:
        return host, default
    digits = port[1:]
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits[:6]) < 65_536):
        raise ValueError(f"{text!r} has no port between 1 and 65535")
    return host, int(digits)


def _plain(text: str) -> tuple[str, str]:
    """Host and what follows it, ":5060" or ""."""
    host, colon, port = text.partition(":")
    if not host or any(letter.isspace() or letter in _NEVER or not letter.isprintable() for letter in host):
        raise ValueError(f"{text!r} is not host[:port]")
    return host, colon + port


def _bracketed(text: str) -> tuple[str, str]:
    literal, closing, port = text[1:].partition("]")
    # A zone (fe80::1%eth0) means something on this computer alone: SIP has none.
    if not closing or "%" in literal or not is_ipv6(literal) or (port and not port.startswith(":")):
        raise ValueError(f"{text!r} is not [IPv6][:port]")
    return str(ipaddress.IPv6Address(literal)), port


def is_host_port(text: str) -> bool:
    """Whether `split_host_port` can read it."""
    try:
        split_host_port(text, 0)
    except ValueError:
        return False
    return True


def numeric(host: str) -> str:
    """The address that `host` spells, or "" where it is a name. An IPv4 address that is mapped into IPv6 is that IPv4 address."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address)


def is_ipv6(host: str) -> bool:
    """Whether it is an IPv6 address, without brackets."""
    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        return False
    return True


def is_literal_ipv6(text: str) -> bool:
    """Whether `text`, host[:port] as it was typed, names an IPv6 address, and no name that might have another."""
    return text.startswith("[")


def is_loopback(address: str) -> bool:
    """Whether it is on this computer. Raises ValueError for what is no address."""
    return ipaddress.ip_address(address).is_loopback


def is_link_local(address: str) -> bool:
    """Whether it is an IPv6 address that is valid on its link alone."""
    return ":" in address and ipaddress.IPv6Address(address).is_link_local


def family(address: str) -> socket.AddressFamily:
    """What a socket towards it is opened with."""
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def written(host: str) -> str:
    """`host` as it stands in a URI: an IPv6 address in brackets."""
    return f"[{host}]" if ":" in host else host


def host_port(host: str, port: int) -> str:
    """`host:port`, `[v6]:port`."""
    return f"{written(host)}:{port}"


def preferred(addresses: Iterable[str], *, ipv6: bool, reaches: Callable[[str], bool]) -> tuple[str, ...]:
    """A host's addresses in the order in which they are to be tried: IPv4 first, as networks are today.

    `ipv6`: this build has it; where it has not, IPv6 addresses are left only where there is nothing else (they are then refused in words).
    Where `reaches` says that there is a way to some of them, the others are left out.
    """
    ordered = sorted(addresses, key=lambda address: family(address) is socket.AF_INET6)
    if not ipv6:
        return tuple(one for one in ordered if family(one) is socket.AF_INET) or tuple(ordered)
    return tuple(one for one in ordered if reaches(one)) or tuple(ordered)
