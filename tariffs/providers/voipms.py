"""voip.ms: balance, rates, SMS (United States and Canada) and call records over its REST interface (voip.ms/m/apidocs.php).

The interface takes its fields in the address or as multipart/form-data; we use the latter alone, so that the password is in no address.
Whatever goes wrong is told by `status`, with HTTP 200. It answers only addresses (IP) that the user allowed in the customer's portal.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from tariffs.providers.answers import balance, cost, decoded, quoted, rate_nanos, utc_us, whole
from tariffs.providers.basis import BasicProvider
from tariffs.providers.deck_only import now_us
from tariffs.providers.errors import (
    BadCredentialsError,
    ForbiddenError,
    GarbageError,
    NoFundsError,
    NoRateError,
    OutcomeUnknownError,
    ProviderError,
    RateLimitedError,
    RefusedError,
)
from tariffs.providers.http import HttpApi, HttpRequest, multipart
from tariffs.providers.pages import Pages
from tariffs.providers.provider import AccountStatus, CallRecord, Capability, Price, SmsReceipt, SmsState, SmsTerms
from tariffs.providers.rows import Increments, row_of

if TYPE_CHECKING:
    from collections.abc import Callable

BASE_URL: Final = "https://voip.ms"
PAGES: Final = Pages("https://voip.ms/m/login.php", "https://voip.ms/m/login.php")
TIMEOUT_S: Final = 15.0
ROUTES: Final = ("1", "2")  # value, premium
_PATH: Final = "/api/v1/rest.php"
_SMS_BYTES: Final = 160  # of UTF-8: a text of 160 letters with one accent is refused as too long
_SMS_A_DAY: Final = 100
_DAYS: Final = 7
_TIME: Final = "%Y-%m-%d %H:%M:%S"
_QUERY_DIGITS: Final = 4
_SUCCESS: Final = "success"
_BY_STATUS: Final[dict[str, type[ProviderError]]] = {
    "invalid_credentials": BadCredentialsError,
    "missing_credentials": BadCredentialsError,
    "invalid_username": BadCredentialsError,
    "invalid_password": BadCredentialsError,
    "ip_not_enabled": ForbiddenError,
    "ip_not_authorized": ForbiddenError,
    "api_not_enabled": ForbiddenError,
    "account_suspended": ForbiddenError,
    "limit_reached": RateLimitedError,
    "sms_limit_reached": RateLimitedError,
    "api_limit_exceeded": RateLimitedError,
    "insufficient_funds": NoFundsError,
    "not_enough_funds": NoFundsError,
    "no_funds": NoFundsError,
}


class _Answer(msgspec.Struct, frozen=True):
    status: str


class _Money(msgspec.Struct, frozen=True):
    current_balance: Decimal


class _Balance(_Answer, frozen=True):
    balance: _Money | None = None


class _Rate(msgspec.Struct, frozen=True):
    prefix: int | str
    rate: Decimal
    increment: Decimal
    destination: str = ""


class _Rates(_Answer, frozen=True):
    rates: list[_Rate] = []


class _Call(msgspec.Struct, frozen=True):
    date: str
    destination: int | str
    seconds: Decimal
    total: Decimal
    uniqueid: int | str
    disposition: str = ""
    description: str = ""
    callerid: str = ""


class _Calls(_Answer, frozen=True):
    cdr: list[_Call] = []


class _Sms(_Answer, frozen=True):
    sms: int | str = ""


_Kind = TypeVar("_Kind", bound=_Answer)


class VoipMsProvider(BasicProvider):
    """A `Provider`. `username` is the customer's address, `password` the one of the API, asked for at each request.

    `currency`: of the account, which the interface does not tell. `did`: the own number that SMS go out from ("" : no SMS).
    `route`: whose rates the account pays, one of ROUTES. `clock`: UTC microseconds.
    """

    def __init__(
        self,
        username: str,
        password: Callable[[], str],
        *,
        currency: str = "USD",
        did: str = "",
        route: str = ROUTES[0],
        pages: Pages = PAGES,
        base_url: str = BASE_URL,
        timeout_s: float = TIMEOUT_S,
        clock: Callable[[], int] = now_us,
    ) -> None:
        self._username = username
        self._password = password
        self._currency = currency
        self._did = did
        self._route = route
        self._pages = pages
        self._clock = clock
        self._api = HttpApi(base_url, None, timeout_s)

    def __repr__(self) -> str:
        return f"VoipMsProvider({self._username!r}, {self._api!r})"

    @property
    def capabilities(self) -> frozenset[Capability]:
        always = frozenset({Capability.ACCOUNT_STATUS, Capability.PRICE, Capability.CALLS})
        return always | {Capability.SMS} if self._did else always

    def account_status(self) -> AccountStatus:
        told = self._ask("getBalance", {}, _Balance).balance
        if told is None:
            raise GarbageError("getBalance: no balance in the provider's answer")
        return AccountStatus(balance(told.current_balance, self._currency), "prepaid")

    def price(self, number: str) -> Price:
        """Rates are searched by the first digits: by four, which is narrow enough for North America, then by fewer."""
        digits = number.removeprefix("+")
        for length in range(min(_QUERY_DIGITS, len(digits)), 0, -1):
            found = self._ask("getTerminationRates", {"route": self._route, "query": digits[:length]}, _Rates).rates
            fitting = [rate for rate in found if str(rate.prefix).isdigit() and digits.startswith(str(rate.prefix))]
            if fitting:
                return self._price(number, max(fitting, key=lambda rate: len(str(rate.prefix))))
        raise NoRateError("getTerminationRates: the provider has no rate for this number")

    def calls(self, limit: int = 100) -> tuple[CallRecord, ...]:
        """Of the last seven days; the times are asked for in UTC."""
        today = datetime.fromtimestamp(self._clock() / 1e6, UTC).date()
        wanted = dict.fromkeys(("answered", "noanswer", "busy", "failed"), "1")
        days = {"date_from": str(today - timedelta(days=_DAYS)), "date_to": str(today + timedelta(days=1)), "timezone": "0"}
        records = [self._record(call) for call in self._ask("getCDR", {**days, **wanted}, _Calls).cdr]
        return tuple(sorted(records, key=lambda record: record.start_us, reverse=True)[:limit])

    def sms_terms(self, number: str) -> SmsTerms:
        del number
        return SmsTerms(max_parts=1, per_day=_SMS_A_DAY)

    def send_sms(self, number: str, text: str) -> SmsReceipt:
        """RefusedError, without asking, for a number that is not of North America or a text of more than 160 bytes."""
        national = _north_american(number)
        if len(text.encode()) > _SMS_BYTES:
            raise RefusedError(f"sendSMS: a text of more than {_SMS_BYTES} bytes")
        fields = {"did": _north_american(self._did), "dst": national, "message": text}
        answer = self._ask("sendSMS", fields, _Sms, is_change=True)
        return SmsReceipt(str(answer.sms), SmsState.ACCEPTED, 1)

    def close(self) -> None:
        self._api.close()

    def _price(self, number: str, rate: _Rate) -> Price:
        step = max(1, whole(rate.increment))
        row = row_of(number, str(rate.prefix), rate.destination, rate_nanos(rate.rate), Increments(step, step))
        return Price(number, row, self._currency)

    def _record(self, call: _Call) -> CallRecord:
        start_us, seconds = utc_us(call.date, _TIME), whole(call.seconds)
        is_incoming = bool(self._did) and str(call.destination).endswith(_digits(self._did)[-10:])
        return CallRecord(
            record_id=str(call.uniqueid),
            direction="in" if is_incoming else "out",
            number=_full(str(call.destination)),
            destination=call.description,
            start_us=start_us,
            answer_us=start_us if call.disposition.upper() == "ANSWERED" else 0,
            end_us=start_us + seconds * 1_000_000,
            billed_seconds=seconds,
            trial_seconds=0,
            cost=cost(call.total, self._currency),
            end_cause=call.disposition,
        )

    def _ask(self, method: str, fields: dict[str, str], kind: type[_Kind], *, is_change: bool = False) -> _Kind:
        password = self._password()
        secret = {"api_username": self._username, "api_password": password, "method": method, "content_type": "json"}
        content_type, body = multipart({**secret, **fields})
        content = self._api.ask(HttpRequest(method, "POST", _PATH, body=body, content_type=content_type, is_change=is_change))
        try:
            answer = decoded(content, kind)
        except GarbageError as error:
            raise (OutcomeUnknownError if is_change else GarbageError)(f"{method}: {error}") from None
        is_empty = answer.status.startswith("no_") and answer.status not in _BY_STATUS and not is_change
        if answer.status != _SUCCESS and not is_empty:  # "no_cdr", "no_rates": there are none
            kind_of_error = _BY_STATUS.get(answer.status, RefusedError)
            raise kind_of_error(f"{method}: the provider refused: {quoted(answer.status, password)}")
        return answer


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isascii() and letter.isdigit())


def _north_american(number: str) -> str:
    """The ten digits that the interface wants; RefusedError for a number from elsewhere."""
    digits = _digits(number)
    if len(digits) == 11 and digits.startswith("1"):
        return digits[1:]
    if len(digits) == 10 and not number.startswith("+"):
        return digits
    raise RefusedError("sendSMS: this provider sends SMS within the United States and Canada only")


def _full(destination: str) -> str:
    """E.164 of what it calls a destination: ten digits are North America, 011 and 00 stand before a country's code."""
    digits = destination.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()):
        return destination
    if len(digits) == 10:
        return f"+1{digits}"
    return f"+{digits.removeprefix('011').removeprefix('00')}"
