"""What we write: kept, sent in order, followed to its end, and sent again where it may have been lost."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.chats.confirming import Confirmations
from agent_app.chats.outbox import Outbox
from agent_app.chats.snapshots import FileState, MessageItem, MessageKind, MessageStatus
from agent_app.clock import now_us
from agent_app.contacts.index import remote_key
from agent_app.storage.messages import Form, MessageRecord
from agent_app.storage.uuid7 import new_id

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.chats.conversations import Conversations
    from agent_app.chats.desk import MessageDesk
    from agent_app.chats.snapshots import FileInfo
    from agent_app.engine_client import EngineClient
    from agent_app.storage.database import Database
    from agent_app.storage.messages import Wire

log = logging.getLogger(__name__)

_UNCONFIRMED_US: Final = 3 * 86_400 * 1_000_000
_SENDABLE_AGAIN: Final = frozenset({MessageStatus.FAILED, MessageStatus.UNKNOWN})


class Post(QObject):
    """Messages of ours."""

    upload_left = Signal(object)  # MessageRecord of a former run, whose file is not on its server yet

    def __init__(
        self,
        engine: EngineClient,
        accounts: AccountService,
        conversations: Conversations,
        desk: MessageDesk,
        database: Database,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._conversations = conversations
        self._desk = desk
        self._database = database
        self._last_us = 0
        self._outbox = Outbox(engine, accounts, database, conversations.form, self)
        self._outbox.ended.connect(self._take_end)
        self._outbox.going.connect(self._take_form)
        self._outbox.wired.connect(self._take_wire)
        self._outbox.plain_only.connect(conversations.note_plain_only)
        self._confirmations = Confirmations(self)
        self._confirmations.overdue.connect(self._send_unconfirmed)
        engine.lost.connect(self._confirmations.probe)

    def load(self, before_id: str) -> None:
        """What a former run was sending goes on where nobody gets it twice; else nobody knows what became of it."""
        from agent_app.storage.messages import close_interrupted_messages, unconfirmed_messages, unfinished_messages

        since = now_us() - _UNCONFIRMED_US
        self._database.write(lambda connection: close_interrupted_messages(connection, before_id))
        self._database.read(lambda connection: unfinished_messages(connection, before_id), self._go_on)
        self._database.read(lambda connection: unconfirmed_messages(connection, before_id, since), self._watch_again)

    def create(
        self, account_id: str, remote: str, kind: MessageKind, text: str, *, reply_to: str = "", file: FileInfo | None = None
    ) -> MessageRecord:
        """A message of ours, kept and shown; it is not sent by this."""
        answered = self._desk.memory.item(reply_to)
        item = MessageItem(
            item_id=new_id(),
            account_id=account_id,
            remote=remote,
            is_incoming=False,
            at_us=self._next_us(),
            kind=kind,
            text=text,
            status=MessageStatus.WAITING,
            reply_to=reply_to,
            reply_text="" if answered is None else answered.text,
            file=file,
        )
        record = MessageRecord(item, told_us=item.at_us)
        self._desk.put(record, is_new=True)
        return record

    def send(self, record: MessageRecord) -> None:
        """As soon as its account is connected, after all others to its address."""
        item = record.item
        refusal = self._refusal(item)
        if refusal:
            self._desk.advance(item.item_id, MessageStatus.FAILED, refusal)
        else:
            self._outbox.push(record)

    def can_send_again(self, record: MessageRecord) -> bool:
        item = record.item
        return not item.is_incoming and item.status in _SENDABLE_AGAIN and not self._outbox.holds(item.item_id)

    def renew(self, record: MessageRecord) -> MessageRecord:
        """It waits again, whatever became of it."""
        again = replace(record, item=msgspec.structs.replace(record.item, status=MessageStatus.WAITING, reason_code=""))
        self._desk.put(again)
        return again

    def cancel(self, item_id: str) -> bool:
        """Take it back; False where it is on its way, or over."""
        return self._outbox.cancel(item_id)

    def forget(self, item_id: str) -> None:
        """It was deleted."""
        self._outbox.cancel(item_id)
        self._confirmations.done(item_id)

    def note_alive(self, account_id: str, remote: str) -> None:
        """Something came from them."""
        self._confirmations.alive((account_id, remote_key(remote)))

    def confirmed(self, item_id: str, status: MessageStatus) -> None:
        """A receipt came: what it says is in the database already."""
        self._confirmations.done(item_id)
        self._desk.advance(item_id, status)

    def close(self) -> None:
        self._confirmations.close()

    def _refusal(self, item: MessageItem) -> str:
        user, _, host = item.remote.rpartition("@")
        if self._accounts.account(item.account_id) is None:
            return "unknown_account"
        if not user or not host or " " in item.remote:
            return "bad_address"
        return "" if item.text.strip() or item.file is not None else "empty"

    def _next_us(self) -> int:
        """Messages of one moment keep their order."""
        self._last_us = max(now_us(), self._last_us + 1)
        return self._last_us

    # --- what becomes of it -----------------------------------------------------------------------------------------------------

    def _take_form(self, item_id: str, form: Form) -> None:
        record = self._desk.memory.get(item_id)
        if record is not None:
            self._desk.memory.keep(replace(record, form=form))

    def _take_wire(self, item_id: str, wire: Wire) -> None:
        from agent_app.storage.messages import note_wire

        record = self._desk.memory.get(item_id)
        if record is not None:
            self._database.write(lambda connection: note_wire(connection, record.item, wire))

    def _take_end(self, item_id: str, status: MessageStatus, code: str, stored: bool) -> None:
        known = self._desk.memory.get(item_id)
        if known is not None and known.item.status is MessageStatus.SENT is not status:
            # It was taken before, and could not be sent once more: that says nothing of the first. A sign of them, and it goes again.
            self._confirmations.sent(item_id, _to(known), stored=True)
            return
        self._desk.advance(item_id, status, code, stored=stored)
        record = self._desk.memory.get(item_id)
        if record is None:
            return
        is_agent = self._conversations.row(record.item.account_id, record.item.remote).is_agent
        if status is record.item.status is MessageStatus.SENT and is_agent and record.form is Form.CPIM:
            self._confirmations.sent(item_id, _to(record), stored=stored)
        else:
            self._confirmations.done(item_id)

    def _send_unconfirmed(self, item_id: str) -> None:
        record = self._desk.memory.get(item_id)
        if record is None or record.item.status is not MessageStatus.SENT:
            self._confirmations.done(item_id)
        elif not self._outbox.holds(item_id):
            log.info("message %s was not confirmed: it is sent again", item_id)
            self._outbox.push(record, first=True)

    def _go_on(self, records: list[MessageRecord]) -> None:
        for record in records:
            if self._desk.memory.get(record.item.item_id) is not None:
                continue
            self._desk.take(record)
            if record.item.file is not None and record.item.file.state is not FileState.READY:
                self.upload_left.emit(record)
            else:
                self._outbox.push(record)

    def _watch_again(self, records: list[MessageRecord]) -> None:
        for record in records:
            self._desk.take(record)
            self._confirmations.sent(record.item.item_id, _to(record), stored=record.stored)
        self._confirmations.probe()


def _to(record: MessageRecord) -> tuple[str, str]:
    return record.item.account_id, remote_key(record.item.remote)
