"""The sound card, by the first way that leads to one: the sound server itself, else PortAudio."""

from __future__ import annotations

import logging

from telephony.audio.clock import AudioClock, AudioError, FramePort
from telephony.audio.device import DeviceClock
from telephony.audio.pulse_clock import PulseClock

log = logging.getLogger(__name__)


def sound_card(frames: FramePort) -> SoundCard:
    """The default one."""
    return SoundCard(PulseClock(frames), DeviceClock(frames))


class SoundCard:
    """An `AudioClock`: the first of `ways` that opens."""

    def __init__(self, *ways: AudioClock) -> None:
        self._ways = ways
        self._clock = ways[0]

    @property
    def output_name(self) -> str:
        return self._clock.output_name

    @property
    def input_name(self) -> str:
        return self._clock.input_name

    @property
    def ticks(self) -> int:
        return self._clock.ticks

    @property
    def late(self) -> int:
        return self._clock.late

    def use(self, output: str, input_: str) -> None:
        for way in self._ways:
            way.use(output, input_)

    def open(self) -> None:
        errors: list[AudioError] = []
        for way in self._ways:
            self._clock = way
            try:
                way.open()
            except AudioError as error:
                log.info("%s: %s", type(way).__name__, error)
                errors.append(error)
                way.close()
            else:
                return
        raise AudioError("; ".join(map(str, errors)), busy=any(error.busy for error in errors))

    def silence(self) -> None:
        for way in self._ways:
            way.silence()

    def close(self) -> None:
        for way in self._ways:
            way.close()
