"""What is asked of a provider. It blocks, and runs in the account's lane; `deck_price` alone is for the window's thread."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import msgspec

from agent_app.clock import now_us
from agent_app.money.purse import KnownPrice
from agent_app.money.snapshots import MoneySnapshot

if TYPE_CHECKING:
    from agent_app.snapshots import CallSnapshot
    from tariffs.providers.cached import CachedProvider
    from tariffs.providers.provider import AccountStatus, CallRecord, FreeDirection, Provider
    from tariffs.rating.deck import Deck
    from tariffs.rating.money import Money

log = logging.getLogger(__name__)

_RECORDS: Final = 20
_SAME_CALL_US: Final = 3_000_000  # how far the provider's idea of a call's time may be from ours


def money_of(account_id: str, status: AccountStatus) -> MoneySnapshot:
    return MoneySnapshot(
        account_id, status.balance, status.tariff, status.trial_seconds_left, status.trial_seconds_total, now_us(), minimum=status.minimum
    )


def ask_price(provider: CachedProvider, number: str) -> KnownPrice:
    """The provider's word (the last one, with its age, where it can't be asked now), or why there is none; else its failure is raised."""
    from tariffs.providers.errors import ForbiddenError, NoRateError, UnsupportedError
    from tariffs.rating.trial import covers

    try:
        known = provider.known_price(number)
    except (NoRateError, UnsupportedError, ForbiddenError) as error:
        return KnownPrice(None, covers(number), now_us(), error.code)
    told_us = now_us() - known.age_s * 1_000_000
    return KnownPrice(known.value, covers(number), told_us, "" if known.error is None else code_of(known.error))


def ask_lists(provider: Provider) -> tuple[Deck, tuple[FreeDirection, ...]]:
    """What prices are made of where they come from a deck: read again by the provider where that has changed."""
    from tariffs.providers.provider import Capability

    return provider.deck(), provider.free_directions() if Capability.FREE_DIRECTIONS in provider.capabilities else ()


def deck_price(deck: Deck, directions: tuple[FreeDirection, ...], number: str) -> KnownPrice:
    """From what is in memory, in some 20 microseconds."""
    from tariffs.providers.provider import Price
    from tariffs.rating.tariff import rate_of

    now = now_us()
    rate = rate_of(deck, number, now, directions)
    price = None if rate is None else Price(number, rate.row, rate.currency, rate.free)
    return KnownPrice(price, trial_covers=False, at_us=now, error="" if price else "no_rate")


def ask_charge(provider: Provider, call: CallSnapshot) -> Money | None:
    """The cost in the provider's record of the call; None where it has none that could be meant."""
    meant = [record for record in provider.calls(_RECORDS) if record.direction == "out" and record.number == call.remote]
    nearest = min(meant, key=lambda record: _apart_us(record, call), default=None)
    return None if nearest is None or _apart_us(nearest, call) >= _SAME_CALL_US else nearest.cost


def _apart_us(record: CallRecord, call: CallSnapshot) -> int:
    """By the answer, or by the start where the provider tells of that alone: a call may ring for a minute in between."""
    by_start = abs(record.start_us - call.started_us) if record.answer_us == record.start_us else None
    by_answer = abs(record.answer_us - call.answered_us)
    return by_answer if by_start is None else min(by_start, by_answer)


def code_of(error: Exception) -> str:
    """What `ui` and the command line word; the details are in the log."""
    log.info("the provider did not answer well: %s", error)
    return str(getattr(error, "code", "")) or "failed"


def unknown(account_id: str, before: MoneySnapshot | None, error: Exception) -> MoneySnapshot:
    """The last that was known, with the error's code."""
    return msgspec.structs.replace(before or MoneySnapshot(account_id), error=code_of(error))
