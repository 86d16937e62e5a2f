"""Requests and responses as values: a start line, headers in order, a body of bytes (RFC 3261 section 7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sandbox.sip.uri import NameAddr, Params, UriError, format_params, parse_host_port, parse_name_addr, parse_params

if TYPE_CHECKING:
    from collections.abc import Iterable

USER_AGENT: Final = "Agent-Sandbox"
MAGIC_COOKIE: Final = "z9hG4bK"  # a branch of RFC 3261 starts so, section 8.1.1.7

# Every method of SIP (IANA, "SIP Parameters"): any other is not implemented (501), rather than not allowed (405).
METHODS: Final = (
    "INVITE",
    "ACK",
    "CANCEL",
    "BYE",
    "OPTIONS",
    "REGISTER",
    "PRACK",
    "MESSAGE",
    "INFO",
    "UPDATE",
    "SUBSCRIBE",
    "NOTIFY",
    "PUBLISH",
    "REFER",
)

# Compact forms (RFC 3261 section 7.3.3 and the IANA registry).
COMPACT: Final = {
    "a": "Accept-Contact",
    "b": "Referred-By",
    "c": "Content-Type",
    "e": "Content-Encoding",
    "f": "From",
    "i": "Call-ID",
    "k": "Supported",
    "l": "Content-Length",
    "m": "Contact",
    "o": "Event",
    "r": "Refer-To",
    "s": "Subject",
    "t": "To",
    "u": "Allow-Events",
    "v": "Via",
    "x": "Session-Expires",
}
# Headers whose comma-separated values are kept apart, one entry each (the others may hold commas in dates and challenges).
LISTS: Final = frozenset({"via", "route", "record-route", "contact", "require", "proxy-require", "supported", "allow"})

PHRASES: Final = {
    100: "Trying",
    180: "Ringing",
    183: "Session Progress",
    200: "OK",
    202: "Accepted",
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    407: "Proxy Authentication Required",
    408: "Request Timeout",
    412: "Conditional Request Failed",
    413: "Request Entity Too Large",
    415: "Unsupported Media Type",
    416: "Unsupported URI Scheme",
    420: "Bad Extension",
    423: "Interval Too Brief",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    482: "Loop Detected",
    483: "Too Many Hops",
    484: "Address Incomplete",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    489: "Bad Event",
    491: "Request Pending",
    500: "Server Internal Error",
    501: "Not Implemented",
    503: "Service Unavailable",
    505: "Version Not Supported",
    603: "Decline",
}


_VIA = re.compile(r"SIP\s*/\s*([A-Za-z0-9.]+)\s*/\s*([A-Za-z0-9]+)\s+([^;]+)(?:;(.*))?", re.IGNORECASE)


class Headers:
    """An ordered multi-map; names compare without regard to case."""

    __slots__ = ("_items",)

    def __init__(self, items: Iterable[tuple[str, str]] = ()) -> None:
        self._items = list(items)

    def get(self, name: str, default: str = "") -> str:
        """The first value of a name."""
        name = name.lower()
        return next((value for key, value in self._items if key.lower() == name), default)

    def all(self, name: str) -> list[str]:
        """Every value of a name, in order."""
        name = name.lower()
        return [value for key, value in self._items if key.lower() == name]

    def add(self, name: str, value: str) -> None:
        """Appends a value."""
        self._items.append((name, value))

    def push(self, name: str, value: str) -> None:
        """Puts a value before every other header: the way Via and Record-Route grow."""
        self._items.insert(0, (name, value))

    def pop(self, name: str) -> str:
        """Takes the first value of a name away and returns it, or ""."""
        lower = name.lower()
        for index, (key, value) in enumerate(self._items):
            if key.lower() == lower:
                del self._items[index]
                return value
        return ""

    def put(self, name: str, value: str) -> None:
        """Replaces all values of a name by one, in the place of the first."""
        lower = name.lower()
        places = [index for index, (key, _) in enumerate(self._items) if key.lower() == lower]
        if not places:
            self._items.append((name, value))
            return
        self._items[places[0]] = (name, value)
        for index in reversed(places[1:]):
            del self._items[index]

    def remove(self, name: str) -> None:
        """Takes every value of a name away."""
        lower = name.lower()
        self._items = [item for item in self._items if item[0].lower() != lower]

    def items(self) -> list[tuple[str, str]]:
        """All headers in order."""
        return list(self._items)


@dataclass(slots=True)
class Via:
    """One Via value (RFC 3261 section 20.42)."""

    transport: str
    host: str
    port: int | None
    params: Params
    version: str = "2.0"

    @property
    def branch(self) -> str:
        """The transaction's mark; empty with a client of RFC 2543."""
        return self.params.get("branch") or ""

    @property
    def sent_by(self) -> tuple[str, int]:
        """Host in lower case and port."""
        return self.host.lower(), self.port or 5060

    def __str__(self) -> str:
        port = f":{self.port}" if self.port else ""
        return f"SIP/{self.version}/{self.transport} {self.host}{port}{format_params(self.params)}"


