"""Content lines of a vCard (RFC 6350 section 3): folded and unfolded, split into name, parameters and value, escaped and not."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from agent_app.contacts.transfer.decoding import decode_as

_LINE: Final = re.compile(r'(?:([\w-]+)\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):(.*)', re.ASCII | re.DOTALL)
_PARAMETER: Final = re.compile(r'(?:[^";]|"[^"]*")+')
_BREAK: Final = re.compile(r"\r\n|\n|\r")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_TOKEN: Final = re.compile(r"\\.|[^\\;,]+|[\\;,]", re.DOTALL)
_CARET: Final = re.compile(r"\^([n'^])")
_CARETS: Final = {"n": "\n", "'": '"', "^": "^"}  # RFC 6868
_ENCODINGS: Final = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_LONGEST: Final = 75  # octets of a line, its break not counted
_QUOTED: Final = "QUOTED-PRINTABLE"


@dataclass(frozen=True, slots=True)
class Property:
    """One line. `group` ties lines together (Apple's labels); `types` are the TYPE parameters in lower case; `value` is as it stands."""

    row: int
    name: str
    value: str
    group: str = ""
    types: tuple[str, ...] = ()
    params: dict[str, str] = field(default_factory=dict[str, str])

    def text(self) -> str:
        """The value of a text property, decoded and unescaped."""
        return unescape(self.decoded())

    def decoded(self) -> str:
        """Without its quoted-printable dress (vCard 2.1)."""
        if self.params.get("ENCODING", "").upper() != _QUOTED:
            return self.value
        return decode_as(binascii.a2b_qp(self.value.encode("utf-8", "replace")), self.params.get("CHARSET", ""))

    def parts(self, separator: str = ";") -> list[str]:
        """Of a structured value (N, ORG) or a list (CATEGORIES): split where the separator is not escaped."""
        parts: list[list[str]] = [[]]
        for token in _TOKEN.findall(self.decoded()):
            if token == separator:
                parts.append([])
            else:
                parts[-1].append(token)
        return [unescape("".join(part)) for part in parts]


def logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """(row, line) with folded lines put together: by a space (3.0, 4.0), or by "=" at the end where the value is quoted-printable."""
    parts: list[str] = []
    began, quoted = 0, False
    for row, line in enumerate(_BREAK.split(text), start=1):
        if quoted and parts[-1].endswith("="):
            parts.append("\n" + line)
        elif parts and line[:1] in (" ", "\t"):
            parts.append(line[1:])
        else:
            if parts:
                yield began, "".join(parts)
            parts, began = [line], row
            quoted = _QUOTED in line.partition(":")[0].upper()
    yield began, "".join(parts)


def parse_line(row: int, line: str) -> Property | None:
    """None for what is no property."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    params: dict[str, str] = {}
    types: list[str] = []
    for parameter in _PARAMETER.findall(found[3]):
        key, equals, value = parameter.partition("=")
        key, value = (key.strip().upper(), value) if equals else _bare(key.strip())
        plain = _CARET.sub(lambda match: _CARETS[match[1]], value.replace('"', ""))
        if key == "TYPE":
            types += [one.strip().lower() for one in plain.split(",")]
        else:
            params[key] = plain
    return Property(row, found[2].upper(), found[4], (found[1] or "").lower(), tuple(types), params)


def _bare(word: str) -> tuple[str, str]:
    """vCard 2.1 leaves the names of parameters away: HOME is TYPE=HOME."""
    return ("ENCODING" if word.upper() in _ENCODINGS else "TYPE"), word


def escape(text: str) -> str:
    """Text as the value of a property (RFC 6350 section 3.4)."""
    for plain, dressed in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\n", "\\n")):
        text = text.replace(plain, dressed)
    return text


def unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)


def fold_line(line: str) -> str:
    """With its breaks: at most 75 octets each, and no letter cut in two (RFC 6350 section 3.2)."""
    octets = line.encode()
    pieces: list[bytes] = []
    room = _LONGEST
    while len(octets) > room:
        end = room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[:end])
        octets = octets[end:]
        room = _LONGEST - 1  # the space that says "folded" counts
    return b"\r\n ".join([*pieces, octets]).decode() + "\r\n"
