"""What goes out, ready for a MESSAGE: its type, its body, and the SIP headers that belong to it. It is CPIM where there is an envelope."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from telephony.bodies import composing, cpim, files, receipt
from telephony.bodies.composing import Typing, build_typing
from telephony.bodies.cpim import MOST_PARTS, Content, Envelope, Part, build_cpim
from telephony.bodies.errors import BodyError, BodyProblem
from telephony.bodies.files import File, build_file
from telephony.bodies.graphemes import split_words
from telephony.bodies.receipt import Receipt, build_receipt

TEXT: Final = "text/plain"
# Nobody is to be woken for these (RFC 5438 section 12.1.1, RFC 3994 section 4), and typing is of no use later.
_QUIET: Final = (("Priority", "non-urgent"),)
_QUIET_NOW: Final = (*_QUIET, ("Expires", "0"))
_LEAST_ROOM: Final = 64  # bytes: less text in a part would be a flood of parts


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One MESSAGE."""

    content_type: str
    body: str
    headers: tuple[tuple[str, str], ...] = ()


def text_messages(text: str, most_bytes: int, envelope: Envelope | None = None) -> tuple[Outgoing, ...]:
    """The text in as many MESSAGEs as it takes, each body at most `most_bytes`, cut at words.

    Each part has a copy of the envelope, its message-id with "-2", "-3" … added and its place among the parts told; without an envelope
    the parts are plain text. Raises `BodyError`: too_long for more than `MOST_PARTS`, missing for parts without a message-id.
    """
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")  # halves of characters, as an editor may leave them
    if envelope is None:
        return tuple(Outgoing(TEXT, part) for part in _parts(text, most_bytes))
    whole = build_cpim(envelope, Content(TEXT, text))
    if len(whole.encode()) <= most_bytes:
        return (Outgoing(cpim.TYPE, whole),)
    group = envelope.message_id
    if not group:
        raise BodyError(BodyProblem.MISSING, "message-id")
    widest = _part_of(envelope, Part(group, MOST_PARTS, MOST_PARTS))
    room = most_bytes - len(build_cpim(widest, Content(TEXT, "")).encode()) - 4  # the length's digits
    parts = _parts(text, room)
    placed = [_part_of(envelope, Part(group, number, len(parts))) for number in range(1, len(parts) + 1)]
    return tuple(Outgoing(cpim.TYPE, build_cpim(one, Content(TEXT, part))) for one, part in zip(placed, parts, strict=True))


def receipt_message(told: Receipt, envelope: Envelope | None = None) -> Outgoing:
    """A receipt; in CPIM where the message it is for came in CPIM."""
    return _message(receipt.TYPE, build_receipt(told), _QUIET, envelope, "notification")


def typing_message(typing: Typing, envelope: Envelope | None = None) -> Outgoing:
    return _message(composing.TYPE, build_typing(typing), _QUIET_NOW, envelope)


def file_message(file: File, envelope: Envelope | None = None) -> Outgoing:
    return _message(files.TYPE, build_file(file), (), envelope)


def _message(kind: str, body: str, headers: tuple[tuple[str, str], ...], envelope: Envelope | None, disposition: str = "") -> Outgoing:
    if envelope is None:
        return Outgoing(kind, body, headers)
    return Outgoing(cpim.TYPE, build_cpim(envelope, Content(kind, body, disposition)), headers)


def _parts(text: str, room: int) -> list[str]:
    if room < _LEAST_ROOM or len(text) > MOST_PARTS * room:
        raise BodyError(BodyProblem.TOO_LONG, f"{len(text)} characters in parts of {room} bytes")
    parts = split_words(text, room)
    if len(parts) > MOST_PARTS:
        raise BodyError(BodyProblem.TOO_LONG, f"{len(parts)} parts")
    return parts


def _part_of(envelope: Envelope, part: Part) -> Envelope:
    """Receipts name each part; the first keeps the message's own identifier."""
    suffix = f"-{part.number}" if part.number > 1 else ""
    return replace(envelope, message_id=f"{part.group}{suffix}", part=part)
