"""Drafts as contacts: numbers in their full form, addresses checked, who is here already left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent_app.contacts.folding import fold
from agent_app.contacts.transfer.drafts import Draft, Drafts, Trouble, TroubleCode, Value
from agent_app.snapshots import Contact, ContactPoint, PointKind
from agent_app.storage.uuid7 import new_id
from telephony.numbers import Address, Callable, Internal, Suggestion, interpret

if TYPE_CHECKING:
    from collections.abc import Callable as Function
    from collections.abc import Iterable, Mapping

    from telephony.numbers import NumberPlan


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do: new contacts, each with its group's name ("": none), how many are here already, what is left out."""

    contacts: tuple[tuple[Contact, str], ...] = ()
    known: int = 0
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What an import needs to know: the account's plan, the user's words for labels, who is here, and what keeps a picture.

    `keep_picture` takes a whole image file of any form and size; the path it is kept under, "" where it can't be used.
    """

    plan: NumberPlan
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    existing: Iterable[Contact] = ()
    keep_picture: Function[[bytes], str] = lambda _: ""


def plan_import(drafts: Drafts, context: Context, step: Function[[int, int], object] = lambda done, total: None) -> ImportPlan:
    """`step` is called before each draft; what it raises ends the work."""
    here = {_likeness(contact) for contact in context.existing}
    new: list[tuple[Contact, str]] = []
    troubles = list(drafts.troubles)
    known = 0
    for done, draft in enumerate(drafts.drafts):
        step(done, len(drafts.drafts))
        points = _points(draft, context, troubles)
        contact = Contact(new_id(), draft.name, points, draft.favourite, draft.note)
        if _likeness(contact) in here:
            known += 1
            continue
        here.add(_likeness(contact))
        new.append((_with_picture(contact, draft, context, troubles), draft.group))
    return ImportPlan(tuple(new), known, tuple(sorted(troubles, key=lambda trouble: trouble.row)))


def _likeness(contact: Contact) -> tuple[str, frozenset[str]]:
    return " ".join(fold(contact.name).split()), frozenset(point.value.casefold() for point in contact.points)


def _points(draft: Draft, context: Context, troubles: list[Trouble]) -> tuple[ContactPoint, ...]:
    found: dict[str, ContactPoint] = {}
    for kind, values in ((PointKind.PHONE, draft.phones), (PointKind.SIP, draft.addresses)):
        for value in values:
            read = _number(draft, value, context.plan, troubles) if kind is PointKind.PHONE else _address(draft, value, troubles)
            if read:
                found.setdefault(read, ContactPoint(kind, read, context.labels.get(value.label, value.label)))
    return tuple(found.values())


def _number(draft: Draft, value: Value, plan: NumberPlan, troubles: list[Trouble]) -> str:
    match interpret(value.text, plan):
        case Callable(number):
            return number.e164
        case Internal(number):
            return number
        case Suggestion(number, _):
            troubles.append(Trouble(draft.row, TroubleCode.GUESSED, f"{draft.name}: {value.text} → {number.international}"))
            return number.e164
        case _:
            troubles.append(Trouble(draft.row, TroubleCode.NUMBER, f"{draft.name}: {value.text}"))
            return ""


def _address(draft: Draft, value: Value, troubles: list[Trouble]) -> str:
    read = sip_address(value.text)
    if not read:
        troubles.append(Trouble(draft.row, TroubleCode.ADDRESS, f"{draft.name}: {value.text}"))
    return read


def sip_address(text: str) -> str:
    """user@domain of a typed or written address; "" where it is none."""
    typed = text.strip()
    meaning = interpret(typed if typed.lower().startswith(("sip:", "sips:")) else f"sip:{typed}")
    return meaning.uri.split(":", maxsplit=1)[-1] if isinstance(meaning, Address) and "@" in meaning.uri else ""


def _with_picture(contact: Contact, draft: Draft, context: Context, troubles: list[Trouble]) -> Contact:
    if not draft.picture:
        return contact
    path = context.keep_picture(draft.picture)
    if not path:
        troubles.append(Trouble(draft.row, TroubleCode.PICTURE, draft.name))
    return Contact(contact.contact_id, contact.name, contact.points, contact.favourite, contact.note, picture=path)
