"""Names to addresses, off the SIP thread: a name server that does not answer blocks for many seconds."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from typing import Final, TypeVar

from telephony.messages import Transport
from telephony.network.dns import Service, services
from telephony.pj.account import Server

R = TypeVar("R")

SIP_PORT: Final = 5060
SIPS_PORT: Final = 5061
STUN_PORT: Final = 3478
_SRV_S: Final = 2.0  # how long a domain's own choice of servers is waited for
_SERVICES: Final = {Transport.UDP: "_sip._udp", Transport.TCP: "_sip._tcp", Transport.TLS: "_sips._tcp"}


def split_host_port(text: str, default: int = SIP_PORT) -> tuple[str, int]:
    """`host`, `host:port`, with `default` where there is no port. Raises ValueError for anything else (IPv6 is not in this build)."""
    host, colon, port = text.partition(":")
    if not host or any(letter.isspace() or letter in '<>"@;,/?[]' or not letter.isprintable() for letter in host):
        raise ValueError(f"{text!r} is not host[:port]")
    if not colon:
        return host, default
    if not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65_536):
        raise ValueError(f"{text!r} has no port between 1 and 65535")
    return host, int(port)


def numeric(host: str) -> str:
    """The IPv4 address that `host` spells, or "" where it is a name."""
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError:
        return ""


def find_servers(name: str, transport: Transport, done: Callable[[tuple[Server, ...]], None]) -> None:
    """Call `done` with the servers that `name` (host[:port]) stands for, first the one to be tried first; () where there is none.

    At once where it is an address, else from another thread. A name without a port is a domain: its SRV records say where, and where it
    has none it is the host itself (RFC 3263 section 4.2).
    """
    port = SIPS_PORT if transport is Transport.TLS else SIP_PORT
    host, port = split_host_port(name, port)
    if address := numeric(host):
        done((Server(name, host, address, port),))
    elif ":" in name:
        _elsewhere(lambda: _host(name, host, port), done)
    else:
        _elsewhere(lambda: _domain(host, transport, port), done)


def find_addresses(names: tuple[str, ...], done: Callable[[dict[str, str]], None]) -> None:
    """Call `done` with the numeric host:port of each of these names that has one; for STUN and TURN servers."""

    def look() -> dict[str, str]:
        pairs = {name: split_host_port(name, STUN_PORT) for name in names}
        found = {name: (numeric(host) or _address(host), port) for name, (host, port) in pairs.items()}
        return {name: f"{address}:{port}" for name, (address, port) in found.items() if address}

    if all(numeric(split_host_port(name, STUN_PORT)[0]) for name in names):
        done(look())
    else:
        _elsewhere(look, done)


def _elsewhere(look: Callable[[], R], done: Callable[[R], None]) -> None:
    threading.Thread(target=lambda: done(look()), name="resolver", daemon=True).start()


def _host(name: str, host: str, port: int) -> tuple[Server, ...]:
    address = _address(host)
    return (Server(name, host, address, port),) if address else ()


def _domain(domain: str, transport: Transport, port: int) -> tuple[Server, ...]:
    """Both questions at once: most domains have no SRV records, and most that have them are no hosts.

    The name that a certificate must bear stays the domain's own (RFC 5922 section 7.1): who answers for the name server does not choose it.
    """
    records: list[Service] = []
    asking = threading.Thread(
        target=lambda: records.extend(services(f"{_SERVICES[transport]}.{domain}", _SRV_S)), name="resolver-srv", daemon=True
    )
    asking.start()
    address = _address(domain)
    asking.join()
    found = [(numeric(record.host) or _address(record.host), record.port) for record in records]
    servers = tuple(Server(domain, domain, address, port) for address, port in found if address)
    return servers or ((Server(domain, domain, address, port),) if address else ())


def _address(host: str) -> str:
    try:
        answers = socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return ""
    return str(answers[0][4][0]) if answers else ""


def is_loopback(address: str) -> bool:
    return ipaddress.IPv4Address(address).is_loopback
