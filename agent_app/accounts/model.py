"""What is kept of an account: everything but its password."""

from __future__ import annotations

import re
import uuid
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import msgspec

from agent_app.accounts.calling import CallRules, ConnectionRules
from agent_app.snapshots import AccountKind, SignInForm
from telephony.messages import AccountConfig, Transport
from telephony.network.hosts import is_host_port, is_ipv6, written
from telephony.networking import NatConfig
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Iterable

# 2: rules and provider. 3: calls and connection. What an older file does not have is at its defaults.
ACCOUNTS_VERSION: Final = 3
OLDEST_ACCOUNTS: Final = 1
NO_SECRET: Final = NatConfig().turn_password  # the default itself: nothing of it is written to a file
_Micros = Annotated[int, msgspec.Meta(ge=0)]
# RFC 3261 section 25.1: user with its unreserved and user-unreserved characters, then a host, and perhaps a port.
_ADDRESS: Final = re.compile(
    r"(?P<user>[\w.!~*'()&=+$,;?/%-]{1,128})@(?P<host>[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?", re.ASCII
)
_SERVER: Final = re.compile(r"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?", re.ASCII)


class ProviderKind(StrEnum):
    """Who tells an account's balance and prices; `tariffs.providers.factory` builds each from its fields."""

    NONE = "none"
    SANDBOX = "sandbox"
    SIPNET = "sipnet"
    ZADARMA = "zadarma"
    VOIPMS = "voipms"
    ACROBITS = "acrobits"
    CGRATES = "cgrates"
    DECK = "deck"


class MoneyRules(msgspec.Struct, frozen=True, omit_defaults=True):
    """The user's own rules for an account's money, in micro-units of the account's currency.

    `call_limit_micros`, `day_limit_micros`: what one call, or a (local) day's calls and SMS, may cost; 0 is no limit. `only_known_rates`:
    numbers of an unknown price are not called. `ends_at_zero`: the provider does not cut a call when the credit ends, so that we do.
    """

    call_limit_micros: _Micros = 0
    day_limit_micros: _Micros = 0
    only_known_rates: bool = False
    ends_at_zero: bool = False


class ProviderSettings(msgspec.Struct, frozen=True, omit_defaults=True):
    """An account's provider: its kind and the fields that its adapter needs, by their keys; what is secret is in the keyring alone."""

    kind: ProviderKind = ProviderKind.NONE
    values: dict[str, str] = {}


class StoredAccount(msgspec.Struct, frozen=True, omit_defaults=True):
    """One account in the accounts file. `account_id` stays when the address changes, and its history with it."""

    account_id: str
    address: str
    display_name: str = ""
    auth_user: str = ""
    registrar: str = ""
    proxy: str = ""
    transport: Transport = Transport.UDP
    kind: AccountKind = AccountKind.PROVIDER
    region: str = "RU"
    area_code: str = ""
    is_sandbox: bool = False
    currency: str = ""
    rules: MoneyRules = MoneyRules()
    provider: ProviderSettings = ProviderSettings()
    calls: CallRules = CallRules()
    connection: ConnectionRules = ConnectionRules()  # TURN's password is never in it


StoredAccounts = tuple[StoredAccount, ...]


class AccountError(ValueError):
    """A sign-in form that can't be used; `reason` says which value and why."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(f"{reason.code}: {reason.value}")


def account_of_form(form: SignInForm, existing: tuple[StoredAccount, ...]) -> StoredAccount:
    """The account that the form describes; AccountError for a bad or known address, or a bad server."""
    return changed_account(StoredAccount(str(uuid.uuid4()), ""), form, existing)


def changed_account(account: StoredAccount, form: SignInForm, others: Iterable[StoredAccount]) -> StoredAccount:
    """`account` with what the form says; AccountError for a bad address, one that another account has, or a bad server."""
    address = normalised_address(form.address)
    if any(other.address == address for other in others):
        raise AccountError(Reason(ReasonCode.ACCOUNT_EXISTS, value=address))
    return msgspec.structs.replace(
        account,
        address=address,
        display_name=" ".join(form.display_name.split()),
        auth_user=form.auth_user.strip(),
        registrar=_server(form.registrar),
        proxy=_server(form.proxy),
        transport=form.transport,
        kind=form.kind,
        region=form.region.strip().upper(),
        area_code="".join(letter for letter in form.area_code if letter.isdecimal()),
    )


def form_of_account(account: StoredAccount) -> SignInForm:
    """What would make the account as it is; its password is not in it."""
    return SignInForm(
        address=account.address,
        password=Secret(""),
        display_name=account.display_name,
        auth_user=account.auth_user,
        registrar=account.registrar,
        proxy=account.proxy,
        transport=account.transport,
        kind=account.kind,
        region=account.region,
        area_code=account.area_code,
    )


def normalised_address(text: str) -> str:
    """user@domain without a scheme, the domain in lower case; AccountError (bad_address) where `text` is no such address."""
    bare = text.strip()
    for scheme in ("sip:", "sips:"):
        if bare.lower().startswith(scheme):
            bare = bare[len(scheme) :]
    user, _, domain = bare.rpartition("@")
    if _ADDRESS.fullmatch(bare) is None or not is_host_port(domain):
        raise AccountError(Reason(ReasonCode.BAD_ADDRESS, value=text.strip()[:200]))
    return f"{user}@{domain.lower()}"


def split_address(address: str) -> tuple[str, str]:
    """User and domain of a normalised address."""
    user, _, domain = address.rpartition("@")
    return user, domain


def provider_key(account_id: str) -> str:
    """The keyring entry of what the account's provider must not tell others, beside the account's own password."""
    return f"{account_id}/provider"


def turn_key(account_id: str) -> str:
    """The keyring entry of the password for the account's TURN server."""
    return f"{account_id}/turn"


def engine_config(account: StoredAccount, password: Secret, turn_password: Secret = NO_SECRET) -> AccountConfig:
    """What the engine needs to register and call. A server given for registering is where calls go too, unless there is a proxy."""
    user, domain = split_address(account.address)
    connection = account.connection
    return AccountConfig(
        account_id=account.account_id,
        user=user,
        domain=domain,
        password=password,
        auth_user=account.auth_user,
        display_name=account.display_name,
        registrar=account.registrar,
        proxy=account.proxy or account.registrar,
        transport=account.transport,
        spare_servers=connection.spare_servers,
        security=connection.security,
        nat=msgspec.structs.replace(connection.nat, turn_password=turn_password),
        media=connection.media,
    )


def _server(text: str) -> str:
    """An IPv6 address that is all there is may stand without its brackets."""
    bare = text.strip().lower()
    bare = written(bare) if is_ipv6(bare) else bare
    if bare and (_SERVER.fullmatch(bare) is None or not is_host_port(bare)):
        raise AccountError(Reason(ReasonCode.UNKNOWN_HOST, value=text.strip()[:200]))
    return bare
