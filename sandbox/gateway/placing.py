"""A call that the gateway makes to a user: the calling side (RFC 3261 section 13.2). The proxy takes it to the user's contacts."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING

from sandbox.gateway import sdp
from sandbox.gateway.call import ALLOWED, GatewayCall
from sandbox.proxy.proxy import cause_of
from sandbox.sip.addressing import LOOPBACK, UnreachableError
from sandbox.sip.dialog import as_caller
from sandbox.sip.message import USER_AGENT, Headers, Request, Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.billing.meter import MeteredCall
    from sandbox.sip.dialog import Dialog
    from sandbox.sip.transactions import TransactionLayer

log = logging.getLogger(__name__)


class PlacedCall(GatewayCall):
    """Takes the place of a server transaction above the proxy: `request`, `respond` and `on_cancel` are those of an Upstream."""

    def __init__(
        self, layer: TransactionLayer, metered: MeteredCall, closed: Callable[[GatewayCall], None], caller: str, domain: str
    ) -> None:
        super().__init__(layer, metered, closed)
        self.request = self._invite(caller, domain)
        self.on_cancel: Callable[[], None] = _nothing
        self._answered = asyncio.Event()

    def _invite(self, caller: str, domain: str) -> Request:
        headers = Headers([("Max-Forwards", "70")])
        headers.add("From", f"<sip:{caller}@{domain}>;tag={secrets.token_hex(6)}")
        headers.add("To", f"<sip:{self.user}@{domain}>")
        headers.add("Call-ID", secrets.token_hex(12))
        headers.add("CSeq", "1 INVITE")
        headers.add("Contact", f"<{self.own_contact()}>")
        headers.add("Allow", ALLOWED)
        headers.add("User-Agent", USER_AGENT)
        headers.add("Content-Type", "application/sdp")
        return Request(headers, b"", "INVITE", f"sip:{self.user}@{domain}")

    async def open(self) -> None:
        """Opens the ports and puts the offer into the INVITE, which can be sent then."""
        await self.session.open()
        self.request.body = sdp.offer(LOOPBACK, self.session.port, 1)

    async def answered(self, seconds: float) -> None:
        """Waits until the user answers; after `seconds` the call is cancelled."""
        try:
            async with asyncio.timeout(seconds):
                await self._answered.wait()
        except TimeoutError:
            self.on_cancel()
            await self._answered.wait()

    def hang_up(self, cause: str = "", reason: str = "") -> None:
        """BYE after the answer, CANCEL before it."""
        if self.dialog is None:
            self.on_cancel()
            self.finish("cancelled")
        else:
            super().hang_up(cause, reason)

    def respond(self, response: Response) -> None:
        """What the user's phones say."""
        if response.status < 200:
            return
        if response.status >= 300:
            self.finish(cause_of(response.status), response.status)
            return
        dialog = as_caller(self.request, response)
        self._send(dialog, dialog.request("ACK", self.own_contact(), cseq=self.request.cseq[0]))
        if self.over or (self.dialog is not None and dialog.tags != self.dialog.tags):
            self._send(dialog, dialog.request("BYE", self.own_contact()))  # a second phone, or one that was too late
        elif self.dialog is None:
            self.dialog = dialog
            self._begin(response)

    def _begin(self, response: Response) -> None:
        self._answered.set()
        try:
            self.take_answer(response.body)
        except (sdp.SdpError, sdp.NotAcceptableError) as error:
            log.info("answer refused: %s", error)
            self.hang_up("refused")
        else:
            self.established()

    def _send(self, dialog: Dialog, request: Request) -> None:
        """The ACK of a 2xx, one for each time it comes (section 13.2.2.4), or a BYE."""
        try:
            way = dialog.way(self._layer.transports)
        except UnreachableError as error:
            log.info("%s not sent: %s", request.method, error)
            return
        if request.method == "ACK":
            self._layer.send_ack(request, way)
        else:
            self._layer.send(request, way, self)


def _nothing() -> None:
    pass