def parse_via(text: str) -> Via:
    """A `Via`, or ValueError (UriError is not one: both are caught where messages are parsed)."""
    match = _VIA.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"bad Via: {text[:80]!r}")
    host, port = parse_host_port(match[3].strip())
    return Via(match[2].upper(), host, port, parse_params(match[4] or ""), match[1])


@dataclass(slots=True)
class _Message:
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""

    @property
    def from_addr(self) -> NameAddr:
        return parse_name_addr(self.headers.get("From"))

    @property
    def to_addr(self) -> NameAddr:
        return parse_name_addr(self.headers.get("To"))

    @property
    def via(self) -> Via:
        return parse_via(self.headers.get("Via"))

    @property
    def call_id(self) -> str:
        return self.headers.get("Call-ID")

    @property
    def cseq(self) -> tuple[int, str]:
        number, _, method = self.headers.get("CSeq").partition(" ")
        return int(number), method.strip()

    def _write(self, start_line: str) -> bytes:
        lines = [start_line]
        lines += [f"{name}: {value}" for name, value in self.headers.items() if name.lower() != "content-length"]
        lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + self.body


@dataclass(slots=True)
class Request(_Message):
    """A request; `uri` is the Request-URI as it stands on the wire."""

    method: str = ""
    uri: str = ""

    def to_bytes(self) -> bytes:
        """The wire form; Content-Length is always that of the body."""
        return self._write(f"{self.method} {self.uri} SIP/2.0")

    def copy(self) -> Request:
        """A copy whose headers can be changed."""
        return Request(Headers(self.headers.items()), self.body, self.method, self.uri)


@dataclass(slots=True)
class Response(_Message):
    """A response; `phrase` is text for people."""

    status: int = 0
    phrase: str = ""

    def to_bytes(self) -> bytes:
        """The wire form; Content-Length is always that of the body."""
        return self._write(f"SIP/2.0 {self.status} {self.phrase}")

    def copy(self) -> Response:
        """A copy whose headers can be changed."""
        return Response(Headers(self.headers.items()), self.body, self.status, self.phrase)


Message = Request | Response


def reply(request: Request, status: int, phrase: str = "", *, to_tag: str = "") -> Response:
    """A response to a request with the headers that RFC 3261 section 8.2.6 copies; `to_tag` goes in where To has none."""
    headers = Headers()
    for name in ("Via", "From", "To", "Call-ID", "CSeq"):
        for value in request.headers.all(name):
            headers.add(name, value)
    if to_tag and status > 100 and _lacks_tag(request.headers.get("To")):
        headers.put("To", f"{request.headers.get('To')};tag={to_tag}")
    if status == 100 and request.headers.get("Timestamp"):
        headers.add("Timestamp", request.headers.get("Timestamp"))
    headers.add("Server", USER_AGENT)
    return Response(headers, b"", status, phrase or PHRASES.get(status, "Unknown"))


def _lacks_tag(to_value: str) -> bool:
    """A tag can be put behind it. Where To is missing, or can't be read, the answer leaves it as it is."""
    try:
        return bool(to_value) and not parse_name_addr(to_value).tag
    except UriError:
        return False
