"""Accounts without an engine."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.accounts.calling import CallRules, ConnectionRules
from agent_app.accounts.model import MoneyRules, ProviderSettings
from agent_app.accounts.rewriting import rewritten
from agent_app.snapshots import AccountSnapshot, MailboxSnapshot, SignInForm
from telephony.messages import Registration
from telephony.reasons import Reason
from telephony.secret import Secret

ACCOUNT = AccountSnapshot("a1", "anna@sandbox.test", "Анна Ким", is_sandbox=True, registration=Registration.REGISTERED, currency="RUB")


class FakeAccounts(QObject):
    changed = Signal(object)
    removed = Signal(str)
    current_changed = Signal(str)
    password_needed = Signal(object, object)
    password_not_kept = Signal(object, object)
    sign_in_refused = Signal(object)
    profile_requested = Signal(bool)
    mailbox_changed = Signal(str)

    def __init__(self, *accounts: AccountSnapshot) -> None:
        super().__init__()
        self.all = {account.account_id: account for account in accounts}
        self.chosen = next(iter(self.all), "")
        self.forms: list[SignInForm] = []
        self.changes: dict[str, SignInForm] = {}
        self.refusal: Reason | None = None  # what the next change is refused with
        self.kept_rules: dict[str, MoneyRules] = {}
        self.kept_calls: dict[str, CallRules] = {}
        self.kept_connections: dict[str, ConnectionRules] = {}
        self.mailboxes: dict[str, MailboxSnapshot] = {}
        self.providers: dict[str, ProviderSettings] = {}
        self.provider_secrets: list[Secret] = []
        self.passwords: list[tuple[str, Secret]] = []
        self.retried: list[str] = []
        self.sandbox_wanted = 0
        self.sandbox = False

    def is_sandbox(self) -> bool:
        return self.sandbox

    def accounts(self) -> tuple[AccountSnapshot, ...]:
        return tuple(self.all.values())

    def account(self, account_id: str) -> AccountSnapshot | None:
        return self.all.get(account_id)

    def current(self) -> AccountSnapshot | None:
        return self.all.get(self.chosen)

    def set_current(self, account_id: str) -> None:
        self.chosen = account_id
        self.current_changed.emit(account_id)

    def sign_in(self, form: SignInForm) -> str:
        self.forms.append(form)
        return f"a{len(self.all) + 1}"

    def put(self, account: AccountSnapshot) -> None:
        """An account is added, or changes."""
        self.all[account.account_id] = account
        self.chosen = self.chosen or account.account_id
        self.changed.emit(account)

    def form(self, account_id: str) -> SignInForm:
        account = self.all[account_id]
        return self.changes.get(account_id) or SignInForm(account.address, Secret(""), account.display_name)

    def change(self, account_id: str, form: SignInForm) -> bool:
        if self.refusal is not None:
            self.sign_in_refused.emit(self.refusal)
            return False
        self.changes[account_id] = form
        self.put(msgspec.structs.replace(self.all[account_id], address=form.address, display_name=form.display_name))
        return True

    def rules(self, account_id: str) -> MoneyRules:
        return self.kept_rules.get(account_id, MoneyRules())

    def set_rules(self, account_id: str, rules: MoneyRules) -> None:
        self.kept_rules[account_id] = rules

    def call_rules(self, account_id: str) -> CallRules:
        return self.kept_calls.get(account_id, CallRules())

    def set_call_rules(self, account_id: str, rules: CallRules) -> None:
        self.kept_calls[account_id] = rules

    def connection(self, account_id: str) -> ConnectionRules:
        return self.kept_connections.get(account_id, ConnectionRules())

    def set_connection(self, account_id: str, rules: ConnectionRules) -> None:
        self.kept_connections[account_id] = rules

    def mailbox(self, account_id: str) -> MailboxSnapshot:
        return self.mailboxes.get(account_id, MailboxSnapshot())

    def rewrite(self, account_id: str, text: str) -> tuple[str, str]:
        return rewritten(self.call_rules(account_id).dial_rules, text)

    def provider_settings(self, account_id: str) -> ProviderSettings:
        return self.providers.get(account_id, ProviderSettings())

    def set_provider(self, account_id: str, settings: ProviderSettings, secret: Secret) -> None:
        self.providers[account_id] = settings
        self.provider_secrets.append(secret)

    def try_sandbox(self) -> None:
        self.sandbox_wanted += 1

    def leave_sandbox(self) -> None: ...

    def supply_password(self, account_id: str, password: Secret) -> None:
        self.passwords.append((account_id, password))

    def remove(self, account_id: str) -> None:
        del self.all[account_id]
        self.chosen = next(iter(self.all), "")
        self.removed.emit(account_id)

    def retry(self, account_id: str) -> None:
        self.retried.append(account_id)
