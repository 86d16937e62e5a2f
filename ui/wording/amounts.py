"""Money and prices in words. Integers only: an amount is never rounded here."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QTime

from ui.language import in_language, tr
from ui.wording.providers import no_price_sentence
from ui.wording.times import duration, short_when, until

if TYPE_CHECKING:
    from agent_app.money.snapshots import ChargeDifference, MoneySnapshot, PriceSnapshot
    from tariffs.rating.band import Band
    from tariffs.rating.deck import DeckRow
    from tariffs.rating.money import Money
    from tariffs.rating.tariff import FreeSpan, Rate

MICRO_PLACES: Final = 6
NANO_PLACES: Final = 9
_SOON_US: Final = 7 * 86_400_000_000
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
    """Price and how it is counted, in one line: "0.70 ₽/min, whole minutes"; "Free: Moscow, until 1 Nov"."""
    rate = price.rate
    if rate is None:
        return no_price_sentence(price.error)
    if rate.row.forbidden:
        return tr("Amounts", "The provider does not call this destination")
    if rate.free is not None:
        return free_line(rate.free)
    if rate.is_free:
        return tr("Amounts", "Free")
    if rate.prepaid_seconds:
        return _prepaid_line(rate)
    return ", ".join([per_minute(rate), *_conditions(rate.row, rate.currency), *_price_end(rate.row)])


def short_price(price: PriceSnapshot) -> str:
    """For where there is room for a price alone: "0.70 ₽/min", "free", "no price"."""
    if price.rate is None or price.rate.row.forbidden:
        return tr("Amounts", "no price")
    return tr("Amounts", "free") if is_free(price) else per_minute(price.rate)


def free_line(span: FreeSpan) -> str:
    """ "Free: Moscow, until 1 Nov" """
    name = in_language(span.name_ru, span.name_en)
    if span.until_us is None:
        return tr("Amounts", "Free: {name}", name=name)
    return tr("Amounts", "Free: {name}, until {when}", name=name, when=until(span.until_us))


def _prepaid_line(rate: Rate) -> str:
    from tariffs.rating.tariff import BucketKind  # with the first price: not on the way to the first frame

    if rate.buckets[0].kind is BucketKind.TRIAL:
        return tr("Amounts", "Free on the trial, then {price}", price=per_minute(rate))
    return tr("Amounts", "Free minutes, then {price}", price=per_minute(rate))


def _price_end(row: DeckRow) -> list[str]:
    """A price for some hours, or one that soon ends, says so."""
    said = [band_hours(row.band)] if row.band is not None else []
    ends = row.valid_until_us
    if ends is not None and 0 < ends - time.time_ns() // 1000 < _SOON_US:
        said.append(tr("Amounts", "until {when}", when=until(ends)))
    return said


def band_hours(band: Band) -> str:
    """ "8:00–20:00", by the provider's clock."""
    hours = (QTime(minutes // 60 % 24, minutes % 60) for minutes in (band.from_minute, band.until_minute))
    return "–".join(QLocale().toString(time_of_day, QLocale.FormatType.ShortFormat) for time_of_day in hours)


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


def age_words(price: PriceSnapshot | None, state: MoneySnapshot | None) -> str:
    """ "as of 12:40": since when the oldest value shown has not been renewed, where the provider is down; "" where it answers."""
    ages: list[int] = []
    if price is not None and price.rate is not None and price.error:
        ages.append(price.at_us)
    if state is not None and state.balance is not None and state.error:
        ages.append(state.at_us)
    ages = [at_us for at_us in ages if at_us]
    return tr("Amounts", "as of {when}", when=short_when(min(ages))) if ages else ""


def difference_sentence(difference: ChargeDifference) -> str:
    """The provider's word on a call's cost beside ours."""
    return tr("Amounts", "The provider charged {theirs}, we counted {ours}", theirs=money(difference.theirs), ours=money(difference.ours))


def tariff_name(tariff: str) -> str:
    """The provider's tariff by its code; a code we don't know is shown as it is."""
    if tariff == "trial":
        return tr("Amounts", "Trial tariff")
    if tariff == "prepaid":
        return tr("Amounts", "Prepaid")
    if tariff == "postpaid":
        return tr("Amounts", "Postpaid")
    return tariff
