"""UDP and TCP on one port of the loopback address (RFC 3261 section 18)."""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import TYPE_CHECKING, Final, Protocol, cast

from sandbox.sip.addressing import LOOPBACK, flow_back, loopback, mark_source
from sandbox.sip.flow import Address, Aliases, Flow, UdpFlow
from sandbox.sip.framing import PONG, Framing
from sandbox.sip.message import PHRASES, Message, Request, reply
from sandbox.sip.parser import MalformedError, parse_datagram

if TYPE_CHECKING:
    from sandbox.sip.uri import Uri

log = logging.getLogger(__name__)

MAX_CONNECTIONS: Final = 256
CONNECT_TIMEOUT: Final = 4.0


class Receiver(Protocol):
    """Who gets what arrives."""

    def received(self, message: Message, flow: Flow) -> None:
        """A well-formed message; a request's topmost Via already says where it came from."""
        ...

    def disconnected(self, flow: Flow) -> None:
        """A TCP connection has ended."""
        ...


class Connection(asyncio.Protocol):
    """One TCP connection, ours or the peer's; what is sent before it is up waits."""

    transport = "TCP"

    def __init__(self, transports: Transports, remote: Address | None = None) -> None:
        self._owner = transports
        self._stream: asyncio.Transport | None = None
        self._framing = Framing()
        self._waiting: list[bytes] = []
        self.remote: Address = remote or ("", 0)
        self.alive = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Sends what waited; refuses the connection that is one too many."""
        assert isinstance(transport, asyncio.Transport)
        self._stream = transport
        self.remote = transport.get_extra_info("peername")[:2]
        if not self._owner.admit(self):
            transport.abort()
            return
        for data in self._waiting:
            transport.write(data)
        self._waiting.clear()

    def data_received(self, data: bytes) -> None:
        """Whole messages go on; after bytes in which no message begins the connection is closed."""
        for item in self._framing.feed(data):
            if isinstance(item, bytes):
                self.send(PONG)
            else:
                self._owner.take(item, self)
        if self._framing.lost:
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The flow is dead from now on."""
        self.alive = False
        self._owner.dismiss(self)

    def send(self, data: bytes) -> None:
        """Writes, or keeps until the connection is up. A peer that reads nothing is cut off, not waited for."""
        if self._stream is None:
            self._waiting.append(data)
        elif not self._stream.is_closing():
            self._stream.write(data)
            if self._stream.get_write_buffer_size() > 1 << 20:
                self._stream.abort()

    def close(self) -> None:
        """Ends the connection after what was written."""
        self.alive = False
        if self._stream is not None:
            self._stream.close()


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, owner: Transports) -> None:
        self._owner = owner
        self._socket: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._socket = cast("asyncio.DatagramTransport", transport)  # in name only: CPython's own is no subclass of it

    def datagram_received(self, data: bytes, addr: Address) -> None:
        assert self._socket
        if not data.strip(b"\r\n\0 "):
            return  # a keep-alive
        flow = UdpFlow(self._socket, addr[:2])
        try:
            item: Message | MalformedError = parse_datagram(data)
        except MalformedError as error:
            item = error
        self._owner.take(item, flow)

    def error_received(self, exc: Exception) -> None:
        log.debug("UDP: %s", exc)


class Transports:
    """Both listeners and all connections. `receiver` is set before `start`."""

    def __init__(self) -> None:
        self.receiver: Receiver | None = None
        self.port = 0
        self.aliases = Aliases()
        self._datagrams: asyncio.DatagramTransport | None = None
        self._server: asyncio.Server | None = None
        self._connections: set[Connection] = set()
        self._connecting: set[asyncio.Task[None]] = set()

    async def start(self, port: int) -> None:
        """Binds UDP and TCP to one port; OSError when it is taken. 0 is any port that is free for both."""
        loop = asyncio.get_running_loop()
        for attempt in range(16):
            self._server = await loop.create_server(lambda: Connection(self), LOOPBACK, port)
            self.port = self._server.sockets[0].getsockname()[1]
            try:
                self._datagrams, _ = await loop.create_datagram_endpoint(lambda: _Datagrams(self), (LOOPBACK, self.port))
            except OSError:
                self._server.close()
                if port or attempt == 15:
                    raise
            else:
                return

    async def stop(self) -> None:
        """Closes everything."""
        for task in list(self._connecting):
            task.cancel()
        for connection in list(self._connections):
            connection.close()
        if self._datagrams is not None:
            self._datagrams.close()
        if self._server is not None:
            self._server.close()
        await asyncio.sleep(0)

    def flow_to(self, uri: Uri) -> Flow:
        """The way to a contact: the flow it came by, a connection that is up, else its address. UnreachableError off this machine."""
        known = self.aliases.find(uri)
        if known is not None:
            return known
        remote = (loopback(uri.host), uri.port or 5060)
        if uri.transport == "TCP":
            return self._connection(remote)
        assert self._datagrams
        return UdpFlow(self._datagrams, remote)

    def _connection(self, remote: Address) -> Connection:
        for connection in self._connections:
            if connection.remote == remote and connection.alive:
                return connection
        connection = Connection(self, remote)
        self._connections.add(connection)
        task = asyncio.get_running_loop().create_task(self._connect(connection, remote))
        self._connecting.add(task)
        task.add_done_callback(self._connecting.discard)
        return connection

    async def _connect(self, connection: Connection, remote: Address) -> None:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT):
                await loop.create_connection(lambda: connection, *remote, family=socket.AF_INET)
        except (OSError, TimeoutError) as error:
            log.info("no connection to %s:%d: %s", *remote, error)
            connection.connection_lost(None)

    def admit(self, connection: Connection) -> bool:
        """Counts a connection in, unless there are too many."""
        self._connections.add(connection)
        return len(self._connections) <= MAX_CONNECTIONS

    def dismiss(self, connection: Connection) -> None:
        """Forgets a connection that ended."""
        self._connections.discard(connection)
        self.aliases.forget(lambda flow: flow is connection)
        if self.receiver is not None:
            self.receiver.disconnected(connection)

    def take(self, item: Message | MalformedError, flow: Flow) -> None:
        """What a listener read. Malformed requests are refused where they can be; the rest of what is malformed is dropped."""
        if isinstance(item, MalformedError):
            log.info("malformed message from %s:%d dropped: %s", *flow.remote, item.reason)
            if item.request is not None:
                mark_source(item.request, flow)
                answer = reply(item.request, item.status, _phrase(item), to_tag="malformed")
                flow_back(item.request, flow, self._at).send(answer.to_bytes())
            return
        if isinstance(item, Request):
            mark_source(item, flow)
        assert self.receiver
        try:
            self.receiver.received(item, flow)
        except Exception:
            # The last fence: one message that shows a mistake of ours must not end a provider with calls up.
            log.exception("a message could not be handled")

    def _at(self, remote: Address) -> Flow:
        assert self._datagrams
        return UdpFlow(self._datagrams, remote)

    def response_flow(self, request: Request, flow: Flow) -> Flow:
        """Where responses to a request go."""
        return flow_back(request, flow, self._at)


def _phrase(error: MalformedError) -> str:
    return "".join(char for char in f"{PHRASES[error.status]} ({error.reason})" if " " <= char <= "~")
