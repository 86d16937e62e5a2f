"""The trial tariff: test calls to Russian landline numbers only."""

from __future__ import annotations

from typing import Final

_ABKHAZIA: Final = ("7840", "7940")  # numbers of the Russian plan to phonenumbers, but not Russian landlines to a provider


def covers(number: str) -> bool:
    """Whether the trial pays for this full number (E.164, with or without its plus); False for whatever is no such number."""
    import phonenumbers  # 12-32 ms: not on the start-up path

    digits = number.removeprefix("+")
    if not (digits.isascii() and digits.isdigit()) or digits.startswith(_ABKHAZIA):
        return False
    try:
        parsed = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return False
    return (
        phonenumbers.is_valid_number(parsed)
        and phonenumbers.region_code_for_number(parsed) == "RU"
        and phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.FIXED_LINE
    )
