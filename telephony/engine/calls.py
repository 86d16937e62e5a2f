"""The calls: commands in, pjsua2's facts in, events out. One state machine a call."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Final

from telephony.annex.replaces import names_dialog
from telephony.calls import CallState, CallTrigger
from telephony.engine.call import Call, CallStack
from telephony.engine.call_reasons import reason_of_end, reason_of_no_call, reason_of_our_hang_up, reason_of_their_request
from telephony.engine.counting import Packets
from telephony.engine.dtmf import acceptable
from telephony.engine.incoming import incoming_call, is_anonymous_uri
from telephony.engine.refusal import Refused
from telephony.engine.schedule import Schedule
from telephony.engine.sdp import goes_by_ipv6, has_keys
from telephony.engine.siptext import SipMessage, parse_message
from telephony.messages import (
    AnyEvent,
    CallChanged,
    CallMuted,
    CallReplaced,
    CallStats,
    DialogSaved,
    DtmfReceived,
)
from telephony.pj.call import MediaInfo, MediaStats
from telephony.pj.facts import (
    ConfirmedFact,
    DigitFact,
    Direction,
    DisconnectedFact,
    IncomingFact,
    LostFact,
    MediaFact,
    MessageFact,
    NotPlacedFact,
    RedirectedFact,
    RejectedFact,
    ReplacedFact,
)
from telephony.pj.guard import SipError
from telephony.reasons import Reason, ReasonCode

log = logging.getLogger(__name__)

_RING_S: Final = 180.0  # a caller that is gone without a CANCEL must not ring for ever (RFC 3261 section 16.6 has 3 minutes for proxies)
_LINGER_S: Final = 4.0  # an ending that the far side does not confirm is over for the user after so long; pjsip goes on trying


class CallListener:
    """Who follows the calls, and puts their digits on the line."""

    def changed(self, call: Call, new_stream: bool = False) -> None:
        """Anything that tones or sound depend on; with `new_stream` its connections on the bridge may have gone."""

    def heard(self, call: Call, message: SipMessage, received: bool) -> None:
        """A message of the call's dialog."""

    def send_digit(self, call: Call, digit: str) -> None:
        """Raises `SipError`."""


