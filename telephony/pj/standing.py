"""What one does with a call that stands, as pjsua2 does it. On the SIP thread only; a refusal is a `SipError`."""

from __future__ import annotations

from typing import Final

import pjsua2 as pj

from telephony.pj.call import SipCalls, add_headers, audio_only
from telephony.pj.guard import native

DTMF_MS: Final = 160  # a digit's length; RFC 4733 section 2.5.2.2 leaves it to us, 100 ms is too short for some gateways
_SIPFRAG: Final = "message/sipfrag;version=2.0"


class StandingCalls:
    """Hold, transfer, redirection, digits."""

    def __init__(self, calls: SipCalls) -> None:
        self._calls = calls

    def hold(self, call_id: str) -> None:
        """A re-INVITE with sendonly (RFC 6337 section 5.3)."""
        with native("hold"):
            self._calls.find(call_id).setHold(audio_only())

    def resume(self, call_id: str) -> None:
        prm = audio_only()
        prm.opt.flag |= pj.PJSUA_CALL_UNHOLD
        with native("resume"):
            self._calls.find(call_id).reinvite(prm)

    def renew(self, call_id: str) -> None:
        """A re-INVITE from where we are now, with new sockets for the sound. A held call stays held."""
        prm = audio_only()
        prm.opt.flag |= pj.PJSUA_CALL_REINIT_MEDIA | pj.PJSUA_CALL_UPDATE_CONTACT | pj.PJSUA_CALL_UPDATE_VIA
        with native("renew"):
            self._calls.find(call_id).reinvite(prm)

    def transfer(self, call_id: str, target: str) -> None:
        """REFER (RFC 3515). How it goes is told by `TransferFact`."""
        with native("transfer"):
            # In brackets: parameters outside of them would be the header's (section 2.1).
            self._calls.find(call_id).xfer(f"<{target}>", pj.CallOpParam(True))

    def transfer_to(self, call_id: str, other_call_id: str) -> None:
        """REFER whose target replaces our side of the other call (RFC 3891)."""
        with native("transfer"):
            self._calls.find(call_id).xferReplaces(self._calls.find(other_call_id), pj.CallOpParam(True))

    def tell_transfer(self, call_id: str, status_line: str, is_final: bool) -> None:
        """NOTIFY whom a REFER came from (RFC 3515 section 2.4.5). `status_line`: "180 Ringing"."""
        prm = pj.CallSendRequestParam()
        prm.method = "NOTIFY"
        state = "terminated;reason=noresource" if is_final else "active;expires=180"
        add_headers(prm.txOption, {"Event": "refer", "Subscription-State": state})
        prm.txOption.contentType = _SIPFRAG
        prm.txOption.msgBody = f"SIP/2.0 {status_line}\r\n"
        with native("notify"):
            self._calls.find(call_id).sendRequest(prm)

    def redirect(self, call_id: str, target: str) -> None:
        """302 (RFC 3261 section 21.3.3)."""
        prm = pj.CallOpParam()
        prm.statusCode = 302
        add_headers(prm.txOption, {"Contact": f"<{target}>"})
        with native("redirect"):
            self._calls.find(call_id).hangup(prm)

    def send_digit(self, call_id: str, digit: str, by_info: bool) -> None:
        """By RFC 4733, or by SIP INFO with application/dtmf-relay."""
        prm = pj.CallSendDtmfParam()
        prm.method = pj.PJSUA_DTMF_METHOD_SIP_INFO if by_info else pj.PJSUA_DTMF_METHOD_RFC2833
        prm.duration = DTMF_MS
        prm.digits = digit
        with native("send DTMF"):
            self._calls.find(call_id).sendDtmf(prm)
