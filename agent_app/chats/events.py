"""What happens between us and somebody else beside messages, calls and SMS, as the timeline has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.chats.snapshots import ChatEvent, MessageItem, MessageKind, MessageStatus
from agent_app.clock import now_us
from agent_app.storage.uuid7 import new_id

if TYPE_CHECKING:
    from agent_app.chats.service import ChatService
    from agent_app.presence.service import PresenceService
    from agent_app.storage.messages import MessageRecord


def event_record(account_id: str, remote: str, event: ChatEvent) -> MessageRecord:
    """It happened now, and nobody needs to be told of it."""
    from agent_app.storage.messages import MessageRecord  # not on the way to the first frame

    item = MessageItem(new_id(), account_id, remote, True, now_us(), MessageKind.SYSTEM, event, MessageStatus.RECEIVED, seen=True)
    return MessageRecord(item)


def note_watchers(presence: PresenceService, chats: ChatService) -> None:
    """Who was let see us, and who was not, can be read later; wired by the composition root."""

    def note(account_id: str, remote: str, allowed: bool) -> None:
        chats.note_event(account_id, remote, ChatEvent.SEES_US if allowed else ChatEvent.SEES_US_NOT)

    presence.watcher_answered.connect(note)
