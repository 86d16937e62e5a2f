"""The part of sounddevice that telephony.audio uses."""

from collections.abc import Callable
from typing import Any

class PortAudioError(Exception): ...

class CallbackFlags:
    output_underflow: bool

class RawOutputStream:
    def __init__(
        self,
        samplerate: float | None = None,
        blocksize: int | None = None,
        device: int | str | None = None,
        channels: int | None = None,
        dtype: str | None = None,
        latency: float | str | None = None,
        callback: Callable[[Any, int, Any, CallbackFlags], None] | None = None,
        finished_callback: Callable[[], None] | None = None,
    ) -> None: ...
    latency: float
    def start(self) -> None: ...
    def stop(self, ignore_errors: bool = True) -> None: ...
    def abort(self, ignore_errors: bool = True) -> None: ...
    def close(self, ignore_errors: bool = True) -> None: ...

class RawInputStream(RawOutputStream):
    read_available: int
    def read(self, frames: int) -> tuple[Any, bool]: ...

def query_devices(device: int | str | None = None, kind: str | None = None) -> dict[str, Any]: ...
def _terminate() -> None: ...
def _initialize() -> None: ...
