"""Transfers that the far side asks for: the user is asked first, and the far side is told what comes of it (RFC 3515, 3891, 3892)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol
from urllib.parse import unquote

from telephony.calling import AnswerTransfer, TransferAsked
from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.desk import Desk
from telephony.engine.refusal import Refused
from telephony.engine.schedule import Timer
from telephony.engine.siptext import SipMessage, parse_address
from telephony.pj.facts import ReferFact
from telephony.pj.guard import SipError
from telephony.reasons import ReasonCode

log = logging.getLogger(__name__)

_PATIENCE_S: Final = 30.0
_CHALLENGES: Final = (401, 407)
# RFC 3261 section 21, where HTTP has other words.
_PHRASES: Final = {
    100: "Trying",
    180: "Ringing",
    183: "Session Progress",
    480: "Temporarily Unavailable",
    484: "Address Incomplete",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    600: "Busy Everywhere",
    603: "Decline",
    604: "Does Not Exist Anywhere",
}


class ReferralStack(Protocol):
    """What of the SIP stack this room needs."""

    def tell_transfer(self, call_id: str, status_line: str, is_final: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class _Asked:
    """`headers` go with the new INVITE."""

    account_id: str
    target: str
    headers: dict[str, str]
    patience: Timer = field(repr=False)


class Referrals:
    """SIP thread only. `check` reads a target, or raises `Refused`; `place` makes the native call."""

    def __init__(
        self, desk: Desk, stack: ReferralStack, check: Callable[[str], str], place: Callable[[str, str, str, dict[str, str]], None]
    ) -> None:
        self._calls = desk.calls
        self._stack = stack
        self._schedule = desk.schedule
        self._emit = desk.emit
        self._check = check
        self._place = place
        self._asked: dict[str, _Asked] = {}
        self._placed: dict[str, str] = {}  # new call -> the one whose far side wants to know
        self._by: dict[str, str] = {}  # Referred-By of the last REFER
        self._silent: set[str] = set()  # those that want no NOTIFY (RFC 4488)

    def on_refer(self, fact: ReferFact) -> None:
        """It was accepted, which obliges to nothing but to say what comes of it."""
        call = self._calls.find(fact.call_id)
        # Without brackets the parameters would be the header's, but who leaves them out means the URI's.
        whole = parse_address(fact.target).uri if "<" in fact.target else fact.target.strip()
        uri, _, headers = whole.partition("?")
        try:
            replaces, target = _replaces(headers), self._check(uri)
        except Refused:
            self._tell(call.call_id, 400, is_final=True)
            return
        self._forget(call.call_id)
        patience = self._schedule.after(_PATIENCE_S, lambda: self._refuse(call.call_id))
        extra = {"Replaces": replaces, "Referred-By": self._by.get(call.call_id, "")}
        self._asked[call.call_id] = _Asked(call.account_id, target, {name: value for name, value in extra.items() if value}, patience)
        self._tell(call.call_id, 100)
        self._emit(TransferAsked(call.call_id, target, attended=bool(replaces)))

    def answer(self, command: AnswerTransfer) -> None:
        asked = self._asked.get(command.call_id)
        if asked is None:
            raise Refused(ReasonCode.WRONG_STATE, command.call_id)
        if not command.accepted:
            self._refuse(command.call_id)
            return
        self._forget(command.call_id)
        self._placed[command.new_call_id] = command.call_id
        try:
            new = command.new_call_id
            self._calls.dial(new, asked.account_id, "", lambda: self._place(new, asked.account_id, asked.target, asked.headers))
        except Refused:
            self._conclude(command.new_call_id, 500)
            raise

    def heard(self, call: Call, message: SipMessage, received: bool) -> None:
        """REFER's own words; and how the new call goes."""
        if received and message.method == "REFER":
            self._by[call.call_id] = message.first("referred-by")
            if message.first("refer-sub").lower().startswith("false"):
                self._silent.add(call.call_id)
            else:
                self._silent.discard(call.call_id)
        if not received or call.call_id not in self._placed or message.cseq[1] != "INVITE" or message.status in _CHALLENGES:
            return
        if message.status >= 200:
            self._conclude(call.call_id, message.status)
        elif message.status > 100:
            self._tell(self._placed[call.call_id], message.status)

    def over(self, call: Call) -> None:
        """A call ended: one that asked, or one that was placed and had no answer."""
        self._conclude(call.call_id, call.reason.sip_status if call.reason is not None and call.reason.sip_status >= 300 else 487)
        self._forget(call.call_id)
        self._by.pop(call.call_id, None)
        self._silent.discard(call.call_id)

    def _refuse(self, call_id: str) -> None:
        self._forget(call_id)
        self._tell(call_id, 603, is_final=True)

    def _forget(self, call_id: str) -> None:
        asked = self._asked.pop(call_id, None)
        if asked is not None:
            asked.patience.cancel()

    def _conclude(self, new_call_id: str, status: int) -> None:
        call_id = self._placed.pop(new_call_id, None)
        if call_id is not None:
            self._tell(call_id, status, is_final=True)

    def _tell(self, call_id: str, status: int, is_final: bool = False) -> None:
        if call_id in self._silent:
            return
        try:
            if self._calls.find(call_id).state is CallState.ESTABLISHED:
                self._stack.tell_transfer(call_id, f"{status} {_phrase(status)}", is_final)
        except (Refused, SipError, KeyError) as error:  # the one who asked has gone
            log.info("call %s: %s", call_id, error)


def _phrase(status: int) -> str:
    if status in _PHRASES:
        return _PHRASES[status]
    from http import HTTPStatus  # not on the way to the first registration

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "OK" if status < 300 else "Failed"


def _replaces(headers: str) -> str:
    """Of a Refer-To's URI; "" where it names no dialog. It becomes a line of our INVITE: `Refused` where it would begin another one."""
    found = next((unquote(part[9:]) for part in headers.split("&") if part.lower().startswith("replaces=")), "")
    if not (found.isascii() and found.isprintable()):
        raise Refused(ReasonCode.BAD_ADDRESS)
    return found
