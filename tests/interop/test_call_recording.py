"""Recordings: both sides in two channels, in each form, through a kill, a full disk and a hold; announced where that is wanted."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import av
import numpy as np
import pytest
from av.error import FFmpegError

from telephony.messages import CallStats, RecordingForm, RecordingState, SetHeld, SetMuted, StartRecording, StopRecording
from telephony.reasons import ReasonCode
from tests.interop.calling import Phone, new_id
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.process import eventually
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import Recording, dominant, heard, read_wav, write_tone

OURS_HZ, THEIRS_HZ, BEEP_HZ = 700, 1000, 1400

Running = Callable[[Baresip], Baresip]


@pytest.fixture
def sine(tmp_path: Path, running: Running) -> Baresip:
    return running(Baresip(tmp_path / "sine", BaresipAccount("sine", "127.0.0.1", sine_hz=THEIRS_HZ)))


def channels(path: Path) -> tuple[Recording, Recording]:
    """Left and right, as any player would give them."""
    with av.open(str(path)) as source:
        resampler = av.AudioResampler(format="s16", layout="stereo", rate=16_000)
        frames = [out for frame in source.decode(audio=0) for out in resampler.resample(frame)]
    samples = np.concatenate([frame.to_ndarray().reshape(-1, 2) for frame in frames]).astype(np.float64)
    return Recording(samples[:, 0], 16_000), Recording(samples[:, 1], 16_000)


def test_our_side_is_left_and_theirs_right_in_each_form(sine: Baresip, sound_cards: SoundCards, tmp_path: Path) -> None:
    lasted: dict[RecordingForm, float] = {}
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        out = anna.dial(sine.address)
        anna.stands(out)
        sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, 60), "A")
        sound_cards.record(tmp_path / "microphone.raw")
        sound_cards.await_tone(Channel.MIC_A, OURS_HZ, 0.3)
        sound_cards.stop_recording()
        for form in RecordingForm:
            path, since = tmp_path / f"call.{form}", anna.now()
            anna.send(StartRecording(out, str(path), form))
            assert anna.hears_of(RecordingState, since=since).running
            began = time.monotonic()
            time.sleep(1.7)
            anna.send(StopRecording(out))
            state = anna.hears_of(RecordingState, lambda event: not event.running, since=since)
            lasted[form] = time.monotonic() - began
            assert (state.path, state.by_machine, state.reason) == (str(path), False, None)
        anna.hangs_up(out)
    for form in RecordingForm:
        left, right = channels(tmp_path / f"call.{form}")
        assert heard(left, OURS_HZ) >= 1.0
        assert heard(right, THEIRS_HZ) >= 1.0
        assert 1.2 < left.seconds < lasted[form] + 0.5


def seconds_kept(path: Path) -> float:
    """0 of one that can't be read."""
    try:
        return channels(path)[1].seconds
    except (FFmpegError, OSError, ValueError):
        return 0.0


def test_recordings_survive_a_kill_up_to_their_last_second(sine: Baresip, tmp_path: Path) -> None:
    with Phone("anna") as anna:
        paths = {form: tmp_path / f"call.{form}" for form in RecordingForm}
        calls = [anna.dial(sine.address) for _ in RecordingForm]
        for call_id in calls:
            anna.stands(call_id)
        for call_id, (form, path) in zip(calls, paths.items(), strict=True):
            anna.send(StartRecording(call_id, str(path), form))
            anna.hears_of(RecordingState, lambda event, path=path: event.path == str(path))
        time.sleep(4.0)
        anna.engine.kill()
    for path in paths.values():  # what encodes sees the end a moment later
        eventually(lambda path=path: seconds_kept(path) > 2.8, 30, f"{path.name} has all but its last second")
        assert heard(channels(path)[1], THEIRS_HZ) > 2.0


