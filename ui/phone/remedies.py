"""The one button that helps after a call was refused or broke off: which it is, by the reason and by what the account can do."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

import msgspec

from telephony.reasons import ReasonCode
from ui.language import tr
from ui.phone.offers import best_offer, short_address
from ui.wording.amounts import short_price

if TYPE_CHECKING:
    from agent_app.money.snapshots import Offer
    from agent_app.services import Services


class Remedy(Enum):
    TOP_UP = "top_up"
    OTHER_ACCOUNT = "other_account"  # the cheapest of the others that would call
    LIMITS = "limits"  # the user's own rules for money
    CALL_ANYWAY = "call_anyway"
    TARIFFS = "tariffs"
    ACCOUNTS = "accounts"


# By reason, what helps most first: the first that is possible is offered.
REMEDIES: Final[dict[ReasonCode, tuple[Remedy, ...]]] = {
    ReasonCode.NO_CREDIT: (Remedy.TOP_UP, Remedy.OTHER_ACCOUNT),
    ReasonCode.BELOW_MINIMUM: (Remedy.TOP_UP, Remedy.OTHER_ACCOUNT),
    ReasonCode.TRIAL_USED_UP: (Remedy.TOP_UP, Remedy.OTHER_ACCOUNT),
    ReasonCode.TRIAL_NOT_COVERING: (Remedy.TOP_UP, Remedy.OTHER_ACCOUNT),
    ReasonCode.DESTINATION_FORBIDDEN: (Remedy.OTHER_ACCOUNT, Remedy.TARIFFS),
    ReasonCode.OVER_CALL_LIMIT: (Remedy.LIMITS,),
    ReasonCode.OVER_DAY_LIMIT: (Remedy.LIMITS,),
    ReasonCode.PREMIUM_UNCONFIRMED: (Remedy.CALL_ANYWAY,),
    ReasonCode.NO_RATE: (Remedy.OTHER_ACCOUNT, Remedy.LIMITS),
    ReasonCode.PAYMENT_REQUIRED: (Remedy.TOP_UP, Remedy.OTHER_ACCOUNT),
    ReasonCode.CREDIT_EXHAUSTED: (Remedy.TOP_UP, Remedy.OTHER_ACCOUNT),
    ReasonCode.FORBIDDEN: (Remedy.OTHER_ACCOUNT, Remedy.TARIFFS),
    ReasonCode.SERVICE_UNAVAILABLE: (Remedy.OTHER_ACCOUNT,),
    ReasonCode.SERVER_ERROR: (Remedy.OTHER_ACCOUNT,),
    ReasonCode.NOT_REGISTERED: (Remedy.OTHER_ACCOUNT, Remedy.ACCOUNTS),
    ReasonCode.WRONG_PASSWORD: (Remedy.ACCOUNTS,),
    ReasonCode.UNKNOWN_ACCOUNT: (Remedy.ACCOUNTS,),
}


class Help(msgspec.Struct, frozen=True):
    """A remedy that is possible now; `offer` and how its `account` is called with OTHER_ACCOUNT."""

    remedy: Remedy
    offer: Offer | None = None
    account: str = ""

    def words(self) -> str:
        match self.remedy:
            case Remedy.TOP_UP:
                return tr("Phone", "Top up")
            case Remedy.OTHER_ACCOUNT:
                assert self.offer is not None
                return tr("Phone", "Call with {account}, {price}", account=self.account, price=short_price(self.offer.price))
            case Remedy.LIMITS:
                return tr("Phone", "Change limits")
            case Remedy.CALL_ANYWAY:
                return tr("Phone", "Call anyway…")
            case Remedy.TARIFFS:
                return tr("Phone", "Show tariffs")
            case Remedy.ACCOUNTS:
                return tr("Phone", "Show accounts")


def can_pay(services: Services, account_id: str) -> bool:
    """Whether "Top up" leads anywhere: here, or to the provider's page."""
    return services.money.can_top_up(account_id) or bool(services.money.top_up_url(account_id))


def help_for(code: ReasonCode, services: Services, account_id: str, offers: tuple[Offer, ...]) -> Help | None:
    """The button for a call that this account could not make; None where nothing but patience helps."""
    for remedy in REMEDIES.get(code, ()):
        found = _possible(remedy, services, account_id, offers)
        if found is not None:
            return found
    return None


def _possible(remedy: Remedy, services: Services, account_id: str, offers: tuple[Offer, ...]) -> Help | None:
    match remedy:
        case Remedy.OTHER_ACCOUNT:
            offer = best_offer(offers, besides=account_id)
            among = tuple(other.address for other in offers)
            return Help(remedy, offer, short_address(offer.address, among)) if offer is not None else None
        case Remedy.TOP_UP:
            return Help(remedy) if can_pay(services, account_id) else None
        case Remedy.TARIFFS:
            return Help(remedy) if services.money.has_provider(account_id) else None
        case Remedy.LIMITS | Remedy.CALL_ANYWAY | Remedy.ACCOUNTS:
            return Help(remedy)
