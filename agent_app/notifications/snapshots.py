"""Notices: what there is to tell, without words; the window finds them."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class NoticeKind(StrEnum):
    MESSAGE = "message"
    SMS = "sms"
    MISSED_CALL = "missed_call"
    SUMMARY = "summary"  # of what was not told while nobody wanted to be disturbed


class NoticeAction(StrEnum):
    OPEN = "open"
    REPLY = "reply"


class Notice(msgspec.Struct, frozen=True):
    """One that has the same `key` takes the place of an earlier one. `text` is somebody else's: plain text, whatever is in it.

    `count`: messages (or calls) that it stands for; of a summary also `calls`, the missed ones.
    """

    key: str
    kind: NoticeKind
    account_id: str = ""
    remote: str = ""
    text: str = ""
    file_name: str = ""
    is_wake_up: bool = False
    count: int = 1
    calls: int = 0


class ShownNotice(msgspec.Struct, frozen=True):
    """A notice in words, as a desktop shows it. `actions` are buttons with their labels; a click beside them opens."""

    key: str
    title: str
    body: str
    actions: tuple[tuple[NoticeAction, str], ...] = ()
    category: str = "im.received"
