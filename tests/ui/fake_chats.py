"""Conversations and presence without an engine or a database."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.chats.snapshots import (
    ConversationKey,
    ConversationSnapshot,
    MessageItem,
    MessageKind,
    MessageStatus,
    Place,
    TimelineItem,
    place_of,
)
from agent_app.presence.snapshots import PresenceSnapshot, PresenceStatus
from tests.ui.fake_calls import FakeHistory
from tests.ui.fake_clock import now_us
from tests.ui.fake_contacts import FakeContacts
from tests.ui.fake_money import FakeSms


class FakeChats(QObject):
    changed = Signal(object)
    removed = Signal(str)
    typing_changed = Signal(str, bool)
    conversations_changed = Signal()
    page_ready = Signal(object, object, object, bool)
    around_ready = Signal(str, object, object)
    exported = Signal(object, object)
    export_failed = Signal(object, str)

    def __init__(self, contacts: FakeContacts, history: FakeHistory, sms: FakeSms) -> None:
        super().__init__()
        self._contacts, self._history, self._sms = contacts, history, sms
        self.all: dict[str, MessageItem] = {}
        self.chats: dict[ConversationKey, ConversationSnapshot] = {}
        self.asked: list[tuple[object, ...]] = []
        self.pages: list[tuple[Place | None, int]] = []
        self.account = "a1"
        self.server = True  # for files
        self.pasted = Path("/nonexistent")

    def put(self, item: MessageItem) -> None:
        """A message is sent, comes in, or comes further."""
        known = item.item_id in self.all
        self.all[item.item_id] = item
        key = self.key_of(item.account_id, item.remote)
        old = self.chats.get(key) or ConversationSnapshot(key, self._title(item.remote), item.account_id, (item.remote,))
        unread = old.unread + (item.is_incoming and not item.seen and not known)
        text = item.file.name if item.file else item.text
        last = {"last_text": text, "last_kind": item.kind, "last_status": item.status, "last_incoming": item.is_incoming}
        self.chats[key] = msgspec.structs.replace(old, at_us=item.at_us, unread=unread, **last)
        self.changed.emit(item)
        self.conversations_changed.emit()

    def _title(self, remote: str) -> str:
        contact = self._contacts.find_by_remote(remote)
        return contact.name if contact else remote

    def happen(self, item_id: str, **fields: object) -> None:
        self.put(msgspec.structs.replace(self.all[item_id], **fields))

    def conversations(self) -> tuple[ConversationSnapshot, ...]:
        return tuple(sorted(self.chats.values(), key=lambda chat: (not chat.pinned, -chat.at_us)))

    def total_unread(self) -> int:
        return sum(chat.unread for chat in self.chats.values() if not chat.muted)

    def key_of(self, account_id: str, remote: str) -> ConversationKey:
        contact = self._contacts.find_by_remote(remote)
        return contact.contact_id if contact else (account_id, remote)

    def account_for(self, remote: str) -> str:
        del remote
        return self.account

    def send_text(self, account_id: str, remote: str, text: str, reply_to: str = "") -> str:
        item_id = f"m{len(self.all) + 1:05}"
        answered = self.all.get(reply_to)
        self.put(
            MessageItem(
                *(item_id, account_id, remote, False, now_us(), MessageKind.TEXT, text, MessageStatus.WAITING),
                reply_to=reply_to,
                reply_text=answered.text if answered else "",
            )
        )
        return item_id

    def item(self, item_id: str) -> MessageItem | None:
        return self.all.get(item_id)

    def has_file_server(self, account_id: str) -> bool:
        return bool(account_id) and self.server

    def pasted_folder(self) -> Path:
        return self.pasted

    def send_file(self, account_id: str, remote: str, path: Path, duration_ms: int = 0, waveform: bytes = b"") -> str:
        del duration_ms, waveform
        self.asked.append(("send_file", account_id, remote, path))
        return "f1"

    def download(self, item_id: str) -> None:
        self.asked.append(("download", item_id))

    def wake_up(self, account_id: str, remote: str) -> str:
        self.asked.append(("wake_up", account_id, remote))
        return "w1"

    def broadcast(self, remotes: tuple[str, ...], text: str) -> tuple[str, ...]:
        return tuple(self.send_text(self.account, remote, text) for remote in remotes)

    def send_again(self, item_id: str) -> None:
        self.asked.append(("send_again", item_id))

    def cancel(self, item_id: str) -> None:
        self.asked.append(("cancel", item_id))

    def delete(self, item_ids: tuple[str, ...]) -> None:
        self.asked.append(("delete", *item_ids))
        for item_id in item_ids:
            self.all.pop(item_id, None)
            self.removed.emit(item_id)

    def set_typing(self, account_id: str, remote: str, on: bool) -> None:
        self.asked.append(("typing", account_id, remote, on))

    def _change(self, key: ConversationKey, **fields: object) -> None:
        if key in self.chats:
            self.chats[key] = msgspec.structs.replace(self.chats[key], **fields)
        elif fields.get("draft"):
            remote = self._contacts.all[key].points[-1].value if isinstance(key, str) else key[1]
            new = ConversationSnapshot(key, self._title(remote), self.account, (remote,))
            self.chats[key] = msgspec.structs.replace(new, **fields)
        self.conversations_changed.emit()

    def mark_read(self, key: ConversationKey) -> None:
        self.asked.append(("mark_read", key))
        self._change(key, unread=0)

    def set_draft(self, key: ConversationKey, text: str) -> None:
        self._change(key, draft=text)

    def draft(self, key: ConversationKey) -> str:
        return self.chats[key].draft if key in self.chats else ""

    def pin(self, key: ConversationKey, on: bool) -> None:
        self._change(key, pinned=on)

    def mute(self, key: ConversationKey, on: bool) -> None:
        self._change(key, muted=on)

    def type_there(self, remote: str, on: bool = True) -> None:
        """They are typing, or not any more."""
        self._change(self.key_of("a1", remote), typing=on)
        self.typing_changed.emit(remote, on)

    def _timeline(self, remotes: tuple[str, ...]) -> list[TimelineItem]:
        found = [item for item in (*self.all.values(), *self._history.items, *self._sms.all.values()) if item.remote in remotes]
        return sorted(found, key=place_of)

    def request_page(self, remotes: tuple[str, ...], before: Place | None, limit: int) -> None:
        self.pages.append((before, limit))
        older = [item for item in self._timeline(remotes) if before is None or place_of(item) < before]
        self.page_ready.emit(remotes, before, tuple(older[-limit:]), len(older) > limit)

    def request_around(self, item_id: str, limit: int = 50) -> None:
        everything = (*self.all.values(), *self._history.items, *self._sms.all.values())
        found = next((item for item in everything if item.item_id == item_id), None)
        if found is None:
            self.around_ready.emit(item_id, (), ())
            return
        line = self._timeline((found.remote,))
        place = line.index(found)
        self.around_ready.emit(item_id, (found.remote,), tuple(line[max(0, place - limit) : place + limit + 1]))

    def export(self, key: ConversationKey, path: Path, form: str) -> None:
        self.asked.append(("export", key, path, form))


class FakePresence(QObject):
    changed = Signal(object)
    own_changed = Signal(object)
    watcher_asks = Signal(str, str)
    not_seen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.mine = PresenceSnapshot("", PresenceStatus.ONLINE)
        self.all: dict[str, PresenceSnapshot] = {}
        self.answers: list[tuple[str, str, bool]] = []
        self.idle: list[int] = []

    def own(self) -> PresenceSnapshot:
        return self.mine

    def chosen(self) -> PresenceStatus:
        return self.mine.status

    def set_own(self, status: PresenceStatus, title: str = "", text: str = "") -> None:
        self.mine = PresenceSnapshot("", status, title, text)
        self.own_changed.emit(self.mine)

    def set_idle(self, idle_s: int) -> None:
        self.idle.append(idle_s)

    def of(self, remote: str) -> PresenceSnapshot:
        return self.all.get(remote, PresenceSnapshot(remote))

    def put(self, remote: str, status: PresenceStatus, title: str = "", text: str = "") -> None:
        """Somebody's status comes in."""
        self.all[remote] = PresenceSnapshot(remote, status, title, text)
        self.changed.emit(self.all[remote])

    def allow(self, account_id: str, remote: str) -> None:
        self.answers.append((account_id, remote, True))

    def block(self, account_id: str, remote: str) -> None:
        self.answers.append((account_id, remote, False))
