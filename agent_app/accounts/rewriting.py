"""The user's dial rules: what is typed becomes something else before it is read as a number."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_app.accounts.calling import DialRule
    from agent_app.snapshots import AccountKind

_SEPARATORS: Final = re.compile(r"[\s().\-/]+")
_PATTERN: Final = re.compile(r"(?=.)(?P<head>[0-9*#+]*)(?P<kept>([Xx][0-9*#Xx]*)?\.?)", re.ASCII)
_NOTHING: Final = re.compile(r"(?P<rest>)(?!)")  # a pattern that is none fits nothing


def rewritten(rules: Iterable[DialRule], text: str) -> tuple[str, str]:
    """The text after the first rule that fits it, and that rule's pattern; the text as it is and "" where none does.

    A pattern is the whole number: digits, * # + stand for themselves, X is any digit, a dot at the end one sign and more. What the pattern
    begins with, up to its first X or dot, becomes the replacement; the rest is kept: "8XXXXXXXXXX" to "+7", "00." to "+".
    """
    bare = _SEPARATORS.sub("", text)
    for rule in rules:
        found = _compiled(rule.pattern).fullmatch(bare)
        if found is not None:
            return rule.replacement + found["rest"], rule.pattern
    return text, ""


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    found = _PATTERN.fullmatch(pattern)
    if found is None:
        return _NOTHING
    return re.compile(f"{re.escape(found['head'])}(?P<rest>{_signs(found['kept'])})", re.ASCII)


def _signs(kept: str) -> str:
    """The regular expression of what the rule keeps."""
    return "".join({"X": "[0-9]", ".": "[0-9*#]+"}.get(sign, re.escape(sign)) for sign in kept.upper())


def is_emergency(text: str, kind: AccountKind) -> bool:
    from telephony.numbers import PlanKind
    from telephony.numbers.emergency import emergency_number
    from telephony.numbers.text import clean

    return emergency_number(clean(text), PlanKind(kind.value)) is not None


def is_pattern(text: str) -> bool:
    """Whether `text` can be a rule's pattern."""
    return _PATTERN.fullmatch(text) is not None
