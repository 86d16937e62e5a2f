"""CPIM (RFC 3862): a message with headers of its own inside the SIP MESSAGE, where identifiers and wanted receipts (RFC 5438) stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from telephony.bodies.encoding import as_text
from telephony.bodies.errors import BodyError, BodyProblem
from telephony.bodies.times import read_time, write_time

TYPE: Final = "message/cpim"
IMDN_URN: Final = "urn:ietf:params:imdn"
OUR_URN: Final = "urn:x-io-github-agent-app:cpim"  # our own headers: others pass them over (section 3.4)
_CORE_URN: Final = "urn:ietf:params:cpim-headers:"
MOST_HEADERS: Final = 64
MOST_VALUE: Final = 2048  # characters of a header's value
MOST_PARTS: Final = 99
_HEADER: Final = re.compile(r"(?:([A-Za-z0-9_\-]{1,32})\.)?([A-Za-z0-9_\-]{1,64}):(?:;[^ ;]{0,64}){0,8} ?(.*)\Z", re.DOTALL)
_NAMESPACE: Final = re.compile(r"(?:([A-Za-z0-9_\-]{1,32})\s+)?<([^<>\s]{1,256})>\Z")
_PART: Final = re.compile(r"(\S{1,255}) (\d{1,2})/(\d{1,2})\Z", re.ASCII)
_MOMENT: Final = re.compile(r"[0-9]{1,17}\Z")
_WAKE_UP: Final = "wake-up"
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_SHORT: Final = {"b": "\b", "t": "\t", "n": "\n", "r": "\r"}


class Disposition(StrEnum):
    """Receipts that the sender wants (RFC 5438 section 6.2)."""

    DELIVERED = "positive-delivery"
    FAILED = "negative-delivery"
    DISPLAYED = "display"


@dataclass(frozen=True, slots=True)
class Address:
    """A From or To: the URI without brackets, the name without quotes."""

    uri: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several messages that were one text: `group` is the same for all, `number` counts from 1."""

    group: str
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """The headers that mean something to us: `at_us` is when it was written, in whole seconds on the wire.

    Ours alone: `reply_to` is the message-id that it answers, `sent_us` when it was written to the microsecond (None: not by this program),
    `wake_up` the signal that shakes a window.
    """

    sender: Address
    recipient: Address
    at_us: int | None = None
    message_id: str = ""
    wants: frozenset[Disposition] = field(default_factory=frozenset[Disposition])
    part: Part | None = None
    reply_to: str = ""
    sent_us: int | None = None
    wake_up: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What is inside: its type, its text, and for a receipt the disposition "notification"."""

    content_type: str
    text: str
    disposition: str = ""


# --- writing ----------------------------------------------------------------------------------------------------------------------------


def build_cpim(envelope: Envelope, content: Content) -> str:
    """The body of a MESSAGE of the type `TYPE`, its lines ended as the standard asks."""
    lines = [f"From: {_address(envelope.sender)}", f"To: {_address(envelope.recipient)}"]
    if envelope.at_us is not None:
        lines.append(f"DateTime: {write_time(envelope.at_us)}")
    lines += _receipt_headers(envelope) + _own_headers(envelope) + [""]
    if content.disposition:
        lines.append(f"Content-Disposition: {_one_line(content.disposition)}")
    lines += [f"Content-Type: {_one_line(content.content_type)}", f"Content-Length: {len(content.text.encode())}", ""]
    return "\r\n".join(lines) + "\r\n" + content.text


def _receipt_headers(envelope: Envelope) -> list[str]:
    if not envelope.message_id:
        return []
    lines = [f"NS: imdn <{IMDN_URN}>", f"imdn.Message-ID: {_escaped(envelope.message_id)}"]
    wanted = [one.value for one in Disposition if one in envelope.wants]
    return [*lines, f"imdn.Disposition-Notification: {', '.join(wanted)}"] if wanted else lines


def _own_headers(envelope: Envelope) -> list[str]:
    part, lines = envelope.part, list[str]()
    if part is not None:
        lines.append(f"agent.Part: {_escaped(part.group)} {part.number}/{part.count}")
    if envelope.reply_to:
        lines.append(f"agent.Reply-To: {_escaped(envelope.reply_to)}")
    if envelope.sent_us is not None:
        lines.append(f"agent.Sent: {envelope.sent_us}")
    if envelope.wake_up:
        lines.append(f"agent.Signal: {_WAKE_UP}")
    return [f"NS: agent <{OUR_URN}>", *lines] if lines else []


def _address(address: Address) -> str:
    uri = re.sub(r"[<>\s\x00-\x1f\x7f]", "", address.uri)
    if not address.name:
        return f"<{uri}>"
    quoted = _escaped(address.name).replace('"', '\\"')
    return f'"{quoted}" <{uri}>'


def _escaped(value: str) -> str:
    """Backslashes and control characters as section 3.2 writes them: no value ends its line."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", value.replace("\\", "\\\\"))


