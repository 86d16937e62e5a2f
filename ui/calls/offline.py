"""Calls that came to nothing because there was no way to the server: what is said of them is over when there is one again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from telephony.messages import Registration
from telephony.reasons import ReasonCode

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot, CallSnapshot

_NO_WAY: Final = frozenset({ReasonCode.NETWORK_UNREACHABLE, ReasonCode.NO_RESPONSE, ReasonCode.CONNECTION_REFUSED, ReasonCode.UNKNOWN_HOST})


def has_no_network(account: AccountSnapshot | None) -> bool:
    return account is not None and account.reason is not None and account.reason.code is ReasonCode.NETWORK_UNREACHABLE


def ended_offline(call: CallSnapshot, services: Services) -> bool:
    """Whether its account is not connected either."""
    account = services.accounts.account(call.account_id)
    connected = account is not None and account.registration is Registration.REGISTERED
    return call.reason is not None and call.reason.code in _NO_WAY and not connected


def is_back(account: AccountSnapshot, call: CallSnapshot | None) -> bool:
    """Whether the account of such a call is connected again."""
    return call is not None and account.account_id == call.account_id and account.registration is Registration.REGISTERED
