"""Matches messages to transactions (RFC 3261 sections 17.1.3 and 17.2.3) and makes new ones."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from sandbox.sip.addressing import LOOPBACK
from sandbox.sip.client_tx import ClientTransaction, ResponseListener, new_via
from sandbox.sip.message import MAGIC_COOKIE, Message, Request, Response
from sandbox.sip.server_tx import ServerTransaction, State

if TYPE_CHECKING:
    from sandbox.sip.flow import Flow
    from sandbox.sip.transport import Transports

log = logging.getLogger(__name__)

MAX_TRANSACTIONS: Final = 4096

Key = tuple[str, ...]


class Core(Protocol):
    """What stands above the transactions."""

    def requested(self, transaction: ServerTransaction) -> None:
        """A new request (never ACK or CANCEL)."""
        ...

    def acknowledged(self, request: Request, flow: Flow) -> None:
        """The ACK of a 2xx, which is a transaction of its own."""
        ...

    def stray(self, response: Response) -> None:
        """A response that no transaction waits for."""
        ...

    def disconnected(self, flow: Flow) -> None:
        """A TCP connection has ended."""
        ...


class TransactionLayer:
    """All transactions of the provider. `core` is set before anything arrives."""

    def __init__(self, transports: Transports) -> None:
        self.core: Core | None = None
        self.transports = transports
        self._servers: dict[Key, ServerTransaction] = {}
        self._clients: dict[Key, ClientTransaction] = {}

    def received(self, message: Message, flow: Flow) -> None:
        """From the transports."""
        if isinstance(message, Request):
            self._request(message, flow)
        else:
            self._response(message, flow)

    def disconnected(self, flow: Flow) -> None:
        """Requests that wait on a dead connection end now."""
        for transaction in [one for one in self._clients.values() if one.flow is flow]:
            transaction.flow_died()
        assert self.core
        self.core.disconnected(flow)

    def _request(self, request: Request, flow: Flow) -> None:
        assert self.core
        key = _server_key(request, "INVITE" if request.method == "ACK" else request.method)
        known = self._servers.get(key)
        if request.method == "ACK":
            if known is None or known.state is State.ACCEPTED:
                self.core.acknowledged(request, flow)
            else:
                known.acknowledged()
        elif known is not None:
            known.retransmitted()
        else:
            transaction = self._new_server(request, flow, key)
            if request.method == "CANCEL":
                self._cancel(transaction)
            elif len(self._servers) > MAX_TRANSACTIONS:
                transaction.reject(503, "", ("Retry-After", "10"))
            else:
                if request.method == "INVITE":
                    transaction.reject(100)
                self.core.requested(transaction)

    def _new_server(self, request: Request, flow: Flow, key: Key) -> ServerTransaction:
        back = self.transports.response_flow(request, flow)
        transaction = ServerTransaction(request, flow, back, partial(self._servers.pop, key, None))
        self._servers[key] = transaction
        return transaction

    def _cancel(self, transaction: ServerTransaction) -> None:
        invite = self._servers.get(_server_key(transaction.request, "INVITE"))
        if invite is None:
            transaction.reject(481)
            return
        transaction.local_tag = invite.local_tag
        transaction.reject(200)
        invite.cancelled()

    def _response(self, response: Response, flow: Flow) -> None:
        assert self.core
        via = response.via
        method = response.cseq[1]
        if via.sent_by != (LOOPBACK, self.transports.port):
            log.info("response for %s:%d dropped", *via.sent_by)
            return
        client = self._clients.get((via.branch, "INVITE" if method == "CANCEL" else method))
        if client is None:
            self.core.stray(response)
        elif method == "CANCEL":
            client.cancel_answered()
        else:
            client.received(response, flow)

    def send(self, request: Request, flow: Flow, listener: ResponseListener, mark: str = "") -> ClientTransaction:
        """Starts a client transaction: pushes our Via on the request, and sends it."""
        via = new_via(flow, LOOPBACK, self.transports.port, mark)
        request.headers.push("Via", str(via))
        key = (via.branch, request.method)
        transaction = ClientTransaction(request, flow, listener, partial(self._clients.pop, key, None))
        self._clients[key] = transaction
        transaction.start()
        return transaction

    def send_ack(self, request: Request, flow: Flow) -> None:
        """Sends the ACK of a 2xx: a request that no response and no timer follows."""
        request.headers.push("Via", str(new_via(flow, LOOPBACK, self.transports.port)))
        flow.send(request.to_bytes())

    def stop(self) -> None:
        """Ends all timers."""
        for transaction in [*self._servers.values(), *self._clients.values()]:
            transaction.abandon()
        self._servers.clear()
        self._clients.clear()


def _server_key(request: Request, method: str) -> Key:
    """RFC 3261's key, or for a client of RFC 2543 one of its headers (section 17.2.3, without the To tag)."""
    via = request.via
    host, port = via.sent_by
    if via.branch.startswith(MAGIC_COOKIE) and via.branch != MAGIC_COOKIE:  # that alone names no transaction (RFC 4475 section 3.2.1)
        return via.branch, host, str(port), method
    return "2543", host, str(port), request.call_id, str(request.cseq[0]), request.from_addr.tag, method
