"""Each account's provider is built from its settings, with the secret that the keyring keeps for it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from agent_app.accounts.model import ProviderKind, provider_key
from telephony.secret import Secret

if TYPE_CHECKING:
    from agent_app.accounts.keyring_lane import KeyringLane
    from agent_app.accounts.model import ProviderSettings
    from agent_app.accounts.service import AccountService
    from agent_app.money.service import MoneyService
    from agent_app.snapshots import KeyringProblem

log = logging.getLogger(__name__)


class AccountProviders(QObject):
    """Follows what the accounts are set to; the sandbox's own account is told of by its process."""

    def __init__(self, accounts: AccountService, keyring: KeyringLane, money: MoneyService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._keyring = keyring
        self._money = money
        self._secrets: dict[str, Secret] = {}
        accounts.provider_changed.connect(self._change)
        accounts.removed.connect(self._forget)

    def begin(self) -> None:
        """The first frame is out: the keyring may be asked."""
        for account in self._accounts.accounts():
            if not account.is_sandbox:
                self._set_up(account.account_id)

    def _change(self, account_id: str, secret: Secret) -> None:
        if secret:
            self._secrets[account_id] = secret
        self._money.drop_provider(account_id)  # what it told is not what another one tells
        self._set_up(account_id)

    def _forget(self, account_id: str) -> None:
        self._secrets.pop(account_id, None)

    def _set_up(self, account_id: str) -> None:
        settings = self._accounts.provider_settings(account_id)
        if settings.kind is ProviderKind.NONE:
            self._money.drop_provider(account_id)
        elif account_id in self._secrets or not needs_secret(settings.kind):
            self._build(account_id, settings)
        else:
            self._keyring.read(
                provider_key(account_id),
                lambda secret: self._found(account_id, secret),
                lambda problem: self._not_found(account_id, settings, problem),
            )

    def _found(self, account_id: str, secret: Secret) -> None:
        """It may have been given anew, or the account removed, while the keyring was being unlocked."""
        if self._accounts.account(account_id) is not None and account_id not in self._secrets:
            self._secrets[account_id] = secret
            self._build(account_id, self._accounts.provider_settings(account_id))

    def _not_found(self, account_id: str, settings: ProviderSettings, problem: KeyringProblem) -> None:
        log.info("no secret for the provider of %s: %s", account_id, problem)
        if is_optional(settings.kind):
            self._build(account_id, settings)
        else:
            self._money.note_trouble(account_id, "no_secret")

    def _build(self, account_id: str, settings: ProviderSettings) -> None:
        from tariffs.providers.errors import SettingsError
        from tariffs.providers.factory import build

        secret = self._secrets.get(account_id, Secret(""))
        try:
            provider = build(settings.kind, settings.values, secret.reveal)
        except SettingsError as error:
            log.warning("the provider of %s can't be set up: %s", account_id, error)
            self._money.drop_provider(account_id)
            self._money.note_trouble(account_id, error.code)
            return
        self._money.set_provider(account_id, provider)


def needs_secret(kind: ProviderKind) -> bool:
    """Whether the kind's form has a secret at all."""
    from tariffs.providers.factory import KINDS

    return any(field.is_secret for field in KINDS[kind])


def is_optional(kind: ProviderKind) -> bool:
    """Whether the kind does without its secret."""
    from tariffs.providers.factory import KINDS

    return not any(field.is_secret and field.is_required for field in KINDS[kind])
