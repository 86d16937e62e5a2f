"""The E-model: a rating R from loss, delay and codec, and the mean opinion score that it stands for.

Narrow-band by ITU-T G.107, wide-band by G.107.1, every parameter that is not named at its default (G.107 table 2). The scores are in their
codec's own context: a perfect narrow-band call has 4.4, and so has a perfect wide-band one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

_RO: Final = 94.77  # basic signal-to-noise ratio at the defaults (G.107 equation 7-2)
_IS: Final = 1.41  # what comes with speech itself, at the defaults (7-8)
_R_WIDE: Final = 129.0  # G.107.1 section 7.1
_WIDE_SCALE: Final = 1.29  # G.107.1 annex A: R on the narrow-band scale, before the same curve
_WORST_EQUIPMENT: Final = 95.0  # what a total loss takes (7-29)
_TELR_DB: Final = 65.0  # talker echo loudness, as with a good echo canceller
_WEPL_DB: Final = 110.0  # listener echo
_HEARD_DELAY_MS: Final = 100.0  # mT: below it a conversation is not hurt
_BEST_MOS: Final = 4.5


@dataclass(frozen=True, slots=True)
class Equipment:
    """A codec's impairment without loss (`ie`) and its robustness against it (`bpl`, G.113); `wide`: 50 to 7,000 Hz."""

    ie: float
    bpl: float
    wide: bool = False


def loss_impairment(equipment: Equipment, loss: float, burst_ratio: float = 1.0) -> float:
    """Ie,eff (G.107 equation 7-29): codec and loss together. `loss` is a share, 0 to 1; `burst_ratio` 1 is loss at random."""
    percent = 100 * loss
    return equipment.ie + (_WORST_EQUIPMENT - equipment.ie) * percent / (percent / burst_ratio + equipment.bpl)


def delay_impairment(one_way_ms: float) -> float:
    """Id (G.107 equation 7-18) of a delay from mouth to ear: the two echoes and the waiting."""
    return _talker_echo(one_way_ms) + _listener_echo(2 * one_way_ms) + _waiting(one_way_ms)


def rating(equipment: Equipment, loss: float, one_way_ms: float, burst_ratio: float = 1.0) -> float:
    """R: 0 to 93.2 for narrow-band, to 129 for wide-band (below 0 where nothing can be understood)."""
    impairment = loss_impairment(equipment, loss, burst_ratio)
    if equipment.wide:
        return _R_WIDE - _waiting(one_way_ms) - impairment
    return _RO - _IS - delay_impairment(one_way_ms) - impairment


def mos(equipment: Equipment, r: float) -> float:
    """The mean opinion score of a rating of that equipment, 1 to 4.5 (G.107 annex B)."""
    scaled = r / _WIDE_SCALE if equipment.wide else r
    if scaled <= 0:
        return 1.0
    if scaled >= 100:
        return _BEST_MOS
    return max(1.0, 1 + 0.035 * scaled + scaled * (scaled - 60) * (100 - scaled) * 7e-6)


def _talker_echo(t: float) -> float:
    """Idte (7-19 to 7-22) at the default sidetone; the formula's small bonus for an echo that nobody hears is left out."""
    terv = _TELR_DB - 40 * math.log10((1 + t / 10) / (1 + t / 150)) + 6 * math.exp(-0.3 * t * t)
    re = 80 + 2.5 * (terv - 14)
    half = (_RO - re) / 2
    return max(0.0, half + math.sqrt(half * half + 100) - 1) * (1 - math.exp(-t))


def _listener_echo(round_trip: float) -> float:
    """Idle (7-25, 7-26)."""
    half = (_RO - 10.5 * (_WEPL_DB + 7) * (round_trip + 1) ** -0.25) / 2
    return half + math.sqrt(half * half + 169)


def _waiting(t: float) -> float:
    """Idd (7-27, 7-28)."""
    if t <= _HEARD_DELAY_MS:
        return 0.0
    x = math.log2(t / _HEARD_DELAY_MS)
    return 25 * ((1 + x**6) ** (1 / 6) - 3 * (1 + (x / 3) ** 6) ** (1 / 6) + 2)
