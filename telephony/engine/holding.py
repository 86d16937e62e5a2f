"""Hold and resume: what the user wants is asked for until the far side has agreed, or refused."""

from __future__ import annotations

import logging
import random
import time
from typing import Final, Protocol

from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.desk import Desk
from telephony.engine.refusal import Refused
from telephony.engine.siptext import SipMessage
from telephony.messages import CommandRefused
from telephony.pj.guard import SipError
from telephony.reasons import Reason, ReasonCode, reason_of_status

log = logging.getLogger(__name__)

_AGAIN_S: Final = 0.3  # another offer is on its way
_MOST_TRIES: Final = 20
_REQUEST_PENDING: Final = 491
_OFFERS: Final = ("INVITE", "UPDATE")
_CHALLENGES: Final = (401, 407)  # pjsip answers them


class HoldStack(Protocol):
    """What of the SIP stack this room needs."""

    def hold(self, call_id: str) -> None: ...
    def resume(self, call_id: str) -> None: ...


class Holding:
    """SIP thread only."""

    def __init__(self, desk: Desk, stack: HoldStack) -> None:
        self._calls = desk.calls
        self._stack = stack
        self._schedule = desk.schedule
        self._emit = desk.emit
        self._tries: dict[str, int] = {}  # of the calls for which an offer could not be made yet

    def set_held(self, call_id: str, held: bool) -> None:
        """Our microphone closes (or opens) at once; the far side is told."""
        call = self._calls.find(call_id)
        if call.state is not CallState.ESTABLISHED:
            raise Refused(ReasonCode.WRONG_STATE, call.state)
        if call.hold_wanted is held and call.told is not None:
            self._emit(call.told)
            return
        call.hold_wanted = held
        self._tries.pop(call_id, None)
        if not held:
            call.focused_at = time.monotonic()
        self._calls.listener.changed(call)
        self._ask(call)

    def heard(self, call: Call, message: SipMessage, received: bool) -> None:
        """The far side's answer to a re-INVITE of ours, or ours to one of theirs.

        An offer of ours that came to nothing has left its mark: what we answer to theirs then is not always what is wanted.
        """
        if message.cseq[1] not in _OFFERS or message.status < 200 or not self._open(call):
            return
        if not received:
            if message.status < 300:
                self._schedule.after(0.0, lambda: self._ask(call))
        elif message.cseq[1] != "INVITE":
            return
        elif message.status == _REQUEST_PENDING:
            # Both sides asked at once (RFC 3261 section 14.1): who owns the Call-ID waits longer.
            wait = random.uniform(2.1, 4.0) if call.outgoing else random.uniform(0.0, 2.0)  # noqa: S311 - no secret
            self._schedule.after(wait, lambda: self._ask(call))
        elif message.status >= 300 and message.status not in _CHALLENGES:
            self._give_up(call, reason_of_status(message.status))
        elif message.status < 300:
            # Not within pjsip's own callback for it; and the user may have changed his mind meanwhile.
            self._schedule.after(0.0, lambda: self._ask(call))

    def refused(self, call_id: str, phrase: str) -> None:
        """The stack could not offer it at this moment."""
        call = next((one for one in self._calls.live if one.call_id == call_id), None)
        if call is None:
            return
        tries = self._tries[call_id] = self._tries.get(call_id, 0) + 1
        if tries <= _MOST_TRIES:
            self._schedule.after(_AGAIN_S, lambda: self._ask(call))
        else:
            self._give_up(call, Reason(ReasonCode.INTERNAL, phrase=phrase))

    def _open(self, call: Call) -> bool:
        return call.state is CallState.ESTABLISHED and call.hold_wanted is not call.sdp.held_here

    def _ask(self, call: Call) -> None:
        if not self._open(call):
            self._tries.pop(call.call_id, None)
            return
        try:
            (self._stack.hold if call.hold_wanted else self._stack.resume)(call.call_id)
        except SipError as error:
            log.info("call %s: %s", call.call_id, error)
            self.refused(call.call_id, error.reason)

    def _give_up(self, call: Call, reason: Reason) -> None:
        self._tries.pop(call.call_id, None)
        call.hold_wanted = call.sdp.held_here
        self._emit(CommandRefused("SetHeld", call.call_id, reason))
        self._calls.listener.changed(call)
