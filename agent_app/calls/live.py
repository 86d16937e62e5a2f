"""One call while it lives: its state machine, and the snapshot that the window has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from agent_app.calls.cost import running_cost
from agent_app.snapshots import CallDirection, CallSnapshot, QualitySnapshot
from telephony.calls import CallMachine, CallState, CallTrigger
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.money.snapshots import PriceSnapshot
    from telephony.messages import CallMedia, CallQuality, CallStats, DialogIdentity

_TRIGGERS: Final = {
    CallState.RINGING: CallTrigger.RING,
    CallState.EARLY_MEDIA: CallTrigger.EARLY_MEDIA,
    CallState.ESTABLISHED: CallTrigger.ANSWER,
    CallState.ENDING: CallTrigger.HANG_UP,
    CallState.ENDED: CallTrigger.END,
}
_NOT_MISSED: Final = frozenset(
    {
        ReasonCode.DECLINED_HERE,
        ReasonCode.BUSY_HERE,
        ReasonCode.HUNG_UP_HERE,
        ReasonCode.CANCELLED_HERE,
        ReasonCode.ANSWERED_ELSEWHERE,
        ReasonCode.FORWARDED,
    }
)


class LiveCall:
    """`snapshot` is replaced at each change; the state in it changes through the machine alone.

    `is_priced`: through the account's provider to a full number. `own_end`: why we ended it ourselves, whatever the engine calls it.
    `veiled`: nobody is to see that it rings. `unheard`: nobody heard it, though it was refused in our name: it was missed.
    """

    def __init__(self, snapshot: CallSnapshot, *, is_priced: bool = False) -> None:
        self._machine = CallMachine(snapshot.call_id, snapshot.state)
        self.snapshot = snapshot
        self.dialog: DialogIdentity | None = None
        self.is_priced = is_priced
        self.own_end: Reason | None = None
        self.veiled = False
        self.unheard = False
        self._heard_mos = (0, 0)  # the sum of the estimates, and how many

    def follow(self, state: CallState, at_us: int, reason: Reason | None) -> bool:
        """The engine says that the call is in `state` since `at_us`; False where that means nothing any more."""
        trigger = _TRIGGERS.get(state)
        return trigger is not None and self.apply(trigger, at_us, reason)

    def apply(self, trigger: CallTrigger, at_us: int, reason: Reason | None) -> bool:
        if not self._machine.apply(trigger):
            return False
        self._change(state=self._machine.state, reason=self.own_end or reason or self.snapshot.reason)
        if self._machine.state is CallState.ESTABLISHED:
            self._change(answered_us=at_us)
        if self._machine.state is CallState.ENDED:
            self._change(ended_us=at_us)
            self._change(missed=self._is_missed())
        self.count_cost(at_us)
        if self._machine.state is CallState.ENDED and self._trial_ended_it():
            self._change(reason=Reason(ReasonCode.TRIAL_USED_UP))
        return True

    def take_price(self, price: PriceSnapshot, tariff: str, at_us: int) -> None:
        self._change(price=price, tariff=tariff)
        self.count_cost(at_us)

    def set_time_left(self, seconds: int | None) -> bool:
        """Whether that is news."""
        if seconds == self.snapshot.time_left_s:
            return False
        self._change(time_left_s=seconds)
        return True

    def count_cost(self, now_us: int) -> bool:
        """Count what it costs until now (or its end); whether that differs from before."""
        call = self.snapshot
        if call.price is None:
            return False
        cost = running_cost(call.price, call.answered_us, call.ended_us or now_us)
        if cost == call.cost:
            return False
        self._change(cost=cost)
        return True

    def take_media(self, media: CallMedia) -> None:
        self._change(
            codec=media.codec,
            clock_rate=media.clock_rate,
            encryption=media.encryption,
            held_here=media.held_here,
            held_there=media.held_there,
        )

    def take_stats(self, stats: CallStats) -> None:
        self._change(
            sent_packets=stats.sent_packets,
            received_packets=stats.received_packets,
            lost_packets=stats.lost_packets,
            speaker_level=stats.speaker_level,
            microphone_level=stats.microphone_level,
        )

    def take_quality(self, quality: CallQuality) -> None:
        total, number = self._heard_mos[0] + quality.mos_centi, self._heard_mos[1] + 1
        self._heard_mos = (total, number)
        now = QualitySnapshot(quality.mos_centi, quality.cause, quality.value)
        worst = self.snapshot.worst_quality
        self._change(
            quality=now,
            worst_quality=now if worst is None or now.mos_centi < worst.mos_centi else worst,
            mean_mos_centi=round(total / number),
        )

    def set_muted(self, muted: bool) -> None:
        self._change(muted=muted)

    def note(self, **fields: object) -> bool:
        """Set what stands beside the state: fields of the snapshot; whether that is news."""
        before = self.snapshot
        self._change(**fields)
        return self.snapshot != before

    def set_contact(self, contact_id: str | None) -> None:
        self._change(contact_id=contact_id)

    def _trial_ended_it(self) -> bool:
        """The provider says that the credit is exhausted; where no money was spent, it was the trial that ran out."""
        call = self.snapshot
        exhausted = call.reason is not None and call.reason.code is ReasonCode.CREDIT_EXHAUSTED
        rate = call.price.rate if call.price is not None else None
        return exhausted and rate is not None and rate.prepaid_seconds > 0 and call.cost is not None and call.cost.micros == 0

    def _is_missed(self) -> bool:
        call = self.snapshot
        if call.direction is CallDirection.OUTGOING or call.forwarded_to:
            return False
        if call.answered_us:
            return call.by_machine
        if self.unheard:
            return True
        return call.reason is None or call.reason.code not in _NOT_MISSED

    def _change(self, **fields: object) -> None:
        self.snapshot = msgspec.structs.replace(self.snapshot, **fields)
