"""SIPNET: balance, call records and callback over its interface for customers' programs; prices from a deck of the user's.

The interface takes GET and POST; we use POST alone, so that the password is in no address. Its public description is the page "API" of
sipnet.wiki: `operation` balance, calls (D1, D2: days), genCall (SrcPhone, DstPhone); `format` 0 XML, 2 JSON.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final

import msgspec

from tariffs.providers import markup
from tariffs.providers.answers import CurrencyWatch, balance, decoded, quoted, utc_us
from tariffs.providers.basis import BasicProvider
from tariffs.providers.deck_only import now_us
from tariffs.providers.errors import (
    BadCredentialsError,
    CurrencyError,
    GarbageError,
    OutcomeUnknownError,
    ProviderError,
    RefusedError,
    UnsupportedError,
)
from tariffs.providers.http import FORM, HttpApi, HttpRequest, form
from tariffs.providers.pages import Pages
from tariffs.providers.provider import AccountStatus, CallRecord, Capability
from tariffs.rating.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from tariffs.providers.deck_file import DeckFile
    from tariffs.providers.provider import Price
    from tariffs.rating.deck import Deck
    from tariffs.rating.free import FreeDirection

BASE_URL: Final = "https://api.sipnet.ru"
PAGES: Final = Pages("https://customer.sipnet.ru/cabinet/", "https://customer.sipnet.ru/cabinet/")
TIMEOUT_S: Final = 10.0
_PATH: Final = "/cgi-bin/Exchange.dll/sip_balance"
_MINIMUM_MICROS: Final = 50_000  # calls are blocked below 0.05 (sipnet.net, questions about payment)
_DAYS: Final = 7
_LAYOUTS: Final = ("%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S")
_ABOUT_SIGNING_IN: Final = re.compile(r"passw|парол|login|логин|authori[sz]|авториз|sip ?u?id", re.IGNORECASE)


class _Call(msgspec.Struct, frozen=True):
    cid: int | str
    gmt: str
    duration: int | str
    phone: int | str = ""
    cli: int | str = ""


class _Calls(msgspec.Struct, frozen=True):
    calls: list[_Call] | None = None
    comment: str = ""


class SipnetProvider(BasicProvider):
    """A `Provider`. `sip_id` is the SIP ID or login; `password` is asked for at each request. `clock`: UTC microseconds."""

    def __init__(
        self,
        sip_id: str,
        password: Callable[[], str],
        *,
        deck: DeckFile | None = None,
        pages: Pages = PAGES,
        base_url: str = BASE_URL,
        timeout_s: float = TIMEOUT_S,
        clock: Callable[[], int] = now_us,
    ) -> None:
        self._sip_id = sip_id
        self._password = password
        self._deck = deck
        self._pages = pages
        self._clock = clock
        self._watch = CurrencyWatch()
        self._api = HttpApi(base_url, None, timeout_s)

    def __repr__(self) -> str:
        return f"SipnetProvider({self._sip_id!r}, {self._api!r})"

    @property
    def capabilities(self) -> frozenset[Capability]:
        own = frozenset({Capability.ACCOUNT_STATUS, Capability.CALLS, Capability.CALLBACK})
        local = frozenset({Capability.PRICE, Capability.DECK, Capability.FREE_DIRECTIONS, Capability.LOCAL_PRICES})
        return own if self._deck is None else own | local

    def account_status(self) -> AccountStatus:
        found = self._ask_xml("balance", {}).find("balance")
        if found is None:
            raise GarbageError("balance: there is none in the provider's answer")
        try:
            amount = Decimal(found.attributes.get("value", "").strip())
        except InvalidOperation:
            raise GarbageError("balance: not an amount") from None
        currency = self._watch.check(found.attributes.get("currency", ""))
        return AccountStatus(balance(amount, currency), "prepaid", minimum=Money(_MINIMUM_MICROS, currency))

    def price(self, number: str) -> Price:
        """CurrencyError where the list is in another currency than the balance was."""
        price = self._price_list.price(number, self._clock())
        if self._watch.currency not in {"", price.currency}:
            raise CurrencyError(f"a price list in {price.currency} for an account in {self._watch.currency}")
        return price

    def deck(self) -> Deck:
        return self._price_list.deck()

    def free_directions(self) -> tuple[FreeDirection, ...]:
        return self._price_list.free_directions()

    def calls(self, limit: int = 100) -> tuple[CallRecord, ...]:
        """Of the last seven days, without their cost, which this provider does not tell."""
        until = datetime.fromtimestamp(self._clock() / 1e6, UTC)
        days = {"D1": until - timedelta(days=_DAYS), "D2": until + timedelta(days=1)}
        fields = {name: day.strftime("%d/%m/%Y") for name, day in days.items()}
        answer = decoded(self._ask("calls", {**fields, "format": "2"}), _Calls)
        if answer.calls is None and answer.comment:
            raise self._refusal("calls", answer.comment)
        records = [_record(call) for call in answer.calls or []]
        return tuple(sorted(records, key=lambda record: record.start_us, reverse=True)[:limit])

    def call_back(self, own_number: str, number: str) -> None:
        phones = {"SrcPhone": own_number.removeprefix("+"), "DstPhone": number.removeprefix("+")}
        try:
            self._ask_xml("genCall", phones, is_change=True)
        except GarbageError as error:
            raise OutcomeUnknownError(str(error)) from None

    def close(self) -> None:
        self._api.close()

    @property
    def _price_list(self) -> DeckFile:
        if self._deck is None:
            raise UnsupportedError("the provider tells no prices, and no price list is set up")
        return self._deck

    def _ask_xml(self, operation: str, fields: dict[str, str], *, is_change: bool = False) -> markup.Element:
        root = markup.parsed(self._ask(operation, {**fields, "format": "0"}, is_change=is_change))
        result = root.value("result")
        if not result:
            raise GarbageError(f"{operation}: no result in the provider's answer")
        if result != "0":
            raise self._refusal(operation, root.value("comment"))
        return root

    def _ask(self, operation: str, fields: dict[str, str], *, is_change: bool = False) -> bytes:
        secret = {"operation": operation, "sipuid": self._sip_id, "password": self._password(), "lang": "en"}
        body = form({**secret, **fields}).encode()
        headers = {"Accept": "*/*"}
        return self._api.ask(HttpRequest(operation, "POST", _PATH, body=body, content_type=FORM, headers=headers, is_change=is_change))

    def _refusal(self, operation: str, comment: str) -> ProviderError:
        """The interface has no codes: what it says tells a wrong password apart."""
        kind = BadCredentialsError if _ABOUT_SIGNING_IN.search(comment) else RefusedError
        return kind(f"{operation}: the provider refused: {quoted(comment, self._password())}")


def _record(call: _Call) -> CallRecord:
    start_us, seconds = _time_us(call.gmt), _seconds(str(call.duration))
    return CallRecord(
        record_id=str(call.cid),
        direction="out",
        number=_number(str(call.phone)),
        destination="",
        start_us=start_us,
        answer_us=start_us if seconds else 0,
        end_us=start_us + seconds * 1_000_000,
        billed_seconds=seconds,
        trial_seconds=0,
        cost=None,
        end_cause="answered" if seconds else "not answered",
    )


def _number(text: str) -> str:
    digits = text.removeprefix("+")
    return f"+{digits}" if digits.isascii() and digits.isdigit() and len(digits) >= 10 else text


def _time_us(text: str) -> int:
    for layout in _LAYOUTS:
        try:
            return utc_us(text.strip(), layout)
        except GarbageError:
            continue
    raise GarbageError(f"calls: not a time: {quoted(text)!r}")


def _seconds(text: str) -> int:
    """Of "75" or "1:15" or "00:01:15"."""
    total = 0
    for part in text.strip().split(":"):
        if not (part.isascii() and part.isdigit() and len(part) < 8):
            raise GarbageError(f"calls: not a duration: {quoted(text)!r}")
        total = total * 60 + int(part)
    return total
