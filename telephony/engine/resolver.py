"""Names to addresses, off the SIP thread: a name server that does not answer blocks for many seconds."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Final, TypeVar

from telephony.messages import Transport
from telephony.network.dns import Service, services
from telephony.network.hosts import host_port, is_ipv6, numeric, preferred, split_host_port
from telephony.network.watch import source_towards
from telephony.pj.account import Server

R = TypeVar("R")

SIP_PORT: Final = 5060
SIPS_PORT: Final = 5061
STUN_PORT: Final = 3478
_SRV_S: Final = 2.0  # how long a domain's own choice of servers is waited for
_SERVICES: Final = {Transport.UDP: "_sip._udp", Transport.TCP: "_sip._tcp", Transport.TLS: "_sips._tcp"}


def find_servers(name: str, transport: Transport, done: Callable[[tuple[Server, ...]], None], *, ipv6: bool = False) -> None:
    """Call `done` with the servers that `name` (host[:port]) stands for, first the one to be tried first; () where there is none.

    At once where it is an address, else from another thread. A name without a port is a domain: its SRV records say where, and where it
    has none it is the host itself (RFC 3263 section 4.2). `ipv6`: this build has it, see `telephony.network.hosts.preferred`.
    """
    port = SIPS_PORT if transport is Transport.TLS else SIP_PORT
    host, port = split_host_port(name, port)
    if address := numeric(host):
        done((Server(name, host, address, port),))
    elif ":" in name:
        _elsewhere(lambda: _host(name, host, port, ipv6), done)
    else:
        _elsewhere(lambda: _domain(host, transport, port, ipv6), done)


def find_addresses(names: tuple[str, ...], done: Callable[[dict[str, str]], None], *, ipv6: bool = False) -> None:
    """Call `done` with the numeric host:port of each of these names that has one; for STUN and TURN servers.

    Without `ipv6` a name that has an IPv6 address alone has none: who calls can go on without such help.
    """

    def look() -> dict[str, str]:
        pairs = {name: split_host_port(name, STUN_PORT) for name in names}
        found = {name: (_addresses(host, ipv6), port) for name, (host, port) in pairs.items()}
        first = {name: (addresses[0], port) for name, (addresses, port) in found.items() if addresses}
        return {name: host_port(address, port) for name, (address, port) in first.items() if ipv6 or not is_ipv6(address)}

    if all(numeric(split_host_port(name, STUN_PORT)[0]) for name in names):
        done(look())
    else:
        _elsewhere(look, done)


def _elsewhere(look: Callable[[], R], done: Callable[[R], None]) -> None:
    threading.Thread(target=lambda: done(look()), name="resolver", daemon=True).start()


def _host(name: str, host: str, port: int, ipv6: bool) -> tuple[Server, ...]:
    return tuple(Server(name, host, address, port) for address in _addresses(host, ipv6))


def _domain(domain: str, transport: Transport, port: int, ipv6: bool) -> tuple[Server, ...]:
    """Both questions at once: most domains have no SRV records, and most that have them are no hosts.

    The name that a certificate must bear stays the domain's own (RFC 5922 section 7.1): who answers for the name server does not choose it.
    """
    records: list[Service] = []
    asking = threading.Thread(
        target=lambda: records.extend(services(f"{_SERVICES[transport]}.{domain}", _SRV_S)), name="resolver-srv", daemon=True
    )
    asking.start()
    itself = _host(domain, domain, port, ipv6)
    asking.join()
    found = [(address, record.port) for record in records for address in _addresses(record.host, ipv6)]
    return tuple(Server(domain, domain, address, port) for address, port in found) or itself


def _addresses(host: str, ipv6: bool) -> tuple[str, ...]:
    """One of each family at most. IPv6 is asked for where it can be used, or to say that there is nothing else."""
    if address := numeric(host):
        return (address,)
    found = _ask(host, socket.AF_INET)
    if found is None:
        return ()
    if ipv6 or not found:
        found += _ask(host, socket.AF_INET6) or ()
    return preferred(found, ipv6=ipv6, reaches=lambda address: bool(source_towards(address)))


def _ask(host: str, family: socket.AddressFamily) -> tuple[str, ...] | None:
    """The first address of that family; None where no name server answers, which takes long enough once."""
    try:
        answers = socket.getaddrinfo(host, None, family, socket.SOCK_DGRAM)
    except (OSError, UnicodeError) as error:
        return None if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN else ()
    # An address with a zone (fe80::1%eth0) means something on this computer alone.
    return tuple(str(answer[4][0]) for answer in answers if "%" not in str(answer[4][0]))[:1]
