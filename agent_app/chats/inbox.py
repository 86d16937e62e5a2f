"""What comes in: read, kept, and only then confirmed and shown."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from agent_app.calls.addresses import is_e164, remote_of_uri
from agent_app.chats.snapshots import FileInfo, MessageItem, MessageKind, MessageStatus
from agent_app.clock import now_us
from agent_app.identity import NAME
from agent_app.storage.messages import (
    WANTS_DELIVERED,
    WANTS_DISPLAYED,
    Form,
    MessageRecord,
    Wire,
    incoming_wires,
    message_record,
    receive_message,
    take_receipt,
)
from agent_app.storage.uuid7 import new_id
from telephony.bodies.composing import Typing
from telephony.bodies.cpim import Disposition, Envelope
from telephony.bodies.files import File, is_voice
from telephony.bodies.names import safe_file_name
from telephony.bodies.quoting import split_quote
from telephony.bodies.reading import Body, Content, Cpim, Text, Unreadable, read_body
from telephony.bodies.receipt import Receipt, ReceiptKind
from telephony.messages import MessageDropped, MessageReceived

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from agent_app.engine_client import EngineClient
    from agent_app.storage.database import Database

log = logging.getLogger(__name__)

_RECEIPTS: Final = {ReceiptKind.DELIVERED: WANTS_DELIVERED, ReceiptKind.DISPLAYED: WANTS_DISPLAYED}
_OLDEST_US: Final = 60 * 86_400 * 1_000_000  # no server keeps messages for so long


class Inbox(QObject):
    """`blocked` says whether nothing is wanted from an address. `seen`: a record from the database, or from memory where that fails."""

    came = Signal(object, bool)  # MessageRecord, whether it is new (False: a further part of one)
    kept = Signal(object, str, object)  # MessageRecord, wire_id, Form: it is on the disk: confirm it (one that came before, too)
    receipt_taken = Signal(object)  # MessageRecord of ours, as it stands now
    undeliverable = Signal(str, str, str)  # account_id, remote, wire_id: their server gave it up
    typing = Signal(str, str, object)  # account_id, remote, Typing
    peer_seen = Signal(str, str, object, object)  # account_id, remote, Form, whether it is this program (None: not told)

    def __init__(
        self, engine: EngineClient, database: Database, blocked: Callable[[str, str], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._database = database
        self._blocked = blocked
        engine.received.connect(self._take)

    def _take(self, event: object) -> None:
        match event:
            case MessageReceived():
                remote = remote_of_uri(event.from_uri)
                if not is_e164(remote) and not self._blocked(event.account_id, remote):
                    self._read(event, remote)
            case MessageDropped():
                remote = remote_of_uri(event.from_uri)
                if not is_e164(remote) and not self._blocked(event.account_id, remote):
                    self._take_dropped(event, remote)
            case _:
                pass

    def _read(self, event: MessageReceived, remote: str) -> None:
        headers = dict(event.headers)
        body = read_body(event.content_type, event.body)
        envelope, content = (body.envelope, body.content) if isinstance(body, Cpim) else (None, body)
        self._note_peer(event, remote, body, headers)
        match content:
            case Receipt():
                self._confirmed(event.account_id, remote, content)
            case Typing():
                self.typing.emit(event.account_id, remote, content)
            case _:
                self._keep(event, remote, content, envelope, headers)

    def _note_peer(self, event: MessageReceived, remote: str, body: Body, headers: dict[str, str]) -> None:
        """How they write, and with what."""
        if isinstance(body, Cpim):
            ours = body.envelope.sent_us is not None
            self.peer_seen.emit(event.account_id, remote, Form.CPIM, True if ours else None)
            return
        # A server's offline store speaks in its own name, and says nothing of who wrote.
        program = "" if "x-orig-call-id" in headers else headers.get("user-agent", "")
        # Receipts and typing in plain form are no sign that texts are wanted so.
        told = Form.PLAIN if isinstance(body, Text) else Form.NONE
        self.peer_seen.emit(event.account_id, remote, told, program.startswith(f"{NAME}/") if program else None)

    # --- messages ---------------------------------------------------------------------------------------------------------------

    def _keep(self, event: MessageReceived, remote: str, content: Content, envelope: Envelope | None, headers: dict[str, str]) -> None:
        kind, text, reply_text = _shown(content, envelope)
        item = MessageItem(
            item_id=new_id(),
            account_id=event.account_id,
            remote=remote,
            is_incoming=True,
            at_us=_came_at(event.at_us, envelope, headers),
            kind=kind,
            text=text,
            status=MessageStatus.RECEIVED,
            reply_text=reply_text,
            file=_file(content) if isinstance(content, File) else None,
            seen=False,
        )
        # Plain texts and files are confirmed as Linphone does; what can't be read may be a receipt itself: nobody answers those.
        unasked = 0 if isinstance(content, Unreadable) else WANTS_DELIVERED | WANTS_DISPLAYED
        wants = unasked if envelope is None else _wants(envelope)
        record = MessageRecord(
            item,
            form=Form.PLAIN if envelope is None else Form.CPIM,
            wants=wants,
            told_us=(envelope.sent_us or 0) if envelope is not None else 0,
            reply_wire=envelope.reply_to if envelope is not None else "",
            content_type=event.content_type,
            raw=event.raw or (content.raw if isinstance(content, Unreadable) else None),
            url=content.place.url if isinstance(content, File) else "",
            until_us=(content.place.until_us or 0) if isinstance(content, File) else 0,
            small=content.thumbnail if isinstance(content, File) else None,
        )
        wire_id = (envelope.message_id if envelope is not None else "") or headers.get("x-orig-call-id", "") or event.sip_call_id
        self._write(record, _wire(wire_id, envelope, content))

    def _take_dropped(self, event: MessageDropped, remote: str) -> None:
        """What the engine could not pass on is told of all the same."""
        kind = event.content_type.partition(";")[0].strip().lower()
        item = MessageItem(
            *(new_id(), event.account_id, remote, True, now_us(), MessageKind.UNREADABLE, kind, MessageStatus.RECEIVED),
            reason_code=event.reason.code,
            seen=False,
        )
        self._write(MessageRecord(item, Form.PLAIN, content_type=event.content_type, raw=event.raw or None), Wire(event.sip_call_id))

    def _write(self, record: MessageRecord, wire: Wire) -> None:
        taken: list[str] = []  # what the last try to write it said
        self._database.write(lambda connection: taken.append(receive_message(connection, record, wire)))

        def look(connection: sqlite3.Connection) -> MessageRecord | None:
            return message_record(connection, taken[-1]) if taken and taken[-1] else None

        def show(stored: MessageRecord | None) -> None:
            if taken and not taken[-1]:  # it came before; its receipt may have been lost
                self.kept.emit(record, wire.wire_id, record.form)
                return
            self.came.emit(stored or record, stored is None or stored.item.item_id == record.item.item_id)
            if stored is not None:
                self.kept.emit(stored, wire.wire_id, record.form)
            else:  # the disk is full: it is shown, and confirmed once it can't be lost
                self._database.written(lambda: self._database.read(look, confirm))

        def confirm(stored: MessageRecord | None) -> None:
            if stored is not None:
                self.kept.emit(stored, wire.wire_id, record.form)

        self._database.read(look, show)

    # --- receipts ---------------------------------------------------------------------------------------------------------------

    def _confirmed(self, account_id: str, remote: str, receipt: Receipt) -> None:
        wants = _RECEIPTS.get(receipt.kind)
        if wants is None:
            if receipt.kind in {ReceiptKind.FAILED, ReceiptKind.ERROR}:
                self.undeliverable.emit(account_id, remote, receipt.message_id)
            return
        taken: list[str] = []
        self._database.write(lambda connection: taken.append(take_receipt(connection, account_id, remote, receipt.message_id, wants)))

        def look(connection: sqlite3.Connection) -> MessageRecord | None:
            return message_record(connection, taken[-1]) if taken and taken[-1] else None

        def tell(record: MessageRecord | None) -> None:
            if record is not None:
                self.receipt_taken.emit(record)

        self._database.read(look, tell)


def wires_of(connection: sqlite3.Connection, item_id: str) -> list[str]:
    """The names that its sender gave a message that came in; of a plain one without what tells it apart from others of its dialog."""
    return [wire_id.partition(" ")[0] for wire_id in incoming_wires(connection, item_id)]


def _shown(content: Content, envelope: Envelope | None) -> tuple[MessageKind, str, str]:
    """Kind, text, and what it quotes."""
    match content:
        case Text():
            quoted, own = split_quote(content.text)
            wakes = envelope is not None and envelope.wake_up
            return (MessageKind.WAKE_UP if wakes else MessageKind.TEXT), own, quoted
        case File():
            return (MessageKind.VOICE if is_voice(content) else MessageKind.FILE), "", ""
        case Unreadable():
            return MessageKind.UNREADABLE, content.content_type, ""
        case _:
            raise TypeError(content)


def _file(file: File) -> FileInfo:
    return FileInfo(safe_file_name(file.name), file.place.size, file.place.content_type, url_known=True, duration_ms=file.duration_ms)


def _wants(envelope: Envelope) -> int:
    return WANTS_DELIVERED * (Disposition.DELIVERED in envelope.wants) | WANTS_DISPLAYED * (Disposition.DISPLAYED in envelope.wants)


def _wire(wire_id: str, envelope: Envelope | None, content: Content) -> Wire:
    part = envelope.part if envelope is not None else None
    if part is None or not isinstance(content, Text):
        return Wire(wire_id)
    return Wire(wire_id, part.number, part.count, part.group, content.text)


def _came_at(at_us: int, envelope: Envelope | None, headers: dict[str, str]) -> int:
    """Of what a server kept, when it was written, as far as that can be believed; else when it came."""
    if "x-orig-call-id" not in headers and "x-offline" not in headers:
        return at_us
    told = (envelope.sent_us or envelope.at_us) if envelope is not None else None
    if told is None:
        from email.utils import parsedate_to_datetime

        try:
            told = int(parsedate_to_datetime(headers.get("date", "")).timestamp() * 1_000_000)
        except (ValueError, OverflowError):
            return at_us
    return min(at_us, max(told, at_us - _OLDEST_US))
