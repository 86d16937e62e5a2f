"""What is asked of a provider. It blocks: each of these runs in the account's lane."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import msgspec

from agent_app.clock import now_us
from agent_app.money.purse import KnownPrice
from agent_app.money.snapshots import MoneySnapshot

if TYPE_CHECKING:
    from agent_app.snapshots import CallSnapshot
    from tariffs.providers.provider import AccountStatus, Provider
    from tariffs.rating.money import Money

log = logging.getLogger(__name__)

_RECORDS: Final = 20
_SAME_CALL_US: Final = 3_000_000  # how far the provider's idea of the answer's time may be from ours


def money_of(account_id: str, status: AccountStatus) -> MoneySnapshot:
    return MoneySnapshot(
        account_id, status.balance, status.tariff, status.trial_seconds_left, status.trial_seconds_total, now_us(), minimum=status.minimum
    )


def ask_price(provider: Provider, number: str) -> KnownPrice:
    """The provider's word, or why there is none; a failure that may pass is raised."""
    from tariffs.providers.errors import ForbiddenError, NoRateError, UnsupportedError
    from tariffs.rating.trial import covers

    try:
        return KnownPrice(provider.price(number), covers(number), now_us())
    except (NoRateError, UnsupportedError, ForbiddenError) as error:
        return KnownPrice(None, covers(number), now_us(), error.code)


def ask_charge(provider: Provider, call: CallSnapshot) -> Money | None:
    """The cost in the provider's record of the call; None where it has none that could be meant."""
    for record in provider.calls(_RECORDS):
        same = record.direction == "out" and record.number == call.remote
        if same and abs(record.answer_us - call.answered_us) < _SAME_CALL_US:
            return record.cost
    return None


def code_of(error: Exception) -> str:
    """What `ui` and the command line word; the details are in the log."""
    log.info("the provider did not answer well: %s", error)
    return str(getattr(error, "code", "")) or "failed"


def unknown(account_id: str, before: MoneySnapshot | None, error: Exception) -> MoneySnapshot:
    """The last that was known, with the error's code."""
    return msgspec.structs.replace(before or MoneySnapshot(account_id), error=code_of(error))
