"""Server transactions (RFC 3261 section 17.2, with the Accepted state of RFC 6026)."""

from __future__ import annotations

import secrets
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from sandbox.sip.message import Request, Response, reply
from sandbox.sip.timers import T2, T4, TIMEOUT, Retransmission, Timers

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.sip.flow import Flow


class State(Enum):
    """The states of both machines; `TRYING` is where they begin."""

    TRYING = auto()
    PROCEEDING = auto()
    ACCEPTED = auto()
    COMPLETED = auto()
    CONFIRMED = auto()
    TERMINATED = auto()


class Upstream(Protocol):
    """Whoever waits for the responses to a request: a transaction on the wire, or a user agent of this process.

    `on_cancel` is set by who handles the request, and called once when the caller gives up.
    """

    request: Request
    on_cancel: Callable[[], None]

    def respond(self, response: Response) -> None:
        """Takes a provisional or final response."""
        ...


class ServerTransaction:
    """One request that arrived. The core answers by `respond` or `reject`; `on_cancel` is called once when the caller gives up."""

    def __init__(self, request: Request, source: Flow, back: Flow, on_terminated: Callable[[], object]) -> None:
        self.request = request
        self.source = source
        self.local_tag = secrets.token_hex(6)
        self.state = State.TRYING
        self.on_cancel: Callable[[], None] = _nothing
        self._back = back
        self._reliable = back.transport != "UDP"
        self._on_terminated = on_terminated
        self._last: bytes = b""
        self._timers = Timers()

    @property
    def answered(self) -> bool:
        """A final response was sent."""
        return self.state not in {State.TRYING, State.PROCEEDING}

    def reject(self, status: int, phrase: str = "", *headers: tuple[str, str]) -> None:
        """A response of our own; nothing after a final one."""
        response = reply(self.request, status, phrase, to_tag=self.local_tag)
        for name, value in headers:
            response.headers.add(name, value)
        self.respond(response)

    def respond(self, response: Response) -> None:
        """Sends a response and moves on; late ones are dropped, further 2xx to an INVITE pass (forked calls)."""
        invite, success = self.request.method == "INVITE", 200 <= response.status < 300
        if self.answered and not (invite and success and self.state is State.ACCEPTED):
            return
        data = response.to_bytes()
        self._back.send(data)
        if response.status < 200:
            self._last, self.state = data, State.PROCEEDING
        elif invite and success:
            self._accept()
        else:
            self._last = data
            self._complete(invite=invite)

    def _accept(self) -> None:
        if self.state is not State.ACCEPTED:
            self.state, self._last = State.ACCEPTED, b""
            self._timers.start("L", TIMEOUT, self._terminate)

    def _complete(self, *, invite: bool) -> None:
        self.state = State.COMPLETED
        if not invite:
            self._timers.start("J", 0 if self._reliable else TIMEOUT, self._terminate)
            return
        if not self._reliable:
            Retransmission(self._timers, "G", self._send_last, T2)
        self._timers.start("H", TIMEOUT, self._terminate)

    def retransmitted(self) -> None:
        """The request came again: so does the last response."""
        if self.state in {State.PROCEEDING, State.COMPLETED}:
            self._send_last()

    def acknowledged(self) -> None:
        """The ACK of a failure."""
        if self.state is State.COMPLETED:
            self.state = State.CONFIRMED
            self._timers.stop()
            self._timers.start("I", 0 if self._reliable else T4, self._terminate)

    def cancelled(self) -> None:
        """A CANCEL came; it has no effect on what was answered (RFC 3261 section 9.2)."""
        if not self.answered:
            self.on_cancel()

    def _send_last(self) -> None:
        if self._last:
            self._back.send(self._last)

    def _terminate(self) -> None:
        self.state = State.TERMINATED
        self.abandon()
        self._on_terminated()

    def abandon(self) -> None:
        """Ends the timers: the provider is closing."""
        self._timers.stop()
        self.on_cancel = _nothing


def _nothing() -> None:
    pass
