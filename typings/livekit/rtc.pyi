"""The part of livekit.rtc that telephony.audio uses."""

from typing import Any

class AudioFrame:
    def __init__(self, data: bytes | bytearray | memoryview, sample_rate: int, num_channels: int, samples_per_channel: int) -> None: ...
    @property
    def data(self) -> memoryview[Any]: ...

class AudioProcessingModule:
    def __init__(
        self,
        *,
        echo_cancellation: bool = False,
        noise_suppression: bool = False,
        high_pass_filter: bool = False,
        auto_gain_control: bool = False,
    ) -> None: ...
    def process_stream(self, data: AudioFrame) -> None: ...
    def process_reverse_stream(self, data: AudioFrame) -> None: ...
    def set_stream_delay_ms(self, delay_ms: int) -> None: ...
