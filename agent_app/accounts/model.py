"""What is kept of an account: everything but its password."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Final

import msgspec

from agent_app.snapshots import AccountKind
from telephony.messages import AccountConfig, Transport
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.snapshots import SignInForm
    from telephony.secret import Secret

ACCOUNTS_VERSION: Final = 1
# RFC 3261 section 25.1: user with its unreserved and user-unreserved characters, then a host, and perhaps a port.
_ADDRESS: Final = re.compile(
    r"(?P<user>[\w.!~*'()&=+$,;?/%-]{1,128})@(?P<host>[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?", re.ASCII
)
_SERVER: Final = re.compile(r"([A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?", re.ASCII)


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


StoredAccounts = tuple[StoredAccount, ...]


class AccountError(ValueError):
    """A sign-in form that can't be used; `reason` says which value and why."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(f"{reason.code}: {reason.value}")


def account_of_form(form: SignInForm, existing: tuple[StoredAccount, ...]) -> StoredAccount:
    """The account that the form describes; AccountError for a bad or known address, or a bad server."""
    address = normalised_address(form.address)
    if any(account.address == address for account in existing):
        raise AccountError(Reason(ReasonCode.ACCOUNT_EXISTS, value=address))
    return StoredAccount(
        account_id=str(uuid.uuid4()),
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


def normalised_address(text: str) -> str:
    """user@domain without a scheme, the domain in lower case; AccountError (bad_address) where `text` is no such address."""
    bare = text.strip()
    for scheme in ("sip:", "sips:"):
        if bare.lower().startswith(scheme):
            bare = bare[len(scheme) :]
    if _ADDRESS.fullmatch(bare) is None:
        raise AccountError(Reason(ReasonCode.BAD_ADDRESS, value=text.strip()[:200]))
    user, _, domain = bare.rpartition("@")
    return f"{user}@{domain.lower()}"


def split_address(address: str) -> tuple[str, str]:
    """User and domain of a normalised address."""
    user, _, domain = address.rpartition("@")
    return user, domain


def engine_config(account: StoredAccount, password: Secret) -> AccountConfig:
    """What the engine needs to register and call. A server given for registering is where calls go too, unless there is a proxy."""
    user, domain = split_address(account.address)
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
    )


def _server(text: str) -> str:
    bare = text.strip().lower()
    if bare and _SERVER.fullmatch(bare) is None:
        raise AccountError(Reason(ReasonCode.UNKNOWN_HOST, value=text.strip()[:200]))
    return bare
