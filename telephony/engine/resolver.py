"""Names to addresses, off the SIP thread: a name server that does not answer blocks for many seconds."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from typing import Final

SIP_PORT: Final = 5060


def split_host_port(text: str) -> tuple[str, int]:
    """`host`, `host:port`: the port is 5060 where there is none. Raises ValueError for anything else (IPv6 is not in this build)."""
    host, colon, port = text.partition(":")
    if not host or any(letter.isspace() or letter in '<>"@;,/?[]' or not letter.isprintable() for letter in host):
        raise ValueError(f"{text!r} is not host[:port]")
    if not colon:
        return host, SIP_PORT
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65_536):
        raise ValueError(f"{text!r} has no port between 1 and 65535")
    return host, int(port)


def numeric(host: str) -> str:
    """The IPv4 address that `host` spells, or "" where it is a name."""
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        return ""


def resolve(host: str, done: Callable[[str], None]) -> None:
    """Call `done` with an IPv4 address, "" where the name has none: at once for a numeric host, else from another thread."""
    if found := numeric(host):
        done(found)
    else:
        threading.Thread(target=lambda: done(_look_up(host)), name="resolver", daemon=True).start()


def _look_up(host: str) -> str:
    try:
        answers = socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return ""
    return str(answers[0][4][0]) if answers else ""


def is_loopback(address: str) -> bool:
    return ipaddress.IPv4Address(address).is_loopback
