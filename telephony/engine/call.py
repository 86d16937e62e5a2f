"""One call as the engine keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from telephony.calls import CallMachine, CallState
from telephony.engine.counting import RunningCount
from telephony.engine.dialog import DialogTracker
from telephony.engine.dtmf import DtmfQueue
from telephony.engine.sdp import SdpWatch
from telephony.messages import CallMedia

if TYPE_CHECKING:
    from telephony.engine.schedule import Schedule, Timer
    from telephony.pj.call import MediaInfo, MediaStats
    from telephony.reasons import Reason


class CallStack(Protocol):
    """What of the SIP stack this room needs."""

    def answer(self, call_id: str, status: int) -> None: ...
    def hang_up(self, call_id: str, status: int = 0) -> None: ...
    def media(self, call_id: str) -> MediaInfo | None: ...
    def statistics(self, call_id: str, index: int) -> MediaStats: ...
    def forget(self, call_id: str) -> None: ...


class Call:
    """One call of ours. The native one is known to pjsua2's room by the same identifier."""

    def __init__(self, call_id: str, account_id: str, outgoing: bool, send_digit: Callable[[str], None], schedule: Schedule) -> None:
        self.call_id = call_id
        self.account_id = account_id
        self.outgoing = outgoing
        self.machine = CallMachine(call_id, CallState.DIALLING if outgoing else CallState.INCOMING)
        self.dialog = DialogTracker()
        self.sdp = SdpWatch()
        self.dtmf = DtmfQueue(schedule, send_digit)
        self.dial_digits = ""
        self.answering = False
        self.muted = False
        self.hold_wanted = False  # the far side knows it, or is about to: `sdp.held_here` is what was agreed
        self.aside = False  # not for the desk: the answering machine has it, or a tone announces it first
        self.media: MediaInfo | None = None
        self.packets = RunningCount()
        self.told: CallMedia | None = None
        self.reason: Reason | None = None
        self.answered_at = 0.0
        self.focused_at = 0.0  # when it was answered or taken up again last
        self.caller: tuple[str, str] = ("", "")  # of an incoming call: From URI, and the host it came from
        self.linger: Timer | None = None

    @property
    def state(self) -> CallState:
        return self.machine.state

    @property
    def is_heard(self) -> bool:
        """Sound flows, and we do not mean to hold it."""
        return self.media is not None and not self.hold_wanted and self.state in (CallState.ESTABLISHED, CallState.EARLY_MEDIA)

    def media_news(self) -> CallMedia | None:
        """What is to be told of the sound where it changed; nothing before there was any."""
        if self.media is not None:
            codec, rate = self.media.codec, self.media.clock_rate
        elif self.told is not None:
            codec, rate = self.told.codec, self.told.clock_rate
        else:
            return None
        now = CallMedia(self.call_id, codec, rate, self.sdp.suite, self.sdp.held_here, self.sdp.held_there)
        if now == self.told:
            return None
        self.told = now
        return now
