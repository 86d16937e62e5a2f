"""MESSAGE (RFC 3428) both ways: commands in, events out. What a body means is not this room's business."""

from __future__ import annotations

import logging
import re
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from telephony.engine.account_rules import network_reason, stack_reason
from telephony.engine.pager import read_pager
from telephony.engine.refusal import Refused
from telephony.engine.requests import Requests
from telephony.engine.siptext import parse_message
from telephony.messages import BODY_LIMITS, AccountConfig, AnyEvent, MessageProgress, MessageState, SendMessage
from telephony.pj.facts import Outcome, PagerFact, RequestFact
from telephony.pj.guard import SipError
from telephony.pj.requests import OutgoingRequest
from telephony.reasons import Reason, ReasonCode, reason_of_status

log = logging.getLogger(__name__)

_TOKEN: Final = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]{1,64}\Z")  # RFC 3261 section 25.1
_TYPE: Final = re.compile(r"[A-Za-z0-9\-.!%*_+`'~]+/[A-Za-z0-9\-.!%*_+`'~]+(\s*;[^\r\n]*)?\Z")
_MOST_HEADER: Final = 256  # characters
# SIP's own, which pjsip makes: a second one would be another message than was meant.
_NOT_OURS: Final = {
    *("via", "from", "to", "call-id", "cseq", "contact", "route", "record-route", "max-forwards", "authorization", "proxy-authorization"),
    *("content-type", "content-length", "content-encoding", "v", "f", "t", "i", "m", "c", "l", "e"),
}
_TOO_LONG_WORDS: Final = "EMSGTOOLONG"
_SHORTER: Final = 500  # bytes: what a Route or credentials may take


@dataclass(slots=True)
class _Line:
    """The messages to one address: one on its way, the others behind it (RFC 3428 section 8)."""

    busy: bool = False
    queue: deque[SendMessage] = field(default_factory=deque[SendMessage])


class ChatBook:
    """Every MESSAGE of ours until its end. SIP thread only."""

    def __init__(
        self,
        requests: Requests,
        emit: Callable[[AnyEvent], None],
        account: Callable[[str], AccountConfig],
        check_target: Callable[[str], str],
    ) -> None:
        """`account` gives the account that may send, `check_target` the address that may be sent to; both raise `Refused`."""
        self._requests = requests
        self._emit = emit
        self._account = account
        self._check_target = check_target
        self._lines: dict[tuple[str, str], _Line] = {}

    # --- commands --------------------------------------------------------------------------------------------------------------

    def send(self, command: SendMessage) -> None:
        """Send it, behind those to the same address; what can't go fails by its event."""
        try:
            key = (command.account_id, self._checked(command))
        except Refused as refusal:
            self._end(command, MessageProgress.FAILED, refusal.reason)
            return
        self._lines.setdefault(key, _Line()).queue.append(command)
        self._next(key)

    def forget(self, account_id: str = "") -> None:
        """The account goes (or all do): what waited was never sent. What was on its way is told by `Requests.forget`."""
        for key in [key for key in self._lines if account_id in ("", key[0])]:
            for command in self._lines.pop(key).queue:
                self._end(command, MessageProgress.FAILED, Reason(ReasonCode.UNKNOWN_ACCOUNT))

    # --- facts -----------------------------------------------------------------------------------------------------------------

    def on_pager(self, fact: PagerFact) -> None:
        """A MESSAGE has come in."""
        self._emit(read_pager(fact.account_id, fact.message, time.time_ns() // 1000))

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _checked(self, command: SendMessage) -> str:
        most = BODY_LIMITS[self._account(command.account_id).transport]
        _check(command)
        if len(command.body.encode()) > most:
            raise Refused(ReasonCode.TOO_LONG, str(most))
        return self._check_target(command.target)

    def _next(self, key: tuple[str, str]) -> None:
        line = self._lines.get(key)
        while line is not None and not line.busy and line.queue:
            self._place(key, line, line.queue.popleft())
        if line is not None and not line.busy:
            self._lines.pop(key, None)

    def _place(self, key: tuple[str, str], line: _Line, command: SendMessage) -> None:
        request = OutgoingRequest("MESSAGE", key[1], command.content_type, command.body, command.headers)
        self._emit(MessageState(command.message_id, command.account_id, MessageProgress.SENDING))
        try:
            self._requests.send(command.account_id, request, lambda fact: self._over(key, command, fact))
            line.busy = True
        except SipError as error:
            log.warning("message %s: %s", command.message_id, error)
            self._end(command, MessageProgress.FAILED, _refusal(error, command))

    def _over(self, key: tuple[str, str], command: SendMessage, fact: RequestFact) -> None:
        sip_call_id = parse_message(fact.request).first("call-id")
        progress, reason = self._outcome(command, fact)
        self._end(command, progress, reason, fact.status if fact.outcome is Outcome.ANSWERED else 0, sip_call_id)
        line = self._lines.get(key)
        if line is not None:
            line.busy = False
            self._next(key)

    @staticmethod
    def _outcome(command: SendMessage, fact: RequestFact) -> tuple[MessageProgress, Reason | None]:
        match fact.outcome:
            case Outcome.TIMED_OUT:
                return MessageProgress.UNKNOWN, Reason(ReasonCode.NO_RESPONSE)
            case Outcome.NOT_SENT if _TOO_LONG_WORDS in fact.phrase:
                return MessageProgress.FAILED, _too_long(command)
            case Outcome.NOT_SENT:
                return MessageProgress.FAILED, network_reason(fact.status, fact.phrase)
            case Outcome.ANSWERED if fact.status // 100 == 2:
                return MessageProgress.ACCEPTED, None
            case Outcome.ANSWERED if fact.status == 408:
                # A proxy that waited in vain: its copy may have arrived, and the answer been lost.
                return MessageProgress.UNKNOWN, reason_of_status(fact.status, fact.phrase)
            case Outcome.ANSWERED:
                return MessageProgress.FAILED, reason_of_status(fact.status, fact.phrase)

    def _end(self, command: SendMessage, progress: MessageProgress, reason: Reason | None, status: int = 0, sip_call_id: str = "") -> None:
        self._emit(MessageState(command.message_id, command.account_id, progress, reason, status, sip_call_id))


def _refusal(error: SipError, command: SendMessage) -> Reason:
    return _too_long(command) if _TOO_LONG_WORDS in error.reason else stack_reason(error)


def _too_long(command: SendMessage) -> Reason:
    """Its headers and credentials leave less room than others': a shorter one would go."""
    return Reason(ReasonCode.TOO_LONG, value=str(len(command.body.encode()) - _SHORTER))


def _check(command: SendMessage) -> None:
    """Raises `Refused`: nothing that a header could be broken with goes on."""
    if not _TYPE.match(command.content_type) or len(command.content_type) > _MOST_HEADER:
        raise Refused(ReasonCode.BAD_VALUE, command.content_type[:_MOST_HEADER])
    for name, value in command.headers:
        plain = value.isprintable() and len(value) <= _MOST_HEADER
        if not _TOKEN.match(name) or name.lower() in _NOT_OURS or not plain:
            raise Refused(ReasonCode.BAD_VALUE, name[:_MOST_HEADER])
