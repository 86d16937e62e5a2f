"""The network comes, goes and changes: accounts register anew by the way that is there now, and their calls follow.

What counts is which of our addresses the system would use towards an account's server. A call whose address is gone is renewed: a
re-INVITE with the new Contact and a new description of where its sound goes (RFC 3261 section 14, RFC 5626 section 4.3).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Final, Protocol

from telephony.calls import CallState
from telephony.engine.accounts import AccountBook
from telephony.engine.calls import Call
from telephony.engine.inbox import Inbox
from telephony.engine.schedule import Schedule, Timer
from telephony.messages import AccountState, AnyEvent, Registration
from telephony.network.hosts import is_loopback
from telephony.network.news import Watch, watch_network
from telephony.network.watch import SleepClock, source_towards, way_out
from telephony.networking import NetworkCommand, NetworkState
from telephony.pj.account import Server
from telephony.pj.guard import SipError

log = logging.getLogger(__name__)

_SETTLE_S: Final = 0.3  # an address that moves goes and comes in several steps
_TELLS_ALL: Final = sys.platform == "linux"  # seen at work there alone
_LATEST_S: Final = 3.0  # calls are renewed without their registrar where it does not answer


class NetworkStack(Protocol):
    """What of the SIP stack this room needs."""

    def renew_call(self, call_id: str) -> None: ...
    def drop_connections(self) -> None: ...


class Network:
    """SIP thread only. `start` begins to watch; `look` each second."""

    def __init__(
        self,
        stack: NetworkStack,
        accounts: AccountBook,
        live_calls: Callable[[], list[Call]],
        schedule: Schedule,
        inbox: Inbox,
        *,
        emit: Callable[[AnyEvent], None],
        ipv6: bool = False,
    ) -> None:
        self._stack = stack
        self._ipv6 = ipv6  # this build can go by it
        self._accounts = accounts
        self._live_calls = live_calls
        self._schedule = schedule
        self._inbox = inbox
        self._emit = emit
        self._sleep = SleepClock()
        self._settling: Timer | None = None
        self._address: str | None = None  # towards the world; None: not looked yet
        self._sources: dict[str, str] = {}  # by a server's address, ours towards it
        self._to_renew: set[str] = set()  # accounts whose calls are to follow once they are registered
        self._watch: Watch | None = None

    def start(self) -> None:
        self.look()
        self._watch = watch_network(lambda: self._inbox.post(self._news), ipv6=self._ipv6)

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()

    def obey(self, command: NetworkCommand) -> None:
        """The window's word is believed where it says that the network came back; whether it went we see ourselves."""
        self.look(everything=command.reachable)

    def tick(self) -> None:
        """Each second: for systems that tell nothing or perhaps not everything, and for a computer that slept."""
        slept = self._sleep.slept()
        if slept:
            log.info("the computer has slept")
        if slept or self._watch is None or not _TELLS_ALL:
            self.look(everything=slept)

    def look(self, everything: bool = False) -> None:
        """Compare with what was. `everything`: every registration is doubtful, whatever the addresses say."""
        self._settling = None
        address = way_out(ipv6=self._ipv6)
        moved_world = self._address not in (None, address)
        if address != self._address:
            self._address = address
            self._emit(NetworkState(bool(address), address))
        before, self._sources = self._sources, {one: source_towards(one) for one in self._accounts.server_addresses()}

        def moved(server: Server | None) -> bool:
            if server is None:
                return moved_world or everything
            now = self._sources.get(server.address, "")
            return not is_loopback(server.address) and (everything or before.get(server.address, now) != now)

        def reachable(server: Server | None) -> bool:
            return bool(self._sources.get(server.address) if server else address)

        moving = self._accounts.moving(moved)
        if moving:
            log.info("the network is another: %s, %d accounts", address or "none", len(moving))
            self._stack.drop_connections()
            self._move(moving, reachable, anew=not everything)

    def on_account(self, event: AccountState) -> None:
        """Its calls follow when the registrar knows where it is now."""
        for address in self._accounts.server_addresses() - self._sources.keys():
            self._sources[address] = source_towards(address)
        if event.state is Registration.REGISTERED and event.account_id in self._to_renew:
            # pjsip registers once more where the registrar shows it another address than it believed.
            self._schedule.after(_SETTLE_S, lambda: self._renew(event.account_id))

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _news(self) -> None:
        if self._settling is None:
            self._settling = self._schedule.after(_SETTLE_S, self.look)

    def _move(self, moving: dict[str, Server | None], reachable: Callable[[Server | None], bool], *, anew: bool) -> None:
        for account_id, server in moving.items():
            if reachable(server):
                self._to_renew.add(account_id)
                self._schedule.after(_LATEST_S, lambda account_id=account_id: self._renew(account_id))
            self._accounts.move(account_id, reachable=reachable(server), anew=anew)

    def _renew(self, account_id: str) -> None:
        if account_id not in self._to_renew:
            return
        self._to_renew.discard(account_id)
        for call in self._live_calls():
            if call.account_id == account_id and call.state is CallState.ESTABLISHED:
                try:
                    self._stack.renew_call(call.call_id)
                except SipError as error:
                    log.warning("call %s can't be renewed: %s", call.call_id, error)
