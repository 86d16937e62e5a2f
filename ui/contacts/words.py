"""What is said of files of contacts: labels of numbers, what a column is, what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from agent_app.contacts.transfer.drafts import Trouble, TroubleCode
from agent_app.contacts.transfer.job import TooLargeError
from agent_app.contacts.transfer.table import Meaning
from ui.language import tr
from ui.wording.files import error_trouble

_C = "Import"


def label_words() -> dict[str, str]:
    """The user's words for what files call numbers everywhere."""
    return {
        "home": tr(_C, "home"),
        "work": tr(_C, "work"),
        "cell": tr(_C, "mobile"),
        "fax": tr(_C, "fax"),
        "main": tr(_C, "main"),
        "other": tr(_C, "other"),
    }


def meaning_words() -> dict[Meaning, str]:
    """In the order that a list offers them."""
    return {
        Meaning.NOTHING: tr(_C, "Left out"),
        Meaning.NAME: tr(_C, "Name"),
        Meaning.FIRST: tr(_C, "First name"),
        Meaning.MIDDLE: tr(_C, "Middle name"),
        Meaning.LAST: tr(_C, "Last name"),
        Meaning.COMPANY: tr(_C, "Company"),
        Meaning.PHONE: tr(_C, "Phone number"),
        Meaning.SIP: tr(_C, "SIP address"),
        Meaning.LABEL: tr(_C, "Label of the next number"),
        Meaning.NOTE: tr(_C, "Note"),
        Meaning.GROUP: tr(_C, "Group"),
        Meaning.FAVOURITE: tr(_C, "Favourite"),
    }


_TROUBLES: Final[dict[TroubleCode, Callable[[str], str]]] = {
    TroubleCode.UNFINISHED: lambda _: tr(_C, "The card has no end"),
    TroubleCode.BAD_LINE: lambda what: tr(_C, "This can't be read: {what}", what=what),
    TroubleCode.NOBODY: lambda _: tr(_C, "Neither a name nor a number"),
    TroubleCode.NOT_A_PERSON: lambda what: tr(_C, "A card of a group, not of a person: {what}", what=what),
    TroubleCode.NUMBER: lambda what: tr(_C, "Not a full telephone number, left out: {what}", what=what),
    TroubleCode.GUESSED: lambda what: tr(_C, "Completed by guess, check it: {what}", what=what),
    TroubleCode.ADDRESS: lambda what: tr(_C, "Not a SIP address, left out: {what}", what=what),
    TroubleCode.PICTURE: lambda what: tr(_C, "The picture can't be used: {what}", what=what),
    TroubleCode.PICTURE_ELSEWHERE: lambda what: tr(_C, "The picture is only a link, nothing is fetched: {what}", what=what),
    TroubleCode.TOO_MANY: lambda what: tr(_C, "More than {what}: the rest is left out", what=what),
}


def trouble_sentence(trouble: Trouble) -> str:
    return _TROUBLES[trouble.code](trouble.text)


def failure_sentence(error: Exception) -> str:
    """Why a file could not be read."""
    if isinstance(error, TooLargeError):
        return tr(_C, "The file is larger than 64 MB. Export fewer contacts at a time.")
    return tr(_C, "The file can't be read: {why}.", why=error_trouble(error))
