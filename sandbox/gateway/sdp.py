"""Session descriptions (RFC 8866) and offer/answer (RFC 3264) for one audio stream in G.711 with telephone events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from sandbox.errors import SandboxError

CODECS: Final = ("PCMA", "PCMU")
_STATIC: Final = {8: "PCMA", 0: "PCMU"}
_NUMBERS: Final = {name: number for number, name in _STATIC.items()}
_EVENTS: Final = "TELEPHONE-EVENT"
OWN_EVENT_TYPE: Final = 101
_MIRROR: Final = {"sendrecv": "sendrecv", "sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}
MAX_MEDIA: Final = 16


class SdpError(SandboxError):
    """A body that is no session description."""


class NotAcceptableError(SandboxError):
    """A description without a stream that we can take: 488."""


@dataclass(slots=True)
class MediaLine:
    """One m= section."""

    kind: str
    port: int
    profile: str
    formats: list[str]
    address: str
    direction: str
    names: dict[int, str] = field(default_factory=dict[int, str])  # payload type -> encoding name in capitals, for 8000 Hz mono


@dataclass(frozen=True, slots=True)
class Stream:
    """The agreed audio stream: where the peer hears, in what, and which ways sound goes (seen from us)."""

    address: str
    port: int
    codec: str
    payload_type: int
    event_type: int | None
    direction: str

    @property
    def sends(self) -> bool:
        """Whether we may send."""
        return self.direction in {"sendrecv", "sendonly"}

    @property
    def receives(self) -> bool:
        """Whether the peer sends."""
        return self.direction in {"sendrecv", "recvonly"}


def parse(body: bytes) -> list[MediaLine]:
    """The m= sections of a description, each with what it inherits from the session; SdpError."""
    lines = [line.strip() for line in body.decode("utf-8", "replace").splitlines() if line.strip()]
    if not lines or lines[0] != "v=0":
        raise SdpError("no v=0 line")
    session = MediaLine("", 0, "", [], "", "sendrecv")
    media: list[MediaLine] = []
    for line in lines[1:]:
        if line[1:2] != "=":
            raise SdpError(f"bad line {line[:40]!r}")
        value = line[2:]
        if line[0] == "m":
            media.append(_media_line(value, session))
        else:
            _attribute(line[0], value, media[-1] if media else session)
    if not media or len(media) > MAX_MEDIA:
        raise SdpError(f"{len(media)} media sections")
    return media


def _media_line(value: str, session: MediaLine) -> MediaLine:
    parts = value.split()
    port = parts[1].partition("/")[0] if len(parts) >= 4 else ""
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and int(port) < 65536):
        raise SdpError(f"bad media line {value[:40]!r}")
    names = {number: name for number, name in _STATIC.items() if str(number) in parts[3:]}
    return MediaLine(parts[0], int(port), parts[2].upper(), parts[3:], session.address, session.direction, names)


def _attribute(kind: str, value: str, section: MediaLine) -> None:
    if kind == "c":
        parts = value.split()
        if len(parts) != 3:
            raise SdpError(f"bad connection line {value[:40]!r}")
        section.address = parts[2].partition("/")[0]
    elif kind == "a" and value in _MIRROR:
        section.direction = value
    elif kind == "a" and value.startswith("rtpmap:"):
        number, _, encoding = value.removeprefix("rtpmap:").partition(" ")
        name, _, rate = encoding.strip().upper().partition("/")
        if number.isascii() and number.isdigit() and len(number) <= 3 and rate in {"8000", "8000/1"}:
            section.names[int(number)] = name


def agree(media: list[MediaLine], *, prefer: str = "") -> tuple[int, Stream]:
    """The first audio section we can take, by its index, and the stream in the offerer's order of codecs (`prefer` goes first)."""
    for index, section in enumerate(media):
        if section.kind != "audio" or section.profile not in {"RTP/AVP", "RTP/AVPF"} or section.port == 0:
            continue
        types = [int(text) for text in section.formats if text.isascii() and text.isdigit() and len(text) <= 3]
        ours = [number for number in types if section.names.get(number) in CODECS]
        if not ours:
            continue
        chosen = next((number for number in ours if section.names[number] == prefer), ours[0])
        event = next((number for number in types if section.names.get(number) == _EVENTS), None)
        direction = "inactive" if section.address in {"0.0.0.0", ""} else _MIRROR[section.direction]  # noqa: S104 (RFC 2543's way to hold)
        return index, Stream(section.address, section.port, section.names[chosen], chosen, event, direction)
    raise NotAcceptableError("no audio in G.711 over RTP/AVP")


def answer(media: list[MediaLine], index: int, stream: Stream, *, address: str, port: int, version: int) -> bytes:
    """The answer to an offer: our section where theirs stood, the others refused (RFC 3264 section 6)."""
    sections: list[str] = []
    for place, section in enumerate(media):
        if place == index:
            sections += _own_section(port, section.profile, [(stream.payload_type, stream.codec)], stream.event_type, stream.direction)
        else:
            sections.append(f"m={section.kind} 0 {section.profile} {section.formats[0]}")
    return _document(sections, address, version)


def offer(address: str, port: int, version: int, stream: Stream | None = None) -> bytes:
    """An offer of both codecs, or of the stream that is agreed already."""
    codecs = [(stream.payload_type, stream.codec)] if stream else [(_NUMBERS[name], name) for name in CODECS]
    event = stream.event_type if stream else OWN_EVENT_TYPE
    return _document(_own_section(port, "RTP/AVP", codecs, event, "sendrecv"), address, version)


def _own_section(port: int, profile: str, codecs: list[tuple[int, str]], event: int | None, direction: str) -> list[str]:
    formats = [number for number, _ in codecs] + ([event] if event is not None else [])
    lines = [f"m=audio {port} {profile} {' '.join(map(str, formats))}"]
    lines += [f"a=rtpmap:{number} {name}/8000" for number, name in codecs]
    if event is not None:
        lines += [f"a=rtpmap:{event} telephone-event/8000", f"a=fmtp:{event} 0-15"]
    return [*lines, "a=ptime:20", f"a={direction}"]


def _document(sections: list[str], address: str, version: int) -> bytes:
    head = ["v=0", f"o=sandbox 1 {version} IN IP4 {address}", "s=-", f"c=IN IP4 {address}", "t=0 0"]
    return "".join(f"{line}\r\n" for line in [*head, *sections]).encode()
