"""Who is at the far side, and what a number looks like. The heavy tables of `telephony.numbers` are loaded at the first number."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from agent_app.snapshots import CallDirection, PointKind
from telephony.reasons import ReasonCode
from ui.language import in_language, tr
from ui.wording.amounts import cost_or_free
from ui.wording.reasons import short_reason
from ui.wording.times import duration, seconds_since

if TYPE_CHECKING:
    from agent_app.snapshots import CallItem, CallSnapshot, Contact, ContactPoint


_CUT_OFF = (
    ReasonCode.CREDIT_EXHAUSTED,
    ReasonCode.TRIAL_USED_UP,
    ReasonCode.ENGINE_LOST,
    ReasonCode.OVER_CALL_LIMIT,
    ReasonCode.OVER_DAY_LIMIT,
)


@lru_cache(maxsize=4096)
def _grouped(number: str) -> str:
    from telephony.numbers import format_international

    return format_international(number)


def numbers_are_ready() -> bool:
    """Whether the number library is loaded (12-32 ms: the window loads it after its first frame)."""
    return "phonenumbers" in sys.modules


def remote_text(remote: str) -> str:
    """+74951112233 as +7 495 111-22-33 (ungrouped in the very first frame); an address as it is."""
    return _grouped(remote) if remote.startswith("+") and numbers_are_ready() else remote


def number_and_place(remote: str, name: str = "") -> str:
    """ "+7 495 111-22-33 · Moscow"; an address as it is; "" where it would only say the name again."""
    said = remote_text(remote)
    return " · ".join(part for part in ("" if said == name else said, _place_of(remote)) if part)


def _place_of(remote: str) -> str:
    """Where a full number is from; "" for addresses, and until the number library is there."""
    if not remote.startswith("+") or not numbers_are_ready():
        return ""
    from telephony.numbers import Callable, NumberPlan, describe, interpret
    from ui.wording.countries import country

    meaning = interpret(remote, NumberPlan())
    if not isinstance(meaning, Callable):
        return ""
    about = describe(meaning.number)
    return in_language(about.place.ru, about.place.en) if about.place is not None else country(about.region)


def person_key(contact: Contact | None, remote: str) -> str:
    """What an avatar's colour comes from."""
    if contact is not None:
        return contact.points[0].value if contact.points else contact.contact_id
    return remote


def caller_name(call: CallSnapshot, contact: Contact | None) -> str:
    """The contact's name, else what the far side calls itself, else its number or address."""
    if contact is not None:
        return contact.name
    return call.remote_name.strip() or remote_text(call.remote)


def point_label(point: ContactPoint) -> str:
    """What a contact's number or address is called: its own label, else its kind."""
    if point.label:
        return point.label
    return tr("People", "Phone") if point.kind is PointKind.PHONE else tr("People", "Computer")


def talk_summary(call: CallSnapshot) -> str:
    """What an ended call came to: "3 min 12 s · 1.90 ₽"; "" where nobody talked."""
    if not call.answered_us:
        return ""
    cost = cost_or_free(call.cost)
    return " · ".join(part for part in (duration(seconds_since(call.answered_us, call.ended_us)), cost) if part)


def item_summary(item: CallItem, *, with_direction: bool = True) -> str:
    """ "Outgoing · 3 min 12 s · 1.90 ₽" """
    if item.missed:
        return tr("People", "Missed call")
    direction = tr("People", "Incoming") if item.direction is CallDirection.INCOMING else tr("People", "Outgoing")
    parts = [direction] if with_direction else []
    if item.running:
        parts.append(tr("People", "now"))
    elif item.duration_s:
        parts.append(duration(item.duration_s))
        parts += [short_reason(item.reason)] if item.reason and item.reason.code in _CUT_OFF else []
    else:
        parts.append(short_reason(item.reason) or tr("People", "not answered"))
    cost = cost_or_free(item.cost) if item.duration_s else ""
    return " · ".join([*parts, cost] if cost else parts)
