"""How somebody is, apart from the document that says so (`presence`): who only speaks of it loads no XML."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

MOST_TITLE: Final = 32  # characters of a rich status
MOST_TEXT: Final = 128


class Status(StrEnum):
    """What a contact list shows. Invisible is not publishing."""

    ONLINE = "online"
    FREE_FOR_CHAT = "free_for_chat"
    AWAY = "away"
    BUSY = "busy"  # do not disturb
    OFFLINE = "offline"
