"""What the rooms of `telephony.engine.calling` share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from telephony.engine.calls import CallBook
from telephony.engine.schedule import Schedule
from telephony.messages import AnyEvent


@dataclass(frozen=True, slots=True)
class Desk:
    """`connect` makes and breaks the bridge's connections as they have to be now; `gone` names an end of them that is no more.

    `post` brings an action to the SIP thread, from any other.
    """

    calls: CallBook
    schedule: Schedule
    emit: Callable[[AnyEvent], None]
    post: Callable[[Callable[[], None]], None]
    connect: Callable[[], None]
    gone: Callable[[str], None]
