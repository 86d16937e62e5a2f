"""The messages of this run as they stand: each change is written, and told."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.chats.memory import Memory
from agent_app.storage.messages import may_follow

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.chats.conversations import Conversations
    from agent_app.chats.snapshots import FileInfo, MessageItem, MessageStatus
    from agent_app.contacts.service import ContactService
    from agent_app.storage.database import Database
    from agent_app.storage.messages import MessageRecord
    from telephony.bodies.files import Place


class MessageDesk(QObject):
    """`put` is what we did, `advance` what others say of it, `take` what is in the database already."""

    changed = Signal(object)  # MessageItem

    def __init__(self, conversations: Conversations, contacts: ContactService, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.memory = Memory()
        self._conversations = conversations
        self._contacts = contacts
        self._database = database
        database.renewed.connect(self._save_all)

    def put(self, record: MessageRecord, *, is_new: bool = False) -> None:
        from agent_app.storage.messages import save_message

        self._database.write(lambda connection: save_message(connection, record))
        self.take(record, is_new=is_new)

    def take(self, record: MessageRecord, *, is_new: bool = False) -> None:
        record = replace(record, item=self.with_contact(record.item))
        self.memory.keep(record)
        self._conversations.note(record.item, is_new=is_new)
        self.changed.emit(record.item)

    def advance(self, item_id: str, status: MessageStatus, code: str = "", *, stored: bool = False) -> None:
        """Nothing where it is further already."""
        from agent_app.storage.messages import advance_message

        record = self.memory.get(item_id)
        if record is None or not may_follow(record.item.status, status):
            return
        self._database.write(lambda connection: advance_message(connection, item_id, status, code, stored=stored))
        self.take(replace(record, stored=stored, item=msgspec.structs.replace(record.item, status=status, reason_code=code)))

    def put_file(self, item_id: str, file: FileInfo, *, place: Place | None = None, small: Place | None = None) -> None:
        """Its file is now so, and where others find it and its thumbnail; progress alone is told and not written."""
        from agent_app.storage.messages import save_file

        record = self.memory.get(item_id)
        if record is None or record.item.file is None:
            return
        told = replace(record, item=msgspec.structs.replace(record.item, file=file))
        if place is not None:
            told = replace(told, url=place.url, until_us=place.until_us or 0, small=small)
        if place is not None or _lasting(record.item.file) != _lasting(file):
            self._database.write(lambda connection: save_file(connection, told))
        self.take(told)

    def explain(self, item_id: str, code: str) -> None:
        """Why its file did not come; its status is what it was."""
        from agent_app.storage.messages import note_reason

        record = self.memory.get(item_id)
        if record is not None and record.item.reason_code != code:
            self._database.write(lambda connection: note_reason(connection, item_id, code))
            self.take(replace(record, item=msgspec.structs.replace(record.item, reason_code=code)))

    def find(self, item_id: str, then: Callable[[MessageRecord], None]) -> None:
        """`then` with the message, from the database where it is of a former run; nothing where there is none."""
        from agent_app.storage.messages import message_record

        known = self.memory.get(item_id)
        if known is not None:
            then(known)
            return

        def found(record: MessageRecord | None) -> None:
            if record is not None:
                record = replace(record, item=self.with_contact(record.item))
                self.memory.keep(record)
                then(record)

        self._database.read(lambda connection: message_record(connection, item_id), found)

    def with_contact(self, item: MessageItem) -> MessageItem:
        contact = self._contacts.find_by_remote(item.remote)
        contact_id = None if contact is None else contact.contact_id
        return item if item.contact_id == contact_id else msgspec.structs.replace(item, contact_id=contact_id)

    def _save_all(self) -> None:
        """A new database was begun: it gets at least what is in memory."""
        from agent_app.storage.messages import save_message

        for record in self.memory.all():
            self._database.write(partial(save_message, record=record))


def _lasting(file: FileInfo) -> FileInfo:
    return msgspec.structs.replace(file, progress_percent=None)
