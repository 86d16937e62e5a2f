"""From bytes to messages, with strict limits. Nothing but MalformedError comes out, whatever goes in (RFC 3261 sections 7 and 25)."""

from __future__ import annotations

import re
from typing import Final

from sandbox.errors import SandboxError
from sandbox.sip.message import COMPACT, LISTS, METHODS, Headers, Message, Request, Response, parse_via
from sandbox.sip.uri import UriError, parse_name_addr, split_outside_quotes

MAX_HEADER_BYTES: Final = 16 * 1024
MAX_BODY_BYTES: Final = 64 * 1024
MAX_HEADERS: Final = 128
MAX_CSEQ: Final = 2**31

_TOKEN = re.compile(r"[A-Za-z0-9.!%*_+`'~-]+")
_DIGITS = re.compile(r"[0-9]{1,10}")
_STATUS = re.compile(r"[1-6][0-9][0-9]")
_FOLD = re.compile(r"\r?\n[ \t]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_QUOTED = re.compile(r'"(?:[^"\\\x00-\x08\x0a-\x1f\x7f]|\\[^\r\n])*"')  # within it, a backslash may stand before control characters, too
_VERSION = re.compile(r"SIP/[0-9]+\.[0-9]+", re.IGNORECASE)
_OTHER_METHOD = "CSeq method differs"


class MalformedError(SandboxError):
    """What was wrong, and the request as far as it was understood where it can be answered (None otherwise), with `status`."""

    def __init__(self, reason: str, request: Request | None = None, status: int = 400) -> None:
        super().__init__(reason)
        self.reason = reason
        self.request = request
        self.status = status


def parse_datagram(data: bytes) -> Message:
    """A whole datagram: bytes past Content-Length are dropped, too few are an error (RFC 3261 section 18.3)."""
    head, separator, body = split_head(data)
    message = parse_head(head)
    if not separator:
        raise MalformedError("no end of the headers", answerable(message))
    try:
        length = content_length(message.headers)
    except ValueError as error:
        raise MalformedError(str(error), answerable(message)) from None
    if length is not None and length > len(body):
        raise MalformedError("body shorter than Content-Length", answerable(message))
    message.body = body if length is None else body[:length]
    validate(message)
    return message


def split_head(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Headers, the empty line, the rest; bare line feeds are taken too."""
    head, separator, body = data.partition(b"\r\n\r\n")
    return (head, separator, body) if separator else data.partition(b"\n\n")


def parse_head(head: bytes) -> Message:
    """Start line and headers, not yet validated."""
    if len(head) > MAX_HEADER_BYTES:
        raise MalformedError("headers too large")
    text = _FOLD.sub(" ", head.decode("utf-8", "surrogateescape").lstrip("\r\n"))
    start_line, _, rest = text.partition("\n")
    message, fault, status = _parse_start_line(start_line.rstrip("\r"))
    lines = [line for raw in rest.split("\n") if (line := raw.rstrip("\r"))]
    if len(lines) > MAX_HEADERS:
        raise MalformedError("too many headers")
    for line in lines:
        fault = _parse_header(line, message.headers) or fault
    if fault:
        raise MalformedError(fault, answerable(message), status)
    return message


def _parse_start_line(line: str) -> tuple[Message, str, int]:
    """The message, what is wrong with a request line that can still be answered (or ""), and by which status."""
    if line.upper().startswith("SIP/"):
        version, _, rest = line.partition(" ")
        status, _, phrase = rest.partition(" ")
        if version.upper() != "SIP/2.0" or not _STATUS.fullmatch(status) or _CONTROL.search(phrase):
            raise MalformedError("bad status line")
        return Response(status=int(status), phrase=phrase), "", 400
    words = line.split()
    if len(words) < 3 or not _VERSION.fullmatch(words[-1]) or not _TOKEN.fullmatch(words[0]) or _CONTROL.search(line):
        raise MalformedError("bad request line")
    request = Request(method=words[0], uri=words[1])
    if words[-1].upper() != "SIP/2.0":
        return request, "SIP/2.0 is spoken here", 505
    return request, "" if len(words) == 3 and line == " ".join(words) else "bad request line", 400


def _parse_header(line: str, headers: Headers) -> str:
    """Adds one header; returns what is wrong with it, or ""."""
    name, colon, value = line.partition(":")
    name = name.rstrip(" \t")
    if not colon or not _TOKEN.fullmatch(name):
        return f"bad header: {line[:40]!r}"
    if _CONTROL.search(value) and _CONTROL.search(_QUOTED.sub("", value)):
        return f"control character in {name}"
    name = COMPACT.get(name.lower(), name)
    value = value.strip()
    for part in split_outside_quotes(value, ",") if name.lower() in LISTS else [value]:
        if part or name.lower() not in LISTS:
            headers.add(name, part)
    return ""


def content_length(headers: Headers) -> int | None:
    """None where the header is missing; ValueError where it is no length, or two that differ, or too large."""
    values = set(headers.all("Content-Length"))
    if not values:
        return None
    text = values.pop()
    if values or not _DIGITS.fullmatch(text):
        raise ValueError("bad Content-Length")
    if int(text) > MAX_BODY_BYTES:
        raise ValueError("body too large")
    return int(text)


def validate(message: Message) -> None:
    """What every message must have (RFC 3261 section 8.1.1), well formed; MalformedError otherwise."""
    fault = _fault(message)
    if fault:
        unknown = fault == _OTHER_METHOD and isinstance(message, Request) and message.method not in METHODS
        raise MalformedError(fault, answerable(message), 501 if unknown else 400)


def _fault(message: Message) -> str:
    headers = message.headers
    try:
        for value in headers.all("Via") or [""]:
            parse_via(value)
        parse_name_addr(headers.get("From"))
        parse_name_addr(headers.get("To"))
        for name in ("Route", "Record-Route"):
            for value in headers.all(name):
                parse_name_addr(value)
        for value in headers.all("Contact"):
            if value != "*":
                parse_name_addr(value)
    except (ValueError, UriError) as error:
        return str(error)
    number, _, method = headers.get("CSeq").partition(" ")
    if not _DIGITS.fullmatch(number) or int(number) >= MAX_CSEQ or not _TOKEN.fullmatch(method.strip()):
        return "bad CSeq"
    if isinstance(message, Request) and message.method != method.strip():
        return _OTHER_METHOD
    if not headers.get("Call-ID"):
        return "no Call-ID"
    twice = next((name for name in ("From", "To", "Call-ID", "CSeq", "Max-Forwards") if len(headers.all(name)) > 1), "")
    return f"{twice} stands twice" if twice else ""


def answerable(message: Message) -> Request | None:
    """The request when it can be answered: it is none to an ACK, and has a Via to send by (RFC 4475 section 3.3.1)."""
    if not isinstance(message, Request) or message.method == "ACK":
        return None
    try:
        parse_via(message.headers.get("Via"))
    except (ValueError, UriError):
        return None
    return message
