"""Forwards requests to users and inside dialogs (RFC 3261 sections 16.4 to 16.6), and keeps the records of users' calls."""

from __future__ import annotations

import hashlib
import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sandbox.proxy.fork import Fork
from sandbox.sip.addressing import LOOPBACK, UnreachableError
from sandbox.sip.message import Request, Response
from sandbox.sip.uri import Uri, UriError, parse_name_addr, parse_uri

if TYPE_CHECKING:
    from sandbox.billing.meter import MeteredCall
    from sandbox.registrar.registrar import Registrar
    from sandbox.sip.flow import Flow
    from sandbox.sip.server_tx import ServerTransaction, Upstream
    from sandbox.sip.transactions import TransactionLayer

log = logging.getLogger(__name__)

MAX_DIALOGS: Final = 1000
DIALOG_SECONDS: Final = 12 * 3600  # a dialog whose BYE never came is forgotten after that

_CAUSES: Final = {
    404: "not_found",
    408: "no_answer",
    480: "unavailable",
    486: "busy",
    487: "cancelled",
    600: "busy",
    603: "declined",
}


def cause_of(status: int) -> str:
    """The end cause that a record gets for a final response."""
    return _CAUSES.get(status, "refused")


@dataclass(slots=True)
class _Dialog:
    caller_tag: str
    since: float
    metered: list[MeteredCall]

    def answered(self) -> None:
        for call in self.metered:
            call.answered(lambda: None)

    def ended(self, cause: str, status: int = 0) -> None:
        for call in self.metered:
            call.ended(cause, status)


class Proxy:
    """Stateful for every request but ACK; stays in the dialogs it sets up (Record-Route)."""

    def __init__(self, layer: TransactionLayer, registrar: Registrar) -> None:
        self._layer = layer
        self._registrar = registrar
        self._dialogs: dict[str, _Dialog] = {}

    def to_user(self, upstream: Upstream, source: Flow | None, user: str, metered: list[MeteredCall]) -> None:
        """Forks a request to all contacts of a user; `metered` are the records that follow the call, for an INVITE.

        Without a source it is the gateway that calls: it knows its dialogs itself.
        """
        request = upstream.request
        if request.method == "INVITE" and source is not None:
            self._remember(request, metered)
        branches: list[tuple[Request, Flow]] = []
        for binding in self._registrar.contacts(user):
            branch = _next(request)
            branch.uri = str(binding.uri)
            if request.method == "INVITE" and source is not None:
                self._record_route(branch, source, binding.flow)
            elif source is None and request.method == "INVITE":  # a MESSAGE has no Contact (RFC 3428 section 4)
                # The gateway is reached where we are: each phone learns it for the transport that it uses.
                branch.headers.put("Contact", f"<{self.own_uri(binding.flow.transport, 'gateway')}>")
            branches.append((branch, binding.flow))
        fork = Fork(self._layer, upstream, lambda response, flow: self._observe(request, response, flow))
        fork.start(branches, loop_mark(request))

    def knows(self, request: Request) -> bool:
        """Whether a request belongs to a dialog that was set up through here."""
        return request.call_id in self._dialogs

    def inside(self, transaction: ServerTransaction) -> None:
        """Forwards a request of a dialog to the next Route or to its target."""
        request = transaction.request
        try:
            branch, flow = self._onward(request)
        except (UriError, UnreachableError) as error:
            log.info("%s not forwarded: %s", request.method, error)
            transaction.reject(404, "No Way There")
            return
        if request.method == "INVITE":
            self._record_route(branch, transaction.source, flow)
        fork = Fork(self._layer, transaction, lambda response, back: self._observe_inside(request, response, back))
        fork.start([(branch, flow)], loop_mark(request))
        if request.method == "BYE":
            self._bye(request)

    def ack(self, request: Request) -> None:
        """Forwards the ACK of a 2xx; no answer comes."""
        try:
            self._layer.send_ack(*self._onward(request))
        except (UriError, UnreachableError) as error:
            log.info("ACK not forwarded: %s", error)

    def _onward(self, request: Request) -> tuple[Request, Flow]:
        branch = _next(request)
        route = branch.headers.get("Route")
        hop = parse_name_addr(route).uri if route else parse_uri(branch.uri)
        return branch, self._layer.transports.flow_to(hop)

    def _record_route(self, request: Request, source: Flow, onward: Flow) -> None:
        """One Record-Route, or two where the transports differ: the nearer side finds its own on its side (RFC 5658 section 3.2)."""
        for transport in dict.fromkeys([source.transport, onward.transport]):
            request.headers.push("Record-Route", f"<{self.own_uri(transport)};lr>")

    def own_uri(self, transport: str, user: str = "") -> Uri:
        """How this proxy is reached by one transport."""
        return Uri("sip", user, LOOPBACK, self._layer.transports.port, {"transport": transport.lower()})

    def _remember(self, request: Request, metered: list[MeteredCall]) -> None:
        now = time.monotonic()
        for call_id in [call_id for call_id, dialog in self._dialogs.items() if now - dialog.since > DIALOG_SECONDS]:
            self._dialogs.pop(call_id).ended("provider_error")
        if len(self._dialogs) >= MAX_DIALOGS:
            self._dialogs.pop(next(iter(self._dialogs))).ended("provider_error")
        self._dialogs[request.call_id] = _Dialog(request.from_addr.tag, now, metered)

    def _observe(self, request: Request, response: Response, flow: Flow | None) -> None:
        self._learn(response, flow)
        dialog = self._dialogs.get(request.call_id)
        if dialog is None or request.method != "INVITE" or response.status < 200:
            return
        if response.status < 300:
            dialog.answered()
        else:
            self._dialogs.pop(request.call_id).ended(cause_of(response.status), response.status)

    def _observe_inside(self, request: Request, response: Response, flow: Flow | None) -> None:
        """A dialog whose peer is gone ends (RFC 3261 section 12.2.1.2)."""
        self._learn(response, flow)
        if response.status in {408, 481} and request.call_id in self._dialogs:
            self._dialogs.pop(request.call_id).ended("media_lost", response.status)

    def _learn(self, response: Response, flow: Flow | None) -> None:
        contact = response.headers.get("Contact")
        if flow is not None and contact and contact != "*" and response.status < 300:
            self._layer.transports.aliases.learn(parse_name_addr(contact).uri, flow)

    def _bye(self, request: Request) -> None:
        dialog = self._dialogs.pop(request.call_id, None)
        if dialog is not None:
            by_caller = request.from_addr.tag == dialog.caller_tag
            dialog.ended("hung_up_by_caller" if by_caller else "hung_up_by_callee")


def _next(request: Request) -> Request:
    """A copy for the next hop: one hop fewer, and without the password's answer, which is for us alone."""
    branch = request.copy()
    hops = request.headers.get("Max-Forwards") or "70"
    branch.headers.put("Max-Forwards", str(int(hops) - 1))
    branch.headers.remove("Proxy-Authorization")
    return branch


def loop_mark(request: Request) -> str:
    """What stays the same when a request comes round again unchanged (RFC 3261 section 16.6, step 8)."""
    parts = [request.uri, request.from_addr.tag, request.to_addr.tag, request.call_id, str(request.cseq[0])]
    text = "\0".join([*parts, *request.headers.all("Route"), *request.headers.all("Proxy-Require")])
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()
