"""One watcher's subscription to one user: its dialog, its timer, its NOTIFYs (RFC 6665 section 4.2)."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sandbox.sip.addressing import UnreachableError
from sandbox.sip.timers import Timers

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.sip.client_tx import ClientTransaction
    from sandbox.sip.dialog import Dialog
    from sandbox.sip.flow import Flow
    from sandbox.sip.message import Response
    from sandbox.sip.transactions import TransactionLayer
    from sandbox.sip.uri import Uri

log = logging.getLogger(__name__)

PIDF: Final = "application/pidf+xml"
_GRACE: Final = 2.0  # seconds: a refresh on its way is not too late


@dataclass(frozen=True, slots=True)
class Terms:
    """Who watches whom, by which Contact of ours, and the Event header that every NOTIFY repeats."""

    watcher: str
    user: str
    contact: Uri
    event: str


class Subscription:
    """NOTIFYs go one at a time; what changes meanwhile goes with the next. `ended` is called once, when nothing more is to be said."""

    def __init__(self, layer: TransactionLayer, dialog: Dialog, terms: Terms, ended: Callable[[Subscription], None]) -> None:
        self.dialog = dialog
        self.terms = terms
        self._layer = layer
        self._ended = ended
        self._timers = Timers()
        self._until = 0.0
        self._document = b""
        self._over = False
        self._sending = False
        self._waiting = False

    def extend(self, seconds: int) -> None:
        """It lasts so long from now on; 0 ends it with the next NOTIFY."""
        self._until = asyncio.get_running_loop().time() + seconds
        self._over = seconds == 0
        if seconds:
            self._timers.start("end", seconds + _GRACE, self._run_out)
        else:
            self._timers.stop()

    def _run_out(self) -> None:
        self._over = True
        self.tell(self._document)

    def tell(self, document: bytes) -> None:
        """Sends the document, now or after the answer to the last."""
        self._document, self._waiting = document, True
        if not self._sending:
            self._send()

    def _send(self) -> None:
        request = self.dialog.request("NOTIFY", self.terms.contact)
        request.headers.add("Event", self.terms.event)
        left = max(1, round(self._until - asyncio.get_running_loop().time()))
        request.headers.add("Subscription-State", "terminated;reason=timeout" if self._over else f"active;expires={left}")
        request.headers.add("Content-Type", PIDF)
        request.body = self._document
        try:
            way = self.dialog.way(self._layer.transports)
        except UnreachableError as error:
            log.info("%s is not told of %s any more: %s", self.terms.watcher, self.terms.user, error)
            self.close()
            return
        self._sending, self._waiting = True, False
        self._layer.send(request, way, self)

    def responded(self, transaction: ClientTransaction, response: Response, flow: Flow) -> None:
        """The watcher's answer; one that fails ends the subscription (section 4.2.2)."""
        if response.status < 200:
            return
        self._sending = False
        last = transaction.request.headers.get("Subscription-State").startswith("terminated")
        if last or response.status >= 300:
            self.close()
        elif self._waiting:
            self._send()

    def close(self) -> None:
        """Without a further word."""
        self._timers.stop()
        self._waiting = False
        self._ended(self)
