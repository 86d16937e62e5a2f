"""What a typed text turned out to be, in words: where a number is, what was corrected, and why one can't be called."""

from __future__ import annotations

from collections.abc import Callable as Function
from typing import TYPE_CHECKING, Final

from telephony.numbers import Correction, Description, NumberKind, Refusal, RefusalCode
from ui.language import in_language, tr
from ui.wording.countries import country

if TYPE_CHECKING:
    from collections.abc import Mapping

_C = "Numbers"

_KINDS: Final[dict[NumberKind, Function[[], str]]] = {
    NumberKind.FIXED_LINE: lambda: tr(_C, "landline"),
    NumberKind.MOBILE: lambda: tr(_C, "mobile"),
    NumberKind.FIXED_LINE_OR_MOBILE: lambda: tr(_C, "landline or mobile"),
    NumberKind.TOLL_FREE: lambda: tr(_C, "free for the caller"),
    NumberKind.PREMIUM: lambda: tr(_C, "premium rate"),
    NumberKind.SHARED_COST: lambda: tr(_C, "shared cost"),
    NumberKind.VOIP: lambda: tr(_C, "internet telephony"),
    NumberKind.PERSONAL: lambda: tr(_C, "personal number"),
    NumberKind.PAGER: lambda: tr(_C, "pager"),
    NumberKind.COMPANY: lambda: tr(_C, "company number"),
    NumberKind.VOICEMAIL: lambda: tr(_C, "voicemail"),
    NumberKind.SATELLITE: lambda: tr(_C, "satellite"),
    NumberKind.UNKNOWN: lambda: "",
}

_CORRECTIONS: Final[dict[Correction, Function[[], str]]] = {
    Correction.TRUNK_PREFIX: lambda: tr(_C, "8 became +7"),
    Correction.INTERNATIONAL_PREFIX: lambda: tr(_C, "the international prefix became +"),
    Correction.PLUS: lambda: tr(_C, "+ was added"),
    Correction.COUNTRY_CODE: lambda: tr(_C, "your country's code was added"),
    Correction.AREA_CODE: lambda: tr(_C, "your city's code was added"),
    Correction.EIGHT_FOR_SEVEN: lambda: tr(_C, "+8 became +7"),
    Correction.LETTERS: lambda: tr(_C, "letters were read as the keys they are on"),
    Correction.FOUND_IN_TEXT: lambda: tr(_C, "the number was found in the text"),
}


def _bounds(params: Mapping[str, str | int]) -> dict[str, object]:
    least, most = params["least"], params["most"]
    return {
        "country": country(str(params["region"])),
        "have": params["have"],
        "want": least if least == most else f"{least}–{most}",
    }


_REFUSALS: Final[dict[RefusalCode, Function[[Mapping[str, str | int]], str]]] = {
    RefusalCode.EMPTY: lambda _: "",
    RefusalCode.NO_NUMBER: lambda _: tr(_C, "There is no number here. Type one with its country and city code."),
    RefusalCode.TEXT_TOO_LONG: lambda _: tr(_C, "This text is too long to look for a number in it. Paste a shorter piece."),
    RefusalCode.LETTERS: lambda p: tr(_C, "“{letters}” is no part of a number", letters=p["letters"]),
    RefusalCode.LETTER_FOR_DIGIT: lambda p: tr(
        _C, "The letter “{letter}” stands where the digit {digit} should be", letter=p["letter"], digit=p["digit"]
    ),
    RefusalCode.EMERGENCY_ON_PROVIDER: lambda p: tr(
        _C,
        "{number} is an emergency number: call it from a mobile or landline phone. Internet telephony can't say where you are.",
        number=p["number"],
    ),
    RefusalCode.SHORT_ON_PROVIDER: lambda p: tr(
        _C, "{number} is a short number of a local network. Type the full one, with country and city code.", number=p["number"]
    ),
    RefusalCode.FEATURE_CODE_ON_PROVIDER: lambda p: tr(
        _C, "{number} is a code of a company's exchange; this account has none", number=p["number"]
    ),
    RefusalCode.NO_AREA_CODE: lambda _: tr(_C, "The city code is missing: write +7 495 111-22-33, not 111-22-33"),
    RefusalCode.UNKNOWN_COUNTRY: lambda _: tr(_C, "No country has this code. A full number begins with +, country and city code."),
    RefusalCode.NO_SUCH_AREA: lambda p: tr(
        _C, "{country}: there is no city or operator code {area}", country=country(str(p["region"])), area=p["area"]
    ),
    RefusalCode.TOO_SHORT: lambda p: (
        tr(_C, "{country}: too short, {have} digits of {want} after the country code", **_bounds(p))
        if p["region"]
        else tr(_C, "Too short to be a full number: {have} of {want} digits", **_bounds(p))
    ),
    RefusalCode.TOO_LONG: lambda p: (
        tr(_C, "{country}: too long, {have} digits instead of {want} after the country code", **_bounds(p))
        if p["region"]
        else tr(_C, "Too long for a number: {have} digits instead of {want}", **_bounds(p))
    ),
    RefusalCode.INVALID_FOR_REGION: lambda p: tr(_C, "{country} has no such numbers. Check the digits.", country=country(str(p["region"]))),
    RefusalCode.BAD_ADDRESS: lambda p: tr(_C, "“{address}” is no SIP address: it looks like name@provider.com", address=p["address"]),
}


def refusal_sentence(refusal: Refusal) -> str:
    return _REFUSALS[refusal.code](refusal.params)


def corrections_sentence(corrections: tuple[Correction, ...]) -> str:
    """What was changed between the text and the number; "" where nothing was."""
    said = ", ".join(_CORRECTIONS[correction]() for correction in corrections)
    return said[:1].upper() + said[1:]


def kind_word(kind: NumberKind) -> str:
    """ "landline"; "" where it is not known."""
    return _KINDS[kind]()


def place_line(about: Description) -> str:
    """ "Moscow · landline", "Germany · mobile" """
    where = country(about.region)
    if about.place is not None:
        where = in_language(about.place.ru, about.place.en)
    return " · ".join(part for part in (where, _KINDS[about.kind]()) if part)


def unworded() -> list[object]:
    """The codes that have no words yet: none, a test says."""
    tables = ((_KINDS, NumberKind), (_CORRECTIONS, Correction), (_REFUSALS, RefusalCode))
    return [code for table, codes in tables for code in codes if code not in table]
