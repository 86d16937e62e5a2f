"""Telephone numbers: what a text means, how a number is shown, what is known of it. A leaf: it imports nothing else of ours.

The functions are loaded when first asked for, and the number library (12-32 ms) with the first number: neither is on the start-up path.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from telephony.numbers.meanings import (
    Address,
    Callable,
    Correction,
    Emergency,
    Internal,
    Interpretation,
    NumberKind,
    NumberPlan,
    PhoneNumber,
    PlanKind,
    Refusal,
    RefusalCode,
    Several,
    Suggestion,
)

if TYPE_CHECKING:
    from telephony.numbers.finding import find_numbers
    from telephony.numbers.interpreting import interpret
    from telephony.numbers.library import format_international, full_number_at_start
    from telephony.numbers.places import Description, Place, describe, place_of
    from telephony.numbers.typing_format import Typed, format_as_you_type

_HOMES: Final = {
    "find_numbers": "finding",
    "interpret": "interpreting",
    "format_international": "library",
    "full_number_at_start": "library",
    "Description": "places",
    "Place": "places",
    "describe": "places",
    "place_of": "places",
    "Typed": "typing_format",
    "format_as_you_type": "typing_format",
}

__all__ = [
    "Address",
    "Callable",
    "Correction",
    "Description",
    "Emergency",
    "Internal",
    "Interpretation",
    "NumberKind",
    "NumberPlan",
    "PhoneNumber",
    "Place",
    "PlanKind",
    "Refusal",
    "RefusalCode",
    "Several",
    "Suggestion",
    "Typed",
    "describe",
    "find_numbers",
    "format_as_you_type",
    "format_international",
    "full_number_at_start",
    "interpret",
    "place_of",
]


def __getattr__(name: str) -> object:
    """PEP 562: a function comes with its module, once."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value
