"""One line of the conversations list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.chats.snapshots import MessageStatus
from ui.conversation.chat_words import MARKS, last_line
from ui.language import tr
from ui.widgets.rows import Row
from ui.wording.foreign import one_line
from ui.wording.people import person_key, remote_text
from ui.wording.presence import best_presence
from ui.wording.times import short_when

if TYPE_CHECKING:
    from agent_app.chats.snapshots import ConversationSnapshot
    from agent_app.presence.service import PresenceService
    from agent_app.snapshots import Contact


def chat_row(chat: ConversationSnapshot, contact: Contact | None, presence: PresenceService) -> Row:
    """Who, what was said last and when; that they are typing, or that something was begun, stands before it."""
    text, role, mark = _second_line(chat)
    seen = best_presence(presence, chat.remotes)
    signs = [*(["bell-slash"] if chat.muted else []), *(["push-pin-fill"] if chat.pinned else [])]
    return Row(
        contact.name if contact else one_line(remote_text(chat.title or chat.remotes[0])),
        text,
        contact.name if contact else "",
        person_key(contact, chat.remotes[0] if chat.remotes else ""),
        when=short_when(chat.at_us) if chat.at_us else "",
        role=role,
        mark=mark,
        badge=chat.unread,
        presence=seen.status.value if seen else "",
        signs=tuple(signs),
        picture=contact.picture if contact else "",
    )


def _second_line(chat: ConversationSnapshot) -> tuple[str, str, str]:
    """Its text, role and mark."""
    if chat.typing:
        return tr("Chats", "typing…"), "accent_text", ""
    if chat.draft.strip():
        return tr("Chats", "Draft: {said}", said=one_line(chat.draft)), "warning_text", ""
    said = last_line(chat.last_kind, chat.last_text)
    if chat.last_incoming or not chat.at_us:
        return said, "on_surface" if chat.unread else "muted", ""
    failed = chat.last_status is MessageStatus.FAILED
    return said, "danger_text" if failed else "muted", MARKS.get(chat.last_status, "")
