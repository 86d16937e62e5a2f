"""The accounts: resolve, register, keep registered, try again, take back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Final

from telephony.engine.account import Account, Registrar
from telephony.engine.account_rules import (
    account_setup,
    call_way,
    certificate_reason,
    check,
    missing_ipv6,
    nat_names,
    other_may_help,
    refresh_period,
    registration_reason,
    server_names,
    stack_reason,
)
from telephony.engine.inbox import Inbox
from telephony.engine.refusal import Refused
from telephony.engine.resolver import SIP_PORT, find_addresses, find_servers
from telephony.engine.schedule import Schedule, Timer
from telephony.engine.servers import ServerWalk
from telephony.messages import AccountConfig, AccountState, AnyEvent, Registration, Transport
from telephony.network.hosts import host_port, is_ipv6, split_host_port
from telephony.networking import DtmfMethod, SrtpUse
from telephony.pj.account import MEDIA_BY_IPV4, AccountSetup, Server, media_use
from telephony.pj.facts import CertificateRefused, RegistrationFact
from telephony.pj.guard import SipError
from telephony.pj.tuning import TRANSACTION_MS
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret

log = logging.getLogger(__name__)

_PATIENCE_S: Final = 6.0  # then the user is told that nobody answers; the transaction goes on until its end
_SPARE_PATIENCE_S: Final = 3.0  # then the next server is asked, where there is one
_REST_S: Final = TRANSACTION_MS // 1000 - 6
_EBUSY: Final = 171_001  # PJSIP_EBUSY: a REGISTER is on its way already
_UNREGISTER_S: Final = 1.5  # how long a change waits for the registrar to let the old registration go
# Trying again by itself would lock the account at the provider, or change nothing.
_FINAL: Final = frozenset({ReasonCode.WRONG_PASSWORD, ReasonCode.NO_IPV6})


class AccountBook:
    """Every account by its UUID. SIP thread only."""

    def __init__(
        self,
        stack: Registrar,
        schedule: Schedule,
        inbox: Inbox,
        emit: Callable[[AnyEvent], None],
        *,
        has_calls: Callable[[str], bool],
        local_address: str = "",
        ipv6: bool = False,
    ) -> None:
        """`ipv6`: this build goes by it."""
        self._stack = stack
        self._schedule = schedule
        self._inbox = inbox
        self._emit = emit
        self._has_calls = has_calls
        self._local_address = local_address
        self._ipv6 = ipv6
        self._accounts: dict[str, Account] = {}

    # --- commands --------------------------------------------------------------------------------------------------------------

    def add(self, config: AccountConfig) -> None:
        if config.account_id in self._accounts:
            raise Refused(ReasonCode.ACCOUNT_EXISTS, config.account_id)
        check(config)
        self._accounts[config.account_id] = Account(config, self._new_walk(config))
        self._begin(config.account_id)

    def change(self, config: AccountConfig) -> None:
        account = self._find(config.account_id)
        check(config)
        if account.state is Registration.REGISTERED:
            account.pending = config
            self._take_back(config.account_id, account)
            account.timer = self._schedule.after(_UNREGISTER_S, lambda: self._apply_change(config.account_id))
        else:
            account.pending = config
            self._apply_change(config.account_id)

    def remove(self, account_id: str) -> None:
        """Forget the account: pjsua2 takes the registration back as it goes. Its calls are over by now."""
        account = self._find(account_id)
        self._cancel(account)
        del self._accounts[account_id]
        if self._stack.has_account(account_id):
            self._stack.remove_account(account_id)
        self._emit(AccountState(account_id, Registration.OFF))

    def register_now(self, account_id: str) -> None:
        account = self._find(account_id)
        if not account.config.register:
            raise Refused(ReasonCode.WRONG_STATE, account_id)
        account.backoff.reset()
        self._begin(account_id)

    def usable(self, account_id: str) -> AccountConfig:
        """The account that a call may be made from. It need not be registered: many providers call without."""
        account = self._find(account_id)
        if not self._stack.has_account(account_id):
            raise Refused(ReasonCode.NOT_REGISTERED, account_id)
        return account.config

    def way_to(self, account_id: str, server: Server, transport: Transport) -> AccountSetup | None:
        """As `account_rules.call_way`."""
        account = self._find(account_id)
        return call_way(account.config, server, transport, account.helpers, self._local_address)

    def ready(self, account_id: str) -> bool:
        """It can send, and the provider knows where it is (or it has none to know)."""
        account = self._accounts.get(account_id)
        if account is None or not self._stack.has_account(account_id):
            return False
        return account.state is Registration.REGISTERED or not account.config.register

    def own_uri(self, account_id: str) -> str:
        config = self._find(account_id).config
        return f"sip:{config.user}@{config.domain}"

    def encrypts_always(self, account_id: str) -> bool:
        """Its calls are encrypted, or are none."""
        account = self._accounts.get(account_id)
        return account is not None and account.config.security.srtp is SrtpUse.MANDATORY

    def hears_ipv6(self, account_id: str) -> bool:
        """Its calls may have their sound by IPv6."""
        account = self._accounts.get(account_id)
        if account is None or not self._ipv6:
            return False
        return media_use(account_setup(account.config, account.server, account.helpers, self._local_address), ipv6=True) != MEDIA_BY_IPV4

    def sends_info(self, account_id: str) -> bool:
        """Its digits go by SIP INFO."""
        account = self._accounts.get(account_id)
        return account is not None and account.config.media.dtmf is DtmfMethod.INFO

    def must_know(self, account_id: str) -> None:
        """Raises `Refused` for an account that is not here."""
        self._find(account_id)

    def password(self, account_id: str) -> tuple[str, Secret]:
        """Digest user name and password, for a request that pjsip does not send; both empty for an account that is not here."""
        account = self._accounts.get(account_id)
        if account is None:
            return "", Secret("")
        return account.config.auth_user or account.config.user, account.config.password

    def take_back_all(self) -> None:
        """The end: unregister everywhere."""
        for account_id, account in self._accounts.items():
            self._cancel(account)
            account.pending = None
            if account.state is Registration.REGISTERED:
                self._take_back(account_id, account)

    @property
    def all_off(self) -> bool:
        return all(account.state is not Registration.UNREGISTERING for account in self._accounts.values())

    # --- facts -----------------------------------------------------------------------------------------------------------------

    def on_registration(self, fact: RegistrationFact) -> None:
        account = self._accounts.get(fact.account_id)
        if account is None:
            return
        self._cancel(account)
        if account.pending is not None:
            self._apply_change(fact.account_id)
        elif account.state is Registration.UNREGISTERING:
            self._set(fact.account_id, account, Registration.OFF)
        elif fact.status // 100 == 2:
            self._succeed(fact.account_id, account, fact.expires_s)
        else:
            reason = account.certificate or registration_reason(fact)
            account.certificate = None
            self._try_elsewhere(fact.account_id, account, reason, other_may_help(fact))

    def on_certificate(self, fact: CertificateRefused) -> None:
        """What the registration that fails next has failed by."""
        for account in self._accounts.values():
            if account.server is not None and fact.peer == host_port(account.server.address, account.server.port):
                account.certificate = certificate_reason(fact)

    def on_connection_lost(self, transport: Transport) -> None:
        """A registration over TCP lives as long as its connection (RFC 5626 section 4.2): make a new one, after a moment."""
        for account_id, account in self._accounts.items():
            if account.config.transport is transport and account.state is Registration.REGISTERED:
                self._again(account_id, account, account.backoff.next_delay() / 2)

    def server_addresses(self) -> set[str]:
        return {account.server.address for account in self._accounts.values() if account.server is not None}

    def moving(self, moved: Callable[[Server | None], bool]) -> dict[str, Server | None]:
        """The accounts, with their servers, to whom the way has `moved`."""
        return {account_id: account.server for account_id, account in self._accounts.items() if moved(account.server)}

    def move(self, account_id: str, *, reachable: bool, anew: bool) -> None:
        """Register anew at once by the way that is there now, or wait where there is none. `anew`: from another address."""
        account = self._accounts[account_id]
        if account.pending is not None or account.state is Registration.UNREGISTERING:
            return
        account.backoff.reset()
        if reachable or not account.config.register:
            if anew and not self._has_calls(account_id):
                account.server = None  # the old Contact is taken back, and another registered
            self._begin(account_id)
        else:
            self._cancel(account)
            self._set(account_id, account, Registration.FAILED, reason=Reason(ReasonCode.NETWORK_UNREACHABLE))

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _find(self, account_id: str) -> Account:
        account = self._accounts.get(account_id)
        if account is None:
            raise Refused(ReasonCode.UNKNOWN_ACCOUNT, account_id)
        return account

    def _new_walk(self, config: AccountConfig) -> ServerWalk:
        return ServerWalk(server_names(config), config.transport, self._inbox, partial(find_servers, ipv6=self._ipv6))

    def _begin(self, account_id: str) -> None:
        """From the server that is wanted most."""
        account = self._accounts[account_id]
        self._cancel(account)
        walk = account.walk = self._new_walk(account.config)
        literal = "" if self._ipv6 else missing_ipv6(account.config)
        if literal:
            self._fail(account_id, account, Reason(ReasonCode.NO_IPV6, value=literal))
            return
        if account.config.register:
            self._set(account_id, account, Registration.REGISTERING)

        def found(helpers: dict[str, str]) -> None:
            if account.walk is walk:
                account.helpers = helpers
                self._next_server(account_id, account)

        names = nat_names(account.config)
        if names:
            find_addresses(names, lambda helpers: self._inbox.post(lambda: found(helpers)), ipv6=self._ipv6)
        else:
            found({})

    def _next_server(self, account_id: str, account: Account) -> None:
        walk = account.walk

        def take(server: Server | None) -> None:
            if self._accounts.get(account_id) is account and account.walk is walk:
                self._connect(account_id, account, server)

        walk.next(take)

    def _connect(self, account_id: str, account: Account, server: Server | None) -> None:
        if server is None and server_names(account.config):
            unknown = account.walk.unknown and split_host_port(account.walk.unknown, SIP_PORT)[0]
            self._fail(account_id, account, account.trouble or Reason(ReasonCode.UNKNOWN_HOST, value=unknown))
            return
        if server is not None and is_ipv6(server.address) and not self._ipv6:
            self._try_elsewhere(account_id, account, Reason(ReasonCode.NO_IPV6, value=server.name), other_may_help=True)
            return
        same = server == account.server
        account.server = server
        setup = account_setup(account.config, server, account.helpers, self._local_address)
        try:
            if not self._stack.has_account(account_id):
                self._stack.add_account(setup)
            elif same:
                self._stack.change_account(setup)
            else:
                self._stack.replace_account(setup)
            if account.config.register:
                patience = _SPARE_PATIENCE_S if account.walk.more else _PATIENCE_S
                account.timer = self._schedule.after(patience, lambda: self._lose_patience(account_id))
                self._register(account_id, setup)
            else:
                self._set(account_id, account, Registration.OFF)
        except SipError as error:
            self._try_elsewhere(account_id, account, stack_reason(error), other_may_help=True)

    def _register(self, account_id: str, setup: AccountSetup) -> None:
        try:
            self._stack.register(account_id, True)
        except SipError as error:
            if error.status != _EBUSY:
                raise
            # One is on its way to where nobody answered until now.
            self._stack.replace_account(setup)
            self._stack.register(account_id, True)

    def _succeed(self, account_id: str, account: Account, expires_s: int) -> None:
        account.backoff.reset()
        account.trouble = account.certificate = None
        account.refresh = self._refresh_timer(account_id, account.config, expires_s)
        if account.state is not Registration.REGISTERED:
            self._set(account_id, account, Registration.REGISTERED, expires_s=expires_s)

    def _refresh_timer(self, account_id: str, config: AccountConfig, expires_s: int) -> Timer | None:
        """pjsip refreshes shortly before the end; a registrar that lost its memory, or went, is noticed sooner by asking more often."""
        if not config.nat.keep_alive_s:
            return None
        period = refresh_period(config.transport, config.nat.keep_alive_s)
        return self._schedule.after(period, lambda: self._refresh(account_id)) if period < expires_s else None

    def _refresh(self, account_id: str) -> None:
        account = self._accounts.get(account_id)
        if account is None or account.state is not Registration.REGISTERED:
            return
        account.timer = self._schedule.after(_PATIENCE_S, lambda: self._lose_patience(account_id))
        try:
            self._stack.register(account_id, True)
        except SipError as error:  # pjsip's own refresh is on its way, or there is no way: its end is told
            log.info("account %s: %s", account_id, error)

    def _try_elsewhere(self, account_id: str, account: Account, reason: Reason, other_may_help: bool) -> None:
        """The next server, where another may do better; else it has failed."""
        account.trouble = reason
        if other_may_help and account.walk.more:
            log.info("account %s: %s, the next server", account_id, reason.code)
            self._set(account_id, account, Registration.REGISTERING)
            self._next_server(account_id, account)
        elif other_may_help and self._may_begin_anew(account):
            self._begin(account_id)
        else:
            self._fail(account_id, account, reason)

    @staticmethod
    def _may_begin_anew(account: Account) -> bool:
        """It was at the last of several servers: the first may be back."""
        return account.state is Registration.REGISTERED and len(server_names(account.config)) > 1

    def _lose_patience(self, account_id: str) -> None:
        """Ask the next server, or say so; the answer may still come."""
        account = self._accounts.get(account_id)
        if account is None or account.state not in (Registration.REGISTERING, Registration.REGISTERED):
            return
        if account.walk.more or self._may_begin_anew(account):
            self._try_elsewhere(account_id, account, Reason(ReasonCode.NO_RESPONSE), other_may_help=True)
        else:
            self._set(account_id, account, Registration.FAILED, reason=Reason(ReasonCode.NO_RESPONSE), retry_s=_REST_S)

    def _apply_change(self, account_id: str) -> None:
        account = self._accounts.get(account_id)
        if account is None or account.pending is None:
            return
        account.config, account.pending = account.pending, None
        if self._stack.has_account(account_id) and not self._has_calls(account_id):
            self._stack.remove_account(account_id)  # a REGISTER of the old one may be on its way still
        account.backoff.reset()
        self._begin(account_id)

    def _take_back(self, account_id: str, account: Account) -> None:
        self._set(account_id, account, Registration.UNREGISTERING)
        try:
            self._stack.register(account_id, False)
        except SipError as error:
            log.info("account %s: %s", account_id, error)
            if account.pending is None:
                self._set(account_id, account, Registration.OFF)

    def _fail(self, account_id: str, account: Account, reason: Reason) -> None:
        retry_s = 0
        if account.config.register and reason.code not in _FINAL:
            delay = account.backoff.next_delay()
            retry_s = max(1, round(delay))
            self._again(account_id, account, delay)
        self._set(account_id, account, Registration.FAILED, reason=reason, retry_s=retry_s)

    def _again(self, account_id: str, account: Account, delay_s: float) -> None:
        self._cancel(account)
        account.timer = self._schedule.after(delay_s, lambda: self._begin(account_id))

    def _cancel(self, account: Account) -> None:
        for timer in (account.timer, account.refresh):
            if timer is not None:
                timer.cancel()
        account.timer = account.refresh = None

    def _set(
        self, account_id: str, account: Account, state: Registration, *, reason: Reason | None = None, expires_s: int = 0, retry_s: int = 0
    ) -> None:
        if state is account.state is Registration.REGISTERING:
            return  # the next server is asked
        log.info("account %s: %s -> %s %s", account_id, account.state, state, reason.code if reason else "")
        account.state = state
        server = account.server.name if state is Registration.REGISTERED and account.server is not None else ""
        self._emit(AccountState(account_id, state, reason, expires_s, retry_s, server, account.config.transport is Transport.TLS))
