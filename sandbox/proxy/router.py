"""The first look at every request: is it sound, whose is it, where does it belong (RFC 3261 sections 16.3 to 16.5)."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sandbox.gateway.gateway import BOT
from sandbox.presence.agent import EVENT
from sandbox.proxy.proxy import loop_mark
from sandbox.sip.addressing import LOOPBACK
from sandbox.sip.message import MAGIC_COOKIE, METHODS, Request, Response, parse_via
from sandbox.sip.uri import UnknownSchemeError, Uri, UriError, parse_name_addr, parse_uri
from telephony.bodies.encoding import media_type

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sandbox.billing.meter import Meter
    from sandbox.gateway.gateway import Gateway
    from sandbox.presence.agent import PresenceAgent
    from sandbox.proxy.mailbox import Mailbox
    from sandbox.proxy.proxy import Proxy
    from sandbox.registrar.auth import Authenticator
    from sandbox.registrar.registrar import Registrar
    from sandbox.sip.flow import Flow
    from sandbox.sip.server_tx import ServerTransaction
    from sandbox.sip.transactions import TransactionLayer
    from sandbox.sms.sip import SmsGate

log = logging.getLogger(__name__)

ALLOW: Final = ", ".join(METHODS)
# Whom a call to a number takes the place of (RFC 3891) ends that call itself: the number is called anew.
_UNDERSTOOD: Final = frozenset({"replaces"})

_MOST_HOPS: Final = 255  # RFC 3261 section 20.22; zeros may stand before
_MOST_DIGITS: Final = 10
_SEPARATORS: Final = re.compile(r"[\s().\-]")
_NUMBER: Final = re.compile(r"\+?[0-9]{1,20}")
NUMBER_DIGITS: Final = range(7, 16)  # E.164 has at most 15; shorter ones lack a country code or more


@dataclass(frozen=True, slots=True)
class _Fault:
    """Why a request is refused at first sight."""

    status: int
    phrase: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def _uri_fault(text: str) -> _Fault | None:
    """A Request-URI has a scheme of SIP's, and no headers (RFC 3261 sections 8.2.2.1 and 19.1.1)."""
    try:
        parse_uri(text)
    except UnknownSchemeError:
        return _Fault(416)
    except UriError:
        return _Fault(400, "Bad Request-URI")
    return _Fault(400, "Headers In Request-URI") if "?" in text.rpartition("@")[2] else None


