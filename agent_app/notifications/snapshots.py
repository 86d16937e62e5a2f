"""Notices: what there is to tell, without words; the window finds them."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class NoticeKind(StrEnum):
    MESSAGE = "message"
    SMS = "sms"
    CALL = "call"  # rings now
    MISSED_CALL = "missed_call"
    SUMMARY = "summary"  # of what was not told while nobody wanted to be disturbed, or was told while nobody was there


class NoticeAction(StrEnum):
    OPEN = "open"
    REPLY = "reply"
    ANSWER = "answer"
    DECLINE = "decline"


class Notice(msgspec.Struct, frozen=True):
    """One that has the same `key` takes the place of an earlier one. `text` is somebody else's: plain text, whatever is in it.

    `count`: messages (or calls) that it stands for; of a summary also `calls`, the missed ones. `call_id`: of what rings, `text` is the
    caller's own name then.
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
    call_id: str = ""
    was_away: bool = False  # a summary's reason: nobody was there


class ShownNotice(msgspec.Struct, frozen=True):
    """A notice in words, as a desktop shows it. `actions` are buttons with their labels; a click beside them opens.

    `lasts`: it stands, before all others, until it is answered or taken away.
    """

    key: str
    title: str
    body: str
    actions: tuple[tuple[NoticeAction, str], ...] = ()
    category: str = "im.received"
    lasts: bool = False
