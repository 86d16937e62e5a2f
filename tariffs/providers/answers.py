"""From a provider's answer to values: JSON by declared types, amounts without a float, currencies that must not change."""

from __future__ import annotations

import decimal
from datetime import datetime, timedelta, timezone
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final, TypeVar

import msgspec

from tariffs.providers.errors import CurrencyError, GarbageError
from tariffs.rating.money import MICRO_PLACES, Money

_Answer = TypeVar("_Answer")

_NANO_PLACES: Final = 9
_LARGEST: Final = Decimal(10) ** 12  # an amount beyond it is an error of the provider's, not a balance
_EXACT: Final = decimal.Context(prec=80, Emax=decimal.MAX_EMAX, Emin=decimal.MIN_EMIN)
_LONGEST_QUOTE: Final = 80
_SIGNS: Final = {
    "RUR": "RUB", "₽": "RUB", "РУБ": "RUB", "РУБ.": "RUB", "Р.": "RUB", "$": "USD", "У.Е.": "USD", "C.U.": "USD", "€": "EUR", "£": "GBP",
    "₴": "UAH", "₸": "KZT",
}  # fmt: skip


def decoded(body: bytes, kind: type[_Answer]) -> _Answer:
    """JSON as a msgspec struct. Numbers that a struct calls Decimal keep every digit, sent as number or as text."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, decimal.DecimalException) as error:  # ValidationError is a DecodeError
        if body.lstrip()[:1] == b"<":
            raise GarbageError("the provider answered with a page instead of data") from None
        raise GarbageError(f"the provider's answer is not what it should be: {error}") from None


def quoted(text: str, hidden: str = "") -> str:
    """The provider's own words within a message of ours: one line, not long, and without `hidden`, a secret that it may repeat."""
    shown = text.replace(hidden, "…") if hidden else text
    return " ".join(shown.split())[:_LONGEST_QUOTE]


def balance(amount: Decimal, currency: str) -> Money:
    """What an account holds; a fraction of a micro-unit is not there."""
    return Money(_scaled(amount, MICRO_PLACES, ROUND_FLOOR), currency)


def cost(amount: Decimal, currency: str) -> Money:
    """What something did cost, to the nearest micro-unit; GarbageError where it is negative."""
    return Money(_scaled(_positive(amount), MICRO_PLACES, ROUND_HALF_UP), currency)


def fee_micros(amount: Decimal) -> int:
    """A fee that will be charged, in micro-units, never too low."""
    return _scaled(_positive(amount), MICRO_PLACES, ROUND_CEILING)


def rate_nanos(per_minute: Decimal) -> int:
    """A price of a minute in nano-units, never too low."""
    return _scaled(_positive(per_minute), _NANO_PLACES, ROUND_CEILING)


def whole(amount: Decimal) -> int:
    """A count of something, 0 or more; GarbageError for a fraction."""
    if amount != _checked(amount).to_integral_value():
        raise GarbageError(f"not a whole number: {_shown(amount)}")
    return int(_positive(amount))


def currency_code(text: str) -> str:
    """ISO 4217, upper case, of a code or a sign; CurrencyError where it is neither."""
    stripped = text.strip().upper()
    code = _SIGNS.get(stripped, stripped)
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise CurrencyError(f"not a currency: {quoted(text)!r}")
    return code


def utc_us(text: str, layout: str, offset_s: int = 0) -> int:
    """UTC microseconds of a time that is written by `layout` (strptime) in a zone `offset_s` east of UTC."""
    try:
        local = datetime.strptime(text, layout).replace(tzinfo=timezone(timedelta(seconds=offset_s)))
        return round(local.timestamp()) * 1_000_000
    except (ValueError, OverflowError):
        raise GarbageError(f"not a time: {quoted(text)!r}") from None


class CurrencyWatch:
    """The currency of one account: the first that is told ("" at the start), or one that is set up. Another one is an error."""

    def __init__(self, currency: str = "") -> None:
        self.currency = currency

    def check(self, text: str) -> str:
        """The code of `text`; CurrencyError where the account was in another one so far."""
        code = currency_code(text)
        if self.currency and code != self.currency:
            raise CurrencyError(f"an amount in {code} from an account in {self.currency}")
        self.currency = code
        return code


def _scaled(amount: Decimal, places: int, rounding: str) -> int:
    return int(_checked(amount).quantize(Decimal(1).scaleb(-places), rounding, _EXACT).scaleb(places, _EXACT))


def _checked(amount: Decimal) -> Decimal:
    if not amount.is_finite() or amount.copy_abs() > _LARGEST:
        raise GarbageError(f"not an amount: {_shown(amount)}")
    return amount


def _positive(amount: Decimal) -> Decimal:
    if _checked(amount) < 0:
        raise GarbageError(f"a negative amount: {_shown(amount)}")
    return amount


def _shown(amount: Decimal) -> str:
    return str(amount)[:_LONGEST_QUOTE]
