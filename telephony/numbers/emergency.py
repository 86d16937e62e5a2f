"""Emergency numbers, told before any rewriting of the text.

The table is a union over countries and an exact match, because a library's per-country answers are wrong both ways: it denies 112 in
Uzbekistan and calls "112-22-33" an emergency in Russia. A prefix is looked through: a known dialler turned 911 into 11 by a strip rule.
"""

from __future__ import annotations

from typing import Final

from telephony.numbers.meanings import PlanKind
from telephony.numbers.text import digits_of

NUMBERS: Final = frozenset(["01", "02", "03", "04", "101", "102", "103", "104", "110", "112", "119", "120", "122", "911", "999"])
_PREFIXES: Final = ("8", "00", "007", "810", "8107", "0", "9")  # trunks, ways abroad, and what exchanges want before an outside number
_LONGEST_COUNTRY_CODE: Final = 3


def emergency_number(cleaned: str, kind: PlanKind) -> str | None:
    """The emergency number that this text would dial, also behind a plus, a country code or a trunk prefix; None when it would not."""
    text = cleaned.strip(" #")
    if kind is PlanKind.PBX and text.startswith("*"):
        return None  # a feature code goes out as it is
    digits = digits_of(text)
    if digits in NUMBERS:
        return digits
    country = tuple(digits[:length] for length in range(1, _LONGEST_COUNTRY_CODE + 1))
    for prefix in country if text.lstrip(" (").startswith("+") else _PREFIXES:
        rest = digits[len(prefix) :]
        # 801 to 804 and 901 to 904 are what exchanges call their desks: behind a prefix they are not taken for 01 to 04.
        if digits.startswith(prefix) and rest in NUMBERS and (kind is PlanKind.PROVIDER or len(rest) > 2):
            return rest
    return None
