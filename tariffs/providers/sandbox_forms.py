"""The answers of the sandbox provider's API (docs/sandbox.md) as they are on the wire, and what they mean."""

from __future__ import annotations

from typing import Annotated, Final, TypeVar

import msgspec

from tariffs.providers.errors import GarbageError
from tariffs.providers.provider import AccountStatus, CallRecord, FreeDirection, SmsReceipt, SmsState, SmsTerms, TopUpReceipt
from tariffs.rating.band import Band
from tariffs.rating.deck import Deck, DeckRow
from tariffs.rating.money import Money
from tariffs.rating.tariff import FreeSpan
from tariffs.rating.terms import Terms

_USUAL: Final = Terms()
_Count = Annotated[int, msgspec.Meta(ge=0)]
_Currency = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
_Answer = TypeVar("_Answer")


class AccountForm(msgspec.Struct, frozen=True):
    currency: _Currency
    balance_micros: int
    tariff: str
    trial_seconds_left: _Count
    trial_seconds_total: _Count
    minimum_micros: int | None = None
    topup_min_micros: int = 1
    topup_max_micros: int | None = None

    def status(self) -> AccountStatus:
        minimum = None if self.minimum_micros is None else Money(self.minimum_micros, self.currency)
        balance = Money(self.balance_micros, self.currency)
        return AccountStatus(balance, self.tariff, self.trial_seconds_left, self.trial_seconds_total, minimum)


class ReceiptForm(msgspec.Struct, frozen=True):
    id: Annotated[str, msgspec.Meta(max_length=64)]


class TopUpForm(AccountForm, frozen=True):
    """The account after a top-up."""

    receipt: ReceiptForm | None = None

    def taken(self) -> TopUpReceipt:
        return TopUpReceipt(self.status(), self.receipt.id if self.receipt else "")


class RowForm(msgspec.Struct, frozen=True):
    prefix: str
    destination_en: str
    destination_ru: str
    rate_nanos_per_minute: _Count
    connection_fee_micros: _Count
    free_seconds: _Count
    initial_increment: _Count
    recurring_increment: _Count
    forbidden: bool
    currency: _Currency
    terms: Terms = _USUAL
    valid_from_us: int = 0
    valid_until_us: int | None = None
    band: Band | None = None

    def row(self) -> DeckRow:
        """GarbageError where no deck has such a row."""
        try:
            return DeckRow(
                prefix=self.prefix,
                destination_en=self.destination_en,
                destination_ru=self.destination_ru,
                rate_nanos=self.rate_nanos_per_minute,
                connection_fee_micros=self.connection_fee_micros,
                free_seconds=self.free_seconds,
                initial_increment=self.initial_increment,
                recurring_increment=self.recurring_increment,
                forbidden=self.forbidden,
                terms=self.terms,
                valid_from_us=self.valid_from_us,
                valid_until_us=self.valid_until_us,
                band=self.band,
            )
        except ValueError as error:
            raise GarbageError(f"the provider's price can't be used: {error}") from None


class TariffForm(msgspec.Struct, frozen=True):
    rows: list[RowForm]
    zone: str = ""
    free: FreeSpan | None = None

    def deck(self) -> Deck:
        """GarbageError where the rows make none."""
        currencies = {row.currency for row in self.rows}
        if len(currencies) != 1:
            raise GarbageError(f"the provider's price list has prices in {', '.join(sorted(currencies)) or 'no currency'}")
        rows = tuple(row.row() for row in self.rows)
        try:
            return Deck(currencies.pop(), rows, self.zone) if self.zone else Deck(currencies.pop(), rows)
        except ValueError as error:
            raise GarbageError(f"the provider's price list can't be used: {error}") from None


class DirectionForm(msgspec.Struct, frozen=True):
    id: str
    name_en: str
    name_ru: str
    from_us: int
    until_us: int | None
    is_campaign: bool
    prefixes: tuple[str, ...]
    number_type: str = ""
    by: str = "provider"
    announcement_en: str = ""
    announcement_ru: str = ""

    def direction(self) -> FreeDirection:
        span = FreeSpan(self.name_en, self.name_ru, self.from_us, self.until_us, self.is_campaign)
        return FreeDirection(self.id, span, self.prefixes, self.number_type, self.by, self.announcement_en, self.announcement_ru)


class DirectionsForm(msgspec.Struct, frozen=True):
    directions: list[DirectionForm]


class CreditTimeForm(msgspec.Struct, frozen=True):
    seconds: _Count | None


class CallForm(msgspec.Struct, frozen=True):
    id: str
    direction: str
    number: str
    destination: str
    start_us: _Count
    answer_us: _Count
    end_us: _Count
    billed_seconds: _Count
    cost_micros: _Count
    trial_seconds: _Count
    end_cause: str
    currency: _Currency

    def record(self) -> CallRecord:
        return CallRecord(
            record_id=self.id,
            direction=self.direction,
            number=self.number,
            destination=self.destination,
            start_us=self.start_us,
            answer_us=self.answer_us,
            end_us=self.end_us,
            billed_seconds=self.billed_seconds,
            trial_seconds=self.trial_seconds,
            cost=Money(self.cost_micros, self.currency),
            end_cause=self.end_cause,
        )


class CallsForm(msgspec.Struct, frozen=True):
    calls: list[CallForm]


class SmsTermsForm(msgspec.Struct, frozen=True):
    price_micros: _Count
    currency: _Currency
    max_parts: _Count
    per_day: _Count
    left_today: _Count

    def terms(self) -> SmsTerms:
        return SmsTerms(Money(self.price_micros, self.currency), self.max_parts, self.per_day, self.left_today)


class SmsForm(msgspec.Struct, frozen=True):
    id: str
    state: str
    parts: _Count
    cost_micros: _Count
    currency: _Currency

    def receipt(self) -> SmsReceipt:
        return SmsReceipt(self.id, self.sms_state(), self.parts, Money(self.cost_micros, self.currency))

    def sms_state(self) -> SmsState:
        """A state that this program does not know says nothing."""
        known = {state.value: state for state in SmsState}
        return known.get(self.state, SmsState.UNKNOWN)


def decode(body: bytes, kind: type[_Answer]) -> _Answer:
    """GarbageError where the body is no such answer."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:  # ValidationError is a DecodeError
        raise GarbageError(f"the provider's answer is not what it should be: {error}") from None
