"""Files by RCS HTTP file transfer: the message carries where the file is and what it is, never the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from telephony.bodies.encoding import media_type
from telephony.bodies.errors import BodyError, BodyProblem
from telephony.bodies.markup import ET, attribute, child, children, clean, content, escape, parse_xml, quoteattr
from telephony.bodies.times import read_time, write_time

TYPE: Final = "application/vnd.gsma.rcs-ft-http+xml"
NAMESPACE: Final = "urn:gsma:params:xml:ns:rcs:rcs:fthttp"
_VOICE_URN: Final = "urn:gsma:params:xml:ns:rcs:rcs:rram"
MOST_SIZE: Final = 2**53  # bytes
_MOST_NAME: Final = 1024  # characters, as it is told; `names.safe_file_name` makes it fit to be a file's
_MOST_URL: Final = 2048


@dataclass(frozen=True, slots=True)
class Place:
    """Where bytes are: an http or https URL, how many, of what type, until when (microseconds UTC). All of it is the sender's word."""

    url: str
    size: int
    content_type: str
    until_us: int | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file in a message. `name` is foreign text: never a path. `duration_ms` is a voice note's length, 0 where it is none. `thumbnail` is
    where a small picture of it is, a file of its own (GSMA RCC.07, 3.5.4.8)."""

    name: str
    place: Place
    thumbnail: Place | None = None
    duration_ms: int = 0


def build_file(file: File) -> str:
    """The XML as Linphone writes and reads it."""
    thumbnail = _info("thumbnail", file.thumbnail, "") if file.thumbnail else ""
    name = f"<file-name>{escape(clean(file.name))}</file-name>"
    length = f'<am:playing-length xmlns:am="{_VOICE_URN}">{file.duration_ms}</am:playing-length>' if file.duration_ms else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<file xmlns="{NAMESPACE}">{thumbnail}{_info("file", file.place, name, length)}</file>'


def _info(kind: str, place: Place, name: str, more: str = "") -> str:
    until = f" until={quoteattr(write_time(place.until_us))}" if place.until_us is not None else ""
    data = f"<data url={quoteattr(clean(place.url))}{until}/>"
    return (
        f'<file-info type="{kind}"><file-size>{place.size}</file-size>{name}'
        f"<content-type>{escape(clean(place.content_type))}</content-type>{more}{data}</file-info>"
    )


def parse_file(body: str | bytes) -> File:
    """Raises `BodyError`: missing, bad_value (a URL that is not http or https, a size that is no number)."""
    root = parse_xml(body, "file")
    infos = {info.get("type", "file"): info for info in reversed(list(children(root, "file-info")))}
    info = infos.get("file")
    if info is None:
        raise BodyError(BodyProblem.MISSING, "file-info")
    length = content(child(info, "playing-length"), 12)
    return File(
        content(child(info, "file-name"), _MOST_NAME),
        _place(info),
        _small(infos.get("thumbnail")),
        int(length) if length.isascii() and length.isdigit() else 0,
    )


def _small(info: ET.Element | None) -> Place | None:
    """A thumbnail that makes no sense is none: the file is what was sent."""
    try:
        return None if info is None else _place(info)
    except BodyError:
        return None


def _place(info: ET.Element) -> Place:
    data = child(info, "data")
    if data is None:
        raise BodyError(BodyProblem.MISSING, "data")
    size = content(child(info, "file-size"), 20)
    if not (size.isascii() and size.isdigit() and int(size) <= MOST_SIZE):
        raise BodyError(BodyProblem.BAD_VALUE, "file-size")
    kind = content(child(info, "content-type"), 256) or "application/octet-stream"
    return Place(_web_address(attribute(data, "url", _MOST_URL)), int(size), kind, read_time(attribute(data, "until", 64)))


def is_web_address(url: str) -> bool:
    """An http or https URL with a host, in plain characters."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
    return good and url.isascii() and url.isprintable() and " " not in url


def _web_address(url: str) -> str:
    if not is_web_address(url):
        raise BodyError(BodyProblem.BAD_VALUE, "url")
    return url


def is_voice(file: File) -> bool:
    """A voice note, as Linphone marks them (`audio/wav;voice-recording=yes`), or sound with a length."""
    kind = file.place.content_type.lower().replace(" ", "")
    return media_type(kind).startswith("audio/") and ("voice-recording=yes" in kind or file.duration_ms > 0)
