"""What stands between us and a provider's prices and balances, in words: one for each code of `tariffs.providers.errors`, and our own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ui.language import tr

_C = "Providers"

_TROUBLES: Final[dict[str, Callable[[], str]]] = {
    "failed": lambda: tr(_C, "The provider could not do this"),
    "bad_credentials": lambda: tr(_C, "The provider does not accept the key or password. Check them in the account."),
    "no_rate": lambda: tr(_C, "The provider gives no price for this number"),
    "forbidden": lambda: tr(_C, "The provider does not allow this to your account"),
    "refused": lambda: tr(_C, "The provider refused this request"),
    "no_funds": lambda: tr(_C, "There is not enough money for this"),
    "unsupported": lambda: tr(_C, "This provider has no such service"),
    "rate_limited": lambda: tr(_C, "The provider was asked too often. Wait a minute."),
    "transient": lambda: tr(_C, "The provider does not answer now"),
    "garbage": lambda: tr(_C, "The provider's answer makes no sense"),
    "other_currency": lambda: tr(_C, "The provider answered in another currency than the account's"),
    "deck": lambda: tr(_C, "The account's price list can't be read. Look at it in the account."),
    "settings": lambda: tr(_C, "The provider is not set up completely. Look at it in the account."),
    "no_secret": lambda: tr(_C, "The keyring has no key or password for the provider. Enter it in the account."),
    "outcome_unknown": lambda: tr(_C, "The provider gave no clear answer: look at the balance before you try again"),
}


def provider_trouble(code: str) -> str:
    """Why the provider did not do what it was asked for; a code we don't know is "failed"."""
    return _TROUBLES.get(code, _TROUBLES["failed"])()


def no_price_sentence(code: str) -> str:
    """Why no price stands under the number. Most numbers without one are simply not connected."""
    if code in ("", "no_rate", "unsupported"):
        return tr(_C, "The provider gives no price for this number")
    return tr(_C, "Price not known. {trouble}", trouble=provider_trouble(code))


def worded_troubles() -> frozenset[str]:
    return frozenset(_TROUBLES)
