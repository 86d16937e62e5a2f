"""Where a message came from, and the way back: one UDP address or one TCP connection."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.sip.uri import Uri

log = logging.getLogger(__name__)

Address = tuple[str, int]
MAX_ALIASES: Final = 4096


class Flow(Protocol):
    """One way to one peer. Sending on a dead flow raises nothing: timers find out, as they do for lost datagrams."""

    @property
    def transport(self) -> str:
        """`UDP` or `TCP`."""
        ...

    @property
    def remote(self) -> Address:
        """The peer's IP address and port."""
        ...

    @property
    def alive(self) -> bool:
        """False once a connection is closed; a UDP flow never dies."""
        ...

    def send(self, data: bytes) -> None:
        """Sends one whole message."""
        ...


class UdpFlow:
    """A peer's address behind our one UDP socket. Two flows to one address are equal."""

    transport = "UDP"
    alive = True

    def __init__(self, socket: asyncio.DatagramTransport, remote: Address) -> None:
        self._socket = socket
        self.remote = remote

    def send(self, data: bytes) -> None:
        """One datagram; lost silently when it is too large or the socket is closed."""
        if not self._socket.is_closing():
            self._socket.sendto(data, self.remote)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UdpFlow) and other.remote == self.remote

    def __hash__(self) -> int:
        return hash(self.remote)


class Aliases:
    """Which flow leads to which contact.

    A contact's URI often names an address that nobody listens at (a TCP client's, a NATed one): what came with the contact is the
    way back to it (RFC 5923, RFC 5626). The oldest entries go when there are too many.
    """

    def __init__(self) -> None:
        self._flows: dict[tuple[str, str, int, str], Flow] = {}

    def learn(self, contact: Uri, flow: Flow) -> None:
        """This contact is reached by this flow."""
        key = contact.key
        self._flows.pop(key, None)
        self._flows[key] = flow
        if len(self._flows) > MAX_ALIASES:
            del self._flows[next(iter(self._flows))]

    def find(self, contact: Uri) -> Flow | None:
        """The living flow that was learned for this contact."""
        flow = self._flows.get(contact.key)
        return flow if flow is not None and flow.alive else None

    def forget(self, gone: Callable[[Flow], bool]) -> None:
        """Drops the entries whose flow is gone."""
        for key in [key for key, flow in self._flows.items() if gone(flow)]:
            del self._flows[key]
