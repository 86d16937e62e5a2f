"""What became of an SMS, what it may be and costs, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from agent_app.money.snapshots import SmsItem, SmsStatus
from tariffs.rating.money import Money
from telephony.reasons import Reason, ReasonCode
from ui.language import tr, tr_count
from ui.wording.amounts import cost_or_free, money
from ui.wording.providers import provider_trouble, worded_troubles
from ui.wording.reasons import general_reason

if TYPE_CHECKING:
    from agent_app.money.snapshots import SmsTermsSnapshot

_ENDS: Final = (SmsStatus.FAILED, SmsStatus.UNKNOWN)


def can_send_again(item: SmsItem) -> bool:
    """Only what did not arrive, or may not have."""
    return not item.is_incoming and item.status in _ENDS


def send_again_words() -> str:
    return tr("Sms", "Send again")


def status_role(item: SmsItem) -> str:
    """The role that the line below the text is in."""
    if item.is_incoming:
        return "muted"
    return {SmsStatus.FAILED: "danger_text", SmsStatus.UNKNOWN: "warning_text"}.get(item.status, "muted")


def status_line(item: SmsItem) -> str:
    """ "SMS, 2 parts · free · delivered" """
    parts = tr_count("Sms", "SMS, %n part(s)", item.parts) if item.parts > 1 else tr("Sms", "SMS")
    if item.is_incoming:
        return parts
    cost = "" if item.status in _ENDS else cost_or_free(item.cost)
    return " · ".join(part for part in (parts, cost, _status(item)) if part)


def _status(item: SmsItem) -> str:
    match item.status:
        case SmsStatus.SENDING:
            return tr("Sms", "sending…")
        case SmsStatus.ACCEPTED:
            return tr("Sms", "accepted")
        case SmsStatus.DELIVERED:
            return tr("Sms", "delivered")
        case SmsStatus.UNKNOWN:
            return tr("Sms", "may have been sent")
        case SmsStatus.FAILED:
            why = failure(item.reason_code)
            return tr("Sms", "not delivered: {why}", why=why) if why else tr("Sms", "not delivered")


_FAILURES: Final[dict[str, Callable[[], str]]] = {
    "": str,
    "not_delivered": str,
    "unknown_account": lambda: tr("Sms", "the account is not there any more"),
    "bad_address": lambda: tr("Sms", "this is no full number"),
    "empty": lambda: tr("Sms", "there is nothing in it"),
}


def failure(code: str) -> str:
    """The reason for a sentence's second half; "" for a code that says nothing more."""
    worded = _FAILURES.get(code)
    return worded() if worded else _lower(_foreign(code))


def _foreign(code: str) -> str:
    """Of a provider's code, or of a SIP reason's."""
    if code in worded_troubles():
        return provider_trouble(code)
    if code in set(ReasonCode):
        return general_reason(Reason(ReasonCode(code)))
    return code


def _lower(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:]}"


# --- before sending ------------------------------------------------------------------------------------------------------------


def price_words(terms: SmsTermsSnapshot | None, parts: int) -> str:
    """ "free", "2.00 ₽", "4.00 ₽ for 2 parts"; "" while it is not told."""
    if terms is None or terms.error or terms.price is None:
        return ""
    if terms.price.micros == 0:
        return tr("Sms", "free")
    if parts <= 1:
        return money(terms.price)
    amount = money(Money(terms.price.micros * parts, terms.price.currency))
    return tr_count("Sms", "{amount} for %n part(s)", parts, amount=amount)


def obstacle(terms: SmsTermsSnapshot | None, parts: int) -> str:
    """Why the SMS can't be sent as it is; "" where it can."""
    if terms is None:
        return ""
    if terms.error:
        return _refusal(terms.error)
    if terms.left_today == 0 and terms.per_day:
        return tr_count("Sms", "The provider takes %n SMS a day, and they are sent. More tomorrow.", terms.per_day)
    if terms.left_today == 0:
        return tr("Sms", "The provider takes no more SMS today")
    if terms.max_parts is not None and parts > terms.max_parts:
        return tr_count("Sms", "Too long: the provider takes at most %n part(s). Make it shorter.", terms.max_parts)
    return ""


def remark(terms: SmsTermsSnapshot | None) -> str:
    """A limit that is near; "" while there is none."""
    if terms is not None and terms.left_today is not None and 0 < terms.left_today <= 5:
        return tr_count("Sms", "%n more SMS today", terms.left_today)
    return ""


def _refusal(code: str) -> str:
    match code:
        case "unsupported":
            return tr("Sms", "This account's provider sends no SMS. Choose another account.")
        case "no_rate" | "refused" | "bad_address":
            return tr("Sms", "The provider sends no SMS to this number")
        case _:
            return tr("Sms", "SMS can't be sent now: {why}", why=_lower(_foreign(code)))


def counter_words(parts: int, left: int) -> str:
    """ "120 left", "33 left in part 2" """
    if parts <= 1:
        return tr_count("Sms", "%n left", left)
    return tr_count("Sms", "%n left in part {part}", left, part=parts)
