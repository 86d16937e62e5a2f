"""One number's digits, read by the rules of an account's plan."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from telephony.numbers import library
from telephony.numbers.meanings import Callable, Correction, Internal, NumberPlan, PhoneNumber, PlanKind, Refusal, RefusalCode, Suggestion
from telephony.numbers.text import digits_of

_EIGHT_TEN: Final = "810"
_EIGHT_TEN_REGIONS: Final = frozenset({"RU", "KZ", "BY", "TJ", "TM", "UZ"})  # where 8, a tone, 10 is or was the way abroad
_TONE: Final = re.compile(r"^([\s(]*8)\s*[~wWpP]\s*(?=10)")
_LONE_EIGHT: Final = re.compile(r"[\s(]*\++\s*8[\s().-]")
_SHORT: Final = 5  # no subscriber anywhere in the plans we know is reached by so few digits
_LOCAL: Final = 7
_WRONG_AREA: Final = (RefusalCode.NO_SUCH_AREA, RefusalCode.INVALID_FOR_REGION)
_UNAMBIGUOUS: Final = frozenset({Correction.TRUNK_PREFIX, Correction.INTERNATIONAL_PREFIX, Correction.PLUS})


def drop_tone_mark(cleaned: str) -> str:
    """ "8~10 …" and "8w10 …" (wait for the tone) as "810 …"."""
    return _TONE.sub(r"\1", cleaned)


def read_single(text: str, extension: str, plan: NumberPlan) -> Callable | Suggestion | Internal | Refusal:
    """A text of one number (digits, separators, a leading plus) that is no emergency number.

    Dialled at once: full numbers, and those whose only fault is a way of writing that leaves no doubt (trunk 8, 810, 00, a missing plus
    before the home country's code). Everything that had to be guessed comes back as a Suggestion.
    """
    digits, plus = digits_of(text), text.lstrip(" (").startswith("+")
    if not plus and ("*" in text or "#" in text or len(digits) <= _short_length(plan)):
        special = _short_number(text, digits, extension, plan)
        if special is not None:
            return special
    result = _with_plus(text, digits, plan) if plus else _without_plus(digits, plan)
    if isinstance(result, Refusal):
        return result
    return replace(result, number=replace(result.number, extension=extension))


def _short_length(plan: NumberPlan) -> int:
    return plan.internal_digits if plan.kind is PlanKind.PBX else _SHORT


def _short_number(text: str, digits: str, extension: str, plan: NumberPlan) -> Internal | Refusal | None:
    code = "".join(char for char in text if char in "0123456789*#")
    if plan.kind is PlanKind.PBX:
        return Internal(code, extension)
    if code != digits:
        return Refusal(RefusalCode.FEATURE_CODE_ON_PROVIDER, {"number": code})
    if plan.area_code and library.read_number(plan.area_code + digits, plan.region):
        return None  # some towns have numbers of five digits
    return Refusal(RefusalCode.SHORT_ON_PROVIDER, {"number": digits})


def _with_plus(text: str, digits: str, plan: NumberPlan) -> Callable | Suggestion | Refusal:
    full, home = _full(digits), _eight_for_seven(digits, plan)
    # "+8 (495) 111-22-33" is a Moscow number to whoever writes so, and a valid Vietnamese one to the numbering plan.
    if home is not None and (full is None or _LONE_EIGHT.match(text)):
        return Suggestion(home, (Correction.EIGHT_FOR_SEVEN,))
    if full is not None:
        return Callable(full)
    for prefix in ("00", _EIGHT_TEN):
        beyond = _full(digits.removeprefix(prefix)) if digits.startswith(prefix) else None
        if beyond is not None:
            return Suggestion(beyond, (Correction.INTERNATIONAL_PREFIX,))
    return library.why_invalid(f"+{digits}", None)


def _eight_for_seven(digits: str, plan: NumberPlan) -> PhoneNumber | None:
    read = library.read_number(digits, plan.region) if digits.startswith("8") else None
    return read[0] if read and read[1] is Correction.TRUNK_PREFIX else None


def _without_plus(digits: str, plan: NumberPlan) -> Callable | Suggestion | Refusal:
    abroad = _beyond_prefix(digits, plan)
    if abroad:
        number = _full(abroad)
        return Callable(number, (Correction.INTERNATIONAL_PREFIX,)) if number else library.why_invalid(f"+{abroad}", None)
    home = library.read_number(digits, plan.region)
    if home is not None:
        number, correction = home
        made = (correction,) if correction else ()
        return Callable(number, made) if set(made) <= _UNAMBIGUOUS else Suggestion(number, made)
    return _guess(digits, plan)


def _guess(digits: str, plan: NumberPlan) -> Suggestion | Refusal:
    local = library.read_number(plan.area_code + digits, plan.region) if plan.area_code else None
    if local is not None:
        return Suggestion(local[0], (Correction.AREA_CODE,))
    reason = library.why_invalid(digits, plan.region)
    # With a trunk prefix and the right length it was meant for home: "no such area" says more than a number in Japan.
    trunk = library.trunk_prefix(plan.region)
    meant_for_home = trunk and digits.startswith(trunk) and reason.code in _WRONG_AREA
    foreign = None if meant_for_home else _full(digits)
    if foreign is not None:
        return Suggestion(foreign, (Correction.PLUS,))
    if len(digits) <= _LOCAL and not plan.area_code:
        return Refusal(RefusalCode.NO_AREA_CODE, {"number": digits})
    return reason


def _beyond_prefix(digits: str, plan: NumberPlan) -> str:
    if digits.startswith("00"):
        return digits[2:]
    if plan.region in _EIGHT_TEN_REGIONS and digits.startswith(_EIGHT_TEN):
        return digits.removeprefix(_EIGHT_TEN)
    return ""


def _full(digits: str) -> PhoneNumber | None:
    read = library.read_number(f"+{digits}", None)
    return read[0] if read else None
