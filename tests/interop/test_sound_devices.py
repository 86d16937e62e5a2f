"""Sound devices that come and go around real calls: PulseAudio's own sinks and sources, plugged in and pulled out."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from telephony.calls import CallState
from telephony.messages import Answer, CallStats, HangUp, IncomingCall, Levels, WatchLevels
from telephony.reasons import ReasonCode
from telephony.sounding import AudioBackend, AudioState, Devices, SetDevices, SoundTest, TrySound, WatchDevices
from tests.peers.engine import EngineProcess
from tests.peers.process import PeerProcess, eventually
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import Recording, dominant, from_raw, heard, write_tone

OURS_HZ = 700
SEEN_S = 2.0  # hot plug is seen within it


@pytest.fixture
def anna(sound_cards: SoundCards) -> Iterator[EngineProcess]:
    with EngineProcess(use_devices=True, environment=sound_cards.environment("A")) as engine:
        yield engine


@pytest.fixture
def boris(sound_cards: SoundCards) -> Iterator[EngineProcess]:
    """With card B, whose microphone can speak."""
    with EngineProcess(use_devices=True, environment=sound_cards.environment("B")) as engine:
        yield engine


def talk(anna: EngineProcess, boris: EngineProcess) -> str:
    boris.add_local_account("boris")
    out = anna.dial(anna.add_local_account("anna"), boris.uri(user="boris"))
    boris.send(Answer(boris.wait_for_incoming()))
    anna.wait_for_state(out, CallState.ESTABLISHED)
    anna.wait_for(CallStats, lambda event: event.sent_packets > 20, timeout_s=8)
    return out


def output_is(engine: EngineProcess, name: str, since: int = 0) -> AudioState:
    return engine.wait_for(
        AudioState, lambda event: event.backend is AudioBackend.DEVICE and event.output == name, timeout_s=SEEN_S, since=since
    )


@contextmanager
def listening(cards: SoundCards, sink: str, path: Path) -> Generator[PeerProcess]:
    process = cards.listen(sink, path)
    try:
        yield process
    finally:
        process.stop()


def played(path: Path) -> Recording:
    return from_raw(path.read_bytes(), 16_000, 1, 0)


def plays_within(path: Path, frequency_hz: float, timeout_s: float) -> None:
    eventually(lambda: path.exists() and heard(played(path), frequency_hz, 0.2) >= 0.4, timeout_s, f"{frequency_hz} Hz in {path.name}", 0.1)


def test_a_chosen_headset_is_taken_when_it_comes_left_when_it_goes_and_taken_again(
    anna: EngineProcess, boris: EngineProcess, sound_cards: SoundCards, tmp_path: Path
) -> None:
    anna.send(SetDevices(output="headset", input="headset_mic"))
    out = talk(anna, boris)
    first = anna.of(AudioState)[-1]
    assert first.output != "headset"
    sound_cards.play(write_tone(tmp_path / "theirs.wav", OURS_HZ, 30), "B")
    for round_ in range(2):
        since = len(anna.events)
        headset = sound_cards.plug("headset")
        assert output_is(anna, "headset", since).reason is None
        with listening(sound_cards, "headset", path := tmp_path / f"headset{round_}.raw"):
            plays_within(path, OURS_HZ, 3)
        assert anna.of(AudioState)[-1].input == "headset_mic"
        since = len(anna.events)
        headset.unplug()
        left = anna.wait_for(AudioState, lambda event: event.reason is not None, timeout_s=SEEN_S, since=since)
        assert left.reason is not None
        assert (left.reason.code, left.reason.value) == (ReasonCode.DEVICE_MISSING, "headset")
        output_is(anna, first.output, since)
    sound_cards.record(tmp_path / "all.raw")
    time.sleep(1)
    assert heard(sound_cards.stop_recording().channel(Channel.SPK_A), OURS_HZ, 0.2) >= 0.6, "the default speaker has it"
    assert anna.of(CallStats)[-1].sent_packets > 100
    assert AudioBackend.NULL not in [state.backend for state in anna.of(AudioState)]
    anna.send(HangUp(out))
    anna.wait_for_state(out, CallState.ENDED)


def test_a_headset_s_microphone_is_heard_at_the_far_side(
    anna: EngineProcess, boris: EngineProcess, sound_cards: SoundCards, tmp_path: Path
) -> None:
    talk(anna, boris)
    sound_cards.plug("headset")
    sound_cards.play_into(write_tone(tmp_path / "ours.wav", OURS_HZ, 20), "headset_voice")
    anna.send(SetDevices(input="headset_mic"))
    anna.wait_for(AudioState, lambda event: event.input == "headset_mic", timeout_s=SEEN_S)
    sound_cards.record(tmp_path / "all.raw")
    time.sleep(1.5)
    assert heard(sound_cards.stop_recording().channel(Channel.SPK_B), OURS_HZ, 0.2) >= 1


def test_the_system_s_default_is_followed_in_mid_call(boris: EngineProcess, sound_cards: SoundCards, tmp_path: Path) -> None:
    names = ("PULSE_SINK", "PULSE_SOURCE")
    environment = {**sound_cards.environment("A"), **dict.fromkeys(names, "")}
    with EngineProcess(use_devices=True, environment=environment) as anna:
        talk(anna, boris)
        sound_cards.plug("headset")
        since = len(anna.events)
        sound_cards.control("set-default-sink", "headset")
        output_is(anna, "headset", since)
        sound_cards.play(write_tone(tmp_path / "theirs.wav", OURS_HZ, 10), "B")
        with listening(sound_cards, "headset", path := tmp_path / "headset.raw"):
            plays_within(path, OURS_HZ, 3)


def test_a_call_rings_on_the_ring_device_and_is_heard_on_the_other(
    anna: EngineProcess, boris: EngineProcess, sound_cards: SoundCards, tmp_path: Path
) -> None:
    sound_cards.plug("speaker")
    anna.send(SetDevices(ring="speaker"))
    anna.add_local_account("anna")
    boris_account = boris.add_local_account("boris")
    sound_cards.record(tmp_path / "all.raw")
    with listening(sound_cards, "speaker", path := tmp_path / "ring.raw"):
        out = boris.dial(boris_account, anna.uri(user="anna"))
        into = anna.wait_for(IncomingCall).call_id
        time.sleep(2)
        anna.send(Answer(into))
        anna.wait_for_state(into, CallState.ESTABLISHED)
        time.sleep(0.3)
        rung = path.stat().st_size
    loud = [dominant(played(path).window(start / 10, 0.1)).rms > 300 for start in range(int(played(path).seconds * 10))]
    assert sum(loud) >= 10, "a second of ringing"
    assert rung
    talked = sound_cards.stop_recording().channel(Channel.SPK_A)
    assert max(dominant(talked.window(start / 10, 0.1)).rms for start in range(int(talked.seconds * 10) - 1)) < 30
    sound_cards.play(write_tone(tmp_path / "theirs.wav", OURS_HZ, 10), "B")
    with listening(sound_cards, "spkA", path := tmp_path / "talk.raw"):
        plays_within(path, OURS_HZ, 4)
    boris.send(HangUp(out))


def test_the_devices_are_told_while_somebody_looks_and_what_comes_and_goes(anna: EngineProcess, sound_cards: SoundCards) -> None:
    anna.send(WatchDevices(on=True))
    first = anna.wait_for(Devices, timeout_s=SEEN_S)
    assert {"spkA", "micA_src"} == {device.device_id for device in first.devices if device.is_default}
    assert "M.monitor" not in {device.device_id for device in first.devices}
    since = len(anna.events)
    headset = sound_cards.plug("headset")
    anna.wait_for(Devices, lambda event: "headset_mic" in {one.device_id for one in event.devices}, timeout_s=SEEN_S, since=since)
    since = len(anna.events)
    headset.unplug()
    anna.wait_for(Devices, lambda event: "headset" not in {one.device_id for one in event.devices}, timeout_s=SEEN_S, since=since)
    anna.send(WatchDevices(on=False))
    time.sleep(0.3)
    count = len(anna.of(Devices))
    sound_cards.plug("other")
    time.sleep(0.7)
    assert len(anna.of(Devices)) == count


def test_sound_is_tested_without_a_call(anna: EngineProcess, sound_cards: SoundCards, tmp_path: Path) -> None:
    sound_cards.plug("speaker")
    anna.send(SetDevices(ring="speaker"))
    anna.send(WatchLevels(on=True))
    with listening(sound_cards, "spkA", path := tmp_path / "tone.raw"):
        anna.send(TrySound(SoundTest.TONE))
        plays_within(path, 450, 4)
    assert any(levels.speaker > 20 for levels in anna.of(Levels))
    with listening(sound_cards, "speaker", path := tmp_path / "ring.raw"):
        anna.send(TrySound(SoundTest.RING))
        eventually(lambda: path.exists() and dominant(played(path)).rms > 300, 3, "it rings")
    anna.send(TrySound(SoundTest.LOOPBACK, delay_ms=500))
    sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, 3), "A")
    with listening(sound_cards, "spkA", path := tmp_path / "back.raw"):
        plays_within(path, OURS_HZ, 4)
    assert any(levels.microphone > 20 for levels in anna.of(Levels))
    anna.send(TrySound(SoundTest.OFF))
    time.sleep(2)
    count = len(anna.of(Levels))
    time.sleep(0.4)
    assert len(anna.of(Levels)) == count, "the sound card was let go"


def test_a_call_ends_a_test(anna: EngineProcess, boris: EngineProcess, sound_cards: SoundCards, tmp_path: Path) -> None:
    anna.send(TrySound(SoundTest.TONE))
    anna.wait_for(AudioState, lambda event: event.backend is AudioBackend.DEVICE)
    talk(anna, boris)
    with listening(sound_cards, "spkA", path := tmp_path / "talk.raw"):
        time.sleep(1)
    assert heard(played(path), 450, 0.2) == 0
