"""Why a call is not begun: the user's money, the user's own limits, and what is asked about first. Pure: everything it needs is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tariffs.rating.money import Money
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.accounts.model import MoneyRules
    from agent_app.money.snapshots import MoneySnapshot, PriceSnapshot
    from tariffs.rating.tariff import Rate

_TRIAL: Final = "trial"


@dataclass(frozen=True, slots=True)
class Standing:
    """One number on one account. `price` and `money` None: not told. `spent_today_micros`: in the account's currency, running calls too."""

    number: str
    price: PriceSnapshot | None
    money: MoneySnapshot | None
    rules: MoneyRules
    spent_today_micros: int = 0
    trial_covers: bool = False
    is_premium: bool = False


def objection(standing: Standing, *, confirmed: bool = False) -> Reason | None:
    """The first reason not to call, what nothing can change before what a top-up or a question can; None: call.

    A balance that the provider could not be asked for again is no reason: it may have been topped up since. What a trial, a free direction
    or a rate of nothing pays needs no balance.
    """
    rate = standing.price.rate if standing.price is not None else None
    if rate is not None and rate.row.forbidden:
        return Reason(ReasonCode.DESTINATION_FORBIDDEN, value=standing.number)
    if rate is None and standing.rules.only_known_rates:
        return Reason(ReasonCode.NO_RATE, value=standing.number)
    paid = None
    if rate is None or not rate.is_free:
        paid = _against_balance(standing, rate) or _against_limits(standing, rate)
    return paid or premium_question(standing.number, is_premium=standing.is_premium, confirmed=confirmed)


def premium_question(number: str, *, is_premium: bool, confirmed: bool) -> Reason | None:
    """A premium number is asked about first, on every account."""
    return Reason(ReasonCode.PREMIUM_UNCONFIRMED, value=number) if is_premium and not confirmed else None


def _against_balance(standing: Standing, rate: Rate | None) -> Reason | None:
    money = standing.money
    if money is None or money.balance is None or money.error or money.is_postpaid or (rate is not None and rate.prepaid_seconds):
        return None
    balance = money.balance
    if balance.micros <= 0:
        return _without_balance(standing, money, balance)
    if money.minimum is not None and balance.currency == money.minimum.currency and balance < money.minimum:
        return Reason(ReasonCode.BELOW_MINIMUM, value=str(money.minimum))
    same = rate is not None and rate.currency == balance.currency
    if rate is not None and same and not _first_seconds(rate, balance.micros):
        return Reason(ReasonCode.NO_CREDIT, value=str(balance))
    return None


def _without_balance(standing: Standing, money: MoneySnapshot, balance: Money) -> Reason | None:
    """What the trial covers may be called with it, though its price is not known."""
    if money.trial_total_s and money.trial_left_s:
        return None if standing.trial_covers else Reason(ReasonCode.TRIAL_NOT_COVERING, value=standing.number)
    if money.trial_total_s and not money.trial_left_s and money.tariff == _TRIAL:
        return Reason(ReasonCode.TRIAL_USED_UP)
    return Reason(ReasonCode.NO_CREDIT, value=str(balance))


def _against_limits(standing: Standing, rate: Rate | None) -> Reason | None:
    """Without a price only the day's limit can be judged: it is reached, or not."""
    rules = standing.rules
    currency = rate.currency if rate is not None else ""
    if rate is not None and rules.call_limit_micros and not _first_seconds(rate, rules.call_limit_micros):
        return Reason(ReasonCode.OVER_CALL_LIMIT, value=_amount(rules.call_limit_micros, currency))
    left = rules.day_limit_micros - standing.spent_today_micros
    if rules.day_limit_micros and (left <= 0 or (rate is not None and not _first_seconds(rate, left))):
        return Reason(ReasonCode.OVER_DAY_LIMIT, value=_amount(rules.day_limit_micros, currency))
    return None


def _first_seconds(rate: Rate, micros: int) -> bool:
    """Whether this much, or what is paid already, lets a call begin."""
    from tariffs.rating.tariff import lasts  # with the first price: not on the way to the first frame

    return lasts(rate, micros) != 0


def _amount(micros: int, currency: str) -> str:
    text = Money(micros, currency).decimal()
    return f"{text} {currency}".strip()
