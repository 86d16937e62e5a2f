"""Reading vCards: 2.1 as old phones and Outlook write it, 3.0 (RFC 2426), 4.0 (RFC 6350). What they have beside people is left out."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from agent_app.contacts.pictures import LARGEST_SOURCE
from agent_app.contacts.transfer.drafts import (
    LABELS,
    MOST_CONTACTS,
    MOST_POINTS,
    Draft,
    Drafts,
    Trouble,
    TroubleCode,
    Value,
    one_line,
    plain_note,
)
from agent_app.contacts.transfer.lines import Property, logical_lines, parse_line

FAVOURITE: Final = "X-AGENT-FAVOURITE"
_SIP: Final = ("sip:", "sips:")
_SILENT_TYPES: Final = frozenset({"voice", "pref", "internet", "msg", "text", "video", "iphone", "x-sip", "sip", "textphone", "pcs", "car"})
_SAME_TYPES: Final = {"mobile": "cell", "business": "work", "private": "home"}
_APPLE_LABEL: Final = re.compile(r"_\$!<(.*)>!\$_")
_SNIPPET: Final = 60


def looks_like_vcard(text: str) -> bool:
    return "begin:vcard" in text[:4096].casefold()


def read_vcards(text: str) -> Drafts:
    """Every person of the file; cards that can't be used, and what of the others can't, are told."""
    drafts: list[Draft] = []
    troubles: list[Trouble] = []
    card: list[Property] | None = None
    began = 0
    for row, line in logical_lines(text):
        word = line.strip().casefold()
        if word == "begin:vcard":
            if card is not None:
                troubles.append(Trouble(began, TroubleCode.UNFINISHED))
            card, began = [], row
        elif word == "end:vcard" and card is not None:
            if len(drafts) >= MOST_CONTACTS:
                troubles.append(Trouble(began, TroubleCode.TOO_MANY, str(MOST_CONTACTS)))
                return Drafts(tuple(drafts), tuple(troubles))
            _Card(began, card, troubles).draft_into(drafts)
            card = None
        elif word and card is not None:
            _take_line(row, line, card, troubles)
    if card is not None:
        troubles.append(Trouble(began, TroubleCode.UNFINISHED))
    return Drafts(tuple(drafts), tuple(troubles))


def _take_line(row: int, line: str, card: list[Property], troubles: list[Trouble]) -> None:
    found = parse_line(row, line)
    if found is None:
        troubles.append(Trouble(row, TroubleCode.BAD_LINE, one_line(line, _SNIPPET)))
    else:
        card.append(found)


class _Card:
    """The lines of one card, by name."""

    def __init__(self, row: int, lines: list[Property], troubles: list[Trouble]) -> None:
        self._row = row
        self._lines = lines
        self._troubles = troubles
        self._labels = {line.group: line.text() for line in lines if line.name == "X-ABLABEL" and line.group}

    def draft_into(self, drafts: list[Draft]) -> None:
        if self._first("KIND").strip().lower() in ("group", "location") or self._first("X-ADDRESSBOOKSERVER-KIND").lower() == "group":
            self._troubles.append(Trouble(self._row, TroubleCode.NOT_A_PERSON, one_line(self._first("FN"), _SNIPPET)))
            return
        phones, addresses = self._values()
        name = self._name() or next((value.text for value in (*addresses, *phones)), "")
        if not name:
            self._troubles.append(Trouble(self._row, TroubleCode.NOBODY))
            return
        group = next((part for line in self._named("CATEGORIES") for part in line.parts(",") if part.strip()), "")
        favourite = self._first(FAVOURITE).strip() == "1"
        note, picture = self._note(), self._picture()
        drafts.append(Draft(self._row, name, phones, addresses, note, one_line(group), favourite, picture))

    def _named(self, name: str) -> list[Property]:
        return [line for line in self._lines if line.name == name]

    def _first(self, name: str) -> str:
        found = self._named(name)
        return found[0].text() if found else ""

    def _name(self) -> str:
        """FN; else the parts of N as they are spoken; else what there is."""
        structured = self._named("N")
        family, given, additional = ([*structured[0].parts(), "", "", ""] if structured else ["", "", ""])[:3]
        spoken = " ".join(part for part in (given, additional, family) if part)
        candidates = (self._first("FN"), spoken, self._first("NICKNAME"), self._first("ORG").replace(";", " "))
        return next((plain for plain in map(one_line, candidates) if plain), "")

    def _note(self) -> str:
        """The note, and the e-mail addresses: this program has no other place for them."""
        lines = [line.text() for line in self._named("NOTE")] + [one_line(line.text()) for line in self._named("EMAIL")]
        return plain_note("\n".join(line for line in lines if line.strip()))

    def _values(self) -> tuple[tuple[Value, ...], tuple[Value, ...]]:
        phones: list[Value] = []
        addresses: list[Value] = []
        for line in self._lines:
            text = line.decoded().strip()
            if text.lower().startswith(_SIP) and line.name in ("TEL", "IMPP", "URL", "X-SIP"):
                addresses.append(Value(one_line(text), self._label(line)))
            elif line.name == "X-SIP" and text:
                addresses.append(Value(one_line(line.text()), self._label(line)))
            elif line.name == "TEL" and text:
                phones.append(Value(one_line(_number(line.text().strip())), self._label(line)))
        if len(phones) + len(addresses) > MOST_POINTS:
            self._troubles.append(Trouble(self._row, TroubleCode.TOO_MANY, str(MOST_POINTS)))
        return tuple(phones[:MOST_POINTS]), tuple(addresses[: max(0, MOST_POINTS - len(phones))])

    def _label(self, line: Property) -> str:
        own = self._labels.get(line.group, "") if line.group else ""
        apple = _APPLE_LABEL.fullmatch(own)
        if own and apple is None:
            return one_line(own)
        types = [apple[1].lower()] if apple else [kind for kind in line.types if kind not in _SILENT_TYPES]
        known = [_SAME_TYPES.get(kind, kind) for kind in types]
        return next((kind for kind in ("fax", "cell", *LABELS) if kind in known), one_line(known[0]) if known else "")

    def _picture(self) -> bytes:
        lines = self._named("PHOTO")
        if not lines:
            return b""
        line = lines[0]
        encoded = _base64_of(line)
        if encoded is None:
            elsewhere = line.value.strip().lower().startswith(("http:", "https:"))
            code = TroubleCode.PICTURE_ELSEWHERE if elsewhere else TroubleCode.PICTURE
            self._troubles.append(Trouble(line.row, code, one_line(line.value, _SNIPPET)))
            return b""
        try:
            picture = base64.b64decode("".join(encoded.split()), validate=True) if len(encoded) < LARGEST_SOURCE * 4 // 3 else b""
        except (binascii.Error, ValueError):
            picture = b""
        if not picture:
            self._troubles.append(Trouble(line.row, TroubleCode.PICTURE, self._name()))
        return picture


def _number(text: str) -> str:
    """Of a tel: URI (RFC 3966) its number and extension."""
    if not text.lower().startswith("tel:"):
        return text
    number, *params = text[4:].split(";")
    extension = next((param[4:] for param in params if param.lower().startswith("ext=")), "")
    return f"{number} ext. {extension}" if extension else number


def _base64_of(line: Property) -> str | None:
    """The picture's letters: a parameter says that they are (2.1, 3.0), or a data: URI (4.0). None for a link."""
    value = line.value.strip()
    if line.params.get("ENCODING", "").upper() in ("B", "BASE64"):
        return value
    head, comma, rest = value.partition(",")
    is_data = comma and head.lower().startswith("data:") and head.lower().endswith(";base64")
    return rest if is_data else None
