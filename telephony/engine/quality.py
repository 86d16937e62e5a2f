"""How good each call is, once a second."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from telephony.messages import AnyEvent, CallQuality
from telephony.pj.call import MediaInfo, MediaStats
from telephony.quality.equipment import equipment_of
from telephony.quality.judging import Counts, Judge

_US: Final = 1000


class QualityBook:
    """SIP thread only. `late_frames`: how many our own sound thread has been late for, since the engine's start."""

    def __init__(self, emit: Callable[[AnyEvent], None], late_frames: Callable[[], int]) -> None:
        self._emit = emit
        self._late_frames = late_frames
        self._judges: dict[str, Judge] = {}

    def look(self, call_id: str, media: MediaInfo, now: MediaStats) -> None:
        """The counts of a call whose media flow; one that is held is not judged."""
        equipment = equipment_of(media.codec, media.clock_rate)
        judge = self._judges.get(call_id)
        if judge is None or judge.equipment is not equipment:
            judge = self._judges[call_id] = Judge(equipment)
        if media.held_here or media.held_there:
            judge.restart()
            return
        verdict = judge.look(self._counts(now))
        if verdict is not None:
            self._emit(CallQuality(call_id, verdict.mos_centi, verdict.cause, verdict.value))

    def forget(self, call_id: str) -> None:
        self._judges.pop(call_id, None)

    def _counts(self, now: MediaStats) -> Counts:
        return Counts(
            at_s=time.monotonic(),
            received=now.received_packets,
            lost=now.lost_packets,
            missing=now.missing_frames,
            sent=now.sent_packets,
            lost_there=now.lost_there,
            late=self._late_frames(),
            jitter_ms=now.jitter_us / _US,
            round_trip_ms=now.round_trip_us / _US,
            buffer_ms=now.buffer_ms,
        )