class CallBook:
    """Every call by its UUID, until its native end. SIP thread only."""

    def __init__(self, stack: CallStack, schedule: Schedule, emit: Callable[[AnyEvent], None]) -> None:
        self.listener = CallListener()
        self.counted: Callable[[str, MediaInfo, MediaStats], None] = lambda _call_id, _media, _now: None  # of each that flows
        self.encrypts_always: Callable[[str], bool] = lambda _account_id: False
        self.hears_ipv6: Callable[[str], bool] = lambda _account_id: True
        self._stack = stack
        self._schedule = schedule
        self._emit = emit
        self._calls: dict[str, Call] = {}
        self.busy = False

    # --- commands --------------------------------------------------------------------------------------------------------------

    def dial(self, call_id: str, account_id: str, dtmf: str, place: Callable[[], None]) -> None:
        """`place` makes the native call, and raises `SipError` where it can't."""
        if call_id in self._calls:
            raise Refused(ReasonCode.CALL_EXISTS, call_id)
        if not acceptable(dtmf, pauses=True):
            raise Refused(ReasonCode.BAD_DIGITS, dtmf)
        call = self._new(call_id, account_id, outgoing=True)
        call.dial_digits = dtmf
        self._tell(call)
        try:
            place()
        except SipError as error:
            self.on_not_placed(NotPlacedFact(call_id, error.status, error.reason))

    def answer(self, call_id: str) -> None:
        call = self.find(call_id)
        if call.state is not CallState.INCOMING or call.answering:
            raise Refused(ReasonCode.WRONG_STATE, call.state)
        call.answering = True
        self._stack.answer(call_id, 200)
        self.listener.changed(call)

    def decline(self, call_id: str, busy: bool) -> None:
        call = self.find(call_id)
        if call.state is not CallState.INCOMING:
            raise Refused(ReasonCode.WRONG_STATE, call.state)
        self._end(call, Reason(ReasonCode.BUSY_HERE if busy else ReasonCode.DECLINED_HERE), 486 if busy else 603)

    def redirect(self, call_id: str, target: str, send: Callable[[str, str], None]) -> None:
        """302: the caller is told where else to call."""
        call = self.find(call_id)
        if call.state is not CallState.INCOMING or call.answering:
            raise Refused(ReasonCode.WRONG_STATE, call.state)
        self._begin_end(call, Reason(ReasonCode.FORWARDED, value=target))
        self._try("redirect", call_id, lambda: send(call_id, target))

    def hang_up(self, call_id: str) -> None:
        call = self.find(call_id)
        if call.state in (CallState.ENDING, CallState.ENDED):
            raise Refused(ReasonCode.WRONG_STATE, call.state)
        self._end(call, reason_of_our_hang_up(call.state, call.outgoing), 603 if call.state is CallState.INCOMING else 0)

    def send_dtmf(self, call_id: str, digits: str) -> None:
        call = self.find(call_id)
        if not digits or not acceptable(digits, pauses=False):
            raise Refused(ReasonCode.BAD_DIGITS, digits)
        if call.state not in (CallState.ESTABLISHED, CallState.EARLY_MEDIA) or call.media is None:
            raise Refused(ReasonCode.WRONG_STATE, call.state)
        call.dtmf.add(digits)

    def set_muted(self, call_id: str, muted: bool) -> None:
        call = self.find(call_id)
        if call.state in (CallState.ENDING, CallState.ENDED):
            raise Refused(ReasonCode.WRONG_STATE, call.state)
        call.muted = muted
        self.listener.changed(call)
        self._emit(CallMuted(call_id, muted))

    def hang_up_all(self, account_id: str = "") -> None:
        """Every call (of one account)."""
        for call in list(self._calls.values()):
            if account_id in ("", call.account_id) and call.state not in (CallState.ENDING, CallState.ENDED):
                self.hang_up(call.call_id)

    # --- what others ask -------------------------------------------------------------------------------------------------------

    @property
    def live(self) -> list[Call]:
        """The calls that are not over for the user."""
        return [call for call in self._calls.values() if call.state is not CallState.ENDED]

    def find(self, call_id: str) -> Call:
        """Raises `Refused` where there is no such call (any more)."""
        call = self._calls.get(call_id)
        if call is None or call.state is CallState.ENDED:
            raise Refused(ReasonCode.UNKNOWN_CALL, call_id)
        return call

    def native(self, account_id: str = "") -> bool:
        """pjsua2 still has a call (of this account)."""
        return any(account_id in ("", call.account_id) for call in self._calls.values())

    def tell_statistics(self) -> None:
        for call in self._calls.values():
            if call.media is not None and call.state in (CallState.ESTABLISHED, CallState.EARLY_MEDIA):
                self._tell_statistics(call, call.media)

    # --- facts -----------------------------------------------------------------------------------------------------------------

    def on_not_placed(self, fact: NotPlacedFact) -> None:
        log.warning("call %s: %s (%d)", fact.call_id, fact.phrase, fact.status)
        self.fail(fact.call_id, reason_of_no_call(fact.status, fact.phrase))

    def fail(self, call_id: str, reason: Reason) -> Call | None:
        """There is no native call of it (any more)."""
        call = self._calls.get(call_id)
        if call is not None:
            self._finish(call, reason)
            self._drop(call)
        return call

    def on_lost(self, fact: LostFact) -> Call | None:
        """The process that had it is gone: it ends as the calls of a lost engine do. Who is at its other end is to be released."""
        return self.fail(fact.call_id, Reason(ReasonCode.ENGINE_LOST))

    def on_incoming(self, fact: IncomingFact) -> None:
        message = parse_message(fact.message)
        if message.first("replaces"):
            self._take_place(fact, message)
            return
        source = (message.address("from").uri, fact.peer.rpartition(":")[0])
        if self._rings_already(source):
            self._try("refuse", fact.call_id, lambda: self._stack.hang_up(fact.call_id, 486))
            return
        call = self._new(fact.call_id, fact.account_id, outgoing=False)
        call.caller = source
        call.dialog.feed(message, received=True)
        call.sdp.feed(message, received=True)
        refusal = self._refusal(fact.account_id, message)
        self._emit(incoming_call(fact.call_id, fact.account_id, message, refused=refusal is not None))
        if refusal is not None:
            # The window hears of it all the same: a call that was missed.
            self._end(call, *refusal)
            return
        self._try("ring", fact.call_id, lambda: self._stack.answer(fact.call_id, 180))
        call.linger = self._schedule.after(_RING_S, lambda: self._give_up_ringing(call))
        self._tell(call)

    def _refusal(self, account_id: str, message: SipMessage) -> tuple[Reason, int] | None:
        if self.busy:
            return Reason(ReasonCode.BUSY_HERE), 486
        deaf = goes_by_ipv6(message.body) and not self.hears_ipv6(account_id)
        return (Reason(ReasonCode.NO_IPV6), 488) if deaf else None

    def on_rejected(self, fact: RejectedFact) -> None:
        """pjsip refuses a call without encryption to who demands it before there is one: to the user it is one that was missed."""
        message = parse_message(fact.message)
        if fact.status != 488 or not self.encrypts_always(fact.account_id) or has_keys(message.body):
            return
        call = self._new(fact.call_id, fact.account_id, outgoing=False)
        self._emit(incoming_call(fact.call_id, fact.account_id, message, refused=True))
        self._finish(call, Reason(ReasonCode.ENCRYPTION_REQUIRED, fact.status))
        self._drop(call)

    def on_replaced(self, fact: ReplacedFact) -> None:
        """pjsip answers the new call, and ends the old one."""
        self._replace(fact.call_id, fact.new_call_id, fact.account_id, parse_message(fact.message))

    def _take_place(self, fact: IncomingFact, message: SipMessage) -> None:
        """Replaces (RFC 3891 section 3) with a dialog that pjsip does not know: another process of ours has it, or there is none."""
        wanted = message.first("replaces")
        old = next((call for call in self.live if call.dialog.identity and names_dialog(wanted, call.dialog.identity)), None)
        if old is None or old.state is not CallState.ESTABLISHED:
            self._try("refuse", fact.call_id, lambda: self._stack.hang_up(fact.call_id, 481))
            return
        self._replace(old.call_id, fact.call_id, fact.account_id, message)
        self._try("answer", fact.call_id, lambda: self._stack.answer(fact.call_id, 200))
        self._end(old, Reason(ReasonCode.HUNG_UP_THERE), 0)

    def _replace(self, old_id: str, new_id: str, account_id: str, message: SipMessage) -> None:
        call = self._new(new_id, account_id, outgoing=False)
        call.answering = True
        call.dialog.feed(message, received=True)
        call.sdp.feed(message, received=True)
        self._emit(CallReplaced(old_id, new_id))
        self._emit(incoming_call(new_id, account_id, message))
        self._tell(call)

    def _rings_already(self, source: tuple[str, str]) -> bool:
        """Who rings already, rings once: a flood from one caller must not take every line, nor fill the history with missed calls."""
        if is_anonymous_uri(source[0]):
            return False
        return any(call.caller == source and call.state is CallState.INCOMING for call in self._calls.values())

    def _give_up_ringing(self, call: Call) -> None:
        if call.state is CallState.INCOMING and not call.answering:
            self._end(call, Reason(ReasonCode.NO_ANSWER), 480)

    def on_message(self, fact: MessageFact) -> None:
        call = self._calls.get(fact.call_id)
        if call is None:
            return
        message = parse_message(fact.message)
        received = fact.direction is Direction.RECEIVED
        identity = call.dialog.feed(message, received)
        call.sdp.feed(message, received)
        if identity is not None and call.state is not CallState.ENDED:
            self._emit(DialogSaved(call.call_id, identity))
        if received and message.method and call.reason is None:
            call.reason = reason_of_their_request(message)
        if received and call.outgoing and message.cseq[1] == "INVITE" and 101 <= message.status < 200:
            self._on_provisional(call, message)
        self._tell_media(call)
        self.listener.heard(call, message, received)

    def _on_provisional(self, call: Call, message: SipMessage) -> None:
        if message.has_sdp:
            self._apply(call, CallTrigger.EARLY_MEDIA)
        elif message.status == 180:
            self._apply(call, CallTrigger.RING)

    def on_confirmed(self, fact: ConfirmedFact) -> None:
        call = self._calls.get(fact.call_id)
        if call is None:
            return
        if call.state is CallState.ENDING:
            # Our CANCEL crossed their 200 (RFC 3261 section 9.1): the call stands, so it takes a BYE.
            self._hang_up_native(call, 0)
        elif call.state is not CallState.ENDED and not call.answered_at:
            call.answered_at = call.focused_at = time.monotonic()
            self._apply(call, CallTrigger.ANSWER)
            call.dtmf.add(call.dial_digits)

    def on_disconnected(self, fact: DisconnectedFact) -> None:
        call = self._calls.get(fact.call_id)
        if call is None:  # one that was refused at once
            self._stack.forget(fact.call_id)
            return
        if call.state is not CallState.ENDED:
            end = reason_of_end(call.state, call.outgoing, fact.status, fact.phrase, fact.answered)
            if call.outgoing and end.code is ReasonCode.NOT_ACCEPTABLE and self.encrypts_always(call.account_id):
                end = Reason(ReasonCode.ENCRYPTION_REQUIRED, fact.status, fact.phrase)
            self._finish(call, call.reason or end)
        self._drop(call)

    def on_redirected(self, fact: RedirectedFact) -> None:
        """A 3xx: nothing is dialled, the user is told where to."""
        call = self._calls.get(fact.call_id)
        if call is not None and call.reason is None:
            call.reason = Reason(ReasonCode.FORWARDED, 302, value=parse_message(fact.message).address("contact").uri)

    def on_media(self, fact: MediaFact) -> None:
        call = self._calls.get(fact.call_id)
        if call is None:
            return
        media = self._stack.media(fact.call_id)
        call.media = media
        self._tell_media(call)
        self.listener.changed(call, new_stream=True)

    def on_digit(self, fact: DigitFact) -> None:
        call = self._calls.get(fact.call_id)
        if call is not None and call.state is not CallState.ENDED:
            self._emit(DtmfReceived(fact.call_id, fact.digit))

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _new(self, call_id: str, account_id: str, outgoing: bool) -> Call:
        def send(digit: str) -> None:
            self._try("digit", call_id, lambda: self.listener.send_digit(call, digit))

        call = self._calls[call_id] = Call(call_id, account_id, outgoing, send, self._schedule)
        return call

    def _end(self, call: Call, reason: Reason, status: int) -> None:
        self._begin_end(call, reason)
        self._hang_up_native(call, status)

    def _begin_end(self, call: Call, reason: Reason) -> None:
        call.reason = reason
        call.dtmf.stop()
        if call.linger is not None:
            call.linger.cancel()
        self._apply(call, CallTrigger.HANG_UP)
        call.linger = self._schedule.after(_LINGER_S, lambda: self._finish(call, reason))

    def _hang_up_native(self, call: Call, status: int) -> None:
        self._try("hang up", call.call_id, lambda: self._stack.hang_up(call.call_id, status))

    def _try(self, what: str, call_id: str, action: Callable[[], None]) -> None:
        """The call may have ended by itself in this moment: the fact of it is on its way, or `linger` ends it."""
        try:
            action()
        except SipError as error:
            log.info("call %s: %s: %s", call_id, what, error)

    def _finish(self, call: Call, reason: Reason) -> None:
        call.reason = reason
        call.dtmf.stop()
        self._apply(call, CallTrigger.END)

    def _drop(self, call: Call) -> None:
        """The native call is gone."""
        if call.linger is not None:
            call.linger.cancel()
        call.media = None
        self._stack.forget(call.call_id)
        self._calls.pop(call.call_id, None)
        self.listener.changed(call)

    def _apply(self, call: Call, trigger: CallTrigger) -> bool:
        if not call.machine.apply(trigger):
            return False
        self._tell(call)
        return True

    def _tell(self, call: Call) -> None:
        over = call.state in (CallState.ENDING, CallState.ENDED)
        self._emit(CallChanged(call.call_id, call.state, time.time_ns() // 1000, call.reason if over else None))
        self.listener.changed(call)

    def _tell_media(self, call: Call) -> None:
        news = call.media_news()
        if news is not None and call.state is not CallState.ENDED:
            self._emit(news)

    def _tell_statistics(self, call: Call, media: MediaInfo) -> None:
        try:
            now = self._stack.statistics(call.call_id, media.index)
        except SipError as error:
            log.info("call %s: %s", call.call_id, error)
            return
        duration_ms = int((time.monotonic() - call.answered_at) * 1000) if call.answered_at else 0
        packets = call.packets.total(Packets(now.sent_packets, now.received_packets, now.lost_packets))
        self._emit(
            CallStats(call.call_id, duration_ms, *packets, now.jitter_us, now.round_trip_us, now.speaker_level, now.microphone_level)
        )
        self.counted(call.call_id, media, now)
