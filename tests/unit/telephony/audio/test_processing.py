"""The microphone's way to the bridge: what is switched on, when the reference is due, what a test gives back."""

from __future__ import annotations

import math
import random
from array import array
from itertools import pairwise

import pytest

from telephony.audio.processing import ProcessedFrames, Processing, level_of
from telephony.audio.trial import LoopBack, ringing, steady_tone
from telephony.audio.webrtc_voice import webrtc_voice
from telephony.pj.voice import speex_voice
from tests.unit.telephony.audio.silent_frames import BYTES, RATE, SilentFrames

FRAME = BYTES // 2


def filled(value: int) -> bytes:
    return array("h", [value] * FRAME).tobytes()


def power(frames: list[bytes]) -> float:
    samples = [sample for frame in frames for sample in memoryview(frame).cast("h")]
    return sum(sample * sample for sample in samples) / len(samples)


class Recorder:
    """A processor that keeps what it is given, and silences the microphone."""

    def __init__(self) -> None:
        self.switched: list[Processing] = []
        self.references: list[int] = []
        self.share_left = 0.0
        self.relearnt = 0
        self.closed = False

    def switch(self, processing: Processing) -> None:
        self.switched.append(processing)

    def process(self, microphone: memoryview, played: memoryview) -> None:
        self.references.append(played.cast("h")[0])
        microphone[:] = bytes(len(microphone))

    def relearn(self) -> None:
        self.relearnt += 1

    def close(self) -> None:
        self.closed = True


class Studio:
    def __init__(self) -> None:
        self.inner = SilentFrames()
        self.recorder = Recorder()
        self.frames = ProcessedFrames(self.inner, lambda _rate, _samples: self.recorder)

    def passes(self, count: int, said: int = 7) -> None:
        for number in range(count):
            self.inner.microphone[:] = filled(said)
            self.inner.speaks = filled(number + 1)
            self.frames.exchange()


def test_nothing_is_processed_until_something_is_switched_on_and_after_it_is_off_again() -> None:
    studio = Studio()
    studio.passes(2)
    studio.frames.switch(Processing())
    studio.passes(2)
    studio.frames.switch(Processing(echo=False, noise=False, gain=False))
    studio.passes(1)
    assert [frame[:2] != bytes(2) for frame in studio.inner.heard] == [True, True, False, False, True]
    assert studio.recorder.switched == [Processing()]


def test_a_switch_reaches_the_processor_once() -> None:
    studio = Studio()
    for processing in (Processing(), Processing(gain=False), Processing(gain=False)):
        studio.frames.switch(processing)
        studio.passes(2)
    assert studio.recorder.switched == [Processing(), Processing(gain=False)]


def test_the_reference_is_the_frame_that_was_played_last_where_nothing_is_known_of_the_delay() -> None:
    studio = Studio()
    studio.frames.switch(Processing())
    studio.passes(4)
    assert studio.recorder.references == [0, 1, 2, 3]


def test_a_canceller_that_lets_a_plain_echo_through_learns_anew_and_is_given_time_for_it() -> None:
    studio = Studio()
    studio.frames.switch(Processing(echo=True, noise=False, gain=False))
    far = voice(16, 9_000, seed=11)

    def hears(frames: list[bytes], left: float, echo: bool) -> int:
        studio.recorder.share_left = left
        before = studio.recorder.relearnt
        for frame in frames:
            studio.inner.microphone[:] = bytes(studio.frames.speaker) if echo else bytes(BYTES)
            studio.inner.speaks = frame
            studio.frames.exchange()
        return studio.recorder.relearnt - before

    assert hears(far[:300], left=0.2, echo=True) == 0
    assert hears(far[300:400], left=0.9, echo=True) == 1
    assert hears(far[400:440], left=0.9, echo=True) == 0, "it learns"
    assert hears(far[440:], left=0.9, echo=False) <= 1
    assert hears(far, left=0.9, echo=False) == 0, "what is heard is no echo"


def test_without_a_bridge_nothing_is_touched() -> None:
    studio = Studio()
    studio.frames.switch(Processing())
    studio.passes(1)
    studio.frames.close()
    assert studio.recorder.closed
    studio.passes(3)
    studio.frames.enter_thread()
    assert len(studio.inner.heard) == 1
    assert studio.inner.threads == 0


def test_another_device_takes_what_rings_and_the_speaker_is_silent() -> None:
    studio = Studio()
    taken: list[bytes] = []

    def take(frame: bytes) -> bool:
        taken.append(frame)
        return len(taken) < 3

    studio.frames.divert = take
    studio.passes(2)
    assert bytes(studio.frames.speaker) == bytes(BYTES)
    studio.passes(1)
    assert bytes(studio.frames.speaker) == filled(1), "the device has failed: it rings here"
    assert taken[:2] == [filled(1), filled(2)]


