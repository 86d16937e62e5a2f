"""Which tone is due: a pure function of the calls there are."""

from __future__ import annotations

from collections.abc import Iterable

from telephony.calls import CallState
from telephony.messages import CallTone
from telephony.reasons import ReasonCode

_BUSY_REASONS = frozenset({ReasonCode.BUSY})
_OWN_WORK = frozenset(
    {
        ReasonCode.HUNG_UP_HERE,
        ReasonCode.CANCELLED_HERE,
        ReasonCode.DECLINED_HERE,
        ReasonCode.BUSY_HERE,
        ReasonCode.CANCELLED_THERE,
        ReasonCode.ANSWERED_ELSEWHERE,
        ReasonCode.FORWARDED,
    }
)


def tone_for(states: Iterable[CallState]) -> CallTone | None:
    """The tone while calls stand so. A conversation is disturbed by nothing but a short "another call waits"."""
    present = set(states)
    talking = bool(present & {CallState.ESTABLISHED, CallState.EARLY_MEDIA})
    if CallState.INCOMING in present:
        return CallTone.WAITING if talking else CallTone.RING
    if CallState.RINGING in present and not talking:
        return CallTone.RINGBACK
    return None


def tone_after(code: ReasonCode) -> CallTone | None:
    """The tone after a call's end; none after what we did ourselves, or a caller who gave up."""
    if code in _OWN_WORK:
        return None
    return CallTone.BUSY if code in _BUSY_REASONS else CallTone.END
