"""What the program knows of money, as frozen values for `ui` and the command line. Times are UTC in microseconds since 1970."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from tariffs.rating.money import Money
    from tariffs.rating.tariff import Rate


_POSTPAID: Final = "postpaid"


class PriceSnapshot(msgspec.Struct, frozen=True):
    """What a call to `number` (E.164) costs on an account.

    `rate` None: no price is known; `error` is a code that says why. `lasts_s`: how long trial and balance last (None: without end, or no
    balance is told). `at_us`: when the provider told the price.
    """

    number: str
    rate: Rate | None = None
    lasts_s: int | None = None
    error: str = ""
    at_us: int = 0


class MoneySnapshot(msgspec.Struct, frozen=True):
    """An account's money at `at_us`. `error` is a code ("" when the provider answered): balance is then the last that was known.

    `minimum`: no paid call begins below it (None: the balance must be positive).
    """

    account_id: str
    balance: Money | None = None
    tariff: str = ""
    trial_left_s: int = 0
    trial_total_s: int = 0
    at_us: int = 0
    error: str = ""
    minimum: Money | None = None

    @property
    def is_postpaid(self) -> bool:
        """Whether calls go on below zero: this balance refuses and ends none."""
        return self.tariff == _POSTPAID


class Offer(msgspec.Struct, frozen=True):
    """One account's price for a number, beside the others'; `refusal` is the code of a reason why it would not be called there."""

    account_id: str
    address: str
    price: PriceSnapshot
    refusal: str = ""


class SmsStatus(StrEnum):
    """Where an SMS stands, for its sender."""

    SENDING = "sending"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNKNOWN = "unknown"  # no clear answer came: it may have been sent, and is not sent again by itself


class SmsItem(msgspec.Struct, frozen=True):
    """An SMS in the timeline; `remote` is E.164. `text` is foreign where it came in. `reason_code` says why it failed."""

    item_id: str
    account_id: str
    remote: str
    is_incoming: bool
    at_us: int
    text: str
    status: SmsStatus = SmsStatus.ACCEPTED
    parts: int = 1
    cost: Money | None = None
    reason_code: str = ""
    contact_id: str | None = None
    seen: bool = True


class SmsThread(msgspec.Struct, frozen=True):
    """The SMS with one number: the latest of them, and how many came in that nobody looked at."""

    latest: SmsItem
    unseen: int = 0


class SmsTermsSnapshot(msgspec.Struct, frozen=True):
    """What an SMS from this account to `number` costs and may be; `price` of one part (None: not told). `by_api`: else it goes as a SIP
    MESSAGE. `error` is a code where it can't be sent at all."""

    account_id: str
    number: str
    by_api: bool = True
    price: Money | None = None
    max_parts: int | None = None
    per_day: int | None = None
    left_today: int | None = None
    error: str = ""


class DaySpending(msgspec.Struct, frozen=True):
    """What calls and SMS of one day (the user's own time zone, ISO date) cost to one destination, in one currency."""

    day: str
    destination_en: str
    destination_ru: str
    currency: str
    calls: int
    seconds: int
    sms: int
    micros: int


class ChargeDifference(msgspec.Struct, frozen=True):
    """The provider charged a call by more than one increment otherwise than we counted."""

    call_id: str
    ours: Money
    theirs: Money
