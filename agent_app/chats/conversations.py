"""The conversations as their user wants them, and what is known of the programs at the other end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.chats.book import ConversationBook
from agent_app.storage.messages import Form

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.chats.snapshots import ConversationKey, ConversationSnapshot, MessageItem
    from agent_app.contacts.service import ContactService
    from agent_app.storage.chats import ChatRow, ReadMessage
    from agent_app.storage.database import Database
    from agent_app.storage.messages import MessageRecord

_TELL_MS: Final = 30  # several changes of the list are told as one


class Conversations(QObject):
    """All of them are in memory; each change is written behind."""

    changed = Signal()
    read = Signal(object)  # list[ReadMessage]: these were read now

    def __init__(self, accounts: AccountService, contacts: ContactService, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._contacts = contacts
        self._database = database
        self._book = ConversationBook(contacts.find_by_remote, lambda account_id: accounts.account(account_id) is not None)
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(_TELL_MS)
        self._telling.timeout.connect(self.changed)
        contacts.changed.connect(self._touch_all)
        accounts.removed.connect(self._touch_all)
        database.renewed.connect(self._save_all)

    def load(self) -> None:
        """What is kept of them, before anything goes out or comes in."""
        from agent_app.storage.chats import load_kept

        def take(rows: list[ChatRow]) -> None:
            for row in self._book.take_loaded(rows):
                self._save(row)  # what came before this may have written it without what the user wants of it

        self._database.read(load_kept, take)

    def load_lines(self, before_id: str) -> None:
        """Their last messages: what the list shows."""
        from agent_app.storage.chats import load_lines

        def take(rows: list[ChatRow]) -> None:
            self._book.take_loaded(rows)
            self._tell()

        self._database.read(lambda connection: load_lines(connection, before_id), take)

    # --- the list ---------------------------------------------------------------------------------------------------------------

    def snapshots(self) -> tuple[ConversationSnapshot, ...]:
        return self._book.snapshots()

    def total_unread(self) -> int:
        return self._book.total_unread()

    def key_of(self, account_id: str, remote: str) -> ConversationKey:
        return self._book.key_of(account_id, remote)

    def row(self, account_id: str, remote: str) -> ChatRow:
        return self._book.row(account_id, remote)

    def remotes(self, key: ConversationKey) -> tuple[str, ...]:
        """All addresses and numbers that belong to it."""
        known = [row.remote for row in self._book.rows(key)]
        contact = self._contacts.contact(key) if isinstance(key, str) else None
        if contact is not None:
            known += [point.value for point in contact.points]
        return tuple(dict.fromkeys(known)) or ((key[1],) if isinstance(key, tuple) else ())

    def title(self, key: ConversationKey) -> str:
        contact = self._contacts.contact(key) if isinstance(key, str) else None
        return contact.name if contact is not None else ", ".join(self.remotes(key))

    def note(self, item: MessageItem, *, is_new: bool) -> None:
        """A message is new, or another than it was."""
        self._book.note(item, is_new=is_new)
        self._tell()

    def forget(self, item_ids: tuple[str, ...]) -> None:
        """These were deleted: where one was the last of its conversation, another is now."""
        for row in self._book.all_rows():
            if row.last_id in item_ids:
                self._find_last(row)

    def account_for(self, remote: str) -> str:
        """The account to write from: the one that did last, else the one of the same domain, else the current one; "" without any."""
        rows = [row for row in self._book.rows_with(remote) if row.at_us]
        rows = [row for row in rows if self._accounts.account(row.account_id) is not None]
        if rows:
            return max(rows, key=lambda row: row.at_us).account_id
        domain = remote.rpartition("@")[2].casefold()
        same = (one for one in self._accounts.accounts() if one.address.rpartition("@")[2].casefold() == domain)
        account = next(same, None) or self._accounts.current()
        return "" if account is None else account.account_id

    # --- what the user wants ----------------------------------------------------------------------------------------------------

    def mark_read(self, key: ConversationKey, *, owe: bool = True) -> None:
        """All of it was read; `read` tells what was not before. `owe`: its senders may know."""
        from agent_app.storage.chats import mark_messages_read

        rows = [row for row in self._book.rows(key) if row.unread]
        if not rows:
            return
        chats = [(row.account_id, row.remote) for row in rows]
        for row in rows:
            row.unread = 0
            self._touch(row)
        marked: list[list[ReadMessage]] = []  # what the last try to write it said
        self._database.write(lambda connection: marked.append(mark_messages_read(connection, chats, owe=owe)))
        self._database.read(lambda _: marked[-1] if marked else [], self.read.emit)

    def set_draft(self, key: ConversationKey, text: str) -> None:
        for place, row in enumerate(self._wanted(key)):
            draft = text if place == 0 else ""
            if row.draft != draft:
                row.draft = draft
                self._save(row)

    def draft(self, key: ConversationKey) -> str:
        return next((row.draft for row in self._book.rows(key) if row.draft), "")

    def pin(self, key: ConversationKey, *, on: bool) -> None:
        for row in self._wanted(key):
            row.pinned = on
            self._save(row)

    def mute(self, key: ConversationKey, *, on: bool) -> None:
        for row in self._wanted(key):
            row.muted = on
            self._save(row)

    # --- the other one's program ------------------------------------------------------------------------------------------------

    def form(self, account_id: str, remote: str) -> Form:
        """CPIM where they write so, or have this program; plain else: everybody reads it."""
        row = self._book.row(account_id, remote)
        return Form.CPIM if row.is_agent or row.form is Form.CPIM else Form.PLAIN

    def note_peer(self, account_id: str, remote: str, form: Form, is_agent: bool | None) -> None:
        """They wrote in this form (NONE: in none that tells), with this program or another (None: not told)."""
        row = self._book.row(account_id, remote)
        before = row.form, row.is_agent
        row.form = form or row.form
        row.is_agent = row.is_agent if is_agent is None else is_agent
        if (row.form, row.is_agent) != before:
            self._save(row)

    def note_plain_only(self, account_id: str, remote: str) -> None:
        """They refused CPIM."""
        self.note_peer(account_id, remote, Form.PLAIN, is_agent=False)

    def note_unwanted(self, account_id: str, remote: str) -> None:
        """They refuse receipts and typing."""
        row = self._book.row(account_id, remote)
        if row.quiet:
            row.quiet = False
            self._save(row)

    def set_typing(self, account_id: str, remote: str, *, on: bool) -> None:
        row = self._book.row(account_id, remote)
        row.typing = on
        self._touch(row)

    # --- inside -----------------------------------------------------------------------------------------------------------------

    def _touch(self, row: ChatRow) -> None:
        self._book.touch(row)
        self._tell()

    def _touch_all(self, _account_id: str = "") -> None:
        self._book.touch_all()
        self._tell()

    def _tell(self) -> None:
        if not self._telling.isActive():
            self._telling.start()

    def _wanted(self, key: ConversationKey) -> list[ChatRow]:
        """Of somebody who was never written to, their first address."""
        known = self._book.rows(key)
        if known:
            return known
        if isinstance(key, tuple):
            return [self._book.row(*key)]
        contact = self._contacts.contact(key)
        remote = next((point.value for point in contact.points if "@" in point.value), "") if contact is not None else ""
        account_id = self.account_for(remote) if remote else ""
        return [self._book.row(account_id, remote)] if account_id else []

    def _save(self, row: ChatRow) -> None:
        from agent_app.storage.chats import save_chat

        copy = replace(row)
        self._database.write(lambda connection: save_chat(connection, copy))
        self._touch(row)

    def _save_all(self) -> None:
        for row in self._book.all_rows():
            self._save(row)

    def _find_last(self, row: ChatRow) -> None:
        from agent_app.storage.chats import last_message

        def found(record: MessageRecord | None) -> None:
            row.last_id, row.last_text, row.at_us = "", "", 0
            if record is not None:
                self._book.note(record.item, is_new=False)
            self._touch(row)

        self._database.read(lambda connection: last_message(connection, row.account_id, row.remote), found)
