"""Requests outside a dialog, each a transaction of its own: MESSAGE (RFC 3428), PUBLISH (RFC 3903). pjsip answers the challenges."""

from __future__ import annotations

from dataclasses import dataclass

import pjsua2 as pj

from telephony.pj.facts import Outcome, RequestFact
from telephony.pj.guard import SipError, clean, native


@dataclass(frozen=True, slots=True)
class OutgoingRequest:
    """`target` is the Request-URI and the To; `headers` are names and values that pjsip does not make itself. Text alone can be a body."""

    method: str
    target: str
    content_type: str = ""
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Waiting:
    request_id: str
    account: pj.Account
    token: pj.SendRequestParam  # kept, so that its address is nobody else's


class SipRequests:
    """The requests that are on their way. pjsua2 gives back a native pointer: each request has an object of its own to be told by."""

    def __init__(self) -> None:
        self._waiting: dict[int, _Waiting] = {}

    def pending(self, account: pj.Account | None = None) -> bool:
        """One (of that account) is on its way: the account must stay, for pjsua2 aborts the process where it is gone at the answer."""
        return any(account in (None, waiting.account) for waiting in self._waiting.values())

    def send(self, account: pj.Account, request_id: str, request: OutgoingRequest) -> None:
        """The outcome comes as a `RequestFact` of that identifier; none comes after a `SipError`."""
        prm = _parameters(request)
        token = int(prm.this)
        prm.userData = prm
        self._waiting[token] = _Waiting(request_id, account, prm)
        try:
            with native(request.method):
                account.sendRequest(prm)
        except SipError:
            self._waiting.pop(token, None)
            raise

    def finished(self, prm: pj.OnSendRequestParam) -> RequestFact | None:
        """What the callback says, or None where nobody waits for it."""
        waiting = self._waiting.pop(int(prm.userData), None)
        if waiting is None:
            return None
        event = prm.e.body.tsxState
        answered = event.type == pj.PJSIP_EVENT_RX_MSG
        timed_out = event.type == pj.PJSIP_EVENT_TIMER
        outcome = Outcome.ANSWERED if answered else Outcome.TIMED_OUT if timed_out else Outcome.NOT_SENT
        return RequestFact(
            waiting.request_id,
            outcome,
            event.tsx.statusCode,
            clean(event.tsx.statusText),
            clean(event.src.rdata.wholeMsg) if answered else "",
            clean(event.tsx.lastTx.wholeMsg),
        )


def _parameters(request: OutgoingRequest) -> pj.SendRequestParam:
    prm = pj.SendRequestParam()
    prm.method = request.method
    prm.txOption.targetUri = request.target
    prm.txOption.contentType = request.content_type
    prm.txOption.msgBody = request.body
    for name, value in request.headers:
        header = pj.SipHeader()
        header.hName, header.hValue = name, value
        prm.txOption.headers.append(header)
    return prm
