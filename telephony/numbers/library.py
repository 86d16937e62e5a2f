"""The only module that talks to phonenumbers. Its import takes 12-32 ms, so it waits for the first number."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from telephony.numbers.meanings import Correction, NumberKind, PhoneNumber, Refusal, RefusalCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    import phonenumbers as lib

_SATELLITE: Final = ("+870", "+881", "+88216")
_WORLD: Final = "001"
_RUSSIAN_PLAN: Final = 7
_AREA_DIGITS: Final = 3
_SHORTEST: Final = 7  # digits of a full number: few have less
_LONGEST: Final = 15  # E.164
_SHOWN: Final = 32  # of a text that is no number at all


def read_number(text: str, region: str | None) -> tuple[PhoneNumber, Correction | None] | None:
    """The valid number of a text of digits (with its plus, or as dialled in `region`), and what of it was understood; None when invalid."""
    parsed = _parse(text, region)
    kind = None if parsed is None else _kind(parsed)
    if parsed is None or kind is None:
        return None
    return _number(parsed, kind), _correction(parsed, text)


def why_invalid(text: str, region: str | None) -> Refusal:
    """The reason why read_number gives None for this text."""
    import phonenumbers as lib

    digits = text.removeprefix("+")
    if len(digits) > _LONGEST:
        return _wrong_length(RefusalCode.TOO_LONG, text[:_SHOWN], "", len(digits), (_SHORTEST, _LONGEST))
    parsed = _parse(text, region)
    country = (parsed.country_code or 0) if parsed is not None else 0
    if parsed is not None and country in lib.COUNTRY_CODE_TO_REGION_CODE:
        return _wrong_digits(country, lib.national_significant_number(parsed))
    known = any(digits.startswith(str(code)) for code in lib.COUNTRY_CODE_TO_REGION_CODE)
    if text.startswith("+") and not known:
        return Refusal(RefusalCode.UNKNOWN_COUNTRY, {"number": text})
    return _wrong_length(RefusalCode.TOO_SHORT, text, region or "", len(digits), (_SHORTEST, _LONGEST))


def _wrong_digits(country: int, national: str) -> Refusal:
    import phonenumbers as lib

    number, home = f"+{country}{national}", lib.region_code_for_country_code(country)
    least, most = _lengths(country, home)
    if len(national) < least:
        return _wrong_length(RefusalCode.TOO_SHORT, number, home, len(national), (least, most))
    if len(national) > most:
        return _wrong_length(RefusalCode.TOO_LONG, number, home, len(national), (least, most))
    if country == _RUSSIAN_PLAN:
        return Refusal(RefusalCode.NO_SUCH_AREA, {"number": number, "region": home, "area": national[:_AREA_DIGITS]})
    return Refusal(RefusalCode.INVALID_FOR_REGION, {"number": number, "region": home})


def _wrong_length(code: RefusalCode, number: str, region: str, have: int, bounds: tuple[int, int]) -> Refusal:
    return Refusal(code, {"number": number, "region": region, "have": have, "least": bounds[0], "most": bounds[1]})


def country_code(region: str) -> str:
    """The digits of a region's country code ("7"); "" for a region that has none."""
    import phonenumbers as lib

    return str(lib.country_code_for_region(region) or "")


def trunk_prefix(region: str) -> str:
    """What stands before a number dialled within the country ("8"); "" where nothing does."""
    import phonenumbers as lib

    return lib.ndd_prefix_for_region(region, True) or ""


def letters_to_digits(text: str) -> str:
    """Letters as on a telephone's keys ("FLOWERS" -> "3569377"); other characters stay."""
    import phonenumbers as lib

    return lib.convert_alpha_characters_in_number(text)


def matches(text: str, region: str, *, valid_only: bool) -> Iterator[str]:
    """The pieces of a longer text that look like numbers."""
    import phonenumbers as lib

    leniency = lib.Leniency.VALID if valid_only else lib.Leniency.POSSIBLE
    for match in lib.PhoneNumberMatcher(text, region, leniency=leniency):
        yield match.raw_string


def full_number_at_start(text: str) -> str:
    """The longest beginning of a text, in whole groups of digits, that is a valid full number; "" where there is none."""
    beginnings = (text[: group.end()] for group in reversed(list(re.finditer(r"\d+", text))))
    return next((piece for piece in beginnings if read_number(piece, None) is not None), "")


