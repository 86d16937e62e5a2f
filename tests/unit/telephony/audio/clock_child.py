"""A process of its own for a clock of the sound card: what it plays and what it hears in two seconds. Prints one line of JSON."""

from __future__ import annotations

import ctypes
import json
import math
import struct
import sys
import time

from telephony.audio.clock import AudioClock, AudioError
from telephony.audio.device import DeviceClock
from telephony.audio.pulse_clock import PulseClock
from tests.peers.tones import from_raw, heard

RATE, BYTES = 16_000, 640
OURS_HZ, THEIRS_HZ = 700, 900


class ToneFrames:
    """A frame port that speaks a tone and keeps what the microphone says."""

    def __init__(self) -> None:
        self.rate = RATE
        self.frame_bytes = BYTES
        self.microphone = (ctypes.c_char * BYTES)()
        self.speaker = (ctypes.c_char * BYTES)()
        self.heard = bytearray()
        self.threads = 0
        self._at = 0

    def enter_thread(self) -> None:
        self.threads += 1

    def exchange(self) -> None:
        self.heard += bytes(self.microphone)
        times = range(self._at, self._at + BYTES // 2)
        samples = [round(8000 * math.sin(2 * math.pi * THEIRS_HZ * number / RATE)) for number in times]
        self.speaker[:] = struct.pack(f"={len(samples)}h", *samples)
        self._at += BYTES // 2


def main(way: str) -> None:
    frames = ToneFrames()
    clock: AudioClock = PulseClock(frames) if way == "pulse" else DeviceClock(frames)
    try:
        clock.open()
    except AudioError as error:
        clock.close()
        sys.stdout.write(json.dumps({"error": str(error)}) + "\n")
        return
    began = time.monotonic()
    time.sleep(2)
    clock.silence()
    seconds = time.monotonic() - began
    ticks, length = clock.ticks, len(frames.heard)
    time.sleep(0.2)
    result = {
        "output": clock.output_name,
        "input": clock.input_name,
        "ticks": ticks,
        "seconds": seconds,
        "threads": frames.threads,
        "heard_s": heard(from_raw(bytes(frames.heard), RATE, 1, 0), OURS_HZ),
        "more_after_silence": len(frames.heard) - length,
    }
    clock.close()
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
