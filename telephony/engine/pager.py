"""A MESSAGE that came in, taken apart: what of it the window is told."""

from __future__ import annotations

from typing import Final

from telephony.bodies.encoding import MOST_BODY, decode, inflate
from telephony.bodies.errors import BodyError, BodyProblem
from telephony.channel import MAX_LINE, encode
from telephony.engine.siptext import SipMessage, parse_message
from telephony.messages import MessageDropped, MessageReceived
from telephony.reasons import Reason, ReasonCode

HEADERS_OF_USE: Final = ("date", "expires", "priority", "subject", "x-offline", "x-orig-call-id", "content-disposition", "user-agent")
_MOST_HEADER: Final = 256  # characters


def read_pager(account_id: str, message: bytes, at_us: int) -> MessageReceived | MessageDropped:
    """The event for one MESSAGE, whole as it came."""
    head, _, body = message.partition(b"\r\n\r\n")
    sip = parse_message(head.decode("utf-8", "replace"))
    sender, content_type = sip.address("from"), sip.first("content-type")[:_MOST_HEADER] or "text/plain"
    try:
        plain = inflate(body, sip.first("content-encoding"))
    except BodyError as error:
        code = ReasonCode.TOO_LONG if error.problem is BodyProblem.TOO_LONG else ReasonCode.MALFORMED
        return MessageDropped(account_id, sender.uri, content_type, sip.first("call-id"), Reason(code, value=error.about), body[:MOST_BODY])
    event = _received(account_id, sip, content_type, plain, at_us)
    # Control characters take six bytes each in JSON.
    if len(plain) > MAX_LINE // 10 and len(encode(event)) > MAX_LINE:
        too_long = Reason(ReasonCode.TOO_LONG, value=str(MOST_BODY))
        return MessageDropped(account_id, sender.uri, content_type, sip.first("call-id"), too_long, body[:MOST_BODY])
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
