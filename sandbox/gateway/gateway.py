"""The gateway's front: numbers, the services `bot`, `echo` and `callback`, calls to users, and the dialogs of all of them."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from sandbox.billing.tariff import CallRefusedError
from sandbox.gateway import scripts
from sandbox.gateway.answering import AnsweringCall
from sandbox.gateway.numbers import exists, script_of
from sandbox.gateway.placing import PlacedCall
from sandbox.sip.uri import parse_name_addr
from telephony.bodies.encoding import media_type

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.billing.meter import Meter, MeteredCall
    from sandbox.gateway.call import GatewayCall
    from sandbox.proxy.proxy import Proxy
    from sandbox.sip.message import Request
    from sandbox.sip.server_tx import ServerTransaction
    from sandbox.sip.transactions import TransactionLayer

log = logging.getLogger(__name__)

BOT: Final = "bot"
ECHO: Final = "echo"
CALLBACK: Final = "callback"
SERVICES: Final = (BOT, ECHO, CALLBACK)
_SERVICE_SCRIPTS: Final = {BOT: scripts.ordinary, ECHO: scripts.echo_at_once, CALLBACK: scripts.promise_call_back}
SDP: Final = "application/sdp"
CALL_BACK_SECONDS: Final = 3.0
MAX_CALLS: Final = 100


class Gateway:
    """All calls that end or begin in this process."""

    def __init__(self, layer: TransactionLayer, proxy: Proxy, meter: Meter, domain: str) -> None:
        self._layer = layer
        self._proxy = proxy
        self._meter = meter
        self._domain = domain
        self._calls: set[GatewayCall] = set()
        self._later: set[asyncio.TimerHandle] = set()

    def serves(self, user: str) -> bool:
        """Whether this is one of the services."""
        return user in SERVICES

    def service(self, invite: ServerTransaction, caller: str, name: str) -> None:
        """A call to a service: free."""
        if self._refused(invite):
            return
        metered = self._meter.free(caller, "out", name)
        self._answer(invite, metered, _SERVICE_SCRIPTS[name])

    def number(self, invite: ServerTransaction, caller: str, digits: str) -> None:
        """A call to a full number, refused where it is none, or where there is no money for it."""
        if self._refused(invite):
            return
        if not exists(digits):
            invite.reject(404, "No Such Number")
            return
        try:
            metered = self._meter.paid(caller, digits)
        except CallRefusedError as refusal:
            invite.reject(refusal.status, refusal.phrase)
            return
        self._answer(invite, metered, script_of(digits))

    def _refused(self, invite: ServerTransaction) -> bool:
        """There are too many calls, or another language than SDP is spoken or wanted (RFC 3261 sections 8.2.3 and 13.3.1)."""
        request = invite.request
        wanted = [media_type(kind) for value in request.headers.all("Accept") for kind in value.split(",")]
        if len(self._calls) >= MAX_CALLS:
            invite.reject(503, "", ("Retry-After", "30"))
        elif request.body and media_type(request.headers.get("Content-Type")) != SDP:
            invite.reject(415, "", ("Accept", SDP))
        elif wanted and not {SDP, "application/*", "*/*"} & set(wanted):
            invite.reject(406, "", ("Accept", SDP))
        else:
            return False
        return True

    def _answer(self, invite: ServerTransaction, metered: MeteredCall, script: Callable[[AnsweringCall], Awaitable[None]]) -> None:
        call = AnsweringCall(self._layer, metered, self._closed, invite)
        self._calls.add(call)
        call.run(script(call))

    def call_user(self, user: str, caller: str) -> MeteredCall:
        """Calls a user's contacts, from a number or service; the record of the call, which goes on by itself."""
        metered = self._meter.free(user, "in", caller)
        call = PlacedCall(self._layer, metered, self._closed, caller, self._domain)
        self._calls.add(call)
        call.run(self._placed(call))
        return metered

    def is_calling(self, user: str, caller: str) -> bool:
        """Whether a call to a user from that number or service rings or is up."""
        records = [call.metered.record for call in self._calls]
        return any((one.user, one.number, one.direction) == (user, caller, "in") for one in records)

    async def _placed(self, call: PlacedCall) -> None:
        await call.open()
        self._proxy.to_user(call, None, call.user, [])
        await scripts.called_back(call)

    def _closed(self, call: GatewayCall) -> None:
        self._calls.discard(call)
        record = call.metered.record
        if record.number == CALLBACK and record.direction == "out" and record.answer_us:
            self._call_back_later(record.user)

    def _call_back_later(self, user: str) -> None:
        def fire() -> None:
            self._later.discard(handle)
            self.call_user(user, CALLBACK)

        handle = asyncio.get_running_loop().call_later(CALL_BACK_SECONDS, fire)
        self._later.add(handle)

    def inside(self, transaction: ServerTransaction) -> bool:
        """Takes a request of one of our dialogs; False when it is of none."""
        call = self._find(transaction.request)
        if call is None:
            return False
        call.inside(transaction)
        return True

    def acknowledged(self, request: Request) -> bool:
        """Takes the ACK of one of our 2xx; False when it is none."""
        call = self._find(request)
        if call is None:
            return False
        call.acknowledged(request)
        return True

    def _find(self, request: Request) -> GatewayCall | None:
        tags = (request.call_id, request.to_addr.tag, parse_name_addr(request.headers.get("From")).tag)
        return next((call for call in self._calls if call.dialog is not None and call.dialog.tags == tags), None)

    def report(self) -> None:
        """Brings the records of live calls up to date: packets and digits so far."""
        for call in self._calls:
            call.report()

    def stop(self) -> None:
        """Hangs up everything, and calls nobody back."""
        for call in list(self._calls):
            call.hang_up("provider_restart")
        for handle in self._later:
            handle.cancel()
