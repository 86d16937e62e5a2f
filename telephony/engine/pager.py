"""A MESSAGE that came in, taken apart: what of it the window is told."""

from __future__ import annotations

import zlib
from typing import Final

from telephony.channel import MAX_LINE, encode
from telephony.engine.siptext import SipMessage, parse_message
from telephony.messages import MessageDropped, MessageReceived
from telephony.reasons import Reason, ReasonCode

MOST_BODY: Final = 64 * 1024  # bytes, inflated: pjsip takes packets of 4,000, which may hold a thousand times as much
HEADERS_OF_USE: Final = ("date", "expires", "priority", "subject", "x-offline", "x-orig-call-id", "content-disposition")
_MOST_HEADER: Final = 256  # characters
_CHARSETS: Final = frozenset(
    ("utf-8", "us-ascii", "iso-8859-1", "iso-8859-5", "windows-1251", "windows-1252", "koi8-r", "koi8-u", "utf-16")
)


class BadBodyError(ValueError):
    """A body that can't be inflated."""


def read_pager(account_id: str, message: bytes, at_us: int) -> MessageReceived | MessageDropped:
    """The event for one MESSAGE, whole as it came."""
    head, _, body = message.partition(b"\r\n\r\n")
    sip = parse_message(head.decode("utf-8", "replace"))
    sender, content_type = sip.address("from"), sip.first("content-type")[:_MOST_HEADER] or "text/plain"
    reason = None
    try:
        plain = inflate(body, sip.first("content-encoding").lower().strip() or "identity")
    except BadBodyError as error:
        plain, reason = b"", Reason(ReasonCode.MALFORMED, value=str(error))
    if len(plain) > MOST_BODY:
        reason = Reason(ReasonCode.TOO_LONG, value=str(MOST_BODY))
    if reason is not None:
        return MessageDropped(account_id, sender.uri, content_type, sip.first("call-id"), reason)
    event = _received(account_id, sip, content_type, plain, at_us)
    # Control characters take six bytes each in JSON.
    if len(plain) > MAX_LINE // 10 and len(encode(event)) > MAX_LINE:
        return MessageDropped(account_id, sender.uri, content_type, sip.first("call-id"), Reason(ReasonCode.TOO_LONG, value=str(MOST_BODY)))
    return event


def _received(account_id: str, sip: SipMessage, content_type: str, body: bytes, at_us: int) -> MessageReceived:
    sender = sip.address("from")
    text, whole = decode(body, content_type)
    return MessageReceived(
        account_id,
        sender.uri,
        sip.address("to").uri,
        content_type,
        text,
        sip.first("call-id"),
        at_us,
        sender.name,
        tuple((name, value[:_MOST_HEADER]) for name in HEADERS_OF_USE if (value := sip.first(name))),
        b"" if whole else body,
    )


def inflate(body: bytes, encoding: str) -> bytes:
    """Content-Encoding undone: at most `MOST_BODY` + 1 bytes come out. Raises `BadBodyError`.

    "deflate" is zlib's format (RFC 9110 section 8.4.1.2); some senders leave its header out.
    """
    if encoding == "identity":
        return body
    windows = {"deflate": (zlib.MAX_WBITS, -zlib.MAX_WBITS), "gzip": (zlib.MAX_WBITS | 16,)}.get(encoding)
    if windows is None:
        raise BadBodyError(f"Content-Encoding {encoding[:32]}")
    for window in windows:
        unpacking = zlib.decompressobj(window)
        try:
            plain = unpacking.decompress(body, MOST_BODY + 1)
        except zlib.error:
            continue
        if unpacking.eof or len(plain) > MOST_BODY:
            return plain
    raise BadBodyError(f"{encoding} that can't be inflated")


def decode(body: bytes, content_type: str) -> tuple[str, bool]:
    """The body as text, and whether that is all of it. The charset is the type's where it names one of those in use, else UTF-8."""
    charset = _charset(content_type)
    try:
        return body.decode(charset), True
    except UnicodeDecodeError:
        return body.decode(charset, "replace"), False


def _charset(content_type: str) -> str:
    for part in content_type.split(";")[1:]:
        key, _, value = part.partition("=")
        name = value.strip().strip('"').lower()
        if key.strip().lower() == "charset" and name in _CHARSETS:
            return name
    return "utf-8"
