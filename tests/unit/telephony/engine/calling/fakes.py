"""Calls without SIP: a stack that notes what it is asked, and a clock that is turned by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.calls import CallBook, CallListener
from telephony.engine.desk import Desk
from telephony.engine.schedule import Schedule
from telephony.engine.siptext import SipMessage
from telephony.messages import AnyEvent
from telephony.pj.call import MediaInfo, MediaStats
from telephony.pj.facts import ConfirmedFact, MediaFact
from telephony.pj.guard import SipError


@dataclass
class FakeStack:
    """Every stack that the rooms of standing calls ask: `asked` has what, `failing` what is refused."""

    asked: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    failing: set[str] = field(default_factory=set[str])

    def _note(self, what: str, *values: object) -> None:
        if what in self.failing:
            raise SipError(what, 1, "refused")
        self.asked.append((what, *values))

    def answer(self, call_id: str, status: int) -> None:
        self._note("answer", call_id, status)

    def hang_up(self, call_id: str, status: int = 0) -> None:
        self._note("hang up", call_id, status)

    def media(self, call_id: str) -> MediaInfo | None:
        return MediaInfo(0, "PCMA", 8000, held_here=False, held_there=False)

    def statistics(self, call_id: str, index: int) -> MediaStats:
        raise NotImplementedError

    def forget(self, call_id: str) -> None:
        self._note("forget", call_id)

    def hold(self, call_id: str) -> None:
        self._note("hold", call_id)

    def resume(self, call_id: str) -> None:
        self._note("resume", call_id)

    def transfer(self, call_id: str, target: str) -> None:
        self._note("transfer", call_id, target)

    def transfer_to(self, call_id: str, other_call_id: str) -> None:
        self._note("transfer to", call_id, other_call_id)

    def tell_transfer(self, call_id: str, status_line: str, is_final: bool) -> None:
        self._note("tell", call_id, status_line, is_final)


class World:
    """A book of calls with a clock at `now`; `events` is what the window was told."""

    def __init__(self) -> None:
        self.now = 0.0
        self.events: list[AnyEvent] = []
        self.stack = FakeStack()
        self.schedule = Schedule(lambda: self.now)
        self.calls = CallBook(self.stack, self.schedule, self.events.append)
        self.connected = 0
        self.desk = Desk(self.calls, self.schedule, self.events.append, lambda action: action(), self._connect, lambda _name: None)

    def _connect(self) -> None:
        self.connected += 1

    def listen(self, listener: CallListener) -> None:
        self.calls.listener = listener

    def call(self, call_id: str, state: CallState = CallState.ESTABLISHED) -> Call:
        """An outgoing call in that state: dialling, or established."""
        self.calls.dial(call_id, "account", "", lambda: None)
        if state is CallState.ESTABLISHED:
            self.calls.on_confirmed(ConfirmedFact(call_id))
            self.calls.on_media(MediaFact(call_id))
        return self.calls.find(call_id)

    def pass_time(self, seconds: float) -> None:
        """In steps, so that what is planned meanwhile happens in its order."""
        end = self.now + seconds
        while self.now < end:
            self.now = min(end, self.now + 0.05)
            self.schedule.run_due()

    def told(self, kind: type[Any]) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


def response(status: int, method: str = "INVITE", body: str = "") -> SipMessage:
    kind = (("content-type", "application/sdp"),) if body else ()
    return SipMessage("", status, (("cseq", f"2 {method}"), ("call-id", "x"), *kind), body)


def request(method: str, *headers: tuple[str, str], body: str = "") -> SipMessage:
    kind = (("content-type", "application/sdp"),) if body else ()
    return SipMessage(method, 0, (("cseq", f"2 {method}"), ("call-id", "x"), *headers, *kind), body)


def sdp(direction: str = "sendrecv", crypto: str = "") -> str:
    """One audio stream."""
    lines = ["v=0", "c=IN IP4 192.0.2.1", "m=audio 4000 RTP/AVP 8", f"a={direction}"]
    return "\r\n".join([*lines, f"a=crypto:1 {crypto} inline:x"] if crypto else lines) + "\r\n"
