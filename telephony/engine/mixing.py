"""Who hears whom: microphone and speaker belong to one call at a time; two calls are never mixed by accident."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Final, Protocol

from telephony.calls import CallState
from telephony.engine.calls import Call
from telephony.pj.guard import SipError

log = logging.getLogger(__name__)


class AudioJoints(Protocol):
    """What of the SIP stack this room needs."""

    def join(self, call_id: str, index: int) -> None: ...
    def leave(self, call_id: str, index: int) -> None: ...
    def open_microphone(self, call_id: str, index: int, is_open: bool) -> None: ...


def focus_of(calls: Iterable[Call]) -> Call | None:
    """The call that is heard: the one answered last, or the one that plays early media."""
    heard = [call for call in calls if call.media is not None and call.state in (CallState.ESTABLISHED, CallState.EARLY_MEDIA)]
    return max(heard, key=lambda call: (call.state is CallState.ESTABLISHED, call.answered_at), default=None)


class Mixer:
    """Keeps the bridge's connections as `focus_of` says. SIP thread only."""

    def __init__(self, joints: AudioJoints) -> None:
        self._joints: Final = joints
        self._joined: dict[str, int] = {}  # call -> stream index

    def update(self, calls: Iterable[Call], changed: Call) -> None:
        """A call changed. Connections are made anew even where they stood: a media update takes them along."""
        calls = list(calls)
        focus = focus_of(calls)
        for call in (*calls, changed):
            if call is not focus:
                self._leave(call)
        if focus is not None and focus.media is not None:
            self._join(focus, focus.media.index)

    def _join(self, call: Call, index: int) -> None:
        try:
            self._joints.join(call.call_id, index)
            # Early media is heard, not answered: the microphone opens with the answer (RFC 3960 section 2).
            self._joints.open_microphone(call.call_id, index, call.state is CallState.ESTABLISHED and not call.muted)
            self._joined[call.call_id] = index
        except SipError as error:
            log.info("call %s: %s", call.call_id, error)

    def _leave(self, call: Call) -> None:
        index = self._joined.pop(call.call_id, None)
        if index is None or call.media is None or call.state is CallState.ENDED:
            return  # the stream has gone, and the connection with it
        try:
            self._joints.leave(call.call_id, index)
        except SipError as error:
            log.info("call %s: %s", call.call_id, error)
