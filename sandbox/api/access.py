"""Whose token it is."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.api.http import HttpRequest
    from sandbox.state import Account, State


def account_of(state: State, request: HttpRequest) -> Account | None:
    """The account of the bearer token (RFC 6750); every token is compared, so that the time tells nothing."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    given = token.strip().encode("latin-1", "replace")
    matches = [account for account in state.accounts.values() if hmac.compare_digest(account.token.encode(), given)]
    return matches[0] if scheme.lower() == "bearer" and matches else None
