"""Any provider that serves Acrobits' balance and rate checkers (doc.acrobits.net/api/client/balance_checker.html, …/rate_checker.html).

The answers are JSON or XML whose texts were written for people; the amounts are read out of them, and what can't be read for certain is an
error, not a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import msgspec

from tariffs.providers import markup, price_text
from tariffs.providers.answers import balance, currency_code, decoded, quoted, rate_nanos
from tariffs.providers.basis import BasicProvider
from tariffs.providers.errors import (
    BadCredentialsError,
    CurrencyError,
    ForbiddenError,
    GarbageError,
    NoRateError,
    ProviderError,
    RefusedError,
    UnsupportedError,
)
from tariffs.providers.http import FORM, JSON, HttpApi, HttpRequest
from tariffs.providers.pages import Pages
from tariffs.providers.provider import AccountStatus, Capability, Price
from tariffs.providers.rows import Increments, row_of
from tariffs.providers.templates import NUMBER, Escape, Template

if TYPE_CHECKING:
    from collections.abc import Callable

TIMEOUT_S: Final = 10.0
_ACCEPT: Final = "application/json, application/xml, text/xml"
_BY_ERROR: Final[dict[str, type[ProviderError]]] = {"401": BadCredentialsError, "403": ForbiddenError}


@dataclass(frozen=True)
class Service:
    """One of the two: asked by POST where there is a body, else by GET."""

    url: Template
    body: Template | None = None


@dataclass(frozen=True)
class AcrobitsAccount:
    """What the places of a template are filled with; `currency`: of all amounts."""

    username: str
    host: str
    currency: str
    increments: Increments


class _Answer(msgspec.Struct, frozen=True, rename="camel"):
    error: int | str | None = None
    message: str = ""
    description: str = ""
    balance: Decimal | None = None
    currency: str = ""
    balance_string: str = ""
    call_rate_string: str = ""


class AcrobitsProvider(BasicProvider):
    """A `Provider`. `password` is asked for only where a template has a place for it."""

    def __init__(
        self,
        account: AcrobitsAccount,
        password: Callable[[], str],
        *,
        balance: Service | None = None,
        rate: Service | None = None,
        pages: Pages | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._account = account
        self._password = password
        self._services = {Capability.ACCOUNT_STATUS: balance, Capability.PRICE: rate}
        self._pages = pages or Pages()
        self._api = HttpApi("", None, timeout_s)

    def __repr__(self) -> str:
        return f"AcrobitsProvider({self._account.username!r})"

    @property
    def capabilities(self) -> frozenset[Capability]:
        return frozenset(name for name, service in self._services.items() if service is not None)

    def account_status(self) -> AccountStatus:
        answer = self._ask(Capability.ACCOUNT_STATUS, "", RefusedError)
        if answer.balance is None:
            amount = price_text.amount(answer.balance_string, self._account.currency)
        else:
            amount = answer.balance
            self._check(answer.currency)
        return AccountStatus(balance(amount, self._account.currency), "prepaid")

    def price(self, number: str) -> Price:
        answer = self._ask(Capability.PRICE, number, NoRateError)
        if not answer.call_rate_string.strip():
            raise NoRateError("rate: the provider tells no price for this number")
        amount, destination = price_text.per_minute(answer.call_rate_string, self._account.currency)
        row = row_of(number, number, destination, rate_nanos(amount), self._account.increments)
        return Price(number, row, self._account.currency)

    def close(self) -> None:
        self._api.close()

    def _check(self, currency: str) -> None:
        if currency and currency_code(currency) != self._account.currency:
            raise CurrencyError(f"an amount in {quoted(currency)} from an account in {self._account.currency}")

    def _ask(self, name: Capability, number: str, refused: type[ProviderError]) -> _Answer:
        service = self._services[name]
        if service is None:
            raise UnsupportedError(f"the provider offers no {name}")
        answer = _read(self._api.ask(self._request(name, service, number)))
        error = "" if answer.error is None else str(answer.error).strip()
        if error not in {"", "0"}:
            words = quoted(answer.message or answer.description or error, self._password())
            raise _BY_ERROR.get(error, refused)(f"{name}: the provider refused: {words}")
        return answer

    def _request(self, name: Capability, service: Service, number: str) -> HttpRequest:
        values = {"account[username]": self._account.username, "account[host]": self._account.host, NUMBER: number}
        url = service.url.filled(values, self._password, Escape.URL)
        headers = {"Accept": _ACCEPT}
        if service.body is None:
            return HttpRequest(name, "GET", url, headers=headers)
        is_json = service.body.pieces[0].lstrip().startswith("{")
        body = service.body.filled(values, self._password, Escape.JSON if is_json else Escape.URL)
        return HttpRequest(name, "POST", url, body=body.encode(), content_type=JSON if is_json else FORM, headers=headers)


def _read(body: bytes) -> _Answer:
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
        return decoded(body, _Answer)
    root = markup.parsed(body.lstrip(b" \t\r\n"))
    if root.name.lower() == "html":
        raise GarbageError("the provider answered with a page instead of data")
    return _Answer(
        error=root.value("error"),
        message=root.value("message"),
        description=root.value("description"),
        balance_string=root.value("balanceString"),
        call_rate_string=root.value("callRateString") or root.value("rateString"),
    )
