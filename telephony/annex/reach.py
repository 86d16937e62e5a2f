"""By which address the annex's accounts are reached from outside.

Where an account registers, the registrar's answer tells it what it looks like from there. The annex's register nowhere, so their servers
are asked (OPTIONS, RFC 3261 section 11), and the same is read from the answer's Via: `received` and `rport` (RFC 3581). Asked again and
again, it also keeps open the way back through a NAT, and the connection by which a server reaches us.
"""

from __future__ import annotations

import dataclasses
import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from telephony.engine.siptext import parse_message
from telephony.network.hosts import host_port, is_ipv6
from telephony.pj.account import AccountSetup, transport_parameter
from telephony.pj.facts import RequestFact
from telephony.pj.guard import SipError
from telephony.pj.requests import OutgoingRequest

log = logging.getLogger(__name__)

_MOST_S: Final = 25.0  # pjsip closes a connection that nobody has used for 33 s
_NAME: Final = "reach:"
_HOST: Final = re.compile(r"[A-Za-z0-9.\-]+\Z")
_PORT: Final = re.compile(r"[0-9]{1,5}\Z")


@dataclass(slots=True)
class _Known:
    setup: AccountSetup
    asked_at: float = float("-inf")


class Reach:
    """SIP thread only. `send` makes a request, `change` gives an account its new Contact; `look` each second."""

    def __init__(
        self,
        send: Callable[[str, str, OutgoingRequest], None],
        change: Callable[[AccountSetup], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._send = send
        self._change = change
        self._clock = clock
        self._known: dict[str, _Known] = {}

    def know(self, setup: AccountSetup) -> AccountSetup:
        """An account, new or changed; what it is to be made with. One that goes to the same server is still reached as before."""
        before = self._known.pop(setup.account_id, None)
        if setup.server is None:
            return setup
        if before is not None and (before.setup.server, before.setup.transport) == (setup.server, setup.transport):
            setup = dataclasses.replace(setup, contact=before.setup.contact)
        self._known[setup.account_id] = _Known(setup)
        return setup

    def drop(self, account_id: str) -> None:
        self._known.pop(account_id, None)

    def forget(self) -> None:
        """The network is another: all is asked anew."""
        for known in self._known.values():
            known.asked_at = float("-inf")
            self._reached(known, "")

    def look(self) -> None:
        for account_id, known in self._known.items():
            period = min(known.setup.nat.keep_alive_s or _MOST_S, _MOST_S)
            if self._clock() - known.asked_at >= period:
                known.asked_at = self._clock()
                self._ask(account_id, known.setup)

    def take(self, fact: RequestFact) -> None:
        """An answer, whatever it says."""
        known = self._known.get(fact.request_id.removeprefix(_NAME))
        seen = _seen(fact.response)
        if known is not None and seen:
            user = known.setup.address.partition(":")[2].partition("@")[0]
            self._reached(known, f"<sip:{user}@{seen}{transport_parameter(known.setup.transport)}>")

    def _ask(self, account_id: str, setup: AccountSetup) -> None:
        target = f"sip:{setup.address.partition('@')[2]}{transport_parameter(setup.transport)}"
        try:
            self._send(account_id, _NAME + account_id, OutgoingRequest("OPTIONS", target))
        except SipError as error:
            log.info("account %s: %s", account_id, error)

    def _reached(self, known: _Known, contact: str) -> None:
        if contact == known.setup.contact:
            return
        known.setup = dataclasses.replace(known.setup, contact=contact)
        try:
            self._change(known.setup)
        except SipError as error:
            log.info("account %s: %s", known.setup.account_id, error)


def _seen(response: str) -> str:
    """host:port, or [v6]:port, that a request of ours came from, as its answer says; "" where it does not."""
    via = parse_message(response).first("via") if response else ""
    first, *parameters = via.partition(",")[0].split(";")
    named = {name.strip().lower(): value.strip() for name, _, value in (part.partition("=") for part in parameters)}
    host = _host(named.get("received") or first.strip().rpartition(" ")[2])
    port = named.get("rport", "")
    return host_port(host, int(port)) if (_HOST.match(host) or is_ipv6(host)) and _PORT.match(port) else ""


def _host(sent_by: str) -> str:
    """Of host, host:port, [v6], [v6]:port and, as RFC 5118 section 4.5 takes it in `received`, bare v6; "" of anything else."""
    literal = sent_by[1:].partition("]")[0] if sent_by.startswith("[") and "]" in sent_by else sent_by
    if is_ipv6(literal):
        return literal
    host, _, rest = sent_by.partition(":")
    return "" if ":" in rest else host
