"""A call that a user makes to the gateway: the answering side (RFC 3261 section 13.3)."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from sandbox.gateway import sdp
from sandbox.gateway.call import GatewayCall
from sandbox.proxy.proxy import cause_of
from sandbox.sip.addressing import LOOPBACK
from sandbox.sip.dialog import as_callee

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.billing.meter import MeteredCall
    from sandbox.sip.server_tx import ServerTransaction
    from sandbox.sip.transactions import TransactionLayer

log = logging.getLogger(__name__)


class AnsweringCall(GatewayCall):
    """Rings, plays early media, answers or refuses, as its script says."""

    def __init__(
        self, layer: TransactionLayer, metered: MeteredCall, closed: Callable[[GatewayCall], None], invite: ServerTransaction
    ) -> None:
        super().__init__(layer, metered, closed)
        self._invite = invite
        self._local_description = b""
        self.dialog = as_callee(invite.request, invite.local_tag, invite.source)
        self.peer_host = invite.source.remote[0]
        invite.on_cancel = self._cancelled

    def _cancelled(self) -> None:
        self._invite.reject(487)
        self.finish("cancelled", 487)

    async def ring(self, seconds: float = 0.0) -> None:
        """Says 180, and lets it ring."""
        self.describe(self._invite, 180, b"", *self._credit())
        await asyncio.sleep(seconds)

    async def early_media(self) -> None:
        """Says 183 with a description: the caller hears us before the answer."""
        if await self._prepare():
            self.describe(self._invite, 183, self._local_description, *self._credit())

    async def answer(self) -> None:
        """Says 200; the call costs from here."""
        if await self._prepare():
            self.accept(self._invite, self._local_description, *self._credit())
            self.established()

    def refuse(self, status: int, cause: str = "") -> None:
        """Any final answer but success."""
        self._invite.reject(status)
        self.finish(cause or cause_of(status), status)

    def hang_up(self, cause: str = "", reason: str = "") -> None:
        """BYE after the answer; before it a refusal, for there is nothing to say BYE to."""
        if self._invite.answered:
            super().hang_up(cause, reason)
        else:
            self.refuse(500 if cause == "provider_error" else 480, cause)

    async def _prepare(self) -> bool:
        """Opens the ports and makes the answer, or the offer where the INVITE had none; False when the call was refused for it."""
        if self._local_description:
            return True
        await self.session.open()
        body = self._invite.request.body
        try:
            self._local_description = self.take_offer(body) if body else sdp.offer(LOOPBACK, self.session.port, 1)
            self._answer_due = not body
        except (sdp.SdpError, sdp.NotAcceptableError) as error:
            log.info("offer refused: %s", error)
            self.refuse(400 if isinstance(error, sdp.SdpError) else 488)
            return False
        return True

    def _credit(self) -> list[tuple[str, str]]:
        """How long the caller's credit lasts, in seconds: our own header, as several providers have one."""
        seconds = self.metered.credit_seconds
        return [] if seconds is None else [("P-Credit-Time", str(seconds))]
