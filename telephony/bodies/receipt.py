"""Receipts: IMDN (RFC 5438). Linphone's form without CPIM is the same XML, its message-id the SIP Call-ID of the message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from telephony.bodies.errors import BodyError, BodyProblem
from telephony.bodies.markup import child, clean, content, escape, local_name, parse_xml
from telephony.bodies.times import read_time, write_time

TYPE: Final = "message/imdn+xml"
NAMESPACE: Final = "urn:ietf:params:xml:ns:imdn"
MOST_ID: Final = 255  # characters of a message-id


class ReceiptKind(StrEnum):
    """What became of the message; the names are the standard's (section 11.1)."""

    DELIVERED = "delivered"
    DISPLAYED = "displayed"
    FAILED = "failed"  # it could not be delivered
    FORBIDDEN = "forbidden"  # its reader does not send receipts
    ERROR = "error"
    PROCESSED = "processed"
    STORED = "stored"


_WRAPPER: Final = {
    ReceiptKind.DISPLAYED: "display-notification",
    ReceiptKind.PROCESSED: "processing-notification",
    ReceiptKind.STORED: "processing-notification",
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """`message_id` names the message; `at_us` is when it was sent or received, as its reader's clock says (None: not told)."""

    message_id: str
    kind: ReceiptKind
    at_us: int | None = None


def build_receipt(receipt: Receipt) -> str:
    """The XML as Linphone writes it."""
    wrapper = _WRAPPER.get(receipt.kind, "delivery-notification")
    moment = f"<datetime>{write_time(receipt.at_us)}</datetime>" if receipt.at_us is not None else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<imdn xmlns="{NAMESPACE}"><message-id>{escape(clean(receipt.message_id))}</message-id>'
        f"{moment}<{wrapper}><status><{receipt.kind}/></status></{wrapper}></imdn>"
    )


def parse_receipt(body: str | bytes) -> Receipt:
    """Raises `BodyError`. A status that is none of the standard's is bad_value: nobody may take it for "delivered"."""
    root = parse_xml(body, "imdn")
    message_id = content(child(root, "message-id"), MOST_ID + 1)
    if not message_id:
        raise BodyError(BodyProblem.MISSING, "message-id")
    if len(message_id) > MOST_ID:
        raise BodyError(BodyProblem.TOO_LONG, "message-id")
    for wrapper in ("delivery-notification", "display-notification", "processing-notification"):
        notification = child(root, wrapper)
        status = child(notification, "status") if notification is not None else None
        if status is not None and len(status):
            return Receipt(message_id, _kind(local_name(status[0])), read_time(content(child(root, "datetime"))))
    raise BodyError(BodyProblem.MISSING, "status")


def _kind(name: str) -> ReceiptKind:
    try:
        return ReceiptKind(name)
    except ValueError as error:
        raise BodyError(BodyProblem.BAD_VALUE, name[:32]) from error
