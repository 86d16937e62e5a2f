"""Asks for a password where one is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.sip.digest import Challenger, Verdict, parse_credentials

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.sip.server_tx import ServerTransaction

_NOBODY: Final = "\0"  # no password is this: unknown users take the same path as wrong passwords


class Authenticator:
    """401 for a registrar, 407 for a proxy (RFC 3261 sections 22.2 and 22.3). `password_of` gives None for unknown users."""

    def __init__(self, realm: str, password_of: Callable[[str], str | None]) -> None:
        self._challenger = Challenger(realm)
        self._password_of = password_of

    def user(self, transaction: ServerTransaction, *, proxy: bool) -> str | None:
        """Who sent the request; None when it was answered with a challenge."""
        header = "Proxy-Authorization" if proxy else "Authorization"
        stale = False
        for value in transaction.request.headers.all(header):
            credentials = parse_credentials(value)
            if credentials is None:
                continue
            password = self._password_of(credentials.username)
            verdict = self._challenger.judge(credentials, password or _NOBODY, transaction.request.method)
            if verdict is Verdict.GOOD and password:
                return credentials.username
            stale = stale or verdict is Verdict.STALE
        challenge = self._challenger.challenge(stale=stale)
        transaction.reject(*((407, "") if proxy else (401, "")), ("Proxy-Authenticate" if proxy else "WWW-Authenticate", challenge))
        return None
