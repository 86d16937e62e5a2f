"""What `MoneyService` asks of an account's provider; every method blocks, and is called in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from agent_app.snapshots import MoneySnapshot
    from tariffs.rating.deck import DeckRow


@dataclass(frozen=True, slots=True)
class NumberPrice:
    """The deck row of a number (None: the provider has none), in `currency`; whether the trial may pay for it."""

    number: str
    row: DeckRow | None
    currency: str
    trial_covers: bool = False


class MoneySource(Protocol):
    """Errors are exceptions with a `code`."""

    def money(self, account_id: str) -> MoneySnapshot: ...

    def price(self, number: str) -> NumberPrice: ...

    def top_up(self, account_id: str, micros: int) -> MoneySnapshot:
        """The account after that."""
        ...
