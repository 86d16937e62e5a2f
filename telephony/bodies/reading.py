"""Whatever came in, read: one value of a closed set, and never an error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from telephony.bodies import composing, cpim, files, receipt
from telephony.bodies.composing import Typing, parse_typing
from telephony.bodies.cpim import Envelope, parse_cpim
from telephony.bodies.encoding import as_text, decode, inflate, media_type
from telephony.bodies.errors import BodyError, BodyProblem
from telephony.bodies.files import File, parse_file
from telephony.bodies.receipt import Receipt, parse_receipt


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote: plain text, never markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A body of an unknown type, or one that is not what its type says: shown as "a message of type X", kept raw."""

    content_type: str
    raw: bytes
    why: BodyProblem


Content = Text | Receipt | Typing | File | Unreadable


@dataclass(frozen=True, slots=True)
class Cpim:
    """A message with headers of its own; what is inside is none again."""

    envelope: Envelope
    content: Content


Body = Content | Cpim

_READERS: Final[dict[str, Callable[[str], Content]]] = {
    "text/plain": lambda text: Text(as_text(text)),
    receipt.TYPE: parse_receipt,
    composing.TYPE: parse_typing,
    files.TYPE: parse_file,
}


def read_body(content_type: str, body: str | bytes, headers: Mapping[str, str] | None = None) -> Body:
    """What a MESSAGE says. `headers` are the MESSAGE's, lower-case names: a Content-Encoding among them is undone where `body` is bytes.

    Never raises: what can't be read is `Unreadable`.
    """
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "replace")
    kind = media_type(content_type) or "text/plain"
    try:
        plain = inflate(raw, (headers or {}).get("content-encoding", "")) if isinstance(body, bytes) else body
        text = decode(plain, content_type)[0] if isinstance(plain, bytes) else plain
        return _read_cpim(text) if kind == cpim.TYPE else _READERS[kind](text)
    except BodyError as error:
        return Unreadable(kind, raw, error.problem)
    except KeyError:
        return Unreadable(kind, raw, BodyProblem.UNKNOWN_TYPE)


def _read_cpim(text: str) -> Cpim:
    envelope, inner = parse_cpim(text)
    kind = media_type(inner.content_type) or "text/plain"
    if kind == cpim.TYPE:
        # One in another is allowed by the standard, sent by nobody, and a way to hide depth.
        return Cpim(envelope, Unreadable(kind, inner.text.encode("utf-8", "replace"), BodyProblem.TOO_DEEP))
    content = read_body(kind, inner.text)
    return Cpim(envelope, content if not isinstance(content, Cpim) else Unreadable(kind, b"", BodyProblem.TOO_DEEP))
