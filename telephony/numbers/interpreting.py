"""What a typed, pasted or linked text means on an account. Nothing dials by itself: this only answers."""

from __future__ import annotations

import re
from typing import Final

from telephony.numbers.emergency import emergency_number
from telephony.numbers.finding import LONGEST_TEXT, find_numbers
from telephony.numbers.meanings import (
    Address,
    Callable,
    Correction,
    Emergency,
    Interpretation,
    NumberPlan,
    PlanKind,
    Refusal,
    RefusalCode,
    Several,
    Suggestion,
)
from telephony.numbers.reading import drop_tone_mark, read_single
from telephony.numbers.text import clean, digits_of, is_number_like, split_extension
from telephony.numbers.uri import sip_user, split_uri

_LOOK_ALIKE: Final = dict(zip("ЗзОоOolIБбЧч", "330000116644", strict=True))
_ALIKE_AT_DIGIT: Final = re.compile(rf"(?<=[\d\-)])[{''.join(_LOOK_ALIKE)}](?![^\W\d_])|(?<![^\W\d_])[{''.join(_LOOK_ALIKE)}](?=[\d\-(])")
_KEY_LETTERS: Final = re.compile(r"\+?[\d\s().-]*\d[\d\s().-]*[A-Za-z]{2}[A-Za-z\d\s().-]*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_DIVIDERS: Final = re.compile(r"[/,;\n]")
_LONGEST_KEYED: Final = 32
_MANY_LETTERS: Final = 40


def interpret(text: str, plan: NumberPlan | None = None) -> Interpretation:
    """What may be called by this text on an account with this plan (a provider's in Russia where none is given).

    An emergency number is told first, whatever its punctuation, before any rewriting. Never raises: a text of any kind gets an answer.
    """
    plan = plan or NumberPlan()
    if len(text) > LONGEST_TEXT:
        return Refusal(RefusalCode.TEXT_TOO_LONG, {"most": LONGEST_TEXT})
    cleaned = clean(text)
    if not cleaned:
        return Refusal(RefusalCode.EMPTY)
    target = split_uri(cleaned)
    if isinstance(target, Refusal):
        return target
    if isinstance(target, Address):
        user = sip_user(target.uri)
        return (_emergency(user, plan) if is_number_like(user) else None) or target
    if not target.text:
        return Refusal(RefusalCode.EMPTY)
    number, extension = split_extension(drop_tone_mark(target.text))
    # Looked for in the whole and in its parts: neither a link's parameters nor an extension may hide it.
    emergency = next(filter(None, (_emergency(part, plan) for part in (number, target.text, cleaned))), None)
    return emergency or _number(number, target.text, target.extension or extension, plan)


def _emergency(cleaned: str, plan: NumberPlan) -> Emergency | Refusal | None:
    number = emergency_number(cleaned, plan.kind)
    if number is None:
        return None
    if plan.kind is PlanKind.PROVIDER:
        return Refusal(RefusalCode.EMERGENCY_ON_PROVIDER, {"number": number})
    return Emergency(number, digits_of(cleaned))


def _number(text: str, whole: str, extension: str, plan: NumberPlan) -> Interpretation:
    if not digits_of(text) and not (is_number_like(text) and set(text) & set("*#")):
        return Refusal(RefusalCode.NO_NUMBER)
    if not is_number_like(text):
        return _free_text(text, whole, extension, plan)
    result = read_single(text, extension, plan)
    if isinstance(result, Refusal):
        return _from_text(whole, plan) or result
    several = _from_text(whole, plan) if _DIVIDERS.search(text) else None
    return several if isinstance(several, Several) else result


def _free_text(text: str, whole: str, extension: str, plan: NumberPlan) -> Interpretation:
    alike = _ALIKE_AT_DIGIT.search(text)
    others = _LETTERS.findall(_ALIKE_AT_DIGIT.sub("", text))
    if alike and not others:
        return Refusal(RefusalCode.LETTER_FOR_DIGIT, {"letter": alike[0], "digit": _LOOK_ALIKE[alike[0]]})
    found = _key_letters(text, extension, plan) or _from_text(whole, plan)
    if found:
        return found
    return Refusal(RefusalCode.LETTERS, {"letters": " ".join(_LETTERS.findall(text))[:_MANY_LETTERS]})


def _key_letters(text: str, extension: str, plan: NumberPlan) -> Suggestion | None:
    """ "8 800 FLOWERS": a guess even when the number is valid, because the letters may be a name as well."""
    if len(text) > _LONGEST_KEYED or not _KEY_LETTERS.fullmatch(text):
        return None
    from telephony.numbers.library import letters_to_digits

    result = read_single(letters_to_digits(text), extension, plan)
    if isinstance(result, (Callable, Suggestion)):
        return Suggestion(result.number, (Correction.LETTERS, *result.corrections))
    return None


def _from_text(text: str, plan: NumberPlan) -> Several | Suggestion | None:
    numbers = find_numbers(text, plan)
    if len(numbers) > 1:
        return Several(numbers)
    return Suggestion(numbers[0], (Correction.FOUND_IN_TEXT,)) if numbers else None
