"""The call's state machine: one enum, one table, one method that changes the state.

Both processes use it: the engine for the dialog it has, the window for what it shows (an outgoing call is in the list before the
engine has said a word). Hold, mute, encryption and recording are fields beside the state, not states.
"""

from __future__ import annotations

import logging
from enum import StrEnum
from typing import Final

log = logging.getLogger(__name__)


class CallState(StrEnum):
    """Where a call stands."""

    DIALLING = "dialling"
    RINGING = "ringing"
    EARLY_MEDIA = "early_media"
    INCOMING = "incoming"
    ESTABLISHED = "established"
    ENDING = "ending"
    ENDED = "ended"


class CallTrigger(StrEnum):
    """What may happen to a call."""

    RING = "ring"  # 180 without SDP
    EARLY_MEDIA = "early_media"  # 18x with SDP
    ANSWER = "answer"  # 200 and ACK, either direction
    HANG_UP = "hang_up"  # we end it: CANCEL, BYE or a final response is on its way
    END = "end"  # the dialog is gone


_TABLE: Final[dict[tuple[CallState, CallTrigger], CallState]] = {
    (CallState.DIALLING, CallTrigger.RING): CallState.RINGING,
    (CallState.DIALLING, CallTrigger.EARLY_MEDIA): CallState.EARLY_MEDIA,
    (CallState.DIALLING, CallTrigger.ANSWER): CallState.ESTABLISHED,
    (CallState.DIALLING, CallTrigger.HANG_UP): CallState.ENDING,
    (CallState.DIALLING, CallTrigger.END): CallState.ENDED,
    (CallState.RINGING, CallTrigger.RING): CallState.RINGING,
    (CallState.RINGING, CallTrigger.EARLY_MEDIA): CallState.EARLY_MEDIA,
    (CallState.RINGING, CallTrigger.ANSWER): CallState.ESTABLISHED,
    (CallState.RINGING, CallTrigger.HANG_UP): CallState.ENDING,
    (CallState.RINGING, CallTrigger.END): CallState.ENDED,
    # A 180 after a 183 with SDP does not take the early media away (RFC 3960 section 3.2).
    (CallState.EARLY_MEDIA, CallTrigger.RING): CallState.EARLY_MEDIA,
    (CallState.EARLY_MEDIA, CallTrigger.EARLY_MEDIA): CallState.EARLY_MEDIA,
    (CallState.EARLY_MEDIA, CallTrigger.ANSWER): CallState.ESTABLISHED,
    (CallState.EARLY_MEDIA, CallTrigger.HANG_UP): CallState.ENDING,
    (CallState.EARLY_MEDIA, CallTrigger.END): CallState.ENDED,
    (CallState.INCOMING, CallTrigger.ANSWER): CallState.ESTABLISHED,
    (CallState.INCOMING, CallTrigger.HANG_UP): CallState.ENDING,
    (CallState.INCOMING, CallTrigger.END): CallState.ENDED,
    (CallState.ESTABLISHED, CallTrigger.HANG_UP): CallState.ENDING,
    (CallState.ESTABLISHED, CallTrigger.END): CallState.ENDED,
    (CallState.ENDING, CallTrigger.HANG_UP): CallState.ENDING,
    (CallState.ENDING, CallTrigger.END): CallState.ENDED,
}


def next_state(state: CallState, trigger: CallTrigger) -> CallState | None:
    """The state that `trigger` leads to, or None where it means nothing: a late event after the end, say."""
    return _TABLE.get((state, trigger))


class CallMachine:
    """One call's state, changed by `apply` alone."""

    def __init__(self, call_id: str, state: CallState) -> None:
        self._call_id = call_id
        self._state = state

    @property
    def state(self) -> CallState:
        return self._state

    def apply(self, trigger: CallTrigger) -> bool:
        """Take `trigger`: True where the state changed. What means nothing in this state is logged and dropped."""
        new = next_state(self._state, trigger)
        if new is None:
            log.info("call %s: %s dropped in state %s", self._call_id, trigger, self._state)
            return False
        if new is self._state:
            return False
        log.info("call %s: %s -> %s (%s)", self._call_id, self._state, new, trigger)
        self._state = new
        return True
