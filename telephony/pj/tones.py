"""Local tones, played to the speaker side of the bridge only. Cadences: ITU-T E.180 (the 425 Hz of most of Europe and Russia)."""

from __future__ import annotations

from typing import Final

import pjsua2 as pj

from telephony.messages import CallTone
from telephony.pj.bridge import CLOCK_RATE, Bridge
from telephony.pj.guard import native

# (frequency 1, frequency 2, milliseconds on, milliseconds off)
MOST_TONES: Final = 32  # pjmedia's generator asserts it
_Cadence = tuple[tuple[int, int, int, int], ...]

CADENCES: Final[dict[CallTone, _Cadence]] = {
    CallTone.RINGBACK: ((425, 0, 1000, 4000),),
    CallTone.BUSY: ((425, 0, 350, 350),),
    CallTone.END: ((425, 0, 200, 150), (425, 0, 200, 150), (425, 0, 200, 0)),
    # A warble in the manner of a desk telephone, 2 s of 6.
    CallTone.RING: ((440, 480, 65, 0), (554, 587, 65, 0)) * 15 + ((440, 480, 65, 3985),),
    CallTone.WAITING: ((425, 0, 200, 4800),),
}
_ONCE: Final = frozenset({CallTone.END})
_VOLUME: Final = 6_000  # of 32,767
_QUIET: Final = {CallTone.WAITING: 1_500}  # beside a conversation


class TonePlayer:
    """At most one tone at a time. SIP thread only; `close` before the endpoint goes."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._generator: pj.ToneGenerator | None = None
        self.playing: CallTone | None = None

    def play(self, tone: CallTone | None) -> None:
        """Play `tone` until told otherwise, or be silent."""
        if tone is self.playing:
            return
        self.playing = tone
        self._stop()
        if tone is not None:
            self._start(tone)

    def _start(self, tone: CallTone) -> None:
        generator = pj.ToneGenerator()
        with native("tone"):
            generator.createToneGenerator(CLOCK_RATE)
            generator.play(_descriptions(CADENCES[tone], _QUIET.get(tone, _VOLUME)), tone not in _ONCE)
            generator.startTransmit(self._bridge.terminal)
        self._generator = generator

    def _stop(self) -> None:
        if self._generator is not None:
            with native("tone"):
                self._generator.stop()
            self._generator = None

    def close(self) -> None:
        self.playing = None
        self._stop()


def _descriptions(cadence: _Cadence, volume: int) -> pj.ToneDescVector:
    tones = pj.ToneDescVector()
    for first, second, on_ms, off_ms in cadence:
        tone = pj.ToneDesc()
        tone.freq1, tone.freq2, tone.on_msec, tone.off_msec = first, second, on_ms, off_ms
        tone.volume = volume
        tones.append(tone)
    return tones
