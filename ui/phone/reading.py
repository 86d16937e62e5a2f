"""What the number field holds, for the account that would call it: a target to dial, choices to take, or a sentence why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from agent_app.snapshots import AccountKind
from telephony.numbers import (
    Address,
    Callable,
    Correction,
    Emergency,
    Internal,
    NumberPlan,
    PhoneNumber,
    PlanKind,
    Refusal,
    RefusalCode,
    Several,
    Suggestion,
    describe,
    interpret,
)
from ui.language import tr
from ui.wording.numbers import corrections_sentence, place_line, refusal_sentence

if TYPE_CHECKING:
    from agent_app.snapshots import AccountSnapshot
    from telephony.numbers import Interpretation


@dataclass(frozen=True, slots=True)
class Target:
    """What Call would dial. `number` is E.164 or a PBX's internal number, `address` a SIP address; one of them is empty."""

    number: str = ""
    extension: str = ""
    address: str = ""
    emergency: str = ""  # asked about first

    def is_full_number(self) -> bool:
        """Whether it may have a price."""
        return self.number.startswith("+")


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentence under the field, in a role's colour, and what can be done."""

    line: str = ""
    role: str = "muted"
    target: Target | None = None
    choices: tuple[PhoneNumber, ...] = ()
    found_in_text: bool = False
    refused: bool = False


_UNFINISHED = (RefusalCode.TOO_SHORT, RefusalCode.NO_AREA_CODE, RefusalCode.SHORT_ON_PROVIDER, RefusalCode.NO_NUMBER)


def plan_of(account: AccountSnapshot | None) -> NumberPlan:
    """What the account says may be dialled; a provider's plan while there is none."""
    if account is None:
        return NumberPlan()
    kind = PlanKind.PBX if account.kind is AccountKind.PBX else PlanKind.PROVIDER
    return NumberPlan(region=account.region, area_code=account.area_code, kind=kind)


def read(text: str, account: AccountSnapshot | None) -> Reading:
    """Never raises: any text has a reading."""
    return _reading(interpret(text, plan_of(account)))


def _reading(meaning: Interpretation) -> Reading:  # noqa: PLR0911 - one for each meaning
    match meaning:
        case Callable(number, corrections):
            return Reading(_callable_line(number, corrections), target=Target(number.e164, number.extension))
        case Suggestion(number, corrections):
            return Reading(_suggestion_line(corrections), "warning_text", None, (number,), Correction.FOUND_IN_TEXT in corrections)
        case Several(choices):
            return Reading(tr("Phone", "Several numbers: choose one"), "on_surface", None, choices[:4], found_in_text=True)
        case Internal(number, extension):
            return Reading(tr("Phone", "Internal number"), target=Target(number, extension))
        case Emergency(number, typed):
            return Reading(tr("Phone", "Emergency number {number}", number=number), "warning_text", Target(typed, emergency=number))
        case Address(uri):
            return Reading(tr("Phone", "Computer to computer, free"), target=Target(address=uri.split(":", maxsplit=1)[-1]))
        case Refusal(code):
            role = "muted" if code in _UNFINISHED else "danger_text"
            return Reading(refusal_sentence(meaning), role, refused=code is not RefusalCode.EMPTY)
    assert_never(meaning)


def _callable_line(number: PhoneNumber, corrections: tuple[Correction, ...]) -> str:
    where = place_line(describe(number))
    return f"{number.international} · {where}" if corrections else where


def _suggestion_line(corrections: tuple[Correction, ...]) -> str:
    return tr("Phone", "{corrections}. Is it this one?", corrections=corrections_sentence(corrections))
