"""The ways SIP goes: UDP and TCP to the world, a pair of their own for loopback, and a TLS listener for each kind of trust.

Where the build has IPv6 and the computer too, UDP and TCP stand by it as well.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import logging
import uuid
from typing import TYPE_CHECKING, Final

import pjsua2 as pj

from telephony.messages import Transport
from telephony.networking import SecurityConfig, TlsTrust
from telephony.pj.facts import CertificateProblem, CertificateRefused, ConnectionLost, RejectedFact, Sink
from telephony.pj.features import library_function
from telephony.pj.guard import SipError, clean, guarded, native
from telephony.pj.trust import Pins, fingerprint, problem_of, tls_config

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

log = logging.getLogger(__name__)

LOOPBACK: Final = "127.0.0.1"
LOOPBACK_IPV6: Final = "::1"
ETOOMANY: Final = 70_010  # PJ_ETOOMANY
NO_IPV6_HERE: Final = 120_000 + errno.ENETUNREACH  # as pjlib tells the system's errors (pj/errno.h)
_KINDS: Final = {
    Transport.UDP: pj.PJSIP_TRANSPORT_UDP,
    Transport.TCP: pj.PJSIP_TRANSPORT_TCP,
    Transport.TLS: pj.PJSIP_TRANSPORT_TLS,
}
_KINDS_IPV6: Final = {
    Transport.UDP: pj.PJSIP_TRANSPORT_UDP6,
    Transport.TCP: pj.PJSIP_TRANSPORT_TCP6,
    Transport.TLS: pj.PJSIP_TRANSPORT_TLS6,
}
_ANY: Final = -1  # PJSUA_INVALID_ID
_MOST: Final = 8  # PJSUA_MAX_TRANSPORTS


class SipEndpoint(pj.Endpoint):
    """pjsua2's endpoint: hears of connections, and ends those to a server that is not the pinned one; hears of calls that pjsua refuses."""

    def __init__(self, sink: Sink) -> None:
        super().__init__()
        self.sink = sink
        self.pins: Final = Pins()
        self.account_of: Callable[[int], str] = lambda _native: ""  # the identifier of pjsua2's account, "" where there is none
        self._connected: dict[int, pj.TransportHandle | int] = {}
        self._chosen = -1  # the account that the last request was for

    @guarded
    def onTransportState(self, prm: pj.OnTransportStateParam) -> None:  # noqa: N802
        kind = prm.type.upper()[:3]
        if kind not in ("TCP", "TLS"):
            return
        number = int(prm.hnd)
        if kind == "TLS" and not self._trusted(prm):
            return
        if prm.state == pj.PJSIP_TP_STATE_CONNECTED:
            self._connected[number] = prm.hnd
        elif prm.state == pj.PJSIP_TP_STATE_DISCONNECTED and self._connected.pop(number, None) is not None:
            # One that never stood is told by what wanted to use it.
            self.sink(ConnectionLost(Transport(kind.lower())))
        elif prm.state == pj.PJSIP_TP_STATE_DESTROY:
            self._connected.pop(number, None)

    @guarded
    def onSelectAccount(self, prm: pj.OnSelectAccountParam) -> None:  # noqa: N802
        self._chosen = prm.accountIndex

    @guarded
    def onRejectedIncomingCall(self, prm: pj.OnRejectedIncomingCallParam) -> None:  # noqa: N802
        # It does not say whose it was; pjsua chose the account in this same turn.
        account_id = self.account_of(self._chosen)
        if account_id:
            self.sink(RejectedFact(account_id, str(uuid.uuid4()), prm.statusCode, clean(prm.rdata.wholeMsg), prm.rdata.srcAddress))

    def drop_connections(self) -> None:
        connections, self._connected = list(self._connected.values()), {}
        for connection in connections:
            with contextlib.suppress(pj.Error, SipError):  # one that is going already
                self._shut_down(connection)

    def _trusted(self, prm: pj.OnTransportStateParam) -> bool:
        """Nothing has been sent yet where a connection is told of for the first time: one that is shut down here never carries anything."""
        info = prm.tlsInfo
        peer = clean(info.remoteAddr)
        if prm.state == pj.PJSIP_TP_STATE_DISCONNECTED and info.verifyStatus:
            self.sink(CertificateRefused(peer, problem_of(info.verifyStatus), fingerprint(info.remoteCertInfo.raw)))
            return False
        if prm.state != pj.PJSIP_TP_STATE_CONNECTED:
            return True
        shown = fingerprint(info.remoteCertInfo.raw)
        if self.pins.allow(peer, not info.verifyStatus, shown):
            return True
        self._shut_down(prm.hnd)
        self.sink(CertificateRefused(peer, CertificateProblem.NOT_PINNED, shown))
        return False

    def _shut_down(self, connection: pj.TransportHandle | int) -> None:
        """pjsua2's own function can't be used where its SWIG tells handles as numbers (as of pjsip 2.16): it takes none back."""
        if not isinstance(connection, int):
            self.transportShutdown(connection)
            return
        shut_down = library_function("pjsip_transport_shutdown")
        if shut_down is None:
            raise SipError("end a connection", 0, "this build of the SIP library can't")
        shut_down(ctypes.c_void_p(connection))


