"""Zadarma: balance, price, SMS, call records and callback (zadarma.com/en/support/api).

Each request is signed: `Authorization: KEY:base64(hex(hmac_sha1(path + fields + md5(fields), SECRET)))`, the fields sorted by name and
encoded as PHP does. 100 requests a minute are answered, of statistics 3. The secret itself never travels.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from tariffs.providers.answers import CurrencyWatch, balance, cost, decoded, quoted, rate_nanos, utc_us, whole
from tariffs.providers.basis import BasicProvider
from tariffs.providers.deck_only import now_us
from tariffs.providers.errors import (
    GarbageError,
    NoFundsError,
    NoRateError,
    OutcomeUnknownError,
    ProviderError,
    RefusedError,
    UnsupportedError,
)
from tariffs.providers.http import FORM, HttpApi, HttpRequest, form
from tariffs.providers.limits import RateLimiter
from tariffs.providers.pages import Pages
from tariffs.providers.provider import AccountStatus, CallRecord, Capability, Price, SmsReceipt, SmsState, SmsTerms
from tariffs.providers.rows import Increments, row_of

if TYPE_CHECKING:
    from collections.abc import Callable

BASE_URL: Final = "https://api.zadarma.com"
PAGES: Final = Pages("https://my.zadarma.com/", "https://my.zadarma.com/")
TIMEOUT_S: Final = 10.0
_A_MINUTE: Final = 100
_STATISTICS_A_MINUTE: Final = 3
_DAYS: Final = 7
_ZONE_STEP_S: Final = 900
_FARTHEST_ZONE_S: Final = 15 * 3600
_MOST_RECORDS: Final = 1000
_TIME: Final = "%Y-%m-%d %H:%M:%S"
_ABOUT_FUNDS: Final = ("fund", "money", "balance")


class _Answer(msgspec.Struct, frozen=True):
    status: str
    message: str = ""


class _Balance(_Answer, frozen=True):
    balance: Decimal | None = None
    currency: str = ""


class _PriceInfo(msgspec.Struct, frozen=True):
    prefix: int | str
    price: Decimal
    currency: str
    description: str = ""


class _Price(_Answer, frozen=True):
    info: _PriceInfo | None = None


class _Part(msgspec.Struct, frozen=True):
    parts: Decimal | None = None


class _Denied(msgspec.Struct, frozen=True):
    message: str = ""


class _Sms(_Answer, frozen=True):
    messages: Decimal = Decimal(1)
    cost: Decimal | None = None
    currency: str = ""
    sms_detalization: list[_Part] = []
    denied_numbers: list[_Denied] = []


class _Zone(_Answer, frozen=True):
    unixtime: int = 0
    datetime: str = ""


class _Call(msgspec.Struct, frozen=True):
    id: int | str
    callstart: str
    disposition: str
    billseconds: Decimal
    billcost: Decimal
    currency: str
    to: int | str
    sip: int | str = ""
    description: str = ""


class _Statistics(_Answer, frozen=True):
    stats: list[_Call] = []


_Kind = TypeVar("_Kind", bound=_Answer)


class ZadarmaProvider(BasicProvider):
    """A `Provider`. `key` is public, `secret` is asked for at each request. `increments`: of the account's tariff, which the price does
    not tell. `clock`: UTC microseconds."""

    def __init__(
        self,
        key: str,
        secret: Callable[[], str],
        *,
        increments: Increments | None = None,
        sms_sender: str = "",
        pages: Pages = PAGES,
        base_url: str = BASE_URL,
        timeout_s: float = TIMEOUT_S,
        clock: Callable[[], int] = now_us,
    ) -> None:
        self._key = key
        self._secret = secret
        self._increments = increments or Increments()
        self._sms_sender = sms_sender
        self._pages = pages
        self._clock = clock
        self._watch = CurrencyWatch()
        self._offset_s: int | None = None
        self._statistics = RateLimiter(_STATISTICS_A_MINUTE)
        self._api = HttpApi(base_url, None, timeout_s, limiter=RateLimiter(_A_MINUTE))

    def __repr__(self) -> str:
        return f"ZadarmaProvider({self._api!r})"

    @property
    def capabilities(self) -> frozenset[Capability]:
        return frozenset({Capability.ACCOUNT_STATUS, Capability.PRICE, Capability.CALLS, Capability.SMS, Capability.CALLBACK})

    def account_status(self) -> AccountStatus:
        answer = self._ask("GET", "/v1/info/balance/", {}, _Balance)
        if answer.balance is None:
            raise GarbageError("/v1/info/balance/: no balance in the provider's answer")
        return AccountStatus(balance(answer.balance, self._watch.check(answer.currency)), "prepaid")

    def price(self, number: str) -> Price:
        fields = {"number": number.removeprefix("+")}
        info = self._ask("GET", "/v1/info/price/", fields, _Price, refused=NoRateError).info
        if info is None:
            raise GarbageError("/v1/info/price/: no price in the provider's answer")
        row = row_of(number, str(info.prefix), info.description, rate_nanos(info.price), self._increments)
        return Price(number, row, self._watch.check(info.currency))

    def calls(self, limit: int = 100) -> tuple[CallRecord, ...]:
        """Of the last seven days. Its times are in the account's zone, as far from UTC as it is now."""
        offset_s = self._zone()
        self._statistics.take("/v1/statistics/")
        end = datetime.fromtimestamp(self._clock() / 1e6 + offset_s, UTC)
        days = {"start": (end - timedelta(days=_DAYS)).strftime(_TIME), "end": end.strftime(_TIME), "limit": str(_MOST_RECORDS)}
        stats = self._ask("GET", "/v1/statistics/", days, _Statistics).stats
        records = (self._record(call, offset_s) for call in stats)
        return tuple(sorted(records, key=lambda record: record.start_us, reverse=True)[:limit])

    def sms_terms(self, number: str) -> SmsTerms:
        """It tells the price only when an SMS was sent."""
        del number
        return SmsTerms()

    def send_sms(self, number: str, text: str) -> SmsReceipt:
        fields = {"number": number.removeprefix("+"), "message": text}
        if self._sms_sender:
            fields["sender"] = self._sms_sender
        answer = self._ask("POST", "/v1/sms/send/", fields, _Sms)
        if answer.denied_numbers:
            raise self._refusal("/v1/sms/send/", answer.denied_numbers[0].message, RefusedError)
        try:
            return self._receipt(answer)
        except GarbageError as error:
            raise OutcomeUnknownError(str(error)) from None

    def call_back(self, own_number: str, number: str) -> None:
        """It is a GET to them, and a change all the same."""
        phones = {"from": own_number.removeprefix("+"), "to": number.removeprefix("+")}
        self._ask("GET", "/v1/request/callback/", phones, _Answer, is_change=True)

    def close(self) -> None:
        self._api.close()

    def _zone(self) -> int:
        """Seconds that the account's clock is east of UTC."""
        if self._offset_s is None:
            answer = self._ask("GET", "/v1/info/timezone/", {}, _Zone)
            ahead_s = utc_us(answer.datetime, _TIME) // 1_000_000 - answer.unixtime
            if abs(ahead_s) > _FARTHEST_ZONE_S:
                raise GarbageError("/v1/info/timezone/: no zone is so far from UTC")
            self._offset_s = round(ahead_s / _ZONE_STEP_S) * _ZONE_STEP_S
        return self._offset_s

    def _record(self, call: _Call, offset_s: int) -> CallRecord:
        start_us, seconds = utc_us(call.callstart, _TIME, offset_s), whole(call.billseconds)
        return CallRecord(
            record_id=str(call.id),
            direction="in" if call.to == call.sip else "out",
            number=f"+{str(call.to).removeprefix('+')}",
            destination=call.description,
            start_us=start_us,
            answer_us=start_us if call.disposition == "answered" else 0,
            end_us=start_us + seconds * 1_000_000,
            billed_seconds=seconds,
            trial_seconds=0,
            cost=cost(call.billcost, self._watch.check(call.currency)),
            end_cause=call.disposition,
        )

    def _receipt(self, answer: _Sms) -> SmsReceipt:
        told = answer.sms_detalization[0].parts if answer.sms_detalization else None
        price = None if answer.cost is None else cost(answer.cost, self._watch.check(answer.currency))
        return SmsReceipt("", SmsState.ACCEPTED, max(1, whole(answer.messages if told is None else told)), price)

    def _ask(
        self,
        method: str,
        path: str,
        fields: dict[str, str],
        kind: type[_Kind],
        *,
        refused: type[ProviderError] = RefusedError,
        is_change: bool = False,
    ) -> _Kind:
        changes = is_change or method == "POST"
        signed = form(dict(sorted({**fields, "format": "json"}.items())))
        query, body = (signed, b"") if method == "GET" else ("", signed.encode())
        headers = {"Authorization": self._signature(path, signed)}
        missing = UnsupportedError if refused is RefusedError else refused
        content = self._api.ask(HttpRequest(path, method, path, query, body, FORM, headers, changes, missing))
        try:
            answer = decoded(content, kind)
        except GarbageError as error:
            raise (OutcomeUnknownError if changes else GarbageError)(str(error)) from None
        if answer.status != "success":
            raise self._refusal(path, answer.message, refused)
        return answer

    def _signature(self, path: str, signed: str) -> str:
        text = path + signed + hashlib.md5(signed.encode(), usedforsecurity=False).hexdigest()
        mark = hmac.new(self._secret().encode(), text.encode(), hashlib.sha1).hexdigest()
        return f"{self._key}:{base64.b64encode(mark.encode()).decode()}"

    def _refusal(self, path: str, message: str, kind: type[ProviderError]) -> ProviderError:
        no_funds = kind is RefusedError and any(word in message.lower() for word in _ABOUT_FUNDS)
        return (NoFundsError if no_funds else kind)(f"{path}: the provider refused: {quoted(message, self._secret())}")