def test_a_test_is_heard_instead_of_the_bridge() -> None:
    studio = Studio()
    studio.frames.test = LoopBack(40, BYTES)
    studio.passes(2, said=9)
    assert bytes(studio.frames.speaker) == bytes(BYTES)
    studio.passes(1, said=9)
    assert bytes(studio.frames.speaker) == filled(9)
    assert studio.frames.levels() == (level_of(filled(9)), level_of(filled(9)))


def test_tones_fit_together_frame_by_frame() -> None:
    tone = steady_tone(RATE)
    samples = [sample for _ in range(3) for sample in memoryview(tone.turn(b"")).cast("h")]
    steepest = 2 * math.pi * 450 / RATE * 6_000
    assert max(abs(after - before) for before, after in pairwise(samples)) <= steepest + 1
    rung = ringing(RATE)
    loud = [power([rung.turn(b"")]) > 0 for _ in range(150)]
    assert (loud.count(True), loud[:96]) == (96, [True] * 96)


def test_levels_are_on_the_bridge_s_scale() -> None:
    assert level_of(bytes(BYTES)) == 0
    # tests/unit/telephony/pj/bridge_child.py: a sine of 8,000 reads 32 to 34.
    sine = array("h", (round(8_000 * math.sin(2 * math.pi * number / 16)) for number in range(FRAME)))
    assert level_of(sine.tobytes()) == 32
    assert level_of(filled(32_767)) == 49


# --- Speex, as pjsua2 carries it ----------------------------------------------------------------------------------------------


def voice(seconds: float, level: float, seed: int) -> list[bytes]:
    """Something like speech: noise in syllables of 200 ms with pauses."""
    chance = random.Random(seed)
    frames: list[bytes] = []
    smooth = 0.0
    for number in range(round(seconds * 50)):
        loud = level if number % 15 < 10 else 0.0
        samples = array("h")
        for _ in range(FRAME):
            smooth = 0.7 * smooth + 0.3 * chance.uniform(-1, 1)
            samples.append(round(max(-32_000, min(32_000, smooth * loud))))
        frames.append(samples.tobytes())
    return frames


def run(processing: Processing, microphone: list[bytes], played: list[bytes]) -> list[bytes]:
    make = speex_voice()
    assert make is not None
    processor = make(RATE, FRAME)
    processor.switch(processing)
    out: list[bytes] = []
    for near, far in zip(microphone, played, strict=True):
        frame = bytearray(near)
        processor.process(memoryview(frame), memoryview(far))
        out.append(bytes(frame))
    processor.close()
    return out


OFF = Processing(echo=False, noise=False, gain=False)
NOTHING = [bytes(BYTES)] * 250


def decibels(before: list[bytes], after: list[bytes]) -> float:
    """By how much it got quieter, in the second half."""
    half = len(before) // 2
    return 10 * math.log10(power(before[half:]) / max(power(after[half:]), 0.01))


def test_an_echo_goes_and_only_where_that_is_switched_on() -> None:
    played = voice(5, 20_000, seed=1)
    microphone = [bytes(BYTES)] * 2 + played[:-2]
    assert decibels(microphone, run(Processing(echo=True, noise=False, gain=False), microphone, played)) > 20
    assert abs(decibels(microphone, run(OFF, microphone, played))) < 1


def test_near_speech_passes_the_echo_canceller() -> None:
    near = voice(5, 15_000, seed=2)
    assert abs(decibels(near, run(Processing(echo=True, noise=False, gain=False), near, NOTHING))) < 3


def test_a_steady_noise_is_suppressed_and_only_where_that_is_switched_on() -> None:
    chance = random.Random(3)
    hiss = [array("h", (round(chance.gauss(0, 300)) for _ in range(FRAME))).tobytes() for _ in range(250)]
    assert decibels(hiss, run(Processing(echo=False, noise=True, gain=False), hiss, NOTHING)) > 8
    assert abs(decibels(hiss, run(OFF, hiss, NOTHING))) < 1


def test_a_quiet_voice_gets_louder_and_only_where_that_is_switched_on() -> None:
    quiet = voice(5, 3_000, seed=4)
    assert decibels(quiet, run(Processing(echo=False, noise=False, gain=True), quiet, NOTHING)) < -3
    assert abs(decibels(quiet, run(OFF, quiet, NOTHING))) < 1


def test_what_may_be_an_echo_s_rest_gets_no_louder() -> None:
    quiet, played = voice(5, 3_000, seed=4), voice(5, 20_000, seed=5)
    assert abs(decibels(quiet, run(Processing(echo=False, noise=False, gain=True), quiet, played))) < 1


def test_what_is_not_installed_is_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("importlib.util.find_spec", missing)
    assert webrtc_voice() is None
