"""Whose number it is: a hint, since numbers may be taken along to another operator (Russia, Kazakhstan)."""

from __future__ import annotations


def operator_hint(number: str, language: str = "en") -> str:
    """The operator that the number's range was given to; "" where none is known. Blocks 14 ms at first: for a worker."""
    import phonenumbers
    from phonenumbers import carrier

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    return carrier.name_for_number(parsed, language)
