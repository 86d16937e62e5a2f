"""The chats: what is written, what comes in, and the conversations they make."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from agent_app.chats.snapshots import MessageKind, MessageStatus
from agent_app.storage.uuid7 import new_id

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_app.accounts.service import AccountService
    from agent_app.chats.parts import Parts
    from agent_app.chats.places import FilePlaces
    from agent_app.chats.snapshots import ChatEvent, ConversationKey, ConversationSnapshot, MessageItem, Place, TimelineItem
    from agent_app.contacts.service import ContactService
    from agent_app.engine_client import EngineClient
    from agent_app.settings.service import SettingsService
    from agent_app.storage.database import Database
    from agent_app.storage.messages import MessageRecord

WAKE_UP_TEXT: Final = "⏰"  # what programs show that know no wake-up


class ChatService(QObject):
    """A message is written down before it is sent, and before it is confirmed. Window's thread; all results come as signals."""

    changed = Signal(object)  # MessageItem: new, or anything of it changed
    removed = Signal(str)  # item_id
    typing_changed = Signal(str, bool)  # remote, whether they type
    conversations_changed = Signal()  # read conversations() anew
    page_ready = Signal(
        object, object, object, bool
    )  # remotes, before: Place | None, tuple[TimelineItem, ...], whether there are older ones
    around_ready = Signal(str, object, object)  # item_id, remotes, tuple[TimelineItem, ...]: () where it is gone
    exported = Signal(object, object)  # key, Path
    export_failed = Signal(object, str)  # key, the system's own words

    def __init__(
        self,
        engine: EngineClient,
        accounts: AccountService,
        contacts: ContactService,
        settings: SettingsService,
        database: Database,
        *,
        blocked: Callable[[str, str], bool] = lambda _account_id, _remote: False,
        recordings: Path | None = None,
        files: FilePlaces,
        parent: QObject | None = None,
    ) -> None:
        """`blocked` says whether nothing is wanted from an address (account_id, remote); `recordings` is where voice notes are kept,
        `files` where what belongs to other files is."""
        super().__init__(parent)
        self._settings = settings
        self._database = database
        self._given = (engine, accounts, contacts, settings, database)
        self._blocked = blocked
        self._recordings = recordings
        self._files = files
        self._first_id = new_id()  # this run's items have later ones

    @cached_property
    def _parts(self) -> Parts:
        """What carries the messages; its many modules are not on the way to the first frame."""
        from agent_app.chats.parts import Parts

        parts = Parts(*self._given, blocked=self._blocked, recordings=self._recordings, files=self._files, parent=self)
        parts.desk.changed.connect(self.changed)
        parts.conversations.changed.connect(self.conversations_changed)
        parts.inbox.came.connect(self._take_new)
        parts.inbox.receipt_taken.connect(self._take_receipt)
        parts.inbox.undeliverable.connect(self._take_undeliverable)
        parts.own_typing.told.connect(self._tell_typing)
        parts.their_typing.changed.connect(self._take_typing)
        return parts

    def _is_loaded(self) -> bool:
        return "_parts" in vars(self)

    def load(self) -> None:
        """Take what comes in from now on, and go on with what a former run left."""
        self._parts.conversations.load()
        self._parts.post.load(self._first_id)
        self._parts.receipts.load(self._first_id)
        self._parts.filing.load()

    def load_lines(self) -> None:
        """After `load`: read the lines of the list. Those of 10,000 conversations take a processor for 0.15 s."""
        self._parts.conversations.load_lines(self._first_id)

    # --- writing ----------------------------------------------------------------------------------------------------------------

    def send_text(self, account_id: str, remote: str, text: str, reply_to: str = "") -> str:
        """Send it as soon as the account is connected; the item_id. How it goes is told by `changed`."""
        return self._write(account_id, remote, MessageKind.TEXT, text, reply_to)

    def wake_up(self, account_id: str, remote: str) -> str:
        """Shake their window: with this program; another shows a short text."""
        return self._write(account_id, remote, MessageKind.WAKE_UP, WAKE_UP_TEXT)

    def send_file(self, account_id: str, remote: str, path: Path, duration_ms: int = 0, waveform: bytes = b"") -> str:
        """Put the file on the account's file server and tell them where it is; the item_id. A `duration_ms` makes it a voice note."""
        return self._parts.filing.send(account_id, remote, path, duration_ms, waveform)

    def has_file_server(self, account_id: str) -> bool:
        """Whether files can be sent from this account."""
        return bool(self._parts.filing.server(account_id))

    def pasted_folder(self) -> Path:
        """Where a picture is kept that was pasted, and is nowhere else: it goes with its message."""
        return self._files.pasted

    def set_file_server(self, account_id: str, address: str) -> None:
        """Where this account's files go in this run; what the user set is in the settings."""
        self._parts.filing.set_server(account_id, address)

    def download(self, item_id: str) -> None:
        """Fetch the file of a message; how far that is, `changed` tells."""
        self._parts.desk.find(item_id, self._parts.filing.download)

    def broadcast(self, remotes: tuple[str, ...], text: str) -> tuple[str, ...]:
        """The same text to each of them, from the account that wrote to them last; the item_ids."""
        return tuple(self.send_text(account_id, remote, text) for remote in remotes if (account_id := self.account_for(remote)))

    def note_event(self, account_id: str, remote: str, event: ChatEvent) -> None:
        """Something happened between us and them that is no message: it stands in the timeline, as read."""
        from agent_app.chats.events import event_record

        self._parts.desk.put(event_record(account_id, remote, event))

    def account_for(self, remote: str) -> str:
        """The account to write from: the one that did last, else the one of the same domain, else the current one; "" without any."""
        return self._parts.conversations.account_for(remote)

    def send_again(self, item_id: str) -> None:
        """What failed, or whose outcome is unknown, is sent once more, where it stands."""
        self._parts.desk.find(item_id, self._send_again)

    def cancel(self, item_id: str) -> None:
        """Take back what was not sent yet; a file that is coming stops."""
        if self._parts.filing.cancel(item_id):
            return
        if self._parts.post.cancel(item_id):
            self._parts.desk.advance(item_id, MessageStatus.FAILED, "cancelled")

    def delete(self, item_ids: tuple[str, ...]) -> None:
        """Forget items of the timeline, of any kind, and what was recorded for them; the other one keeps theirs."""
        self._parts.leftovers.delete(item_ids)
        self._parts.filing.forget(item_ids)
        for item_id in item_ids:
            self._parts.post.forget(item_id)
            self._parts.desk.memory.drop(item_id)
            self.removed.emit(item_id)
        self._parts.conversations.forget(item_ids)

    def set_typing(self, account_id: str, remote: str, on: bool) -> None:
        """Call it with each key that is typed, and with False where the text is empty again."""
        if self._settings.values().send_typing and self._parts.conversations.row(account_id, remote).quiet:
            self._parts.own_typing.set(account_id, remote, on=on)

    # --- conversations ----------------------------------------------------------------------------------------------------------

    def conversations(self) -> tuple[ConversationSnapshot, ...]:
        """Pinned ones first, then the latest first."""
        return self._parts.conversations.snapshots() if self._is_loaded() else ()

    def total_unread(self) -> int:
        """Messages that nobody read, but those of muted conversations."""
        return self._parts.conversations.total_unread() if self._is_loaded() else 0

    def key_of(self, account_id: str, remote: str) -> ConversationKey:
        return self._parts.conversations.key_of(account_id, remote)

    def mark_read(self, key: ConversationKey) -> None:
        """Its messages are on the screen now: their senders are told so, where they want to know."""
        self._parts.conversations.mark_read(key, owe=self._settings.values().send_receipts)

    def set_draft(self, key: ConversationKey, text: str) -> None:
        """What is written there and not sent; "" is nothing."""
        self._parts.conversations.set_draft(key, text)

    def draft(self, key: ConversationKey) -> str:
        return self._parts.conversations.draft(key)

    def pin(self, key: ConversationKey, on: bool) -> None:
        self._parts.conversations.pin(key, on=on)

    def mute(self, key: ConversationKey, on: bool) -> None:
        """Nothing is told of what comes in there."""
        self._parts.conversations.mute(key, on=on)

    # --- the timeline -----------------------------------------------------------------------------------------------------------

    def item(self, item_id: str) -> MessageItem | None:
        """One of this run's, or of those that were read lately."""
        return self._parts.desk.memory.item(item_id)

    def request_page(self, remotes: tuple[str, ...], before: Place | None, limit: int) -> None:
        """The newest `limit` items with these addresses and numbers before that place, oldest first, by `page_ready`."""
        from agent_app.storage.timeline import page

        def deliver(found: tuple[tuple[TimelineItem, ...], bool]) -> None:
            items, more = found
            memory = self._parts.desk.memory
            unsaved = memory.between(remotes, items, before, more=more)
            self.page_ready.emit(remotes, before, memory.freshest((*items, *unsaved), self._parts.desk.with_contact), more)

        self._database.read(lambda connection: page(connection, remotes, before, limit), deliver)

    def request_around(self, item_id: str, limit: int = 50) -> None:
        """The item with as many before and after it, and the addresses of its conversation, by `around_ready`."""
        from agent_app.storage.timeline import around, remote_of_item

        def placed(where: tuple[str, str] | None) -> None:
            if where is None:
                self.around_ready.emit(item_id, (), ())
                return
            desk, remotes = self._parts.desk, self._parts.conversations.remotes(self.key_of(*where))
            self._database.read(
                lambda connection: around(connection, item_id, remotes, limit),
                lambda items: self.around_ready.emit(item_id, remotes, desk.memory.freshest(items, desk.with_contact)),
            )

        self._database.read(lambda connection: remote_of_item(connection, item_id), placed)

    def export(self, key: ConversationKey, path: Path, form: str) -> None:
        """Write the whole timeline of a conversation to `path`: form "text", "html" or "json"; `exported` or `export_failed`."""
        from agent_app.chats.export import export_timeline

        remotes, title = self._parts.conversations.remotes(key), self._parts.conversations.title(key)

        def told(error: str) -> None:
            if error:
                self.export_failed.emit(key, error)
            else:
                self.exported.emit(key, path)

        self._database.read(lambda connection: export_timeline(connection, remotes, title, path, form), told)

    def close(self) -> None:
        """The program ends: what waits stays written."""
        if self._is_loaded():
            self._parts.close()

    # --- inside -----------------------------------------------------------------------------------------------------------------

    def _write(self, account_id: str, remote: str, kind: MessageKind, text: str, reply_to: str = "") -> str:
        self._parts.own_typing.sent(account_id, remote)
        record = self._parts.post.create(account_id, remote, kind, text, reply_to=reply_to)
        self._parts.post.send(record)
        return record.item.item_id

    def _send_again(self, record: MessageRecord) -> None:
        if not self._parts.post.can_send_again(record):
            return
        again = self._parts.post.renew(record)
        if again.item.file is not None and not again.url:
            self._parts.filing.upload(again)
        else:
            self._parts.post.send(again)

    def _take_new(self, record: MessageRecord, is_new: bool) -> None:
        self._parts.their_typing.end(record.item.account_id, record.item.remote)
        self._parts.desk.take(record, is_new=is_new)
        kept = self._parts.desk.memory.get(record.item.item_id)
        if is_new and kept is not None:
            self._parts.filing.offered(kept)

    def _take_receipt(self, record: MessageRecord) -> None:
        item = record.item
        if self._parts.desk.memory.get(item.item_id) is None:
            self._parts.desk.take(record)
        self._parts.post.confirmed(item.item_id, item.status)

    def _take_undeliverable(self, account_id: str, remote: str, wire_id: str) -> None:
        """A name in CPIM is the item's own."""
        record = self._parts.desk.memory.get(wire_id)
        if record is not None and (record.item.account_id, record.item.remote) == (account_id, remote):
            self._parts.desk.advance(wire_id, MessageStatus.FAILED, "undeliverable")

    def _take_typing(self, account_id: str, remote: str, on: bool) -> None:
        self._parts.conversations.set_typing(account_id, remote, on=on)
        self.typing_changed.emit(remote, on)

    def _tell_typing(self, account_id: str, remote: str, on: bool) -> None:
        self._parts.quiet.tell_typing(account_id, remote, self._parts.conversations.form(account_id, remote), active=on)
