"""Amounts in texts that were written for people: "$60.20", "0,70 ₽/min", "United States = EUR 0.0044-0.0098 / min", "1¢ / min"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from tariffs.providers.answers import quoted
from tariffs.providers.errors import CurrencyError, GarbageError

_NUMBER: Final = re.compile(r"-?\d+(?:[.,'\u00a0\u202f ]\d+)*", re.ASCII)
_PLAIN: Final = re.compile(r"-?\d+(?:[.,]\d+)?", re.ASCII)
_GROUPED: Final = re.compile(r"-?\d{1,3}(?P<mark>[.,'\u00a0\u202f ])\d{3}(?:(?P=mark)\d{3})*(?P<rest>(?!(?P=mark))[.,]\d+)?", re.ASCII)
_UNCLEAR: Final = re.compile(r"-?[1-9]\d*,\d{3}", re.ASCII)  # a comma before three digits parts thousands, or decimals
_CODES: Final = re.compile(
    "(?<![A-Za-z])(?:AED|AUD|BGN|BRL|BYN|CAD|CHF|CNY|CZK|DKK|EUR|GBP|GEL|HKD|HUF|ILS|INR|JPY|KRW|KZT|MDL|MXN|NOK|NZD|PLN|RON|RSD|RUB|RUR"
    "|SEK|SGD|THB|TRY|UAH|USD|UZS|ZAR)(?![A-Za-z])"
)
_DOLLARS: Final = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})
_SIGNS: Final = {"€": frozenset({"EUR"}), "£": frozenset({"GBP"}), "₽": frozenset({"RUB"}), "руб": frozenset({"RUB"})} | {
    "₴": frozenset({"UAH"}),
    "₸": frozenset({"KZT"}),
    "¥": frozenset({"JPY", "CNY"}),
    "$": _DOLLARS,
}
_CENTS: Final = re.compile(r"¢|\bcents?\b", re.IGNORECASE)
_UNIT: Final = re.compile(r"(?:/|\bper\b|\bв\b)\s*([^\W\d]*)", re.IGNORECASE)
_RANGE: Final = re.compile(r"\s*[-\u2013\u2014]\s*")
_SECONDS: Final = {"s": 60, "sec": 60, "second": 60, "с": 60, "сек": 60, "секунду": 60}
_MINUTES: Final = {"m": 1, "min": 1, "minute": 1, "мин": 1, "минуту": 1}
_FREE: Final = re.compile(r"^\s*(free|бесплатно)\b", re.IGNORECASE)


def amount(text: str, currency: str) -> Decimal:
    """The one amount in `text`; GarbageError where there is none or several, CurrencyError where it is in another currency."""
    _check_currency(text, currency)
    found = _NUMBER.findall(text)
    if len(found) != 1:
        raise GarbageError(f"not one amount: {quoted(text)!r}")
    return _decimal(found[0]) / _hundredths(text)


def per_minute(text: str, currency: str) -> tuple[Decimal, str]:
    """The price of a minute (of a range, the higher end) and the destination before "=" ("" where none is named)."""
    destination, equals, price = text.rpartition("=")
    name = destination.strip() if equals else ""
    if _FREE.match(price):
        return Decimal(0), name
    _check_currency(price, currency)
    return _one_price(price) * _a_minute(price), name


def _one_price(text: str) -> Decimal:
    found = list(_NUMBER.finditer(text))
    is_range = len(found) == 2 and _RANGE.fullmatch(text[found[0].end() : found[1].start()] + "-" * found[1][0].startswith("-"))
    if len(found) != 1 and not is_range:
        raise GarbageError(f"not one price: {quoted(text)!r}")
    first, *rest = (_decimal(match[0]) for match in found)
    return max(first, *(abs(second) for second in rest)) / _hundredths(text) if rest else first / _hundredths(text)


def _a_minute(text: str) -> int:
    unit = _UNIT.search(text)
    factor = 1 if unit is None else {**_SECONDS, **_MINUTES}.get(unit[1].lower())
    if factor is None:
        raise GarbageError(f"not a price of a minute: {quoted(text)!r}")
    return factor


def _hundredths(text: str) -> int:
    return 100 if _CENTS.search(text) else 1


def _decimal(spelled: str) -> Decimal:
    """Point or comma may part the decimals, and the other sign (or a space, an apostrophe) the thousands. Nothing is guessed."""
    if _PLAIN.fullmatch(spelled) and not _UNCLEAR.fullmatch(spelled):
        return Decimal(spelled.replace(",", "."))
    grouped = _GROUPED.fullmatch(spelled)
    if grouped is None or _UNCLEAR.fullmatch(spelled):
        raise GarbageError(f"not a clear amount: {quoted(spelled)!r}")
    decimals = grouped["rest"] or ""
    return Decimal(spelled.removesuffix(decimals).replace(grouped["mark"], "") + decimals.replace(",", "."))


def _check_currency(text: str, currency: str) -> None:
    named = {("RUB" if code == "RUR" else code) for code in _CODES.findall(text)}
    signs = [codes for sign, codes in _SIGNS.items() if sign in text.lower()]
    if named - {currency} or (not named and any(currency not in codes for codes in signs)):
        raise CurrencyError(f"a price in another currency than {currency}: {quoted(text)!r}")
