"""The sandbox provider's HTTP/JSON API. Its contract is docs/sandbox.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, TypeVar

import msgspec

from tariffs.providers.basis import BasicProvider
from tariffs.providers.errors import GarbageError, NoRateError, OutcomeUnknownError, RefusedError
from tariffs.providers.http import HttpApi
from tariffs.providers.provider import AccountStatus, CallRecord, Capability, Price
from tariffs.rating.deck import DeckRow
from tariffs.rating.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable

TIMEOUT_S: Final = 5.0
MAX_CALLS: Final = 500

_Count = Annotated[int, msgspec.Meta(ge=0)]
_Currency = Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
_Answer = TypeVar("_Answer")


class _Account(msgspec.Struct, frozen=True):
    currency: _Currency
    balance_micros: int
    tariff: str
    trial_seconds_left: _Count
    trial_seconds_total: _Count


class _Row(msgspec.Struct, frozen=True):
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


class _Rows(msgspec.Struct, frozen=True):
    rows: list[_Row]


class _Call(msgspec.Struct, frozen=True):
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


class _Calls(msgspec.Struct, frozen=True):
    calls: list[_Call]


class SandboxProvider(BasicProvider):
    """A `Provider`. `base_url` is http://127.0.0.1:PORT; `token` gives the account's token when a request is made."""

    def __init__(self, base_url: str, token: Callable[[], str], *, timeout_s: float = TIMEOUT_S) -> None:
        self._api = HttpApi(base_url, token, timeout_s)

    def __repr__(self) -> str:
        return f"SandboxProvider({self._api!r})"

    @property
    def capabilities(self) -> frozenset[Capability]:
        return frozenset({Capability.ACCOUNT_STATUS, Capability.PRICE, Capability.CALLS, Capability.TOP_UP})

    def account_status(self) -> AccountStatus:
        return _status(_decode(self._api.get("/v1/account"), _Account))

    def price(self, number: str) -> Price:
        rows = _decode(self._api.get("/v1/tariff", {"number": number}, missing=NoRateError), _Rows).rows
        if len(rows) != 1 or not number.removeprefix("+").startswith(rows[0].prefix):
            raise GarbageError("the provider's price is not of the number that was asked about")
        return Price(number, _deck_row(rows[0]), rows[0].currency)

    def calls(self, limit: int = 100) -> tuple[CallRecord, ...]:
        """At most MAX_CALLS are told."""
        body = self._api.get("/v1/calls", {"limit": str(min(max(1, limit), MAX_CALLS))})
        return tuple(_record(call) for call in _decode(body, _Calls).calls)

    def top_up(self, amount: Money) -> AccountStatus:
        """Asks for the account first: an amount in another currency than the account's is refused, and so is one of nothing or less."""
        currency = self.account_status().balance.currency
        if amount.micros <= 0 or amount.currency != currency:
            raise RefusedError(f"the account is topped up by more than 0 {currency}, not by {amount}")
        body = self._api.post("/v1/topup", msgspec.json.encode({"amount_micros": amount.micros}))
        try:
            return _status(_decode(body, _Account))
        except GarbageError as error:
            raise OutcomeUnknownError(str(error)) from None

    def close(self) -> None:
        self._api.close()


def _decode(body: bytes, kind: type[_Answer]) -> _Answer:
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:  # ValidationError is a DecodeError
        raise GarbageError(f"the provider's answer is not what it should be: {error}") from None


def _status(account: _Account) -> AccountStatus:
    balance = Money(account.balance_micros, account.currency)
    return AccountStatus(balance, account.tariff, account.trial_seconds_left, account.trial_seconds_total)


def _deck_row(row: _Row) -> DeckRow:
    try:
        return DeckRow(
            prefix=row.prefix,
            destination_en=row.destination_en,
            destination_ru=row.destination_ru,
            rate_nanos=row.rate_nanos_per_minute,
            connection_fee_micros=row.connection_fee_micros,
            free_seconds=row.free_seconds,
            initial_increment=row.initial_increment,
            recurring_increment=row.recurring_increment,
            forbidden=row.forbidden,
        )
    except ValueError as error:
        raise GarbageError(f"the provider's price can't be used: {error}") from None


def _record(call: _Call) -> CallRecord:
    return CallRecord(
        record_id=call.id,
        direction=call.direction,
        number=call.number,
        destination=call.destination,
        start_us=call.start_us,
        answer_us=call.answer_us,
        end_us=call.end_us,
        billed_seconds=call.billed_seconds,
        trial_seconds=call.trial_seconds,
        cost=Money(call.cost_micros, call.currency),
        end_cause=call.end_cause,
    )
