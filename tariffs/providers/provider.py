"""What every provider's adapter offers, and the values it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from tariffs.rating.free import FreeDirection

if TYPE_CHECKING:
    from tariffs.rating.deck import Deck, DeckRow
    from tariffs.rating.money import Money
    from tariffs.rating.tariff import FreeSpan


class Capability(StrEnum):
    """What a provider can be asked for; the rest raises UnsupportedError."""

    ACCOUNT_STATUS = "account_status"
    PRICE = "price"
    CREDIT_TIME = "credit_time"
    CALLS = "calls"
    TOP_UP = "top_up"
    SMS = "sms"
    CALLBACK = "callback"
    DECK = "deck"
    FREE_DIRECTIONS = "free_directions"
    LOCAL_PRICES = "local_prices"  # prices, deck and free directions are of a file here: they cost no request and need no memory


@dataclass(frozen=True)
class AccountStatus:
    """`tariff` is the provider's code ("trial", "prepaid"; "postpaid": calls go on below zero). The trial is in seconds of talking; both 0
    where there is none.

    `minimum`: no paid call begins below this balance (None: not told; the balance must then be positive).
    """

    balance: Money
    tariff: str
    trial_seconds_left: int = 0
    trial_seconds_total: int = 0
    minimum: Money | None = None


@dataclass(frozen=True)
class TopUpReceipt:
    """The provider has taken money: the account after it, and the receipt's number ("" where it gives none)."""

    status: AccountStatus
    number: str = ""


@dataclass(frozen=True)
class Price:
    """What calls to a number cost: the provider's own row, in `currency`, and the free direction that covers it now."""

    number: str
    row: DeckRow
    currency: str
    free: FreeSpan | None = None


@dataclass(frozen=True)
class CallRecord:
    """A call as the provider charged it.

    Times are UTC in microseconds since 1970 (0: it did not come to that). `direction` is "out" or "in", seen from the account;
    `destination` and `end_cause` are the provider's own text and code; `cost` is None where it tells none. Where the provider tells
    only when a call began, `answer_us` of an answered call is that too: the answer came then or some seconds later.
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
    cost: Money | None
    end_cause: str


class SmsState(StrEnum):
    """Where an SMS stands at the provider."""

    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SmsTerms:
    """What an SMS to a number would cost and may be. `price`: of one part (None: not told; 0: free). `left_today` None: no daily limit."""

    price: Money | None = None
    max_parts: int | None = None
    per_day: int | None = None
    left_today: int | None = None


@dataclass(frozen=True)
class SmsReceipt:
    """The provider has taken an SMS. `sms_id` is its own ("" where it tells none: its state can't be asked for); cost None: not told."""

    sms_id: str
    state: SmsState
    parts: int
    cost: Money | None = None


class Provider(Protocol):
    """Blocks, for at most the adapter's time limit: call it in a worker. Every method raises ProviderError.

    `close` may be called from another thread: it ends what is being waited for.
    """

    @property
    def capabilities(self) -> frozenset[Capability]: ...

    @property
    def top_up_url(self) -> str:
        """The https address where a person pays ("" for none). Never holds a password or token."""
        ...

    @property
    def recovery_url(self) -> str:
        """The https address where a lost password is recovered ("" for none)."""
        ...

    def account_status(self) -> AccountStatus: ...

    def price(self, number: str) -> Price:
        """Of a full number (E.164 with its plus), now. NoRateError where the provider has none."""
        ...

    def credit_time(self, number: str) -> int | None:
        """The provider's own word on how long a call to `number` could last, in seconds; None without end."""
        ...

    def deck(self) -> Deck:
        """All prices, in a deck of ours."""
        ...

    def free_directions(self) -> tuple[FreeDirection, ...]:
        """Those that are or will be valid, and those that were, by their first day."""
        ...

    def calls(self, limit: int = 100) -> tuple[CallRecord, ...]:
        """The last calls that ended, newest first."""
        ...

    def top_up(self, amount: Money) -> TopUpReceipt:
        """Adds this much, once. OutcomeUnknownError where no clear answer came: ask for the status before trying again."""
        ...

    def sms_terms(self, number: str) -> SmsTerms: ...

    def send_sms(self, number: str, text: str) -> SmsReceipt:
        """Sent once: OutcomeUnknownError where no clear answer came, and it is never sent again by itself."""
        ...

    def sms_state(self, sms_id: str) -> SmsState: ...

    def call_back(self, own_number: str, number: str) -> None:
        """The provider calls `own_number`, then `number`, and joins them. OutcomeUnknownError as above."""
        ...

    def close(self) -> None:
        """Ends its connections."""
        ...
