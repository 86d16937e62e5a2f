"""The sandbox provider's HTTP/JSON API. Its contract is docs/sandbox.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from tariffs.providers.basis import BasicProvider
from tariffs.providers.errors import GarbageError, NoRateError, OutcomeUnknownError, RefusedError
from tariffs.providers.http import HttpApi
from tariffs.providers.provider import Capability, Price
from tariffs.providers.sandbox_forms import (
    AccountForm,
    CallsForm,
    CreditTimeForm,
    DirectionsForm,
    SmsForm,
    SmsTermsForm,
    TariffForm,
    TopUpForm,
    decode,
)
from tariffs.rating.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from tariffs.providers.provider import AccountStatus, CallRecord, FreeDirection, SmsReceipt, SmsState, SmsTerms, TopUpReceipt
    from tariffs.rating.deck import Deck

TIMEOUT_S: Final = 5.0
MAX_CALLS: Final = 500

_CAPABILITIES: Final = frozenset(
    {
        Capability.ACCOUNT_STATUS,
        Capability.PRICE,
        Capability.CREDIT_TIME,
        Capability.CALLS,
        Capability.TOP_UP,
        Capability.SMS,
        Capability.DECK,
        Capability.FREE_DIRECTIONS,
    }
)
_Form = TypeVar("_Form")


class SandboxProvider(BasicProvider):
    """A `Provider`. `base_url` is http://127.0.0.1:PORT; `token` gives the account's token when a request is made."""

    def __init__(self, base_url: str, token: Callable[[], str], *, timeout_s: float = TIMEOUT_S) -> None:
        self._api = HttpApi(base_url, token, timeout_s)

    def __repr__(self) -> str:
        return f"SandboxProvider({self._api!r})"

    @property
    def capabilities(self) -> frozenset[Capability]:
        """All but calling back, which the sandbox does as a number (sip:callback@sandbox.test)."""
        return _CAPABILITIES

    def account_status(self) -> AccountStatus:
        return self._account().status()

    def price(self, number: str) -> Price:
        answer = decode(self._api.get("/v1/tariff", {"number": number}, missing=NoRateError), TariffForm)
        if len(answer.rows) != 1 or not number.removeprefix("+").startswith(answer.rows[0].prefix):
            raise GarbageError("the provider's price is not of the number that was asked about")
        return Price(number, answer.rows[0].row(), answer.rows[0].currency, answer.free)

    def credit_time(self, number: str) -> int | None:
        return decode(self._api.get("/v1/credit_time", {"number": number}, missing=NoRateError), CreditTimeForm).seconds

    def deck(self) -> Deck:
        return decode(self._api.get("/v1/tariff"), TariffForm).deck()

    def free_directions(self) -> tuple[FreeDirection, ...]:
        """The whole table: its lines hold for who has topped up once, campaigns for all. `price` knows what holds for this account."""
        answer = decode(self._api.get("/v1/free_directions"), DirectionsForm)
        return tuple(form.direction() for form in answer.directions)

    def calls(self, limit: int = 100) -> tuple[CallRecord, ...]:
        """At most MAX_CALLS are told."""
        body = self._api.get("/v1/calls", {"limit": str(min(max(1, limit), MAX_CALLS))})
        return tuple(call.record() for call in decode(body, CallsForm).calls)

    def top_up(self, amount: Money) -> TopUpReceipt:
        """Asks for the account first: an amount in another currency than the account's, or beyond the provider's limits, is refused."""
        account = self._account()
        least, most = Money(account.topup_min_micros, account.currency), account.topup_max_micros
        if amount.currency != account.currency or amount < least:
            raise RefusedError(f"the account is topped up by at least {least}, not by {amount}")
        if most is not None and amount.micros > most:
            raise RefusedError(f"the account is topped up by at most {Money(most, account.currency)} at once, not by {amount}")
        body = self._api.post("/v1/topup", msgspec.json.encode({"amount_micros": amount.micros}))
        return _after_change(body, TopUpForm).taken()

    def sms_terms(self, number: str) -> SmsTerms:
        """ForbiddenError: it is no mobile number; RefusedError: it is no number."""
        return decode(self._api.get("/v1/sms/terms", {"number": number}), SmsTermsForm).terms()

    def send_sms(self, number: str, text: str) -> SmsReceipt:
        """As `sms_terms`; NoFundsError, RateLimitedError (the day's limit), RefusedError (no text, too many parts)."""
        body = self._api.post("/v1/sms", msgspec.json.encode({"to": number, "text": text}))
        return _after_change(body, SmsForm).receipt()

    def sms_state(self, sms_id: str) -> SmsState:
        """RefusedError for what is no SMS of this account."""
        if not (sms_id.isascii() and sms_id.isalnum()):
            raise RefusedError("the provider has no such SMS")
        return decode(self._api.get(f"/v1/sms/{sms_id}", missing=RefusedError), SmsForm).sms_state()

    def close(self) -> None:
        self._api.close()

    def _account(self) -> AccountForm:
        return decode(self._api.get("/v1/account"), AccountForm)


def _after_change(body: bytes, kind: type[_Form]) -> _Form:
    """An answer that is none leaves it open whether the change was made."""
    try:
        return decode(body, kind)
    except GarbageError as error:
        raise OutcomeUnknownError(str(error)) from None
