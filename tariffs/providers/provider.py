"""What every provider's adapter offers, and the values it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from tariffs.rating.deck import DeckRow
    from tariffs.rating.money import Money


class Capability(StrEnum):
    """What a provider can be asked for; the rest raises UnsupportedError."""

    ACCOUNT_STATUS = "account_status"
    PRICE = "price"
    CALLS = "calls"
    TOP_UP = "top_up"


@dataclass(frozen=True)
class AccountStatus:
    """`tariff` is the provider's code ("trial", "prepaid"). The trial is in seconds of talking; both 0 where there is none."""

    balance: Money
    tariff: str
    trial_seconds_left: int = 0
    trial_seconds_total: int = 0


@dataclass(frozen=True)
class Price:
    """What calls to a number cost: the provider's own row, in `currency`."""

    number: str
    row: DeckRow
    currency: str


@dataclass(frozen=True)
class CallRecord:
    """A call as the provider charged it.

    Times are UTC in microseconds since 1970 (0: it did not come to that). `direction` is "out" or "in", seen from the account;
    `destination` and `end_cause` are the provider's own text and code.
    """

    record_id: str
    direction: str
    number: str
    destination: str
    start_us: int
    answer_us: int
    end_us: int
    billed_seconds: int
    trial_seconds: int
    cost: Money
    end_cause: str


class Provider(Protocol):
    """Blocks, for at most the adapter's time limit: call it in a worker. Every method raises ProviderError."""

    @property
    def capabilities(self) -> frozenset[Capability]: ...

    def account_status(self) -> AccountStatus: ...

    def price(self, number: str) -> Price:
        """Of a full number (E.164 with its plus). NoRateError where the provider has none."""
        ...

    def calls(self, limit: int = 100) -> tuple[CallRecord, ...]:
        """The last calls that ended, newest first."""
        ...

    def top_up(self, amount: Money) -> AccountStatus:
        """The account with this much more. OutcomeUnknownError where no clear answer came: ask for the status before trying again."""
        ...

    def close(self) -> None:
        """Ends its connections."""
        ...
