"""One account in this run: what is kept of it, its password, and where it stands with its registrar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agent_app.accounts.model import NO_SECRET
from agent_app.snapshots import AccountSnapshot, MailboxSnapshot
from telephony.messages import Registration
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.accounts.model import StoredAccount
    from telephony.secret import Secret


class Credentials(msgspec.Struct, frozen=True):
    """A name and its password, for digest authentication."""

    user: str
    password: Secret


class LiveAccount(msgspec.Struct):
    """`password` is None until the keyring, the user or the sandbox has given it."""

    stored: StoredAccount
    password: Secret | None = None
    registration: Registration = Registration.OFF
    reason: Reason | None = None
    retry_s: int = 0
    in_engine: bool = False
    server: str = ""
    encrypted: bool = False
    turn_password: Secret = NO_SECRET
    mailbox: MailboxSnapshot = msgspec.field(default_factory=MailboxSnapshot)

    def snapshot(self) -> AccountSnapshot:
        stored = self.stored
        wrong = self.reason is not None and self.reason.code is ReasonCode.WRONG_PASSWORD
        return AccountSnapshot(
            account_id=stored.account_id,
            address=stored.address,
            display_name=stored.display_name,
            kind=stored.kind,
            is_sandbox=stored.is_sandbox,
            registration=self.registration,
            reason=self.reason,
            retry_s=self.retry_s,
            region=stored.region,
            area_code=stored.area_code,
            needs_password=not stored.is_sandbox and (self.password is None or wrong),
            currency=stored.currency,
            server=self.server,
            encrypted=self.encrypted,
        )
