"""SIP URIs (RFC 3261 section 19) and name-addr header values (section 20.10)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sandbox.errors import SandboxError

Params = dict[str, str | None]

_HOST = re.compile(r"\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*")  # RFC 3986 section 3.1
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_PLAIN_USER = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!~*'()&=+$,;?/")


class UriError(SandboxError):
    """A text that is no SIP or tel URI, or no name-addr."""


class UnknownSchemeError(UriError):
    """A URI of a kind that is none of SIP's."""


def unescape(text: str) -> str:
    """`%41` -> `A`; what does not decode as UTF-8 stays visible as replacement characters."""
    raw = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "%" in text else None
    if raw is None:
        return text
    try:
        return raw.encode("latin-1").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return raw


def parse_params(text: str) -> Params:
    """`;a=1;b;c="x;y"` -> names in lower case, values without quotes; a flag has the value None."""
    params: Params = {}
    for part in split_outside_quotes(text, ";"):
        name, equals, value = part.partition("=")
        name = name.strip().lower()
        if name:
            params[name] = value.strip().strip('"') if equals else None
    return params


def split_outside_quotes(text: str, separator: str) -> list[str]:
    """Splits at a separator that stands neither in a quoted string nor between < and >."""
    if '"' not in text and "<" not in text:
        return [part.strip() for part in text.split(separator)]
    parts: list[str] = []
    start, quoted, angle, skip = 0, False, False, False
    for index, char in enumerate(text):
        if skip:
            skip = False
        elif quoted:
            quoted, skip = char != '"', char == "\\"
        elif char == '"':
            quoted = True
        elif char in "<>":
            angle = char == "<"
        elif char == separator and not angle:
            parts.append(text[start:index].strip())
            start = index + 1
    parts.append(text[start:].strip())
    return parts


def format_params(params: Params) -> str:
    """The reverse of `parse_params`."""
    return "".join(f";{name}" if value is None else f";{name}={value}" for name, value in params.items())


@dataclass(frozen=True, slots=True)
class Uri:
    """A SIP, SIPS or tel URI. `user` is unescaped; `port` is None where the URI names none; headers after `?` are dropped."""

    scheme: str
    user: str
    host: str
    port: int | None = None
    params: Params = field(default_factory=dict[str, str | None])

    def __str__(self) -> str:
        user = "".join(char if char in _PLAIN_USER else "".join(f"%{byte:02X}" for byte in char.encode()) for char in self.user)
        if self.scheme == "tel":
            return f"tel:{user}{format_params(self.params)}"
        at = f"{user}@" if user else ""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme}:{at}{self.host}{port}{format_params(self.params)}"

    @property
    def transport(self) -> str:
        """`UDP`, `TCP`, … as the URI asks for it; UDP by default (RFC 3263 section 4.1)."""
        return (self.params.get("transport") or "udp").upper()

    @property
    def key(self) -> tuple[str, str, int, str]:
        """What two URIs of one contact share: user, host, port and transport (RFC 3261 section 19.1.4, as far as contacts need)."""
        return self.user, self.host.lower(), self.port or 5060, self.transport


def parse_uri(text: str) -> Uri:
    """A `Uri`, or UriError (UnknownSchemeError for one of another kind). A tel URI has its number as the user, and no host."""
    text = text.strip()
    scheme, colon, rest = text.partition(":")
    scheme = scheme.lower()
    if not colon or not _SCHEME.fullmatch(scheme) or any(ord(char) <= 0x20 for char in text):
        raise UriError(f"not a SIP URI: {text[:80]!r}")
    if scheme not in {"sip", "sips", "tel"}:
        raise UnknownSchemeError(f"not a SIP URI: {text[:80]!r}")
    if scheme == "tel":
        number, _, params = rest.partition(";")
        return Uri("tel", unescape(number), "", None, parse_params(params))
    user, at, address = rest.partition("@")  # a user part may hold ? and ;, but no second @ (RFC 3261 section 25.1)
    if not at:
        user, address = "", rest
    elif not user:
        raise UriError(f"no user before @: {text[:80]!r}")
    address, _, params = address.partition("?")[0].partition(";")
    host, port = parse_host_port(address)
    return Uri(scheme, unescape(user.partition(":")[0]), host, port, parse_params(params))


def parse_host_port(text: str) -> tuple[str, int | None]:
    """`host`, `host:port`, `[v6]:port`, or UriError."""
    match = _HOST.match(text)
    if match is None:
        raise UriError(f"no host: {text[:80]!r}")
    rest = text[match.end() :].strip()
    if not rest:
        return match[0], None
    digits = rest[1:].strip()
    if rest[0] != ":" or not (digits.isascii() and digits.isdigit()) or not 0 < int(digits[:6]) < 65536:
        raise UriError(f"bad port: {text[:80]!r}")
    return match[0], int(digits)


@dataclass(frozen=True, slots=True)
class NameAddr:
    """`"Display" <uri>;params`, as in From, To, Contact, Route."""

    uri: Uri
    display: str = ""
    params: Params = field(default_factory=dict[str, str | None])

    @property
    def tag(self) -> str:
        """The dialog tag, empty where there is none."""
        return self.params.get("tag") or ""

    def __str__(self) -> str:
        display = f'"{self.display}" ' if self.display else ""
        return f"{display}<{self.uri}>{format_params(self.params)}"


def parse_name_addr(text: str) -> NameAddr:
    """Both forms of RFC 3261 section 20.10: with angle brackets, and bare (whose parameters belong to the header)."""
    before, angle, after = text.partition("<") if not text.startswith('"') else _after_display(text)
    if not angle:
        bare, _, params = text.partition(";")
        if "?" in bare:
            raise UriError(f"not within < and >: {text[:80]!r}")
        return NameAddr(parse_uri(bare), "", parse_params(params))
    uri, closing, params = after.partition(">")
    if not closing:
        raise UriError(f"no closing >: {text[:80]!r}")
    return NameAddr(parse_uri(uri), before.strip() if text.startswith('"') else before.replace('"', "").strip(), parse_params(params))


def _after_display(text: str) -> tuple[str, str, str]:
    """Splits after a quoted display name, in which < may stand."""
    end = 1
    while end < len(text) and text[end] != '"':
        end += 2 if text[end] == "\\" else 1
    gap, angle, after = text[end + 1 :].partition("<")
    if end >= len(text) or not angle or gap.strip():
        raise UriError(f"bad display name: {text[:80]!r}")
    return text[1:end], angle, after