def format_international(e164: str) -> str:
    """A full number as people read it: "+7 495 111-22-33". What is no full number comes back as it was."""
    import phonenumbers as lib

    parsed = _parse(e164, None)
    if parsed is None:
        return e164
    return lib.format_number(parsed, lib.PhoneNumberFormat.INTERNATIONAL)


def group_digits(text: str, region: str) -> str:
    """An unfinished number (plus and digits) with the grouping it has so far. For one thread."""
    return _typing(region).group(text)


class _Typing:
    """What was grouped last, in a formatter that takes a digit more: a key costs one digit then, and not all of them again."""

    def __init__(self, region: str) -> None:
        import phonenumbers as lib

        self._formatter = lib.AsYouTypeFormatter(region)
        self._text = self._grouped = ""

    def group(self, text: str) -> str:
        if not text.startswith(self._text):
            self._formatter.clear()
            self._text = self._grouped = ""
        for char in text[len(self._text) :]:
            self._grouped = self._formatter.input_digit(char)
            self._text += char
        return self._grouped.rstrip()  # "+52 " otherwise


@cache
def _typing(region: str) -> _Typing:
    return _Typing(region)


def _parse(text: str, region: str | None) -> lib.PhoneNumber | None:
    import phonenumbers as lib

    try:
        return lib.parse(text, region, keep_raw_input=True)
    except lib.NumberParseException:
        return None


def _kind(parsed: lib.PhoneNumber) -> NumberKind | None:
    """None for a number that is not valid: one without a type, which is how the library itself tells."""
    import phonenumbers as lib

    found = lib.number_type(parsed)
    return None if found == lib.PhoneNumberType.UNKNOWN else _kinds()[found]


def _number(parsed: lib.PhoneNumber, kind: NumberKind) -> PhoneNumber:
    import phonenumbers as lib

    e164 = lib.format_number(parsed, lib.PhoneNumberFormat.E164)
    return PhoneNumber(
        e164=e164,
        region=lib.region_code_for_number(parsed) or _WORLD,
        kind=NumberKind.SATELLITE if e164.startswith(_SATELLITE) else kind,
        national=lib.format_number(parsed, lib.PhoneNumberFormat.NATIONAL),
        international=lib.format_number(parsed, lib.PhoneNumberFormat.INTERNATIONAL),
    )


def _correction(parsed: lib.PhoneNumber, text: str) -> Correction | None:
    import phonenumbers as lib

    source = lib.CountryCodeSource
    match parsed.country_code_source:
        case source.FROM_NUMBER_WITH_PLUS_SIGN:
            return None
        case source.FROM_NUMBER_WITH_IDD:
            return Correction.INTERNATIONAL_PREFIX
        case source.FROM_NUMBER_WITHOUT_PLUS_SIGN:
            return Correction.PLUS
        case _:
            whole = lib.national_significant_number(parsed) == text
            return Correction.COUNTRY_CODE if whole else Correction.TRUNK_PREFIX


def _lengths(country: int, region: str) -> tuple[int, int]:
    """The fewest and most digits after the country code that a landline or a mobile has."""
    from phonenumbers import PhoneMetadata

    world = region == _WORLD
    data = PhoneMetadata.metadata_for_nongeo_region(country) if world else PhoneMetadata.metadata_for_region(region)
    assert data is not None
    described = [part for part in (data.fixed_line, data.mobile) if part is not None]
    lengths = [length for part in described for length in part.possible_length if length > 0]
    general = data.general_desc.possible_length if data.general_desc is not None else ()
    lengths = lengths or list(general)
    return min(lengths), max(lengths)


@cache
def _kinds() -> dict[int, NumberKind]:
    from phonenumbers import PhoneNumberType as Type

    return {
        Type.FIXED_LINE: NumberKind.FIXED_LINE,
        Type.MOBILE: NumberKind.MOBILE,
        Type.FIXED_LINE_OR_MOBILE: NumberKind.FIXED_LINE_OR_MOBILE,
        Type.TOLL_FREE: NumberKind.TOLL_FREE,
        Type.PREMIUM_RATE: NumberKind.PREMIUM,
        Type.SHARED_COST: NumberKind.SHARED_COST,
        Type.VOIP: NumberKind.VOIP,
        Type.PERSONAL_NUMBER: NumberKind.PERSONAL,
        Type.PAGER: NumberKind.PAGER,
        Type.UAN: NumberKind.COMPANY,
        Type.VOICEMAIL: NumberKind.VOICEMAIL,
        Type.UNKNOWN: NumberKind.UNKNOWN,
    }
