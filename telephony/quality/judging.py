"""From counts to a verdict: how the last ten seconds of a call were, and what spoilt them most."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

from telephony.quality.emodel import Equipment, delay_impairment, loss_impairment, mos, rating
from telephony.sounding import QualityCause

WINDOW_S: Final = 10.0
SILENT_S: Final = 1.9  # without a packet from the far side: two looks, so that it is said within 3 s of the last one
_AUDIBLE_R: Final = 6.0  # what takes less of R is not worth a word
_STEADY_MS: Final = 5.0  # a network with less jitter makes no frame late: then it is our own side that is
_OTHER_DELAY_MS: Final = 60.0  # a packet's own length and the sound cards of both sides
_SUPPRESSED: Final = 0.8  # fewer packets than this share of what was due, and none lost: the far side is silent to save packets
_FRAMES_A_SECOND: Final = 50
_TEN_THOUSAND: Final = 10_000


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted since the call's beginning, at `at_s` of a monotonic clock.

    `missing`: frames that were not there when they had to be played; `lost_there`: packets of ours that the far side misses (by its RTCP,
    which can't tell that none at all arrives); `late`: frames for which our own sound thread came too late.
    """

    at_s: float
    received: int
    lost: int
    missing: int
    sent: int
    lost_there: int
    late: int
    jitter_ms: float
    round_trip_ms: float
    buffer_ms: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`mos_centi` 100 to 450; `value` in the unit that `QualityCause` names."""

    mos_centi: int
    cause: QualityCause = QualityCause.NONE
    value: int = 0


class Judge:
    """One call's. The worse direction counts: a conversation is as good as that."""

    def __init__(self, equipment: Equipment) -> None:
        self.equipment = equipment
        self._window: deque[Counts] = deque()
        self._heard_s: float | None = None

    def look(self, now: Counts) -> Verdict | None:
        """The verdict on the window that ends now; None until there are two looks."""
        before = self._window[-1] if self._window else None
        if before is None or now.received != before.received:
            self._heard_s = now.at_s
        self._window.append(now)
        while now.at_s - self._window[0].at_s > WINDOW_S:
            self._window.popleft()
        first = self._window[0]
        if first is now:
            return None
        if self._heard_s is not None and now.at_s - self._heard_s >= SILENT_S:
            return Verdict(100, QualityCause.NO_SOUND_FROM_THERE)
        return self._verdict(first, now)

    def restart(self) -> None:
        """After a hold, or with another codec: what was before says nothing."""
        self._window.clear()
        self._heard_s = None

    def _verdict(self, first: Counts, now: Counts) -> Verdict:
        seconds = now.at_s - first.at_s
        expected = max(1, now.received - first.received + now.lost - first.lost)
        lost = _share(now.lost - first.lost, expected)
        suppressed = expected < _SUPPRESSED * seconds * _FRAMES_A_SECOND
        missing = lost if suppressed else max(lost, _share(now.missing - first.missing, expected))
        frames = max(1, round(seconds * _FRAMES_A_SECOND))
        ours = now.late - first.late
        if now.jitter_ms < _STEADY_MS:
            ours = max(ours, round((missing - lost) * frames))
        there = _share(now.lost_there - first.lost_there, max(1, now.sent - first.sent))
        delay_ms = now.round_trip_ms / 2 + now.buffer_ms + _OTHER_DELAY_MS
        score = mos(self.equipment, rating(self.equipment, max(missing, there, _share(ours, frames)), delay_ms))
        harms = (
            (self._harm(lost), QualityCause.LOSS_HERE, round(lost * _TEN_THOUSAND)),
            (self._harm(there), QualityCause.LOSS_THERE, round(there * _TEN_THOUSAND)),
            (self._harm(_share(ours, frames)), QualityCause.PROCESSOR, ours),
            (self._harm(missing - lost), QualityCause.JITTER, round(now.jitter_ms)),
            (delay_impairment(delay_ms) - delay_impairment(0), QualityCause.DELAY, round(delay_ms)),
            (self.equipment.ie if not self.equipment.wide else 0.0, QualityCause.CODEC, 0),
        )
        harm, cause, value = max(harms, key=lambda one: one[0])
        centi = round(100 * score)
        return Verdict(centi, cause, value) if harm >= _AUDIBLE_R else Verdict(centi)

    def _harm(self, loss: float) -> float:
        return loss_impairment(self.equipment, loss) - self.equipment.ie


def _share(part: int, whole: int) -> float:
    return min(1.0, max(0, part) / whole)
