"""Why a call is not begun, or is ended, for money: a sentence for each code, and a few words for a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tariffs.rating.money import Money, MoneyError
from telephony.reasons import ReasonCode
from ui.language import tr
from ui.wording.amounts import money

_C = "Reasons"

# `who` is a contact's name or a number, `amount` a sum in the user's language, or "".
MONEY_SENTENCES: Final[dict[ReasonCode, Callable[[str, str], str]]] = {
    ReasonCode.NO_CREDIT: lambda _, amount: (
        tr(_C, "The balance of {amount} is not enough for this call.", amount=amount)
        if amount
        else tr(_C, "The balance is not enough for this call.")
    ),
    ReasonCode.BELOW_MINIMUM: lambda _, amount: (
        tr(_C, "The provider begins no paid call below {amount}.", amount=amount)
        if amount
        else tr(_C, "The balance is below the provider's minimum for a paid call.")
    ),
    ReasonCode.TRIAL_USED_UP: lambda _who, _amount: tr(_C, "The trial is used up. Top up the account to go on calling."),
    ReasonCode.TRIAL_NOT_COVERING: lambda _who, _amount: tr(_C, "The trial does not cover this number, and the balance is empty."),
    ReasonCode.DESTINATION_FORBIDDEN: lambda who, _: tr(_C, "The provider does not call {who}.", who=who),
    ReasonCode.OVER_CALL_LIMIT: lambda _, amount: (
        tr(_C, "Your own limit of {amount} for one call stops here.", amount=amount) if amount else tr(_C, "Your own limit for one call.")
    ),
    ReasonCode.OVER_DAY_LIMIT: lambda _, amount: (
        tr(_C, "Your own limit of {amount} for a day is reached.", amount=amount) if amount else tr(_C, "Your own limit for a day.")
    ),
    ReasonCode.PREMIUM_UNCONFIRMED: lambda who, _: tr(_C, "{who} is a premium number: a call may cost much.", who=who),
    ReasonCode.NO_RATE: lambda who, _: tr(_C, "No price is known for {who}, and you call only where one is.", who=who),
}
MONEY_WORDS: Final[dict[ReasonCode, Callable[[], str]]] = {
    ReasonCode.NO_CREDIT: lambda: tr(_C, "not enough money"),
    ReasonCode.BELOW_MINIMUM: lambda: tr(_C, "below the provider's minimum"),
    ReasonCode.TRIAL_USED_UP: lambda: tr(_C, "the trial is used up"),
    ReasonCode.TRIAL_NOT_COVERING: lambda: tr(_C, "not covered by the trial"),
    ReasonCode.DESTINATION_FORBIDDEN: lambda: tr(_C, "not called by this provider"),
    ReasonCode.OVER_CALL_LIMIT: lambda: tr(_C, "your limit for one call"),
    ReasonCode.OVER_DAY_LIMIT: lambda: tr(_C, "your limit for a day"),
    ReasonCode.PREMIUM_UNCONFIRMED: lambda: tr(_C, "premium number"),
    ReasonCode.NO_RATE: lambda: tr(_C, "no price known"),
}


def money_sentence(code: ReasonCode, who: str, value: str) -> str:
    """`value` is the amount that a reason carries."""
    return MONEY_SENTENCES[code](who, amount_words(value))


def amount_words(value: str) -> str:
    """ "12.40 RUB" as "12.40 ₽" in the user's language; a text that is no amount as it is."""
    number, _, currency = value.partition(" ")
    try:
        return money(Money.parse_decimal(number, currency))
    except MoneyError:
        return value
