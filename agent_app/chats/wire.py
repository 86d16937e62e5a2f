"""From messages as they are kept to MESSAGEs as they go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from agent_app.calls.addresses import target_of
from agent_app.chats.snapshots import MessageKind
from agent_app.clock import now_us
from agent_app.storage.messages import Form, MessageRecord, Wire
from telephony.bodies.cpim import Address, Disposition, Envelope
from telephony.bodies.files import File, Place
from telephony.bodies.quoting import quote
from telephony.bodies.sending import Outgoing, file_message, text_messages

if TYPE_CHECKING:
    from agent_app.chats.snapshots import FileInfo
    from agent_app.snapshots import AccountSnapshot

_ALL: Final = frozenset(Disposition)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One MESSAGE of a message. `wire` is the name that it has; None where that is its Call-ID, known once it went."""

    outgoing: Outgoing
    wire: Wire | None


def back_envelope(account: AccountSnapshot, remote: str) -> Envelope:
    """For receipts and typing in CPIM."""
    return Envelope(Address(f"sip:{account.address}"), Address(target_of(remote)), now_us(), sent_us=now_us())


def parcels_of(record: MessageRecord, account: AccountSnapshot, form: Form, most_bytes: int) -> tuple[Parcel, ...]:
    """Raises `BodyError`: too_long. In CPIM the message's own item_id is its imdn.Message-ID, in each try the same."""
    item = record.item
    envelope = None
    if form is Form.CPIM:
        envelope = Envelope(
            Address(f"sip:{account.address}"),  # without a name: Linphone 5.1 refuses a message whose From has a quoted one
            Address(target_of(item.remote)),
            item.at_us,
            item.item_id,
            _ALL,
            reply_to=record.reply_wire,
            sent_us=record.told_us or item.at_us,
            wake_up=item.kind is MessageKind.WAKE_UP,
        )
    if item.file is not None:
        messages = (_file_message(record, item.file, envelope, most_bytes),)
    else:
        text = quote(item.reply_text, item.text) if item.reply_text else item.text
        messages = text_messages(text, most_bytes, envelope)
    count = len(messages)
    return tuple(
        Parcel(message, None if envelope is None else Wire(_name(item.item_id, number), number, count))
        for number, message in enumerate(messages, start=1)
    )


def _file_message(record: MessageRecord, info: FileInfo, envelope: Envelope | None, most_bytes: int) -> Outgoing:
    """Where the thumbnail is, is told where there is room: a message that is too long for the way tells of the file alone."""
    place = Place(record.url, info.size, info.content_type, record.until_us or None)
    file = File(info.name, place, record.small, info.duration_ms)
    message = file_message(file, envelope)
    return message if len(message.body.encode()) <= most_bytes else file_message(replace(file, thumbnail=None), envelope)


def _name(item_id: str, number: int) -> str:
    """As `telephony.bodies.sending` names parts."""
    return item_id if number == 1 else f"{item_id}-{number}"