def test_a_muted_microphone_is_not_recorded_and_a_hold_is_silence(sine: Baresip, sound_cards: SoundCards, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        out = anna.dial(sine.address)
        anna.stands(out)
        anna.send(SetMuted(out, muted=True))
        sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, 60), "A")
        time.sleep(0.5)
        anna.send(StartRecording(out, str(path)))
        time.sleep(1.2)
        anna.send(SetMuted(out, muted=False))
        time.sleep(1.2)
        anna.send(SetHeld(out, held=True))
        time.sleep(1.2)
        anna.send(SetHeld(out, held=False))
        time.sleep(1.2)
        anna.hangs_up(out)
        anna.hears_of(RecordingState, lambda event: not event.running)
    left, right = channels(path)
    assert stretches(left, OURS_HZ) == ["silence", "tone", "silence", "tone"]
    assert stretches(right, THEIRS_HZ) == ["tone", "silence", "tone"]


def stretches(recording: Recording, hz: float) -> list[str]:
    """What follows what: the tone, or silence, each of 0.4 s and more; what is shorter is where they meet."""
    windows = [dominant(recording.window(start / 10, 0.1)) for start in range(int(recording.seconds * 10))]
    kinds = ["silence" if window.rms < 30 else "tone" if window.is_near(hz) else "" for window in windows]
    long = [kind for kind, run in groupby(kinds) if kind and len(list(run)) >= 4]
    return [kind for kind, _ in groupby(long)]


def test_an_announced_recording_beeps_to_both(sound_cards: SoundCards, tmp_path: Path) -> None:
    environments = [sound_cards.environment(card) for card in ("A", "B")]
    with (
        Phone("anna", use_devices=True, environment=environments[0]) as anna,
        Phone("boris", use_devices=True, environment=environments[1]) as boris,
    ):
        out, into = anna.talks_with(boris)
        time.sleep(0.5)
        sound_cards.record(tmp_path / "all.raw")
        anna.send(StartRecording(out, str(tmp_path / "call.wav"), announced=True))
        for channel in (Channel.SPK_A, Channel.SPK_B):
            eventually(lambda channel=channel: beeps(sound_cards.recorded().channel(channel)), 30, f"a beep at {channel.name}", 0.1)
        anna.hangs_up(out)
        boris.ends(into)


def beeps(side: Recording) -> bool:
    return any(dominant(side.window(start / 20, 0.1)).is_near(BEEP_HZ, 30) for start in range(int(side.seconds * 20) - 2))


def test_a_full_disk_ends_the_recording_and_not_the_call(sine: Baresip, tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    with Phone("anna") as anna:
        resource.prlimit(anna.engine.process.pid, resource.RLIMIT_FSIZE, (100_000, 100_000))
        out = anna.dial(sine.address)
        anna.stands(out)
        anna.send(StartRecording(out, str(path)))
        ended = anna.hears_of(RecordingState, lambda event: not event.running)
        assert ended.reason is not None
        assert (ended.reason.code, ended.reason.value) == (ReasonCode.DISK_FULL, str(path))
        received = anna.hears_of(CallStats, since=anna.now()).received_packets
        anna.hears_of(CallStats, lambda event: event.received_packets > received + 40)
        anna.hangs_up(out)
    assert path.stat().st_size == 100_000
    assert read_wav(path).seconds > 1.0


def test_what_cant_be_recorded_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "taken.wav"
    taken.write_bytes(b"mine")
    with Phone("anna") as anna, Phone("boris") as boris:
        out, into = anna.talks_with(boris)
        for path in (str(taken), "relative.wav", str(tmp_path / "nowhere" / "call.wav")):
            assert anna.is_refused(StartRecording(out, path)) is ReasonCode.BAD_VALUE
        assert anna.is_refused(StartRecording(new_id(), str(tmp_path / "call.wav"))) is ReasonCode.UNKNOWN_CALL
        assert anna.is_refused(StopRecording(out)) is ReasonCode.WRONG_STATE
        anna.send(StartRecording(out, str(tmp_path / "call.wav")))
        assert anna.is_refused(StartRecording(out, str(tmp_path / "second.wav"))) is ReasonCode.WRONG_STATE
        boris.hangs_up(into)
        anna.hears_of(RecordingState, lambda event: not event.running)
    assert taken.read_bytes() == b"mine"
