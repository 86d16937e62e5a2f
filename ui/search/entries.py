"""The lines of a results list: a headline a group, what was found, and a last one where there is more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent_app.search.snapshots import HitKind, SearchHit, SearchResults
from agent_app.snapshots import Contact
from ui.contacts.models import contact_row
from ui.language import tr
from ui.widgets.rows import Row
from ui.wording.people import person_key, remote_text
from ui.wording.times import short_when

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.search.snapshots import Mark

_ICONS: Final = {HitKind.MESSAGE: "", HitKind.SMS: "chat-text", HitKind.CALL: "phone"}


@dataclass(frozen=True, slots=True)
class Headline:
    text: str


@dataclass(frozen=True, slots=True)
class More:
    """The last line of a group of which there is more."""

    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A person or a place: how it is painted, and what was found."""

    row: Row
    what: Contact | SearchHit
    marks: tuple[Mark, ...] = ()


Entry = Headline | More | Found


def entries_of(results: SearchResults, find: Callable[[str], Contact | None]) -> list[Entry]:
    """People first, then messages, SMS and calls; a group that has nothing has no headline."""
    people = [Found(contact_row(contact), contact) for contact in results.contacts]
    groups = (
        (HitKind.PERSON, tr("Search", "People"), people),
        (HitKind.MESSAGE, tr("Search", "Messages"), [_hit(hit, find) for hit in results.messages]),
        (HitKind.SMS, tr("Search", "SMS"), [_hit(hit, find) for hit in results.sms]),
        (HitKind.CALL, tr("Search", "Calls"), [_hit(hit, find) for hit in results.calls]),
    )
    entries: list[Entry] = []
    for kind, title, found in groups:
        if found:
            entries += [Headline(title), *found]
            entries += [More(tr("Search", "Show more"))] if kind in results.more else []
    return entries


def spoken(entry: Entry) -> str:
    """For screen readers."""
    if isinstance(entry, Found):
        return ", ".join(part for part in (entry.row.title, entry.row.subtitle, entry.row.when) if part)
    return entry.text


def _hit(hit: SearchHit, find: Callable[[str], Contact | None]) -> Found:
    contact = find(hit.remote)
    name = contact.name if contact else ""
    title = name or remote_text(hit.remote)
    text, marks = hit.snippet.text, hit.snippet.marks
    icon = _ICONS[hit.kind]
    if hit.kind is HitKind.CALL:
        icon = "phone-x" if hit.missed else ("arrow-down-left" if hit.is_incoming else "arrow-up-right")
        text = remote_text(hit.remote)
        marks = marks if text == hit.snippet.text else ()
    elif not hit.is_incoming:
        you = tr("Search", "You: ")
        text, marks = you + text, tuple((start + len(you), end + len(you)) for start, end in marks)
    row = Row(title, text, name, person_key(contact, hit.remote), when=short_when(hit.at_us), mark=icon)
    return Found(row, hit, marks)