class Transports:
    """SIP thread only. `ports` are those of the world's UDP and TCP; a direct call needs them.

    Sockets that are bound to no address serve the world and loopback at once, and outlive a change of networks: pjsip writes into each
    request the address that the system would use towards its destination. Where SIP is bound to one address, loopback has its own pair.
    Those of IPv6 have the same ports where they can; pjsip finds them by the destination.
    """

    def __init__(self, endpoint: SipEndpoint) -> None:
        self._endpoint = endpoint
        self._world: dict[Transport, int] = {}
        self._home: dict[Transport, int] = {}  # on loopback, where the world's can't reach it
        self._ipv6: dict[Transport, int] = {}  # to the world and loopback at once
        self._tls: dict[tuple[SecurityConfig, bool], int] = {}  # by trust, and whether it goes by IPv6
        self._address = ""
        self.ports: dict[Transport, int] = {}
        self.home: tuple[str, int] = ("", 0)  # UDP, as it is reached from this computer

    def open(self, local_address: str, wanted: Mapping[Transport, int], *, ipv6: bool = False) -> None:
        """UDP and TCP; with `local_address` on that one only. `ipv6`: this build has it."""
        self._address = local_address
        for transport in (Transport.UDP, Transport.TCP):
            self._world[transport], self.ports[transport] = self._open(transport, local_address, wanted.get(transport, 0))
        self.home = (local_address or LOOPBACK, self.ports[Transport.UDP])
        if local_address and not local_address.startswith("127."):
            self._home = {transport: self._open(transport, LOOPBACK, 0)[0] for transport in self._world}
        elif ipv6:
            self._open_ipv6()

    def _open_ipv6(self) -> None:
        """On loopback alone where the others are."""
        try:
            for transport in self._world:
                self._ipv6[transport], _ = self._open(transport, self._address_ipv6, self.ports[transport], ipv6=True)
        except SipError as error:  # a computer without IPv6, or one where it is switched off
            log.info("no IPv6 here: %s", error)

    def number(self, transport: Transport, loopback: bool, security: SecurityConfig, *, ipv6: bool = False) -> int:
        """What pjsua2 knows the way of such an account by, -1 where it may choose. Raises `SipError` where there can be none."""
        if ipv6 and not self._ipv6:
            raise SipError("IPv6", NO_IPV6_HERE, "this computer has no IPv6")
        if transport is Transport.TLS:
            trust = SecurityConfig(trust=security.trust, ca_file=security.ca_file if security.trust is TlsTrust.FILE else "")
            return self._listener(trust, ipv6=ipv6)
        if ipv6 or not self._home:
            return _ANY
        return (self._home if loopback else self._world)[transport]

    def _listener(self, trust: SecurityConfig, *, ipv6: bool) -> int:
        """One for each kind of trust: pjsip uses a connection again only for accounts of the listener that made it."""
        key = (trust, ipv6)
        if key not in self._tls:
            if sum(len(opened) for opened in (self._tls, self._world, self._home, self._ipv6)) >= _MOST:
                raise SipError("TLS", ETOOMANY, "too many files of authorities")
            self._tls[key], _ = self._open(Transport.TLS, self._address_ipv6 if ipv6 else self._address, 0, trust, ipv6=ipv6)
        return self._tls[key]

    @property
    def _address_ipv6(self) -> str:
        return LOOPBACK_IPV6 if self._address else ""

    def _open(
        self, transport: Transport, address: str, wanted: int, security: SecurityConfig | None = None, *, ipv6: bool = False
    ) -> tuple[int, int]:
        """(pjsua2's number, port). Another port where the wanted one is taken."""
        config = pj.TransportConfig()
        config.port = wanted
        config.boundAddress = address
        if security is not None:
            config.tlsConfig = tls_config(security)
        try:
            with native(f"open {transport}"):
                number = self._endpoint.transportCreate((_KINDS_IPV6 if ipv6 else _KINDS)[transport], config)
        except SipError:
            if wanted == 0:
                raise
            log.info("port %d is taken, another will do", wanted)
            return self._open(transport, address, 0, security, ipv6=ipv6)
        return number, int(self._endpoint.transportGetInfo(number).localName.rsplit(":", 1)[1])
