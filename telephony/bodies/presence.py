"""Who is there: PIDF (RFC 3863) with the person's activities (RPID, RFC 4480; data model, RFC 4479) and a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from telephony.bodies.errors import BodyError, BodyProblem
from telephony.bodies.markup import ET, attribute, child, children, clean, content, escape, local_name, parse_xml, quoteattr
from telephony.bodies.status import MOST_TEXT, MOST_TITLE, Status

TYPE: Final = "application/pidf+xml"
_MOST_ACTIVITIES: Final = 16
_OURS: Final = "urn:x-io-github-agent-app:presence"
_FREE: Final = "free-for-chat"
_NAMESPACES: Final = (
    'xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" '
    f'xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" xmlns:agent="{_OURS}"'
)


# The activity that stands for a status, and those of others that mean the same here (RFC 4480 section 3.2).
_ACTIVITY: Final = {Status.FREE_FOR_CHAT: f"<agent:{_FREE}/>", Status.AWAY: "<rpid:away/>", Status.BUSY: "<rpid:busy/>"}
_BUSY: Final = frozenset({"busy", "do-not-disturb", "dnd", "on-the-phone", "meeting", "presentation", "performance", "in-transit"})
_AWAY: Final = frozenset({"away", "permanent-absence", "sleeping", "vacation", "holiday", "breakfast", "lunch", "dinner", "meal", "travel"})


@dataclass(frozen=True, slots=True)
class Presence:
    """`title` and `text` are the words of a rich status, at most `MOST_TITLE` and `MOST_TEXT` characters; foreign notes come as `text`.

    `activities` are RPID's local names as they came, our own among them; `uri` is the entity, with its scheme where that is not `pres:`.
    """

    uri: str
    status: Status
    title: str = ""
    text: str = ""
    activities: tuple[str, ...] = ()


def build_presence(presence: Presence, tuple_id: str = "agent") -> str:
    """The document to publish. The note reads "title\\ntext" for those who know nothing of titles, which are `rpid:other` beside."""
    basic = "closed" if presence.status is Status.OFFLINE else "open"
    title, text = clean(presence.title).strip()[:MOST_TITLE], clean(presence.text).strip()[:MOST_TEXT]
    other = f"<rpid:other>{escape(title)}</rpid:other>" if title else ""
    note = "\n".join(part for part in (title, text) if part)
    noted = f"<dm:note>{escape(note)}</dm:note>" if note else ""
    activities = _ACTIVITY.get(presence.status, "") + other
    person = f"<rpid:activities>{activities}</rpid:activities>" if activities else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<presence {_NAMESPACES} entity={quoteattr(clean(presence.uri))}>'
        f"<tuple id={quoteattr(clean(tuple_id))}><status><basic>{basic}</basic></status></tuple>"
        f'<dm:person id="p1">{person}{noted}</dm:person></presence>'
    )


def parse_presence(body: str | bytes) -> Presence:
    """Raises `BodyError`. Somebody with several devices is there where one of them is; a document without any device is "offline"."""
    root = parse_xml(body, "presence")
    uri = attribute(root, "entity", 1024)
    if not uri:
        raise BodyError(BodyProblem.MISSING, "entity")
    activities = [one for group in root.iter() if local_name(group) == "activities" for one in group][:_MOST_ACTIVITIES]
    names = tuple(local_name(one)[:64] for one in activities)
    title = next((content(one, MOST_TITLE) for one in activities if local_name(one) == "other"), "")
    return Presence(uri, _status(root, names), title, _text(_note(root), title), names)


def _status(root: ET.Element, activities: tuple[str, ...]) -> Status:
    devices = [content(child(status, "basic"), 16).lower() for one in children(root, "tuple") for status in children(one, "status")]
    found = frozenset(activities)
    if "open" not in devices:
        # "Closed" and away at once is how Linphone says "do not disturb": who is offline publishes nothing.
        return Status.BUSY if devices and "away" in found else Status.OFFLINE
    if found & _BUSY:
        return Status.BUSY
    if found & _AWAY:
        return Status.AWAY
    return Status.FREE_FOR_CHAT if _FREE in found else Status.ONLINE


def _note(root: ET.Element) -> str:
    """The person's note, else a device's, else the document's."""
    places = [*children(root, "person"), *children(root, "tuple"), root]
    return next((found for place in places if (found := content(child(place, "note")))), "")


def _text(note: str, title: str) -> str:
    rest = note[len(title) :].lstrip("\n") if title and (note == title or note.startswith(f"{title}\n")) else note
    return rest.strip()[:MOST_TEXT]
