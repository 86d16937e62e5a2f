"""What was typed into a contact's number or address, as it is kept: E.164 or user@domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_app.snapshots import PointKind
from telephony.numbers import Address, Callable, Internal, Refusal, Several, Suggestion, interpret
from ui.language import tr
from ui.phone.reading import plan_of
from ui.wording.numbers import refusal_sentence

if TYPE_CHECKING:
    from agent_app.snapshots import AccountSnapshot


@dataclass(frozen=True, slots=True)
class PointReading:
    """Either a value to keep, or what is wrong; `proposal` is what was probably meant."""

    value: str = ""
    trouble: str = ""
    proposal: str = ""


def read_point(kind: PointKind, text: str, account: AccountSnapshot | None) -> PointReading:
    """The field of a contact. An emergency number is no contact's: it is told so, like anything that is no number."""
    if kind is PointKind.SIP:
        return _read_address(text)
    meaning = interpret(text, plan_of(account))
    match meaning:
        case Callable(number):
            return PointReading(number.e164)
        case Internal(number):
            return PointReading(number)
        case Suggestion(number, _):
            return PointReading(trouble=tr("Editor", "Is this the number? Then press Save again."), proposal=number.international)
        case Several():
            return PointReading(trouble=tr("Editor", "One number a line, please"))
        case _:
            said = refusal_sentence(meaning) if isinstance(meaning, Refusal) else ""
            return PointReading(trouble=said or tr("Editor", "This is no telephone number"))


def _read_address(text: str) -> PointReading:
    typed = text.strip()
    meaning = interpret(typed if ":" in typed else f"sip:{typed}")
    if isinstance(meaning, Address) and "@" in meaning.uri:
        return PointReading(meaning.uri.split(":", maxsplit=1)[-1])
    return PointReading(trouble=tr("Editor", "A SIP address looks like name@provider.com"))
