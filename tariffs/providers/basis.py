"""What an adapter starts from: a provider that offers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from tariffs.providers.errors import UnsupportedError
from tariffs.providers.pages import Pages

if TYPE_CHECKING:
    from tariffs.providers.provider import (
        AccountStatus,
        CallRecord,
        Capability,
        FreeDirection,
        Price,
        SmsReceipt,
        SmsState,
        SmsTerms,
        TopUpReceipt,
    )
    from tariffs.rating.deck import Deck
    from tariffs.rating.money import Money


class BasicProvider:
    """A `Provider` of which an adapter overrides what its service has, and names it in `capabilities`. `_pages`: for people."""

    _pages: Pages = Pages()

    @property
    def capabilities(self) -> frozenset[Capability]:
        return frozenset()

    @property
    def top_up_url(self) -> str:
        return self._pages.top_up

    @property
    def recovery_url(self) -> str:
        return self._pages.recovery

    def account_status(self) -> AccountStatus:
        _lacks("balance")

    def price(self, number: str) -> Price:
        del number
        _lacks("prices")

    def credit_time(self, number: str) -> int | None:
        del number
        _lacks("credit time")

    def deck(self) -> Deck:
        _lacks("price list")

    def free_directions(self) -> tuple[FreeDirection, ...]:
        _lacks("free directions")

    def calls(self, limit: int = 100) -> tuple[CallRecord, ...]:
        del limit
        _lacks("call records")

    def top_up(self, amount: Money) -> TopUpReceipt:
        del amount
        _lacks("top-up")

    def sms_terms(self, number: str) -> SmsTerms:
        del number
        _lacks("SMS")

    def send_sms(self, number: str, text: str) -> SmsReceipt:
        del number, text
        _lacks("SMS")

    def sms_state(self, sms_id: str) -> SmsState:
        del sms_id
        _lacks("SMS")

    def call_back(self, own_number: str, number: str) -> None:
        del own_number, number
        _lacks("callback")

    def close(self) -> None:
        """Nothing is open."""


def _lacks(service: str) -> NoReturn:
    raise UnsupportedError(f"the provider offers no {service}")
