"""What happens to somebody: messages and missed calls, as the program's own services say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from agent_app.chats.snapshots import MessageItem, MessageKind, MessageStatus
from agent_app.snapshots import CallDirection, CallSnapshot
from telephony.calls import CallState

if TYPE_CHECKING:
    from agent_app.services import Services

REMOTE: Final = "anna@sandbox.test"
MESSAGE: Final = MessageItem("m1", "a", REMOTE, True, 7, MessageKind.TEXT, "Hello", MessageStatus.RECEIVED, seen=False)


def a_message(services: Services, item_id: str, **fields: object) -> None:
    """From Anna, just received, unless `fields` say otherwise."""
    services.chats.changed.emit(msgspec.structs.replace(MESSAGE, item_id=item_id, **fields))


def a_missed_call(services: Services, call_id: str) -> None:
    call = CallSnapshot(call_id, "a", CallDirection.INCOMING, REMOTE, CallState.ENDED, 1)
    services.calls.changed.emit(msgspec.structs.replace(call, ended_us=9, missed=True))
