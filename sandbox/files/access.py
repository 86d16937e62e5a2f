"""Who may upload: the secret in the address, the account's token, or the telephone's password."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from sandbox.api.access import account_of
from sandbox.api.http import HttpError
from sandbox.sip.digest import Challenger, Verdict, parse_credentials

if TYPE_CHECKING:
    from sandbox.api.http import HttpRequest
    from sandbox.state import Account, State


def secret_of(account: Account) -> str:
    """The last part of an account's address: made from its token, and no way back to it (who may upload may not spend money)."""
    return hashlib.blake2b(b"files", key=account.token.encode()[:64], digest_size=24).hexdigest()


class UploadAccess:
    """Linphone asks with nothing but the address, RCS clients by digest (GSMA RCC.07, 3.5.4.8.2), this program's API by its token."""

    def __init__(self, state: State, realm: str) -> None:
        self._state = state
        self._challenger = Challenger(realm)

    def check(self, request: HttpRequest, secret: str) -> Account:
        """Whose upload it is. HttpError 401."""
        account = self._knows(secret) if secret else account_of(self._state, request) or self._digest(request)
        if account is None:
            challenge = ("WWW-Authenticate", self._challenger.challenge())
            raise HttpError(401, "unauthorized", "the address's secret, a token or the telephone's password is needed", challenge)
        return account

    def _knows(self, secret: str) -> Account | None:
        given = secret.encode("utf-8", "replace")
        matches = [account for account in self._state.accounts.values() if hmac.compare_digest(secret_of(account).encode(), given)]
        return matches[0] if matches else None

    def _digest(self, request: HttpRequest) -> Account | None:
        credentials = parse_credentials(request.headers.get("authorization", ""))
        account = self._state.accounts.get(credentials.username) if credentials else None
        if credentials is None or account is None:
            return None
        return account if self._challenger.judge(credentials, account.password, request.method) is Verdict.GOOD else None
