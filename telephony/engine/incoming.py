"""What an INVITE says of its caller and of how it wants to be met: pure."""

from __future__ import annotations

import re
from typing import Final

from telephony.engine.siptext import SipMessage, parse_address
from telephony.messages import IncomingCall

_ANONYMOUS_HOST: Final = "@anonymous.invalid"  # RFC 3323 section 4.1.1.3
_PRIVATE: Final = frozenset({"id", "user", "header"})  # RFC 3323 section 4.2, RFC 3325 section 9.3
_MOST_ALERT: Final = 256
# Call-Info: <sip:host>;answer-after=0 (Broadsoft, Snom, Asterisk); Alert-Info: …;info=alert-autoanswer;delay=0, Ring Answer, Auto Answer.
_ANSWER_AFTER: Final = re.compile(r"answer-after\s*=\s*\d", re.IGNORECASE)
_ALERT_ANSWER: Final = re.compile(r"auto[\s-]?answer|ring[\s-]answer|intercom|[;\s]delay\s*=\s*\d", re.IGNORECASE)


def is_anonymous_uri(uri: str) -> bool:
    """The caller's address says nothing (RFC 3323 section 4.1.1.3)."""
    return _ANONYMOUS_HOST in uri.lower() or uri.lower().startswith(("sip:anonymous@", "sips:anonymous@"))


def incoming_call(call_id: str, account_id: str, invite: SipMessage, *, refused: bool = False) -> IncomingCall:
    """The event that tells of it."""
    caller = invite.address("from")
    alert = ", ".join(invite.values("alert-info"))[:_MOST_ALERT]
    return IncomingCall(
        call_id,
        account_id,
        caller.uri,
        caller.name,
        asks_answer=_asks_answer(invite, alert),
        alert=alert,
        anonymous=is_anonymous_uri(caller.uri) or _wants_privacy(invite),
        diverted_from=_diverted_from(invite),
        refused=refused,
    )


def _asks_answer(invite: SipMessage, alert: str) -> bool:
    modes = [invite.first(name).partition(";")[0].strip().lower() for name in ("answer-mode", "priv-answer-mode")]  # RFC 5373
    return "auto" in modes or bool(_ANSWER_AFTER.search(", ".join(invite.values("call-info"))) or _ALERT_ANSWER.search(alert))


def _wants_privacy(invite: SipMessage) -> bool:
    return any(part.strip().lower() in _PRIVATE for part in invite.first("privacy").split(";"))


def _diverted_from(invite: SipMessage) -> str:
    """The first address of Diversion (RFC 5806); of History-Info (RFC 7044) where there is more than the present one."""
    for name, least in (("diversion", 1), ("history-info", 2)):
        values = invite.values(name)
        if len(values) >= least:
            return parse_address(values[0]).uri
    return ""
