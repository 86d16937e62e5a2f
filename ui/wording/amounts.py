"""Money and prices in words. Integers only: an amount is never rounded here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from ui.language import tr
from ui.wording.times import duration

if TYPE_CHECKING:
    from agent_app.money.snapshots import PriceSnapshot
    from tariffs.rating.deck import DeckRow
    from tariffs.rating.money import Money
    from tariffs.rating.tariff import Rate

MICRO_PLACES: Final = 6
NANO_PLACES: Final = 9
_SIGNS: Final = {"RUB": "₽", "EUR": "€", "USD": "$", "GBP": "£", "UAH": "₴", "KZT": "₸", "CNY": "¥", "GEL": "₾", "AMD": "֏", "TRY": "₺"}


def decimal(value: int, places: int) -> str:
    """`value` of 10**-places units with the language's separators: at least two decimals, and as many more as it has."""
    locale = QLocale()
    whole, rest = divmod(abs(value), 10**places)
    fraction = f"{rest:0{places}}".rstrip("0").ljust(2, "0")
    return f"{locale.negativeSign() if value < 0 else ''}{locale.toString(whole)}{locale.decimalPoint()}{fraction}"


def currency_sign(currency: str) -> str:
    return _SIGNS.get(currency, currency)


def money(amount: Money) -> str:
    """ "12.40 ₽"; the space does not break."""
    return f"{decimal(amount.micros, MICRO_PLACES)}\u00a0{currency_sign(amount.currency)}".strip()


def cost_or_free(amount: Money | None) -> str:
    """What a call cost, "free", or nothing where it is not known."""
    if amount is None:
        return ""
    return tr("Amounts", "free") if amount.micros == 0 else money(amount)


def per_minute(rate: Rate) -> str:
    """ "0.70 ₽/min" """
    amount = f"{decimal(rate.row.rate_nanos, NANO_PLACES)}\u00a0{currency_sign(rate.currency)}".strip()
    return tr("Amounts", "{amount}/min", amount=amount)


def is_free(price: PriceSnapshot) -> bool:
    """Free from its first second; a trial or free minutes may end during the call."""
    rate = price.rate
    return rate is not None and not rate.row.forbidden and (rate.is_free or rate.prepaid_seconds > 0)


def price_line(price: PriceSnapshot) -> str:
    """Price and how it is counted, in one line: "0.70 ₽/min, whole minutes"."""
    rate = price.rate
    if rate is None:
        return tr("Amounts", "The provider gives no price for this number")
    if rate.row.forbidden:
        return tr("Amounts", "The provider does not call this destination")
    if rate.is_free:
        return tr("Amounts", "Free")
    if rate.prepaid_seconds:
        return tr("Amounts", "Free on the trial, then {price}", price=per_minute(rate))
    return ", ".join([per_minute(rate), *_conditions(rate.row, rate.currency)])


def _conditions(row: DeckRow, currency: str) -> list[str]:
    said: list[str] = []
    if row.connection_fee_micros:
        fee = f"{decimal(row.connection_fee_micros, MICRO_PLACES)}\u00a0{currency_sign(currency)}"
        said.append(tr("Amounts", "{amount} to connect", amount=fee))
    if row.free_seconds:
        said.append(tr("Amounts", "first {duration} free", duration=duration(row.free_seconds)))
    said.append(_increments(row.initial_increment, row.recurring_increment))
    return [part for part in said if part]


def _increments(initial: int, recurring: int) -> str:
    if initial == 60 and recurring == 60:
        return tr("Amounts", "whole minutes")
    if initial == 60 and recurring == 1:
        return tr("Amounts", "first minute whole")
    if initial <= 1 and recurring <= 1:
        return tr("Amounts", "by the second")
    return tr("Amounts", "first {initial}, then by {recurring}", initial=duration(initial), recurring=duration(recurring))


def lasts_line(price: PriceSnapshot) -> str:
    """How long trial and balance last; nothing where they are endless or the call can't be made."""
    if price.rate is None or price.rate.row.forbidden or price.lasts_s is None:
        return ""
    if price.lasts_s <= 0:
        return tr("Amounts", "The balance is not enough for this call")
    return tr("Amounts", "lasts {duration}", duration=duration(price.lasts_s))


def tariff_name(tariff: str) -> str:
    """The provider's tariff by its code; a code we don't know is shown as it is."""
    if tariff == "trial":
        return tr("Amounts", "Trial tariff")
    if tariff == "prepaid":
        return tr("Amounts", "Prepaid")
    return tariff
