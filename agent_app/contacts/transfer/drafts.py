"""What was read from a file, before it is a contact; and what could not be read, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LARGEST_FILE: Final = 64 * 2**20  # bytes
MOST_CONTACTS: Final = 50_000
MOST_POINTS: Final = 40  # numbers and addresses of one contact
LONGEST_NAME: Final = 200
LONGEST_NOTE: Final = 5_000


class TroubleCode(StrEnum):
    """Why something of a file is left out. The text with it is what stands there."""

    UNFINISHED = "unfinished"  # a card without its end
    BAD_LINE = "bad_line"  # neither a property nor anything else that can be read
    NOBODY = "nobody"  # neither a name, nor a number, nor an address
    NOT_A_PERSON = "not_a_person"  # a card of a group
    NUMBER = "number"  # no telephone number
    GUESSED = "guessed"  # a number that was completed; the text is what it became
    ADDRESS = "address"  # no SIP address
    PICTURE = "picture"  # too large, broken, or of a form that is not known
    PICTURE_ELSEWHERE = "picture_elsewhere"  # only a link to it: nothing is fetched
    TOO_MANY = "too_many"  # more than are taken from one file, or of one contact


@dataclass(frozen=True, slots=True)
class Trouble:
    """`row` is the line of the file where it begins, 1 being the first."""

    row: int
    code: TroubleCode
    text: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A number or address as it stands in the file; `label` is a code of `LABELS` or the file's own word."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One contact of a file; `picture` is a whole image file (b"": none)."""

    row: int
    name: str
    phones: tuple[Value, ...] = ()
    addresses: tuple[Value, ...] = ()
    note: str = ""
    group: str = ""
    favourite: bool = False
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Drafts:
    drafts: tuple[Draft, ...] = ()
    troubles: tuple[Trouble, ...] = ()


LABELS: Final = ("home", "work", "cell", "fax", "main", "other")
"""What files call numbers everywhere; `ui` has words for them."""


def one_line(text: str, longest: int = LONGEST_NAME) -> str:
    """Without line breaks and control characters: foreign text for a row."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text[: longest * 4]).split())[:longest]


def plain_note(text: str) -> str:
    """A note may have lines."""
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n").strip()[:LONGEST_NOTE]
