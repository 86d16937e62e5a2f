"""From bytes to text: compression undone (Content-Encoding), the charset read. Limits before everything else."""

from __future__ import annotations

import zlib
from typing import Final

from telephony.bodies.errors import BodyError, BodyProblem

MOST_BODY: Final = 64 * 1024  # bytes, inflated: a body of 3 kB may hold a thousand times as much
_WINDOWS: Final = {
    # zlib's format (RFC 9110 section 8.4.1.2); some senders leave its header out.
    "deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS),
    "gzip": (zlib.MAX_WBITS | 16,),
}
_CHARSETS: Final = frozenset(
    ("utf-8", "us-ascii", "iso-8859-1", "iso-8859-5", "windows-1251", "windows-1252", "koi8-r", "koi8-u", "utf-16")
)


def inflate(body: bytes, encoding: str) -> bytes:
    """Content-Encoding undone ("" and "identity" are none). Raises `BodyError`: bad_compression, or too_long above `MOST_BODY`."""
    name = encoding.strip().lower()
    plain = body if name in ("", "identity") else _unpacked(body, name)
    if len(plain) > MOST_BODY:
        raise BodyError(BodyProblem.TOO_LONG, str(MOST_BODY))
    return plain


def _unpacked(body: bytes, name: str) -> bytes:
    for window in _WINDOWS.get(name, ()):
        unpacking = zlib.decompressobj(window)
        try:
            plain = unpacking.decompress(body, MOST_BODY + 1)
        except zlib.error:
            continue
        if unpacking.eof or len(plain) > MOST_BODY:
            return plain
    raise BodyError(BodyProblem.BAD_COMPRESSION, name[:32])


def decode(body: bytes, content_type: str) -> tuple[str, bool]:
    """The body as text, and whether that is all of it: what is no text comes as U+FFFD. The charset that the type names, else UTF-8."""
    charset = parameter(content_type, "charset").lower()
    name = charset if charset in _CHARSETS else "utf-8"
    try:
        return body.decode(name), True
    except UnicodeDecodeError:
        return body.decode(name, "replace"), False


def as_text(body: str | bytes) -> str:
    """Text within the limit. Raises `BodyError`: not_text, too_long."""
    if len(body) > MOST_BODY:
        raise BodyError(BodyProblem.TOO_LONG, str(MOST_BODY))
    try:
        text = body if isinstance(body, str) else body.decode("utf-8")
        size = len(text.encode("utf-8"))
    except UnicodeError as error:
        raise BodyError(BodyProblem.NOT_TEXT, type(error).__name__) from error
    if size > MOST_BODY:
        raise BodyError(BodyProblem.TOO_LONG, str(MOST_BODY))
    return text


def media_type(content_type: str) -> str:
    """`text/plain` of `Text/Plain; charset=utf-8`."""
    return content_type.partition(";")[0].strip().lower()


def parameter(content_type: str, name: str) -> str:
    """A parameter's value, unquoted; "" where there is none."""
    for part in content_type.split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == name:
            return value.strip().strip('"')
    return ""
