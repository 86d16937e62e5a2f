"""WebRTC's audio processing (livekit's wheel), where pjsua2's module hides Speex: Windows and macOS. Imported when it is first wanted:
it takes 54 MB.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Final

from telephony.audio.processing import MakeProcessor, Processing

if TYPE_CHECKING:
    from livekit import rtc

_PARTS: Final = 2  # a frame is processed in 10 ms


class WebRtcVoice:
    """One microphone's; from one thread. The delay between reference and echo is estimated by WebRTC itself."""

    def __init__(self, rate: int, samples: int) -> None:
        from livekit import rtc

        self._rtc = rtc
        self._rate = rate
        self._samples = samples // _PARTS
        self._module: rtc.AudioProcessingModule | None = None

    def switch(self, processing: Processing) -> None:
        self._module = self._rtc.AudioProcessingModule(
            echo_cancellation=processing.echo,
            noise_suppression=processing.noise,
            auto_gain_control=processing.gain,
            high_pass_filter=processing.echo,
        )

    def process(self, microphone: memoryview, played: memoryview) -> None:
        if self._module is None:
            return
        size = 2 * self._samples
        for at in range(0, _PARTS * size, size):
            self._module.process_reverse_stream(self._frame(played[at : at + size]))
            self._module.set_stream_delay_ms(0)
            frame = self._frame(microphone[at : at + size])
            self._module.process_stream(frame)
            microphone[at : at + size] = memoryview(frame.data).cast("B")

    @property
    def share_left(self) -> float:
        """It minds that itself."""
        return 0.0

    def relearn(self) -> None:
        """As above."""

    def close(self) -> None:
        self._module = None

    def _frame(self, data: memoryview) -> rtc.AudioFrame:
        return self._rtc.AudioFrame(bytearray(data), self._rate, 1, self._samples)


def webrtc_voice() -> MakeProcessor | None:
    """What makes them, or None where the wheel is not installed. Nothing is imported yet."""
    try:
        found = importlib.util.find_spec("livekit.rtc") is not None
    except ModuleNotFoundError:
        found = False
    return WebRtcVoice if found else None
