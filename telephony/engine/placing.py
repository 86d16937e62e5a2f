"""Where a call of ours goes, before there is a native one: an account without a server calls straight to whom its target names.

The name is looked up as an account's server is, off the SIP thread, and the call goes by the first of its addresses that there is a way
to. Until that is known the call is a call like any other: it can be hung up, and it fails with a reason.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from telephony.engine.account_rules import direct_name
from telephony.engine.call_reasons import reason_of_no_call
from telephony.engine.refusal import Refused
from telephony.engine.resolver import SIP_PORT, find_servers
from telephony.network.hosts import is_ipv6, split_host_port
from telephony.pj.facts import DisconnectedFact, Fact
from telephony.pj.guard import SipError
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from telephony.engine.call import CallStack
    from telephony.engine.inbox import Inbox
    from telephony.messages import AccountConfig, Transport
    from telephony.pj.account import AccountSetup, Server
    from telephony.pj.call import MediaInfo, MediaStats

log = logging.getLogger(__name__)

_CANCELLED: Final = 487


class Dialling(Protocol):
    """What of both stacks' lines this room needs."""

    @property
    def calls(self) -> CallStack: ...

    def dial(
        self, call_id: str, account_id: str, target: str, headers: Mapping[str, str] | None = None, way: AccountSetup | None = None
    ) -> None: ...


class Callers(Protocol):
    """What of the accounts."""

    def usable(self, account_id: str) -> AccountConfig: ...
    def way_to(self, account_id: str, server: Server, transport: Transport) -> AccountSetup | None: ...


@dataclass(frozen=True, slots=True)
class _Wish:
    """A call that waits for an address. `name` is host[:port]."""

    account_id: str
    target: str
    headers: Mapping[str, str] | None
    name: str
    transport: Transport


class Placing:
    """SIP thread only. It is the `CallStack` of all calls as well: those that wait for an address are known here alone."""

    def __init__(self, lines: Dialling, accounts: Callers, inbox: Inbox, facts: Callable[[Fact], None], *, ipv6: bool) -> None:
        """`ipv6`: this build goes by it."""
        self.failed: Callable[[str, Reason], object] = lambda _call_id, _reason: None  # one that could not be placed after all
        self._lines = lines
        self._accounts = accounts
        self._inbox = inbox
        self._facts = facts
        self._ipv6 = ipv6
        self._waiting: dict[str, _Wish] = {}

    def place(self, call_id: str, account_id: str, target: str, headers: Mapping[str, str] | None = None) -> None:
        """Dial, now or once it is known where to. Raises `Refused` and `SipError`; why a direct call can't be made is told by `failed`."""
        direct = direct_name(self._accounts.usable(account_id), target)
        if direct is None:
            self._lines.dial(call_id, account_id, target, headers)
            return
        wish = self._waiting[call_id] = _Wish(account_id, target, headers, *direct)
        here = threading.get_ident()

        def found(servers: tuple[Server, ...]) -> None:
            if threading.get_ident() == here:
                self._go(call_id, wish, servers)
            else:
                self._inbox.post(lambda: self._go(call_id, wish, servers))

        find_servers(wish.name, wish.transport, found, ipv6=self._ipv6)

    # --- as the calls' stack ---------------------------------------------------------------------------------------------------

    def hang_up(self, call_id: str, status: int = 0) -> None:
        if self._waiting.pop(call_id, None) is not None:
            self._facts(DisconnectedFact(call_id, _CANCELLED, "", answered=False))
        else:
            self._lines.calls.hang_up(call_id, status)

    def answer(self, call_id: str, status: int) -> None:
        self._lines.calls.answer(call_id, status)

    def media(self, call_id: str) -> MediaInfo | None:
        return self._lines.calls.media(call_id)

    def statistics(self, call_id: str, index: int) -> MediaStats:
        return self._lines.calls.statistics(call_id, index)

    def forget(self, call_id: str) -> None:
        self._lines.calls.forget(call_id)

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _go(self, call_id: str, wish: _Wish, servers: tuple[Server, ...]) -> None:
        if self._waiting.get(call_id) is not wish:  # hung up meanwhile
            return
        del self._waiting[call_id]
        try:
            self._lines.dial(call_id, wish.account_id, wish.target, wish.headers, self._way(wish, servers))
        except Refused as refusal:
            self._fail(call_id, refusal.reason)
        except SipError as error:
            self._fail(call_id, reason_of_no_call(error.status, error.reason))

    def _way(self, wish: _Wish, servers: tuple[Server, ...]) -> AccountSetup | None:
        """Raises `Refused`, also where the account has gone meanwhile."""
        self._accounts.usable(wish.account_id)
        host = split_host_port(wish.name, SIP_PORT)[0]
        if not servers:
            raise Refused(ReasonCode.UNKNOWN_HOST, host)
        if is_ipv6(servers[0].address) and not self._ipv6:
            raise Refused(ReasonCode.NO_IPV6, host)
        return self._accounts.way_to(wish.account_id, servers[0], wish.transport)

    def _fail(self, call_id: str, reason: Reason) -> None:
        log.warning("call %s: %s %s", call_id, reason.code, reason.phrase)
        self.failed(call_id, reason)
