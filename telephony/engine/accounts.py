"""The accounts: resolve, register, keep registered, try again, take back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from telephony.engine.account_rules import account_setup, check, first_hop, registration_reason, stack_reason
from telephony.engine.backoff import BackOff
from telephony.engine.inbox import Inbox
from telephony.engine.refusal import Refused
from telephony.engine.resolver import numeric, resolve
from telephony.engine.schedule import Schedule, Timer
from telephony.messages import AccountConfig, AccountState, AnyEvent, Registration, Transport
from telephony.pj.account import AccountSetup
from telephony.pj.facts import RegistrationFact
from telephony.pj.guard import SipError
from telephony.pj.tuning import TRANSACTION_MS
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret

log = logging.getLogger(__name__)

_PATIENCE_S: Final = 6.0  # then the user is told that nobody answers; the transaction goes on until its end
_REST_S: Final = TRANSACTION_MS // 1000 - 6
_EBUSY: Final = 171_001  # PJSIP_EBUSY: a REGISTER is on its way already
_UNREGISTER_S: Final = 1.5  # how long a change waits for the registrar to let the old registration go
_FINAL: Final = frozenset({ReasonCode.WRONG_PASSWORD})  # trying again by itself would lock the account at the provider


class Registrar(Protocol):
    """What of the SIP stack this room needs."""

    def add_account(self, setup: AccountSetup) -> None: ...
    def change_account(self, setup: AccountSetup) -> None: ...
    def has_account(self, account_id: str) -> bool: ...
    def remove_account(self, account_id: str) -> None: ...
    def register(self, account_id: str, on: bool) -> None: ...


@dataclass(slots=True)
class _Account:
    config: AccountConfig
    state: Registration = Registration.OFF
    backoff: BackOff = field(default_factory=BackOff)
    timer: Timer | None = None
    lookup: int = 0  # the number of the look-up that counts
    pending: AccountConfig | None = None  # a change that waits for the old registration's end


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
    ) -> None:
        self._stack = stack
        self._schedule = schedule
        self._inbox = inbox
        self._emit = emit
        self._has_calls = has_calls
        self._local_address = local_address
        self._accounts: dict[str, _Account] = {}

    # --- commands --------------------------------------------------------------------------------------------------------------

    def add(self, config: AccountConfig) -> None:
        if config.account_id in self._accounts:
            raise Refused(ReasonCode.ACCOUNT_EXISTS, config.account_id)
        check(config)
        self._accounts[config.account_id] = _Account(config)
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

    def ready(self, account_id: str) -> bool:
        """It can send, and the provider knows where it is (or it has none to know)."""
        account = self._accounts.get(account_id)
        if account is None or not self._stack.has_account(account_id):
            return False
        return account.state is Registration.REGISTERED or not account.config.register

    def own_uri(self, account_id: str) -> str:
        config = self._find(account_id).config
        return f"sip:{config.user}@{config.domain}"

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
            account.backoff.reset()
            self._set(fact.account_id, account, Registration.REGISTERED, expires_s=fact.expires_s)
        else:
            self._fail(fact.account_id, account, registration_reason(fact))

    def on_connection_lost(self, transport: Transport) -> None:
        """A registration over TCP lives as long as its connection (RFC 5626 section 4.2): make a new one, after a moment."""
        for account_id, account in self._accounts.items():
            if account.config.transport is transport and account.state is Registration.REGISTERED:
                self._again(account_id, account, account.backoff.next_delay() / 2)

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _find(self, account_id: str) -> _Account:
        account = self._accounts.get(account_id)
        if account is None:
            raise Refused(ReasonCode.UNKNOWN_ACCOUNT, account_id)
        return account

    def _begin(self, account_id: str) -> None:
        account = self._accounts[account_id]
        self._cancel(account)
        account.lookup += 1
        number = account.lookup
        if account.config.register:
            self._set(account_id, account, Registration.REGISTERING)
        host, _ = first_hop(account.config)

        def found(address: str) -> None:
            self._inbox.post(lambda: self._resolved(account_id, number, address))

        if not host:
            self._resolved(account_id, number, "")
        elif address := numeric(host):
            self._resolved(account_id, number, address)
        else:
            resolve(host, found)

    def _resolved(self, account_id: str, number: int, address: str) -> None:
        account = self._accounts.get(account_id)
        if account is None or account.lookup != number:
            return
        host, _ = first_hop(account.config)
        if host and not address:
            self._fail(account_id, account, Reason(ReasonCode.UNKNOWN_HOST, value=host))
            return
        setup = account_setup(account.config, address, self._local_address)
        try:
            if self._stack.has_account(account_id):
                self._stack.change_account(setup)
            else:
                self._stack.add_account(setup)
            if account.config.register:
                account.timer = self._schedule.after(_PATIENCE_S, lambda: self._lose_patience(account_id))
                self._stack.register(account_id, True)
            else:
                self._set(account_id, account, Registration.OFF)
        except SipError as error:
            if error.status != _EBUSY:
                self._fail(account_id, account, stack_reason(error))

    def _lose_patience(self, account_id: str) -> None:
        """Say so; the answer may still come."""
        account = self._accounts.get(account_id)
        if account is not None and account.state is Registration.REGISTERING:
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

    def _take_back(self, account_id: str, account: _Account) -> None:
        self._set(account_id, account, Registration.UNREGISTERING)
        try:
            self._stack.register(account_id, False)
        except SipError as error:
            log.info("account %s: %s", account_id, error)
            if account.pending is None:
                self._set(account_id, account, Registration.OFF)

    def _fail(self, account_id: str, account: _Account, reason: Reason) -> None:
        retry_s = 0
        if account.config.register and reason.code not in _FINAL:
            delay = account.backoff.next_delay()
            retry_s = max(1, round(delay))
            self._again(account_id, account, delay)
        self._set(account_id, account, Registration.FAILED, reason=reason, retry_s=retry_s)

    def _again(self, account_id: str, account: _Account, delay_s: float) -> None:
        self._cancel(account)
        account.timer = self._schedule.after(delay_s, lambda: self._begin(account_id))

    def _cancel(self, account: _Account) -> None:
        if account.timer is not None:
            account.timer.cancel()
            account.timer = None

    def _set(
        self, account_id: str, account: _Account, state: Registration, *, reason: Reason | None = None, expires_s: int = 0, retry_s: int = 0
    ) -> None:
        log.info("account %s: %s -> %s %s", account_id, account.state, state, reason.code if reason else "")
        account.state = state
        self._emit(AccountState(account_id, state, reason, expires_s, retry_s))
