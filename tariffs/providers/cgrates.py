"""CGRateS over JSON-RPC (cgrates.readthedocs.io): a company's own rating engine. Balance, price and the longest call.

Durations travel as nanoseconds. Both generations of method names are tried: APIerSv1 and, where it is not known, ApierV1.
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import msgspec

from tariffs.providers.answers import balance, decoded, quoted
from tariffs.providers.basis import BasicProvider
from tariffs.providers.cgrates_rates import Cost, price_of, seconds_of
from tariffs.providers.deck_only import now_us
from tariffs.providers.errors import BadCredentialsError, ForbiddenError, NoFundsError, NoRateError, ProviderError, RefusedError
from tariffs.providers.http import JSON, HttpApi, HttpRequest
from tariffs.providers.pages import Pages
from tariffs.providers.provider import AccountStatus, Capability

if TYPE_CHECKING:
    from collections.abc import Callable

    from tariffs.providers.provider import Price

TIMEOUT_S: Final = 5.0
_PATH: Final = "/jsonrpc"
_MONETARY: Final = "*monetary"
_USAGE: Final = "1h"  # long enough to hold every step of a price
_LONGEST_S: Final = 24 * 3600
_NO_TIME: Final = "0001-01-01T00:00:00Z"
_UNKNOWN_METHOD: Final = ("can't find", "unsupported service", "method not found")
_BY_WORDS: Final[tuple[tuple[str, type[ProviderError]], ...]] = (
    ("RATING_PLAN_NOT_FOUND", NoRateError),
    ("UNAUTHORIZED_DESTINATION", ForbiddenError),
    ("ACCOUNT_NOT_FOUND", BadCredentialsError),
    ("DISABLED", ForbiddenError),
    ("INSUFFICIENT", NoFundsError),
)


class _Reply(msgspec.Struct, frozen=True):
    result: msgspec.Raw = msgspec.Raw(b"null")
    error: Any = None


class _Balance(msgspec.Struct, frozen=True, rename="pascal"):
    value: Decimal
    disabled: bool = False
    expiration_date: str = _NO_TIME
    destination_ids: dict[str, bool] | None = msgspec.field(name="DestinationIDs", default=None)


class _Account(msgspec.Struct, frozen=True, rename="pascal"):
    balance_map: dict[str, list[msgspec.Raw]] | None = None
    allow_negative: bool = False
    disabled: bool = False


class CgratesProvider(BasicProvider):
    """A `Provider`. `base_url`: where its HTTP listener is (https, or this machine). `currency`: of the account, which it does not tell.

    `username` and `password` are for HTTP's basic authentication ("": none); the password is asked for at each request.
    """

    def __init__(
        self,
        base_url: str,
        account: str,
        *,
        currency: str,
        tenant: str = "cgrates.org",
        category: str = "call",
        username: str = "",
        password: Callable[[], str] = str,
        pages: Pages | None = None,
        timeout_s: float = TIMEOUT_S,
        clock: Callable[[], int] = now_us,
    ) -> None:
        self._account = account
        self._currency = currency
        self._tenant = tenant
        self._category = category
        self._username = username
        self._password = password
        self._pages = pages or Pages()
        self._clock = clock
        self._api = HttpApi(base_url, None, timeout_s)

    def __repr__(self) -> str:
        return f"CgratesProvider({self._tenant}:{self._account}, {self._api!r})"

    @property
    def capabilities(self) -> frozenset[Capability]:
        return frozenset({Capability.ACCOUNT_STATUS, Capability.PRICE, Capability.CREDIT_TIME})

    def account_status(self) -> AccountStatus:
        """The sum of what pays for every destination: disabled, expired and restricted balances are not in it."""
        fields = {"Tenant": self._tenant, "Account": self._account}
        account = decoded(self._call(("APIerSv2.GetAccount", "ApierV2.GetAccount"), fields, BadCredentialsError), _Account)
        if account.disabled:
            raise ForbiddenError("GetAccount: the account is disabled")
        balances = [decoded(bytes(raw), _Balance) for raw in (account.balance_map or {}).get(_MONETARY, [])]
        micros = sum(balance(each.value, self._currency).micros for each in balances if self._is_spendable(each))
        return AccountStatus(
            balance=balance(Decimal(micros).scaleb(-6), self._currency), tariff="postpaid" if account.allow_negative else "prepaid"
        )

    def price(self, number: str) -> Price:
        fields = {
            "Tenant": self._tenant,
            "Category": self._category,
            "Subject": self._account,
            "AnswerTime": self._now(),
            "Destination": number.removeprefix("+"),
            "Usage": _USAGE,
        }
        return price_of(number, decoded(self._call(("APIerSv1.GetCost", "ApierV1.GetCost"), fields, NoRateError), Cost), self._currency)

    def credit_time(self, number: str) -> int | None:
        """As it would let a call last that began now; None where it sets no end within a day."""
        fields = {
            "ToR": "*voice",
            "RequestType": "*prepaid",
            "Tenant": self._tenant,
            "Category": self._category,
            "Account": self._account,
            "Subject": self._account,
            "Destination": number.removeprefix("+"),
            "SetupTime": self._now(),
            "Usage": f"{_LONGEST_S}s",
        }
        try:
            told = decoded(self._call(("APIerSv1.GetMaxUsage", "ApierV1.GetMaxUsage"), fields, NoRateError), Decimal)
        except NoFundsError:
            return 0
        seconds = seconds_of(told)
        return None if seconds < 0 or seconds >= _LONGEST_S else seconds

    def close(self) -> None:
        self._api.close()

    def _is_spendable(self, each: _Balance) -> bool:
        has_ended = each.expiration_date != _NO_TIME and each.expiration_date[:19] <= self._now()[:19]
        return not (each.disabled or has_ended or each.destination_ids)

    def _now(self) -> str:
        return datetime.fromtimestamp(self._clock() // 1_000_000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _call(self, methods: tuple[str, ...], fields: dict[str, str], missing: type[ProviderError]) -> bytes:
        """The result of the first of `methods` that it knows; `missing`: what it means that nothing was found."""
        for method in methods:
            reply = self._reply(method, fields)
            words = "" if reply.error is None else str(reply.error)
            if not words:
                return bytes(reply.result)
            if not any(unknown in words.lower() for unknown in _UNKNOWN_METHOD):
                raise _refusal(method, words, missing)
        raise RefusedError(f"{methods[0]}: the provider knows no such method")

    def _reply(self, method: str, fields: dict[str, str]) -> _Reply:
        body = msgspec.json.encode({"method": method, "params": [fields], "id": 1})
        headers: dict[str, str] = {}
        if self._username:
            pair = base64.b64encode(f"{self._username}:{self._password()}".encode()).decode()
            headers["Authorization"] = f"Basic {pair}"
        request = HttpRequest(method, "POST", _PATH, body=body, content_type=JSON, headers=headers)
        return decoded(self._api.ask(request), _Reply)


def _refusal(method: str, words: str, missing: type[ProviderError]) -> ProviderError:
    message = f"{method}: the provider refused: {quoted(words)}"
    for known, kind in _BY_WORDS:
        if known in words:
            return kind(message)
    return missing(message) if "NOT_FOUND" in words else RefusedError(message)
