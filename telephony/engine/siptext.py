"""Just enough of SIP's grammar to read a dialog's identifiers from messages, and to write a BYE (RFC 3261 sections 7, 20, 25).

pjsip has parsed every message before it comes here; what is malformed all the same reads as empty, and never raises.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_COMPACT: Final = {
    "i": "call-id",
    "m": "contact",
    "f": "from",
    "t": "to",
    "v": "via",
    "s": "subject",
    "o": "event",
    "l": "content-length",
    "c": "content-type",
    "e": "content-encoding",
}
_CSEQ: Final = re.compile(r"\s*(\d{1,10})\s+(\S+)")
_HOST_PORT: Final = re.compile(r"sips?:(?:[^@;?>]*@)?(\[[0-9a-fA-F:.]+\]|[^:;?>\s]+)(?::(\d{1,5}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NameAddress:
    """A From, To, Contact or Route value: display name unquoted, URI without angle brackets, header parameters."""

    name: str = ""
    uri: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class SipMessage:
    """A request (`method` set) or a response (`status` set), its headers by lower-case long name in their order."""

    method: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: str

    def values(self, name: str) -> list[str]:
        """Every value of a header, lists taken apart at their commas."""
        return [part for key, value in self.headers if key == name for part in split_list(value)]

    def first(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    def address(self, name: str) -> NameAddress:
        """The first address in a header."""
        found = self.values(name)
        return parse_address(found[0]) if found else NameAddress()

    @property
    def cseq(self) -> tuple[int, str]:
        """Number and method; (0, "") where there is none."""
        found = _CSEQ.match(self.first("cseq"))
        return (int(found[1]), found[2]) if found else (0, "")

    @property
    def has_sdp(self) -> bool:
        return bool(self.body.strip()) and "application/sdp" in self.first("content-type").lower()


def parse_message(text: str) -> SipMessage:
    """Read a whole message; folded header lines are unfolded (section 7.3.1)."""
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    lines = re.sub(r"\n[ \t]+", " ", head).split("\n")
    start = lines[0].split(" ", 2)
    headers = tuple(_header(line) for line in lines[1:] if ":" in line)
    if start[0].upper().startswith("SIP/"):
        status = int(start[1]) if len(start) > 1 and start[1].isascii() and start[1].isdigit() else 0
        return SipMessage("", status, headers, body)
    return SipMessage(start[0], 0, headers, body)


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    key = name.strip().lower()
    return _COMPACT.get(key, key), value.strip()


def split_list(value: str) -> list[str]:
    """Take a comma-separated header apart; commas in quotes or angle brackets stay."""
    parts: list[str] = []
    start, quoted, depth, escaped = 0, False, 0, False
    for index, letter in enumerate(value):
        if escaped:
            escaped = False
        elif letter == "\\" and quoted:
            escaped = True
        elif letter == '"':
            quoted = not quoted
        elif not quoted and letter in "<>":
            depth += 1 if letter == "<" else -1
        elif letter == "," and not quoted and depth <= 0:
            parts.append(value[start:index].strip())
            start = index + 1
    parts.append(value[start:].strip())
    return [part for part in parts if part]


def parse_address(value: str) -> NameAddress:
    """`"Name" <uri>;tag=x`, `Name <uri>` or `uri;tag=x` (section 20.10: without brackets, parameters belong to the header)."""
    name, rest = _display_name(value.strip())
    if rest.startswith("<"):
        uri, _, parameters = rest[1:].partition(">")
    else:
        uri, _, parameters = rest.partition(";")
    return NameAddress(name, uri.strip(), _parameter(parameters, "tag"))


def _display_name(value: str) -> tuple[str, str]:
    if value.startswith('"'):
        found = re.match(r'"((?:[^"\\]|\\.)*)"\s*', value, re.DOTALL)
        if found:
            return re.sub(r"\\(.)", r"\1", found[1]), value[found.end() :]
    before, bracket, after = value.partition("<")
    return (before.strip(), "<" + after) if bracket else ("", value)


def _parameter(parameters: str, name: str) -> str:
    for part in parameters.split(";"):
        key, _, value = part.partition("=")
        if key.strip().lower() == name:
            return value.strip()
    return ""


def uri_parameter(uri: str, name: str) -> str | None:
    """A URI parameter's value, "" for one without a value (`;lr`), None where it is absent."""
    for part in uri.partition("?")[0].split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == name:
            return value.strip()
    return None


def uri_host_port(uri: str) -> tuple[str, int]:
    """Host (IPv6 without brackets) and port, 0 where the URI names none; ("", 0) where it is no SIP URI."""
    found = _HOST_PORT.match(uri.strip())
    if not found:
        return "", 0
    return found[1].strip("[]"), int(found[2] or 0)


def reason_causes(message: SipMessage) -> tuple[tuple[str, int, str], ...]:
    """Every Reason (RFC 3326): protocol ("SIP", "Q.850"), cause, text."""
    found: list[tuple[str, int, str]] = []
    for value in message.values("reason"):
        protocol, _, parameters = value.partition(";")
        cause = _parameter(parameters, "cause")
        if cause.isascii() and cause.isdigit():
            found.append((protocol.strip(), int(cause[:5]), _parameter(parameters, "text").strip('"')))
    return tuple(found)
