"""One request sent to every contact of a user at once, and the one answer made of theirs (RFC 3261 sections 16.7 to 16.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.sip.message import Response, reply
from sandbox.sip.timers import TIMER_C, Timers

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.sip.client_tx import ClientTransaction
    from sandbox.sip.flow import Flow
    from sandbox.sip.message import Request
    from sandbox.sip.server_tx import Upstream
    from sandbox.sip.transactions import TransactionLayer

_ELSEWHERE: Final = 'SIP;cause=200;text="Call completed elsewhere"'  # RFC 3326 section 2
_LAST_CHOICE: Final = (408, 487, 503)  # answers that say least: any other failure is told first


class Fork:
    """Branches of one request. `observe` sees every response that goes upstream, with the flow it came by (None: made here)."""

    def __init__(self, layer: TransactionLayer, upstream: Upstream, observe: Callable[[Response, Flow | None], None]) -> None:
        self._layer = layer
        self._upstream = upstream
        self._observe = observe
        self._pending: set[ClientTransaction] = set()
        self._failures: list[Response] = []
        self._decided = False
        self._timers = Timers()
        upstream.on_cancel = self.cancel

    def start(self, branches: list[tuple[Request, Flow]], mark: str) -> None:
        """Sends all branches; with none the answer is 480."""
        if not branches:
            self._up(reply(self._upstream.request, 480, to_tag="nobody"), None)
            return
        if self._upstream.request.method == "INVITE":
            self._timers.start("C", TIMER_C, self.cancel)
        for request, flow in branches:
            self._pending.add(self._layer.send(request, flow, self, mark))

    def cancel(self, reason: str = "") -> None:
        """The caller has given up, or it rang too long: the branches end by themselves, with 487."""
        for transaction in list(self._pending):
            transaction.cancel(reason)

    def responded(self, transaction: ClientTransaction, response: Response, flow: Flow) -> None:
        """A branch's response; our Via comes off before it goes on."""
        upward = response.copy()
        upward.headers.pop("Via")
        if response.status < 200:
            if response.status > 100 and not self._decided:
                self._timers.start("C", TIMER_C, self.cancel)
                self._up(upward, flow)
            return
        self._pending.discard(transaction)
        if response.status < 300:
            self._success(upward, flow)
        else:
            self._failure(upward)

    def _success(self, response: Response, flow: Flow) -> None:
        self._decided = True
        self._timers.stop()
        self.cancel(_ELSEWHERE)
        self._up(response, flow)

    def _failure(self, response: Response) -> None:
        self._failures.append(response)
        if response.status >= 600:
            self.cancel()
        if not self._pending and not self._decided:
            self._decided = True
            self._timers.stop()
            self._up(self._best(), None)

    def _best(self) -> Response:
        """6xx before all, then the lowest class (section 16.7, step 6)."""
        return min(self._failures, key=lambda one: (one.status < 600, one.status in _LAST_CHOICE, one.status // 100))

    def _up(self, response: Response, flow: Flow | None) -> None:
        self._observe(response, flow)
        self._upstream.respond(response)
