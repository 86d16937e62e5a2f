"""When nobody wants to be disturbed."""

from __future__ import annotations

from typing import Final

from agent_app.presence.snapshots import PresenceStatus

_DAY: Final = 24 * 60


def in_quiet_hours(minute: int, begin: int, end: int) -> bool:
    """Whether a minute of the day (0-1439, local) is from `begin` up to `end`; over midnight too; the same twice is never."""
    if begin == end:
        return False
    return (minute - begin) % _DAY < (end - begin) % _DAY


def is_disturbing(status: PresenceStatus) -> bool:
    return status is not PresenceStatus.DO_NOT_DISTURB
