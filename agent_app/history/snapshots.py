"""Which calls of the timeline are meant: frozen values for `ui` and the command line."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class CallKind(StrEnum):
    ALL = "all"
    MISSED = "missed"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    VOICE_MAIL = "voice_mail"  # what callers left with the answering machine


class CallFilter(msgspec.Struct, frozen=True):
    """Calls that meet all of it. `text` is looked for in numbers, addresses and the names of contacts, `account_id` "" is any.

    Times are UTC in microseconds: from `since_us` on, and before `until_us` (0: no end).
    """

    kind: CallKind = CallKind.ALL
    text: str = ""
    account_id: str = ""
    since_us: int = 0
    until_us: int = 0