def _one_line(value: str) -> str:
    """For headers of MIME, which has no such escapes."""
    return _CONTROL.sub("", value)


# --- reading ----------------------------------------------------------------------------------------------------------------------------


def parse_cpim(body: str | bytes) -> tuple[Envelope, Content]:
    """Raises `BodyError`: not_cpim, missing (From, To or the content's headers), too_long."""
    text = as_text(body)
    # The text itself keeps its line ends: only the heads are read line by line.
    head, rest = _cut(text, "its own headers")
    inner, content = _cut(rest, "the content's headers")
    headers = _headers(head)
    content_headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in _lines(inner))}
    envelope = Envelope(
        _read_address(headers, "from"),
        _read_address(headers, "to"),
        read_time(headers.get((_CORE_URN, "datetime"), "")),
        _unescaped(headers.get((IMDN_URN, "message-id"), "")),
        _wanted(headers.get((IMDN_URN, "disposition-notification"), "")),
        _part(_unescaped(headers.get((OUR_URN, "part"), ""))),
        _unescaped(headers.get((OUR_URN, "reply-to"), "")),
        _moment(headers.get((OUR_URN, "sent"), "")),
        headers.get((OUR_URN, "signal"), "") == _WAKE_UP,
    )
    kind = content_headers.get("content-type", "text/plain")
    return envelope, Content(kind[:256], content, content_headers.get("content-disposition", "")[:64])


def _cut(text: str, what: str) -> tuple[str, str]:
    """At the first empty line; line ends may be CRLF or LF."""
    found = re.search(r"(?:\A|\r?\n)\r?\n", text)
    if not found:
        raise BodyError(BodyProblem.NOT_CPIM, f"no end of {what}")
    return text[: found.start()], text[found.end() :]


def _lines(head: str) -> list[str]:
    lines = head.replace("\r\n", "\n").split("\n") if head else []
    if len(lines) > MOST_HEADERS:
        raise BodyError(BodyProblem.TOO_LONG, "headers")
    return lines


def _headers(head: str) -> dict[tuple[str, str], str]:
    """Values by (namespace, lower-case name), the first of each; names of no known namespace fall out."""
    namespaces = {"": _CORE_URN}
    found: dict[tuple[str, str], str] = {}
    for line in _lines(head):
        header = _HEADER.match(line)
        if not header:
            raise BodyError(BodyProblem.NOT_CPIM, "a line that is no header")
        prefix, name, value = header[1] or "", header[2].lower(), header[3]
        if len(value) > MOST_VALUE:
            raise BodyError(BodyProblem.TOO_LONG, name)
        if not prefix and name == "ns":
            named = _NAMESPACE.match(value.strip())
            if named:
                namespaces[named[1] or ""] = named[2]
        elif prefix in namespaces:
            found.setdefault((namespaces[prefix], name), value.strip())
    return found


def _unescaped(value: str) -> str:
    r"""`\uXXXX` and the short escapes undone (section 3.2)."""

    def plain(found: re.Match[str]) -> str:
        if found[1]:
            code = int(found[1], 16)
            return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)
        return _SHORT.get(found[2], found[2])

    return _ESCAPE.sub(plain, value)


def _read_address(headers: dict[tuple[str, str], str], name: str) -> Address:
    value = headers.get((_CORE_URN, name))
    if value is None:
        raise BodyError(BodyProblem.MISSING, name)
    before, bracket, uri = value.rpartition("<")
    if not bracket or not uri.endswith(">"):
        return Address(value)
    quoted = before.strip()
    return Address(uri[:-1], _unescaped(quoted[1:-1] if len(quoted) > 1 and quoted[0] == quoted[-1] == '"' else quoted))


def _wanted(value: str) -> frozenset[Disposition]:
    names = {one.strip().lower() for one in value.split(",")}
    return frozenset(one for one in Disposition if one.value in names)


def _moment(value: str) -> int | None:
    return int(value) if _MOMENT.match(value) else None


def _part(value: str) -> Part | None:
    found = _PART.match(value.strip())
    if not found:
        return None
    part = Part(found[1], int(found[2]), int(found[3]))
    return part if 1 <= part.number <= part.count <= MOST_PARTS else None
