"""How somebody is, in words and as a mark with a shape of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from agent_app.presence.snapshots import PresenceSnapshot, PresenceStatus
from ui.language import tr
from ui.wording.foreign import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_app.presence.service import PresenceService

_BEST_FIRST: Final = (
    PresenceStatus.FREE_FOR_CHAT,
    PresenceStatus.ONLINE,
    PresenceStatus.AWAY,
    PresenceStatus.DO_NOT_DISTURB,
    PresenceStatus.OFFLINE,
)
CHOICES: Final = (
    PresenceStatus.ONLINE,
    PresenceStatus.FREE_FOR_CHAT,
    PresenceStatus.AWAY,
    PresenceStatus.DO_NOT_DISTURB,
    PresenceStatus.INVISIBLE,
)


_WORDS: Final[dict[PresenceStatus, Callable[[], str]]] = {
    PresenceStatus.ONLINE: lambda: tr("Presence", "Online"),
    PresenceStatus.FREE_FOR_CHAT: lambda: tr("Presence", "Free for chat"),
    PresenceStatus.AWAY: lambda: tr("Presence", "Away"),
    PresenceStatus.INVISIBLE: lambda: tr("Presence", "Invisible"),
    PresenceStatus.DO_NOT_DISTURB: lambda: tr("Presence", "Do not disturb"),
    PresenceStatus.OFFLINE: lambda: tr("Presence", "Offline"),
    PresenceStatus.UNKNOWN: str,
}


def presence_word(status: PresenceStatus) -> str:
    """ "" for an unknown one."""
    return _WORDS[status]()


def presence_line(presence: PresenceSnapshot) -> str:
    """ "Away · at lunch": the status and the person's own words."""
    own = " – ".join(part for part in (one_line(presence.title), one_line(presence.text)) if part)
    return " · ".join(part for part in (presence_word(presence.status), own) if part)


def best_presence(service: PresenceService, remotes: Iterable[str]) -> PresenceSnapshot | None:
    """Of somebody with several addresses the liveliest; None where nobody tells."""
    known = [service.of(remote) for remote in remotes if "@" in remote]
    told = [presence for presence in known if presence.status in _BEST_FIRST]
    return min(told, key=lambda presence: _BEST_FIRST.index(presence.status)) if told else None
