"""Why a call ended, in codes: pure functions of what was done here and what the last SIP message said."""

from __future__ import annotations

from telephony.calls import CallState
from telephony.engine.account_rules import network_reason, stack_reason
from telephony.engine.siptext import SipMessage, reason_causes
from telephony.pj.guard import SipError
from telephony.pj.sockets import ETOOMANY
from telephony.reasons import Reason, ReasonCode, reason_of_status

# Causes that tell of money: Q.850 31 with a word about credit, SIP 402 (RFC 3326).
_CREDIT_WORDS = ("credit", "balance", "funds", "payment")
_ELSEWHERE = frozenset({("SIP", 200), ("Q.850", 26)})  # RFC 3326 section 3.1; exchanges that speak of ISDN say "non-selected user clearing"


def reason_of_our_hang_up(state: CallState, outgoing: bool) -> Reason:
    """We end it."""
    if state is CallState.ESTABLISHED:
        return Reason(ReasonCode.HUNG_UP_HERE)
    return Reason(ReasonCode.CANCELLED_HERE if outgoing else ReasonCode.DECLINED_HERE)


def reason_of_no_call(status: int, phrase: str) -> Reason:
    """pjsua2 did not even send it: `status` is pjlib's number."""
    if status == ETOOMANY:
        return Reason(ReasonCode.LINES_TAKEN, phrase=phrase)
    return stack_reason(SipError("dial", status, phrase))


def reason_of_their_request(message: SipMessage) -> Reason | None:
    """A BYE or CANCEL that came in: hung up there, cancelled there, or what its Reason header says (RFC 3326). None for other messages."""
    if message.method not in ("BYE", "CANCEL"):
        return None
    causes = reason_causes(message)
    for _, cause, text in causes:
        if cause == 402 or any(word in text.lower() for word in _CREDIT_WORDS):
            return Reason(ReasonCode.CREDIT_EXHAUSTED, phrase=text)
    if message.method == "BYE":
        return Reason(ReasonCode.HUNG_UP_THERE, phrase=causes[0][2] if causes else "")
    for protocol, cause, text in causes:
        if (protocol.upper(), cause) in _ELSEWHERE or "elsewhere" in text.lower():
            return Reason(ReasonCode.ANSWERED_ELSEWHERE, phrase=text)
    return Reason(ReasonCode.CANCELLED_THERE, phrase=causes[0][2] if causes else "")


def reason_of_end(state: CallState, outgoing: bool, status: int, phrase: str, answered: bool) -> Reason:
    """The dialog is gone, and no request of either side said so. `answered`: a message came, not pjsip's own time-out."""
    if not answered:
        # pjsip itself could not take the other side's description, as one of IPv6 alone.
        return reason_of_status(status) if status == 488 else network_reason(status, phrase)
    if state is CallState.ESTABLISHED and status in (408, 481):
        return Reason(ReasonCode.LOST_THERE, status, phrase)
    if state is CallState.ESTABLISHED:
        return Reason(ReasonCode.HUNG_UP_THERE) if status < 300 else reason_of_status(status, phrase)
    if status == 487:
        return Reason(ReasonCode.CANCELLED_THERE, status, phrase)
    return reason_of_status(status, phrase) if outgoing or status >= 300 else Reason(ReasonCode.HUNG_UP_THERE)