class Router:
    """The core above the transactions: hands each request to the registrar, the proxy or the gateway."""

    def __init__(
        self,
        *,
        layer: TransactionLayer,
        domain: str,
        users: Collection[str],
        auth: Authenticator,
        registrar: Registrar,
        proxy: Proxy,
        gateway: Gateway,
        meter: Meter,
        sms: SmsGate,
        mailbox: Mailbox,
        presence: PresenceAgent,
        to_bot: Callable[[ServerTransaction, str], None],
    ) -> None:
        self._layer = layer
        self._domain = domain
        self._users = users
        self._auth = auth
        self._registrar = registrar
        self._proxy = proxy
        self._gateway = gateway
        self._meter = meter
        self._sms = sms
        self._mailbox = mailbox
        self._presence = presence
        self._to_bot = to_bot

    def requested(self, transaction: ServerTransaction) -> None:
        """A new request."""
        request = transaction.request
        fault = self._fault(request)
        if fault is not None:
            transaction.reject(fault.status, fault.phrase, *fault.headers)
            return
        self._strip_routes(request)
        self._learn_contact(request, transaction.source)
        if request.method == "REGISTER":
            self._register(transaction)
        elif request.to_addr.tag:
            self._inside_dialog(transaction)
        elif request.method == "OPTIONS" and self._is_ours(parse_uri(request.uri)) and not parse_uri(request.uri).user:
            if not self._asks_too_much(transaction):
                transaction.reject(200, "", ("Allow", ALLOW), ("Accept", "application/sdp, text/plain"), ("Allow-Events", EVENT))
        else:
            self._new_request(transaction)

    def acknowledged(self, request: Request, flow: Flow) -> None:
        """The ACK of a 2xx: the gateway's, or on its way through."""
        if self._fault(request) is not None:
            return
        self._strip_routes(request)
        if not self._gateway.acknowledged(request) and self._proxy.knows(request):
            self._proxy.ack(request)

    def stray(self, response: Response) -> None:
        """Every response belongs to a transaction of ours: the rest is late or false."""
        log.debug("stray %d dropped", response.status)

    def disconnected(self, flow: Flow) -> None:
        """A TCP connection has ended."""
        self._registrar.disconnected(flow)
        self._presence.disconnected(flow)

    def _fault(self, request: Request) -> _Fault | None:
        """What section 16.3 has checked before anything else."""
        hops = request.headers.get("Max-Forwards") or "70"
        wanted = request.headers.all("Proxy-Require")
        fault = _uri_fault(request.uri)
        if fault is not None:
            return fault
        if not (hops.isascii() and hops.isdigit() and len(hops) <= _MOST_DIGITS and int(hops) <= _MOST_HOPS):
            fault = _Fault(400, "Bad Max-Forwards")
        elif int(hops) == 0:
            fault = _Fault(483)
        elif self._loops(request):
            fault = _Fault(482)
        elif wanted:
            fault = _Fault(420, headers=(("Unsupported", ", ".join(wanted)),))
        elif request.method in ("SUBSCRIBE", "PUBLISH") and media_type(request.headers.get("Event")) != EVENT:
            fault = _Fault(489, headers=(("Allow-Events", EVENT),))
        elif request.method not in METHODS:
            fault = _Fault(501, headers=(("Allow", ALLOW),))
        return fault

    def _asks_too_much(self, transaction: ServerTransaction) -> bool:
        """Who answers itself, rather than passing on, refuses what is required of it and not known here (RFC 3261 section 8.2.2.3)."""
        unknown = [tag for tag in transaction.request.headers.all("Require") if tag.lower() not in _UNDERSTOOD]
        if unknown:
            transaction.reject(420, "", ("Unsupported", ", ".join(unknown)))
        return bool(unknown)

    def _loops(self, request: Request) -> bool:
        mark = f"{MAGIC_COOKIE}{loop_mark(request)}."
        own = (LOOPBACK, self._layer.transports.port)
        return any(via.sent_by == own and via.branch.startswith(mark) for via in map(parse_via, request.headers.all("Via")))

    def _is_ours(self, uri: Uri) -> bool:
        port = self._layer.transports.port
        return uri.scheme == "tel" or (uri.host.lower() == self._domain and uri.port in {None, port}) or self._is_us(uri)

    def _is_us(self, uri: Uri) -> bool:
        return uri.host.lower() in {LOOPBACK, "localhost", self._domain} and (uri.port or 5060) == self._layer.transports.port

    def _strip_routes(self, request: Request) -> None:
        """Takes off the Routes that lead here (section 16.4)."""
        while route := request.headers.get("Route"):
            uri = parse_name_addr(route).uri
            if not (self._is_us(uri) or (uri.host.lower() == self._domain and uri.port is None)):
                return
            request.headers.pop("Route")

    def _learn_contact(self, request: Request, flow: Flow) -> None:
        contact = request.headers.get("Contact")
        if contact and contact != "*" and request.method != "REGISTER":
            self._layer.transports.aliases.learn(parse_name_addr(contact).uri, flow)

    def _register(self, transaction: ServerTransaction) -> None:
        if not self._is_ours(parse_uri(transaction.request.uri)):
            transaction.reject(403, "Not This Domain")
            return
        user = None if self._asks_too_much(transaction) else self._auth.user(transaction, proxy=False)
        if user is None:
            return
        if transaction.request.to_addr.uri.user != user:
            transaction.reject(403, "Not Your Address")
        else:
            self._registrar.register(transaction, user)
            self._mailbox.registered(user)

    def _inside_dialog(self, transaction: ServerTransaction) -> None:
        if self._gateway.inside(transaction) or self._presence.inside(transaction):
            return
        if self._proxy.knows(transaction.request):
            self._proxy.inside(transaction)
        else:
            transaction.reject(481)

    def _new_request(self, transaction: ServerTransaction) -> None:
        caller = self._auth.user(transaction, proxy=True)
        if caller is None:
            return
        request = transaction.request
        uri = parse_uri(request.uri)
        if request.from_addr.uri.user != caller:
            transaction.reject(403, "Not Your Address")
        elif not self._is_ours(uri):
            transaction.reject(404, "Not This Domain")
        elif uri.user in self._users and request.method not in ("SUBSCRIBE", "PUBLISH"):
            self._to_user(transaction, caller, uri.user)
        elif not self._asks_too_much(transaction):
            self._serve(transaction, caller, uri)

    def _serve(self, transaction: ServerTransaction, caller: str, uri: Uri) -> None:
        """What is not passed on to a user's own program."""
        request = transaction.request
        if request.method in ("SUBSCRIBE", "PUBLISH"):
            self._about_presence(transaction, caller, uri.user)
        elif self._gateway.serves(uri.user):
            self._to_service(transaction, caller, uri.user)
        elif request.method == "INVITE":
            self._to_number(transaction, uri.user, lambda digits: self._gateway.number(transaction, caller, digits))
        elif request.method == "MESSAGE":
            self._to_number(transaction, uri.user, lambda digits: self._sms.take(transaction, caller, digits))
        else:
            transaction.reject(200 if request.method == "OPTIONS" else 404)

    def _about_presence(self, transaction: ServerTransaction, caller: str, user: str) -> None:
        if user not in self._users and not self._gateway.serves(user):
            transaction.reject(404, "No Such User")
        elif transaction.request.method == "SUBSCRIBE":
            self._presence.subscribe(transaction, caller, user)
        elif user == caller:
            self._presence.publish(transaction, user)
        else:
            transaction.reject(403, "Not Your Address")

    def _to_user(self, transaction: ServerTransaction, caller: str, user: str) -> None:
        method = transaction.request.method
        if method == "MESSAGE":
            self._mailbox.relay(transaction, user)
            return
        metered = [self._meter.free(caller, "out", user), self._meter.free(user, "in", caller)] if method == "INVITE" else []
        self._proxy.to_user(transaction, transaction.source, user, metered)

    def _to_service(self, transaction: ServerTransaction, caller: str, name: str) -> None:
        method = transaction.request.method
        if method == "INVITE":
            self._gateway.service(transaction, caller, name)
        elif method == "MESSAGE" and name == BOT:
            self._to_bot(transaction, caller)
        else:
            transaction.reject(200 if method == "OPTIONS" else 404, "" if method == "OPTIONS" else "No Such User")

    def _to_number(self, transaction: ServerTransaction, text: str, serve: Callable[[str], None]) -> None:
        """`serve` gets the digits, where they are as many as a full number has."""
        number = _SEPARATORS.sub("", text.partition(";")[0])
        digits = number.removeprefix("+")
        if not _NUMBER.fullmatch(number):
            transaction.reject(404, "No Such User")
        elif len(digits) not in NUMBER_DIGITS:
            transaction.reject(484)
        else:
            serve(digits)
