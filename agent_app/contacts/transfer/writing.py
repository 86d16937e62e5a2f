"""Contacts as vCards (3.0 or 4.0) and as a CSV table that this program and others read."""

from __future__ import annotations

import base64
from enum import Enum
from typing import TYPE_CHECKING, Final

from agent_app.contacts.pictures import picture_ending, read_picture
from agent_app.contacts.transfer.drafts import LABELS
from agent_app.contacts.transfer.lines import escape, fold_line
from agent_app.contacts.transfer.vcard import FAVOURITE
from agent_app.snapshots import PointKind
from agent_app.spreadsheet import plain_cell, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from agent_app.snapshots import Contact, ContactPoint

_KINDS: Final = {".jpg": ("JPEG", "image/jpeg"), ".png": ("PNG", "image/png")}


class Form(Enum):
    VCARD_3 = "3.0"
    VCARD_4 = "4.0"
    CSV = "csv"


def as_vcards(
    contacts: Iterable[Contact],
    groups: Mapping[str, str],
    labels: Mapping[str, str],
    form: Form,
    step: Callable[[], object] = lambda: None,
) -> bytes:
    """UTF-8 with CRLF. `groups` are names by id, `labels` the user's words for `LABELS`; `step` is called after each contact."""
    types = {word: code for code, word in labels.items() if code in LABELS}
    lines: list[str] = []
    for contact in contacts:
        lines += _card(contact, groups.get(contact.group_id, ""), types, form)
        step()
    return "".join(fold_line(line) for line in lines).encode()


def _card(contact: Contact, group: str, types: Mapping[str, str], form: Form) -> list[str]:
    name = escape(_plain(contact.name))
    lines = ["BEGIN:VCARD", f"VERSION:{form.value}", f"FN:{name}", f"N:;{name};;;"]
    for number, point in enumerate(contact.points, start=1):
        lines += _point(point, number, types, form)
    lines += [f"NOTE:{escape(_plain(contact.note))}"] if contact.note else []
    lines += [f"CATEGORIES:{escape(_plain(group))}"] if group else []
    lines += [f"{FAVOURITE}:1"] if contact.favourite else []
    return [*lines, *_photo(contact.picture, form), "END:VCARD"]


def _point(point: ContactPoint, number: int, types: Mapping[str, str], form: Form) -> list[str]:
    """A label of the user's own goes beside it, as Apple's and Google's programs do."""
    code = types.get(point.label, "")
    group = f"item{number}." if point.label and not code else ""
    kind = f";TYPE={code}" if code else ""
    label = [f"{group}X-ABLabel:{escape(_plain(point.label))}"] if group else []
    if point.kind is PointKind.SIP:
        return [f"{group}IMPP{kind}:sip:{_plain(point.value)}", *label]
    if form is Form.VCARD_4 and point.value.startswith("+"):
        return [f"{group}TEL;VALUE=uri{kind}:tel:{_plain(point.value)}", *label]
    return [f"{group}TEL{kind}:{escape(_plain(point.value))}", *label]


def _photo(path: str, form: Form) -> list[str]:
    picture = read_picture(path)
    kind = _KINDS.get(picture_ending(picture))
    if kind is None:
        return []
    encoded = base64.b64encode(picture).decode()
    return [f"PHOTO:data:{kind[1]};base64,{encoded}" if form is Form.VCARD_4 else f"PHOTO;ENCODING=b;TYPE={kind[0]}:{encoded}"]


def as_table(contacts: Sequence[Contact], groups: Mapping[str, str]) -> bytes:
    """A row a contact; as many columns of numbers and addresses as somebody has. Names are foreign: none is a formula to a spreadsheet."""
    most = {kind: max((_count(contact, kind) for contact in contacts), default=0) for kind in PointKind}
    heading = ["Name", "Group", "Favourite", "Note"]
    for kind, title in ((PointKind.PHONE, "Phone"), (PointKind.SIP, "SIP")):
        for number in range(1, most[kind] + 1):
            heading += [f"{title} {number} - Label", f"{title} {number} - Value"]
    rows: list[list[object]] = [[*heading]]
    for contact in contacts:
        cells: list[object] = [
            plain_cell(contact.name),
            plain_cell(groups.get(contact.group_id, "")),
            int(contact.favourite),
            plain_cell(contact.note),
        ]
        for kind in (PointKind.PHONE, PointKind.SIP):
            points = [point for point in contact.points if point.kind is kind]
            values = [text for point in points for text in (plain_cell(point.label), point.value)]
            cells += values + [""] * (2 * (most[kind] - len(points)))
        rows.append(cells)
    return table(rows)


def _count(contact: Contact, kind: PointKind) -> int:
    return sum(point.kind is kind for point in contact.points)


def _plain(text: str) -> str:
    """Without the control characters that no vCard can carry; a line break it can."""
    return "".join(sign for sign in text if sign.isprintable() or sign == "\n")
