"""What the chats say of themselves: frozen values for `ui` and the command line.

Times are UTC in microseconds since 1970. Texts, names and titles from other people are foreign: shown as plain text, never interpreted.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import msgspec

from agent_app.money.snapshots import SmsItem
from agent_app.snapshots import CallItem


class MessageStatus(StrEnum):
    """Where a message stands; of ours it never goes back, but by "send again"."""

    WAITING = "waiting"  # kept here until its account is connected, or on its way
    SENT = "sent"  # the server has it
    DELIVERED = "delivered"
    DISPLAYED = "displayed"
    FAILED = "failed"  # it did not arrive; `reason_code` says why
    UNKNOWN = "unknown"  # it may have arrived
    RECEIVED = "received"  # somebody else's


class MessageKind(StrEnum):
    TEXT = "text"
    FILE = "file"
    VOICE = "voice"  # a file that is a voice note
    UNREADABLE = "unreadable"  # `text` is its media type; its bytes are kept
    WAKE_UP = "wake_up"
    SYSTEM = "system"  # `text` is a `ChatEvent`, or one of a newer version


class ChatEvent(StrEnum):
    """What happens between us and somebody else beside messages, calls and SMS."""

    SEES_US = "sees_us"  # we let them see whether we are there
    SEES_US_NOT = "sees_us_not"  # we refused it


class FileState(StrEnum):
    OFFERED = "offered"  # somebody's, not here yet
    UPLOADING = "uploading"
    DOWNLOADING = "downloading"
    READY = "ready"
    FAILED = "failed"
    CANCELLED = "cancelled"


class FileInfo(msgspec.Struct, frozen=True):
    """A file in a message. `path` is where it is on this computer ("": not here); `size` and `content_type` are the sender's word.

    `thumbnail` is where a small picture of it is, made here from what its sender gave ("": none); `width` and `height` are the picture's
    own pixels as it is to be seen, or of that shape, 0 where it is not known.
    """

    name: str
    size: int
    content_type: str
    path: str = ""
    url_known: bool = False
    progress_percent: int | None = None
    state: FileState = FileState.OFFERED
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    waveform: bytes = b""
    thumbnail: str = ""


class MessageItem(msgspec.Struct, frozen=True):
    """A message in the timeline. `remote` is user@domain; `reply_to` the item_id of what it answers ("" where that is not here)."""

    item_id: str
    account_id: str
    remote: str
    is_incoming: bool
    at_us: int
    kind: MessageKind
    text: str
    status: MessageStatus
    reason_code: str = ""
    reply_to: str = ""
    reply_text: str = ""
    file: FileInfo | None = None
    contact_id: str | None = None
    seen: bool = True


TimelineItem: TypeAlias = MessageItem | CallItem | SmsItem
Place: TypeAlias = tuple[int, str]
"""(at_us, item_id): the order of a timeline, newest last."""

ConversationKey: TypeAlias = str | tuple[str, str]
"""A contact_id, or (account_id, remote) of somebody who is no contact."""


def place_of(item: TimelineItem) -> Place:
    """Where the item stands in the timeline."""
    return (item.started_us if isinstance(item, CallItem) else item.at_us), item.item_id


class ConversationSnapshot(msgspec.Struct, frozen=True):
    """One line of the conversations list. `remotes` are the addresses that are merged in it, the latest first; `account_id` the latest's.

    `last_text` is the beginning of the last message (of a file its name), `last_status` where that stands. `at_us` is 0 and the texts are
    empty where nothing was written yet (a draft, say).
    """

    key: ConversationKey
    title: str
    account_id: str
    remotes: tuple[str, ...]
    last_text: str = ""
    last_kind: MessageKind = MessageKind.TEXT
    last_status: MessageStatus = MessageStatus.RECEIVED
    last_incoming: bool = False
    at_us: int = 0
    unread: int = 0
    pinned: bool = False
    muted: bool = False
    draft: str = ""
    typing: bool = False
