"""A process of its own for the bridge (pjlib's asserts abort): a tone through it, both ways round. Prints one line of JSON."""

from __future__ import annotations

import json
import math
import struct
import sys
import time

from telephony.messages import CallTone
from telephony.pj.patchbay import DESK
from telephony.pj.stack import SipStack, StackSettings

RATE, SAMPLES = 16_000, 320


def strength(samples: list[int], frequency: int) -> float:
    """The share of the samples' energy at one frequency (Goertzel), 0 to 1."""
    angle = 2 * math.pi * frequency / RATE
    real = sum(sample * math.cos(angle * index) for index, sample in enumerate(samples))
    imaginary = sum(sample * math.sin(angle * index) for index, sample in enumerate(samples))
    energy = sum(sample * sample for sample in samples)
    return 2 * (real * real + imaginary * imaginary) / (len(samples) * energy) if energy else 0.0


class Machine:
    """A stack whose bridge is driven frame by frame, a 1 kHz voice at its microphone."""

    def __init__(self, queued: bool) -> None:
        self.stack = SipStack(lambda _fact: None)
        self.stack.start(StackSettings("test", "127.0.0.1", "<urn:uuid:00000000-0000-4000-8000-000000000001>", queued_audio=queued))
        self.bridge = self.stack.bridge
        self.bridge.drive_by_frames()
        self.bridge.frames.enter_thread()
        self.voice = struct.pack(f"<{SAMPLES}h", *(int(8000 * math.sin(2 * math.pi * 1000 * index / RATE)) for index in range(SAMPLES)))
        self.levels = (0, 0)

    def hear(self, frames: int) -> list[int]:
        """That many frames, in their own time."""
        heard: list[int] = []
        due = time.monotonic()
        for _ in range(frames):
            memoryview(self.bridge.frames.microphone).cast("B")[:] = self.voice
            self.bridge.frames.exchange()
            heard += struct.unpack(f"<{SAMPLES}h", bytes(self.bridge.frames.speaker))
            speaker, microphone = self.bridge.levels()
            self.levels = (max(self.levels[0], speaker), max(self.levels[1], microphone))
            due += 0.02
            time.sleep(max(0.0, due - time.monotonic()))
        return heard

    def close(self) -> None:
        self.bridge.rest()
        del self.bridge
        self.stack.close()


def strongest(heard: list[int], frequency: int) -> float:
    return max(strength(heard[start : start + 1600], frequency) for start in range(0, len(heard) - 1600, 1600))


def main(queued: bool) -> None:
    machine = Machine(queued)
    kind = type(machine.bridge.frames).__name__
    machine.stack.tones.play(CallTone.BUSY)
    # What the microphone says is heard back: the bridge's own port is joined with itself.
    machine.stack.patchbay.connect(DESK, DESK, 1.0)
    heard = machine.hear(60)
    levels = machine.levels
    machine.bridge.set_levels(100, 0)
    machine.hear(15)
    without_microphone = machine.hear(40)
    machine.bridge.set_levels(0, 100)
    machine.hear(15)
    without_speaker = machine.hear(10)
    machine.stack.patchbay.disconnect(DESK, DESK)
    result = {
        "kind": kind,
        "tone": strongest(heard, 425),
        "voice": strongest(heard, 1000),
        "levels": levels,
        "tone_without_microphone": strongest(without_microphone, 425),
        "voice_without_microphone": strongest(without_microphone, 1000),
        "peak_without_speaker": max(abs(sample) for sample in without_speaker),
    }
    machine.close()
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(queued=sys.argv[1] == "queued")
