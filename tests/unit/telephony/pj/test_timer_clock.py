"""What drives the bridge where no sound card does."""

from __future__ import annotations

import threading
import time

from telephony.pj.timer_clock import TimerClock
from tests.peers.process import eventually


class Frames:
    def __init__(self) -> None:
        self.rate, self.frame_bytes = 16_000, 4
        self.microphone = bytearray(b"loud")
        self.speaker = bytearray(4)
        self.threads: list[str] = []
        self.exchanged = 0

    def enter_thread(self) -> None:
        self.threads.append(threading.current_thread().name)

    def exchange(self) -> None:
        self.exchanged += 1


def test_it_exchanges_frames_in_time_until_it_is_stopped() -> None:
    frames = Frames()
    clock = TimerClock(frames, 0.01)
    began = time.monotonic()
    clock.start()
    clock.start()  # that it runs already is no fault
    eventually(lambda: frames.exchanged >= 20, 10, "frames are exchanged", interval_s=0.01)
    assert time.monotonic() - began > 0.15
    clock.stop()
    clock.stop()
    after = frames.exchanged
    time.sleep(0.05)
    assert frames.exchanged == after
    assert frames.threads == ["timer clock"]


def test_nothing_that_a_microphone_left_is_sent() -> None:
    frames = Frames()
    clock = TimerClock(frames, 0.01)
    clock.start()
    clock.stop()
    assert frames.microphone == bytearray(4)
