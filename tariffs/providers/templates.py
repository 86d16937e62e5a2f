"""Addresses and bodies with places for an account's values, in the manner of Acrobits (doc.acrobits.net/api/client/intro.html).

    https://example.com/rate?u=%account[username]%&to=%targetNumber%

A value is escaped for where it stands. "%" and two hexadecimal digits stay what they are, an escaped character of an address.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PASSWORD: Final = "account[password]"  # noqa: S105  (the place, not the password)
PASSWORD_SHA1: Final = "sha1(%account[password]%)"  # noqa: S105
NUMBER: Final = "targetNumber"
KNOWN: Final = ("account[username]", "account[host]", PASSWORD, PASSWORD_SHA1, NUMBER)
_PLACE: Final = re.compile(r"%(sha1\(%account\[password\]%\)|[^%\s]*)%")
_NAME: Final = re.compile(r"[A-Za-z][\w\[\]()]{2,}", re.ASCII)  # "%account…%" begins like an escaped character, and is none
_ESCAPED: Final = re.compile(r"%[0-9A-Fa-f]{2}")


class Escape(StrEnum):
    """What a value must not break out of."""

    URL = "url"
    JSON = "json"


class TemplateError(ValueError):
    """A place that is not known; `place` is what stands there."""

    def __init__(self, place: str) -> None:
        super().__init__(f"%{place}% is not known; known are {', '.join(f'%{name}%' for name in KNOWN)}")
        self.place = place


@dataclass(frozen=True)
class Template:
    """Texts and places by turns: `pieces` of even index are texts, of odd index names of KNOWN."""

    pieces: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Template:
        """TemplateError for a place that is not known, or a "%" that begins none."""
        pieces, plain, at = [""], "", 0
        while at < len(text):
            place = _PLACE.match(text, at)
            if text[at] != "%":
                plain, at = plain + text[at], at + 1
            elif place is not None and place[1] in KNOWN:
                pieces[-1:] = [plain, place[1], ""]
                plain, at = "", place.end()
            elif _ESCAPED.match(text, at) and (place is None or not _NAME.fullmatch(place[1])):
                plain, at = plain + text[at : at + 3], at + 3
            else:
                raise TemplateError(place[1] if place is not None else text[at + 1 : at + 21])
        return cls((*pieces[:-1], plain))

    @property
    def names(self) -> frozenset[str]:
        """The places in it."""
        return frozenset(self.pieces[1::2])

    @property
    def holds_password(self) -> bool:
        """Whether a secret, or its hash, will stand in it."""
        return not self.names.isdisjoint({PASSWORD, PASSWORD_SHA1})

    def filled(self, values: Mapping[str, str], password: Callable[[], str], escape: Escape) -> str:
        """`values` by name; the password is asked for only where it has a place."""
        escaped = _escaped_url if escape is Escape.URL else _escaped_json
        return "".join(piece if index % 2 == 0 else escaped(_value(piece, values, password)) for index, piece in enumerate(self.pieces))


def _value(name: str, values: Mapping[str, str], password: Callable[[], str]) -> str:
    if name == PASSWORD:
        return password()
    if name == PASSWORD_SHA1:
        return hashlib.sha1(password().encode(), usedforsecurity=False).hexdigest()
    return values.get(name, "")


def _escaped_url(text: str) -> str:
    return quote(text, safe="")


def _escaped_json(text: str) -> str:
    return json.dumps(text)[1:-1]
