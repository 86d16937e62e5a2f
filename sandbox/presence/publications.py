"""What users' devices published about them (RFC 3903), and the one document that is told of a user. No SIP and no clock of its own here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sandbox.errors import SandboxError
from telephony.bodies.errors import BodyError
from telephony.bodies.markup import ET, children, local_name, parse_xml
from telephony.bodies.presence import Presence, Status, build_presence, parse_presence

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEVICES: Final = 10  # of one user: the oldest goes
_STATUS_RANK: Final = {Status.OFFLINE: 0, Status.AWAY: 1}  # the others are chosen by people, and the newest choice holds


class UnknownTagError(SandboxError):
    """No living publication has this entity-tag: 412."""


class BadDocumentError(SandboxError):
    """The body is no PIDF document."""


@dataclass(slots=True)
class _Publication:
    tag: str
    body: bytes = field(repr=False)
    status: Status
    until: float
    changed: float


class Publications:
    """By user. `clock` gives monotonic seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._of: dict[str, list[_Publication]] = {}

    def publish(self, user: str, tag: str, body: bytes, seconds: int) -> str:
        """A new document (no tag), another one for a tag, a refresh (no body), or the end (0 seconds); the new tag.

        UnknownTagError, BadDocumentError; RFC 3903 section 6.
        """
        living = self._living(user)
        old = next((one for one in living if one.tag == tag), None)
        if tag and old is None:
            raise UnknownTagError("no such publication")
        if not body and old is None:
            raise BadDocumentError("a first publication has a document")
        now, fresh_tag = self._clock(), secrets.token_hex(8)
        if body:
            document = _Publication(fresh_tag, body, _read(body), now + seconds, now)
        else:
            assert old is not None
            document = _Publication(fresh_tag, old.body, old.status, now + seconds, old.changed)
        rest = [one for one in living if one is not old]
        self._of[user] = [*rest, *([document] if seconds else [])][-MAX_DEVICES:]
        return fresh_tag

    def next_end(self, user: str) -> float | None:
        """When the first of a user's publications ends, by the clock."""
        return min((one.until for one in self._living(user)), default=None)

    def document(self, user: str, address: str) -> bytes:
        """The PIDF document of a user: the one that speaks for all, as it was published, with the other devices' tuples."""
        living = sorted(self._living(user), key=lambda one: (-_STATUS_RANK.get(one.status, 2), -one.changed))
        if not living:
            return build_presence(Presence(address, Status.OFFLINE)).encode()
        return living[0].body if len(living) == 1 else _joined([one.body for one in living], address)

    def _living(self, user: str) -> list[_Publication]:
        now = self._clock()
        return [one for one in self._of.get(user, []) if one.until > now]


def _read(body: bytes) -> Status:
    try:
        return parse_presence(body).status
    except BodyError as error:
        raise BadDocumentError(str(error)) from None


def _joined(bodies: list[bytes], address: str) -> bytes:
    """The first document with the tuples of the others, whose activities and notes are theirs alone and stay away."""
    first, *others = (parse_xml(body, "presence") for body in bodies)
    first.set("entity", address)
    place = len(list(children(first, "tuple")))
    ids = {one.get("id") for one in children(first, "tuple")}
    for root in others:
        for one in list(children(root, "tuple")):
            for inner in [each for each in one if local_name(each) not in ("status", "contact", "timestamp")]:
                one.remove(inner)
            while one.get("id") in ids:
                one.set("id", f"d{secrets.token_hex(4)}")
            ids.add(one.get("id"))
            first.insert(place, one)
            place += 1
    return ET.tostring(first, encoding="utf-8", xml_declaration=True)
