"""The accounts: signing in, their passwords, their registration."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.accounts.calling import CallRules, ConnectionRules
from agent_app.accounts.live import Credentials, LiveAccount
from agent_app.accounts.model import (
    NO_SECRET,
    AccountError,
    MoneyRules,
    ProviderKind,
    ProviderSettings,
    StoredAccount,
    StoredAccounts,
    account_of_form,
    changed_account,
    engine_config,
    form_of_account,
    provider_key,
    turn_key,
)
from agent_app.accounts.rewriting import is_emergency, rewritten
from agent_app.snapshots import AccountSnapshot, KeyringProblem, MailboxSnapshot
from telephony.messages import AccountState, AddAccount, ChangeAccount, MailboxState, RegisterNow, Registration, RemoveAccount
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.accounts.keyring_lane import KeyringLane
    from agent_app.engine_client import EngineClient
    from agent_app.settings.service import SettingsService
    from agent_app.settings.store import JsonStore
    from agent_app.snapshots import SignInForm
    from telephony.secret import Secret

log = logging.getLogger(__name__)


class AccountService(QObject):
    """Accounts are kept in a file, passwords in the keyring; a restarted engine is told all of them again."""

    changed = Signal(object)  # AccountSnapshot: added, or anything of it changed
    removed = Signal(str)  # account_id
    current_changed = Signal(str)  # account_id, "" when there is none
    password_needed = Signal(object, object)  # AccountSnapshot, KeyringProblem | None (the password was wrong): ask, and say why
    password_not_kept = Signal(object, object)  # AccountSnapshot, KeyringProblem: used in this run only
    provider_changed = Signal(str, object)  # account_id, Secret: who tells the account's money was set anew, and the secret given for it
    sign_in_refused = Signal(object)  # Reason
    mailbox_changed = Signal(str)  # account_id
    profile_requested = Signal(bool)  # True: go to the sandbox's profile; False: leave it

    def __init__(
        self,
        store: JsonStore[StoredAccounts],
        engine: EngineClient,
        keyring: KeyringLane,
        settings: SettingsService,
        *,
        is_sandbox: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._engine = engine
        self._keyring = keyring
        self._settings = settings
        self._is_sandbox = is_sandbox
        self._live = {account.account_id: LiveAccount(account) for account in store.load(())}
        engine.spawned.connect(self._tell_engine)
        engine.lost.connect(self._forget_registrations)
        engine.received.connect(self._take)

    def load_passwords(self) -> None:
        """Ask the keyring for what the accounts need; not before the first frame, it loads much."""
        for live in list(self._live.values()):
            if live.stored.connection.nat.turn:
                self._ask_for_turn(live.stored.account_id)
            if live.password is None and not live.stored.is_sandbox:
                self._ask_keyring(live)

    def is_sandbox(self) -> bool:
        """Whether this is the sandbox's own profile."""
        return self._is_sandbox

    def accounts(self) -> tuple[AccountSnapshot, ...]:
        """In the order they were added."""
        return tuple(live.snapshot() for live in self._live.values())

    def account(self, account_id: str) -> AccountSnapshot | None:
        live = self._live.get(account_id)
        return None if live is None else live.snapshot()

    def current(self) -> AccountSnapshot | None:
        """The account that calls go out by; None while there is none."""
        live = self._live.get(self._settings.values().current_account) or next(iter(self._live.values()), None)
        return None if live is None else live.snapshot()

    def set_current(self, account_id: str) -> None:
        """Calls go out by this account from now on. KeyError for one that is not there."""
        before = self.current()
        self._settings.change(current_account=self._live[account_id].stored.account_id)
        if before is None or before.account_id != account_id:
            self.current_changed.emit(account_id)

    def sign_in(self, form: SignInForm) -> str:
        """Add an account; its account_id, or "" after `sign_in_refused`. How it registers is told by `changed`."""
        try:
            stored = account_of_form(form, tuple(live.stored for live in self._live.values()))
        except AccountError as error:
            self.sign_in_refused.emit(error.reason)
            return ""
        self._add(stored)
        self.supply_password(stored.account_id, form.password)
        return stored.account_id

    def form(self, account_id: str) -> SignInForm:
        """What the account was signed in with, the password left out. KeyError for one that is not there."""
        return form_of_account(self._live[account_id].stored)

    def credentials(self, account_id: str) -> Credentials | None:
        """What answers a digest challenge of the account's own provider; None while its password is not known."""
        live = self._live.get(account_id)
        if live is None or live.password is None:
            return None
        return Credentials(live.stored.auth_user or live.stored.address.partition("@")[0], live.password)

    def change(self, account_id: str, form: SignInForm) -> bool:
        """The account is now as the form says; False after `sign_in_refused`. It keeps its account_id, and its history with it.

        An empty password leaves the one there is. It registers anew only where that makes a difference to its registrar.
        """
        live = self._live[account_id]
        others = tuple(other.stored for other in self._live.values() if other is not live)
        try:
            stored = changed_account(live.stored, form, others)
        except AccountError as error:
            self.sign_in_refused.emit(error.reason)
            return False
        if form.password:
            live.stored = stored
            self._save()
            self.supply_password(account_id, form.password)
        else:
            self._keep_stored(live, stored)
        return True

    def rules(self, account_id: str) -> MoneyRules:
        """The user's own limits; none for an account that is not there."""
        live = self._live.get(account_id)
        return MoneyRules() if live is None else live.stored.rules

    def set_rules(self, account_id: str, rules: MoneyRules) -> None:
        live = self._live[account_id]
        self._keep_stored(live, msgspec.structs.replace(live.stored, rules=rules))

    def provider_settings(self, account_id: str) -> ProviderSettings:
        """Who tells the account's money; the secret that goes with it is not told."""
        live = self._live.get(account_id)
        return ProviderSettings() if live is None else live.stored.provider

    def set_provider(self, account_id: str, settings: ProviderSettings, secret: Secret) -> None:
        """Ask this provider from now on. The secret goes into the keyring; an empty one leaves what is there."""
        live = self._live[account_id]
        if secret:
            key = provider_key(account_id)
            self._keyring.keep(key, secret, lambda problem: self._not_kept(account_id, problem))
        self._keep_stored(live, msgspec.structs.replace(live.stored, provider=settings))
        self.provider_changed.emit(account_id, secret)

    def call_rules(self, account_id: str) -> CallRules:
        """What the user has set for the account's calls; the defaults for an account that is not there."""
        live = self._live.get(account_id)
        return CallRules() if live is None else live.stored.calls

    def set_call_rules(self, account_id: str, rules: CallRules) -> None:
        live = self._live[account_id]
        self._keep_stored(live, msgspec.structs.replace(live.stored, calls=rules))

    def connection(self, account_id: str) -> ConnectionRules:
        """How the account gets through networks; TURN's password is not told."""
        live = self._live.get(account_id)
        return ConnectionRules() if live is None else live.stored.connection

    def set_connection(self, account_id: str, rules: ConnectionRules) -> None:
        """It registers anew with these. TURN's password goes into the keyring; an empty one leaves what is there."""
        live = self._live[account_id]
        secret = rules.nat.turn_password
        if secret:
            live.turn_password = secret
            self._keyring.keep(turn_key(account_id), secret, lambda problem: self._not_kept(account_id, problem))
        nat = msgspec.structs.replace(rules.nat, turn_password=NO_SECRET)
        stored = msgspec.structs.replace(live.stored, connection=msgspec.structs.replace(rules, nat=nat))
        if secret and stored == live.stored and live.password is not None:
            self._register_with(live, live.password)
        self._keep_stored(live, stored)

    def mailbox(self, account_id: str) -> MailboxSnapshot:
        live = self._live.get(account_id)
        return MailboxSnapshot() if live is None else live.mailbox

    def rewrite(self, account_id: str, text: str) -> tuple[str, str]:
        """What the account's dial rules make of a number as typed, and the pattern of the rule that did ("": none did).

        An emergency number is what it is: no rule makes another of it.
        """
        live = self._live.get(account_id)
        rules = self.call_rules(account_id).dial_rules
        if live is None or not rules or is_emergency(text, live.stored.kind):
            return text, ""
        return rewritten(rules, text)

    def try_sandbox(self) -> None:
        """Go to the sandbox's own profile: the program starts anew there, and its window replaces this one."""
        self.profile_requested.emit(True)

    def leave_sandbox(self) -> None:
        """Back from the sandbox's profile to the user's own."""
        self.profile_requested.emit(False)

    def supply_password(self, account_id: str, password: Secret) -> None:
        """Register with this password, and keep it in the keyring where that works (`password_not_kept` where not)."""
        live = self._live[account_id]
        self._register_with(live, password)
        self._keyring.keep(account_id, password, lambda problem: self._not_kept(account_id, problem))

    def adopt_sandbox(self, stored: StoredAccount, password: Secret) -> None:
        """The sandbox is up: its account, as it tells it now. The credentials came over its pipe, and stay in memory."""
        live = self._live.get(stored.account_id)
        if live is None:
            self._add(stored)
        else:
            before = live.stored
            live.stored = msgspec.structs.replace(stored, rules=before.rules, calls=before.calls, connection=before.connection)
            if live.stored != before:
                self._save()
        self._register_with(self._live[stored.account_id], password)

    def note_unreachable(self, account_id: str) -> None:
        """The account's server is known to be gone, before its registration would have noticed."""
        live = self._live.get(account_id)
        if live is not None:
            live.registration, live.reason, live.retry_s = Registration.FAILED, Reason(ReasonCode.NO_RESPONSE), 0
            self.changed.emit(live.snapshot())

    def note_currency(self, account_id: str, currency: str) -> None:
        """What the account's provider counts in: its limits are meant in that."""
        live = self._live.get(account_id)
        if live is not None and live.stored.currency != currency:
            self._keep_stored(live, msgspec.structs.replace(live.stored, currency=currency))

    def sandbox_account(self) -> StoredAccount | None:
        return next((live.stored for live in self._live.values() if live.stored.is_sandbox), None)

    def remove(self, account_id: str) -> None:
        """Forget the account and its password; its history stays."""
        before = self.current()
        live = self._live.pop(account_id, None)
        if live is None:
            return
        if live.in_engine:
            self._engine.send(RemoveAccount(account_id))
        if not live.stored.is_sandbox:
            self._keyring.forget(account_id)
            if live.stored.connection.nat.turn:
                self._keyring.forget(turn_key(account_id))
            if live.stored.provider.kind is not ProviderKind.NONE:
                self._keyring.forget(provider_key(account_id))
        self._save()
        self.removed.emit(account_id)
        if before is not None and before.account_id == account_id:
            after = self.current()
            self.current_changed.emit("" if after is None else after.account_id)

    def retry(self, account_id: str) -> None:
        """Register now, whatever the back-off says."""
        live = self._live.get(account_id)
        if live is None:
            return
        if live.in_engine:
            self._engine.send(RegisterNow(account_id))
        elif live.password is None and not live.stored.is_sandbox:
            self._ask_keyring(live)

    def _add(self, stored: StoredAccount) -> None:
        first = not self._live
        self._live[stored.account_id] = LiveAccount(stored)
        self._save()
        self.changed.emit(self._live[stored.account_id].snapshot())
        if first:
            self._settings.change(current_account=stored.account_id)
            self.current_changed.emit(stored.account_id)

    def _keep_stored(self, live: LiveAccount, stored: StoredAccount) -> None:
        """The account is `stored` now: in the file, in the engine where that knows other values, and for everybody who looks."""
        if stored == live.stored:
            return
        before, live.stored = live.stored, stored
        self._save()
        password = live.password
        if password is not None and engine_config(before, password) != engine_config(stored, password):
            self._register_with(live, password)
        else:
            self.changed.emit(live.snapshot())

    def _save(self) -> None:
        self._store.save(tuple(live.stored for live in self._live.values()))

    def _register_with(self, live: LiveAccount, password: Secret) -> None:
        live.password = password
        config = engine_config(live.stored, password, live.turn_password)
        command = ChangeAccount(config) if live.in_engine else AddAccount(config)
        live.in_engine = self._engine.send(command)
        live.registration, live.reason = (Registration.REGISTERING if live.in_engine else Registration.OFF), None
        self.changed.emit(live.snapshot())

    def _tell_engine(self) -> None:
        for live in self._live.values():
            if live.password is not None:
                self._register_with(live, live.password)

    def _forget_registrations(self) -> None:
        for live in self._live.values():
            live.in_engine = False
            live.registration, live.reason, live.retry_s = Registration.OFF, Reason(ReasonCode.ENGINE_LOST), 0
            self.changed.emit(live.snapshot())

    def _take(self, event: object) -> None:
        live = self._live.get(event.account_id) if isinstance(event, AccountState | MailboxState) else None
        match event:
            case AccountState() if live is not None:
                self._take_state(live, event)
            case MailboxState() if live is not None:
                live.mailbox = MailboxSnapshot(event.waiting, event.new, event.old, event.address)
                self.mailbox_changed.emit(event.account_id)
            case _:
                pass

    def _take_state(self, live: LiveAccount, event: AccountState) -> None:
        was_wrong = live.reason is not None and live.reason.code is ReasonCode.WRONG_PASSWORD
        live.registration, live.reason, live.retry_s = event.state, event.reason, event.retry_s
        live.server, live.encrypted = event.server, event.encrypted
        snapshot = live.snapshot()
        self.changed.emit(snapshot)
        if snapshot.needs_password and not was_wrong:
            self.password_needed.emit(snapshot, None)

    def _ask_keyring(self, live: LiveAccount) -> None:
        account_id = live.stored.account_id
        self._keyring.read(
            account_id, lambda password: self._found(account_id, password), lambda problem: self._not_found(account_id, problem)
        )

    def _ask_for_turn(self, account_id: str) -> None:
        """Asked before the account's own password: the lane answers in order, and the account registers once."""

        def found(password: Secret) -> None:
            live = self._live.get(account_id)
            if live is not None and not live.turn_password:
                live.turn_password = password
                if live.password is not None:
                    self._register_with(live, live.password)

        def missing(problem: KeyringProblem) -> None:
            log.warning("no password for the TURN server of %s: %s", account_id, problem)

        self._keyring.read(turn_key(account_id), found, missing)

    def _found(self, account_id: str, password: Secret) -> None:
        live = self._live.get(account_id)
        if live is not None and live.password is None:
            self._register_with(live, password)

    def _not_found(self, account_id: str, problem: KeyringProblem) -> None:
        live = self._live.get(account_id)
        if live is not None and live.password is None:
            self.password_needed.emit(live.snapshot(), problem)

    def _not_kept(self, account_id: str, problem: KeyringProblem) -> None:
        live = self._live.get(account_id)
        if live is not None:
            self.password_not_kept.emit(live.snapshot(), problem)
