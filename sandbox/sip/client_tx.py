"""Client transactions (RFC 3261 section 17.1, with the Accepted state of RFC 6026)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Protocol

from sandbox.sip.message import MAGIC_COOKIE, Headers, Request, Response, Via, reply
from sandbox.sip.server_tx import State
from sandbox.sip.timers import T2, T4, TIMEOUT, TIMER_D, Retransmission, Timers

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.sip.flow import Flow


class ResponseListener(Protocol):
    """Who sent the request."""

    def responded(self, transaction: ClientTransaction, response: Response, flow: Flow) -> None:
        """A response, and the flow it came by. No answer at all comes as a 408 made here (RFC 3261 section 8.1.3.1)."""
        ...


class ClientTransaction:
    """One request that was sent; its topmost Via is this transaction's."""

    def __init__(self, request: Request, flow: Flow, listener: ResponseListener, on_terminated: Callable[[], object]) -> None:
        self.request = request
        self.flow = flow
        self.state = State.TRYING
        self._listener = listener
        self._on_terminated = on_terminated
        self._reliable = flow.transport != "UDP"
        self._timers = Timers()
        self._ack = b""
        self._cancel_wanted = False
        self._cancel_reason = ""
        self._invite = request.method == "INVITE"

    def start(self) -> None:
        """Sends the request; timers A or E repeat it over UDP, B or F give up."""
        data = self.request.to_bytes()
        self.flow.send(data)
        if not self._reliable:
            Retransmission(self._timers, "again", lambda: self.flow.send(data), TIMEOUT if self._invite else T2)
        self._timers.start("timeout", TIMEOUT, self.give_up)

    def received(self, response: Response, flow: Flow) -> None:
        """A response of this transaction."""
        if response.status < 200:
            self._provisional(response, flow)
        elif self._invite and response.status < 300:
            self._success(response, flow)
        else:
            self._final(response, flow)

    def _provisional(self, response: Response, flow: Flow) -> None:
        if self.state not in {State.TRYING, State.PROCEEDING}:
            return
        self.state = State.PROCEEDING
        if self._invite:
            self._timers.cancel("again")
            self._timers.cancel("timeout")
            if self._cancel_wanted:
                self._send_cancel()
        self._listener.responded(self, response, flow)

    def _success(self, response: Response, flow: Flow) -> None:
        if self.state in {State.TRYING, State.PROCEEDING}:
            self._timers.stop()
            self.state = State.ACCEPTED
            self._timers.start("M", TIMEOUT, self._terminate)
        if self.state is State.ACCEPTED:
            self._listener.responded(self, response, flow)

    def _final(self, response: Response, flow: Flow) -> None:
        if self.state is State.COMPLETED:
            if self._ack:
                self.flow.send(self._ack)
            return
        if self.state not in {State.TRYING, State.PROCEEDING}:
            return
        self._timers.stop()
        self.state = State.COMPLETED
        if self._invite:
            self._ack = self._derived("ACK", response.headers.get("To")).to_bytes()
            self.flow.send(self._ack)
        linger = 0.0 if self._reliable else TIMER_D if self._invite else T4
        self._timers.start("linger", linger, self._terminate)
        self._listener.responded(self, response, flow)

    def cancel(self, reason: str = "") -> None:
        """Sends CANCEL, or waits with it for the first provisional response (RFC 3261 section 9.1). A final response still comes.

        `reason` is told with it (RFC 3326).
        """
        if not self._invite or self._cancel_wanted or self.state not in {State.TRYING, State.PROCEEDING}:
            return
        self._cancel_wanted, self._cancel_reason = True, reason
        if self.state is State.PROCEEDING:
            self._send_cancel()

    def _send_cancel(self) -> None:
        """The CANCEL's own answer is of no interest: the INVITE's 487 is; without either the transaction ends after 64*T1."""
        request = self._derived("CANCEL", self.request.headers.get("To"))
        if self._cancel_reason:
            request.headers.add("Reason", self._cancel_reason)
        data = request.to_bytes()
        self.flow.send(data)
        if not self._reliable:
            Retransmission(self._timers, "cancel", lambda: self.flow.send(data), T2)
        self._timers.start("timeout", TIMEOUT, self.give_up)

    def cancel_answered(self) -> None:
        """The CANCEL arrived: it is not repeated any more."""
        self._timers.cancel("cancel")

    def give_up(self) -> None:
        """Nobody answers: the listener hears a 408."""
        if self.state in {State.TRYING, State.PROCEEDING}:
            self._terminate()
            self._listener.responded(self, reply(self.request, 408, to_tag=secrets.token_hex(6)), self.flow)

    def flow_died(self) -> None:
        """The connection ended before the answer: that is a 408 at once (a 503 in RFC 3261 section 8.1.3.1 ends a whole fork)."""
        self.give_up()

    def _derived(self, method: str, to_value: str) -> Request:
        """The ACK of a failure (section 17.1.1.3) or the CANCEL (section 9.1) of this request."""
        headers = Headers([("Via", self.request.headers.get("Via")), ("Max-Forwards", "70")])
        for value in self.request.headers.all("Route"):
            headers.add("Route", value)
        headers.add("From", self.request.headers.get("From"))
        headers.add("To", to_value)
        headers.add("Call-ID", self.request.call_id)
        headers.add("CSeq", f"{self.request.cseq[0]} {method}")
        return Request(headers, b"", method, self.request.uri)

    def _terminate(self) -> None:
        self.state = State.TERMINATED
        self.abandon()
        self._on_terminated()

    def abandon(self) -> None:
        """Ends the timers: the provider is closing."""
        self._timers.stop()


def new_via(flow: Flow, host: str, port: int, mark: str = "") -> Via:
    """A Via of our own with a fresh branch; `mark` is kept inside it (the proxy's loop detection reads it)."""
    branch = f"{MAGIC_COOKIE}{mark}.{secrets.token_hex(8)}"
    return Via(flow.transport, host, port, {"branch": branch})
