"""Who is there, as frozen values for `ui` and the command line."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class PresenceStatus(StrEnum):
    ONLINE = "online"
    FREE_FOR_CHAT = "free_for_chat"
    AWAY = "away"
    INVISIBLE = "invisible"  # our own only: nothing is published
    DO_NOT_DISTURB = "do_not_disturb"
    OFFLINE = "offline"
    UNKNOWN = "unknown"  # the provider does not tell


class PresenceSnapshot(msgspec.Struct, frozen=True):
    """How somebody is; `remote` is "" for ourselves. `title` (32 characters) and `text` (128) are a person's own words: foreign text."""

    remote: str
    status: PresenceStatus = PresenceStatus.UNKNOWN
    title: str = ""
    text: str = ""
