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
SEEN_S = 2.0  # within it hot plug is seen, wherever the machine is not busy with something else for all of the test


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
    anna.wait_for(CallStats, lambda event: event.sent_packets > 20)
    return out


def output_is(engine: EngineProcess, name: str, since: int = 0) -> AudioState:
    return engine.wait_for(AudioState, lambda event: event.backend is AudioBackend.DEVICE and event.output == name, since=since)


@contextmanager
def listening(cards: SoundCards, sink: str, path: Path) -> Generator[PeerProcess]:
    process = cards.listen(sink, path)
    try:
        yield process
    finally:
        process.stop()


def played(path: Path) -> Recording:
    return from_raw(path.read_bytes(), 16_000, 1, 0)


def plays(path: Path, frequency_hz: float) -> None:
    eventually(lambda: path.exists() and heard(played(path), frequency_hz) >= 0.4, 30, f"{frequency_hz} Hz in {path.name}", 0.1)


def test_a_chosen_headset_is_taken_when_it_comes_left_when_it_goes_and_taken_again(
    anna: EngineProcess, boris: EngineProcess, sound_cards: SoundCards, tmp_path: Path
) -> None:
    anna.send(SetDevices(output="headset", input="headset_mic"))
    out = talk(anna, boris)
    first = anna.of(AudioState)[-1]
    assert first.output != "headset"
    sound_cards.play(write_tone(tmp_path / "theirs.wav", OURS_HZ, 90), "B")
    taken: list[float] = []
    gone: list[float] = []
    for round_ in range(2):
        since = len(anna.events)
        headset = sound_cards.plug("headset")
        plugged = time.monotonic()
        assert output_is(anna, "headset", since).reason is None
        taken.append(time.monotonic() - plugged)
        with listening(sound_cards, "headset", path := tmp_path / f"headset{round_}.raw"):
            plays(path, OURS_HZ)
        assert anna.of(AudioState)[-1].input == "headset_mic"
        since = len(anna.events)
        headset.unplug()
        unplugged = time.monotonic()
        left = anna.wait_for(AudioState, lambda event: event.reason is not None, since=since)
        gone.append(time.monotonic() - unplugged)
        assert left.reason is not None
        assert (left.reason.code, left.reason.value) == (ReasonCode.DEVICE_MISSING, "headset")
        output_is(anna, first.output, since)
    assert max(min(taken), min(gone)) < SEEN_S
    sound_cards.record(tmp_path / "all.raw")
    sound_cards.await_tone(Channel.SPK_A, OURS_HZ, 0.6)  # the default speaker has it
    assert anna.of(CallStats)[-1].sent_packets > 100
    assert AudioBackend.NULL not in [state.backend for state in anna.of(AudioState)]
    anna.send(HangUp(out))
    anna.wait_for_state(out, CallState.ENDED)


def test_a_headset_s_microphone_is_heard_at_the_far_side(
    anna: EngineProcess, boris: EngineProcess, sound_cards: SoundCards, tmp_path: Path
) -> None:
    talk(anna, boris)
    sound_cards.plug("headset")
    sound_cards.play_into(write_tone(tmp_path / "ours.wav", OURS_HZ, 60), "headset_voice")
    anna.send(SetDevices(input="headset_mic"))
    anna.wait_for(AudioState, lambda event: event.input == "headset_mic")
    sound_cards.record(tmp_path / "all.raw")
    sound_cards.await_tone(Channel.SPK_B, OURS_HZ, 1)


def test_the_system_s_default_is_followed_in_mid_call(boris: EngineProcess, sound_cards: SoundCards, tmp_path: Path) -> None:
    names = ("PULSE_SINK", "PULSE_SOURCE")
    environment = {**sound_cards.environment("A"), **dict.fromkeys(names, "")}
    with EngineProcess(use_devices=True, environment=environment) as anna:
        talk(anna, boris)
        sound_cards.plug("headset")
        since = len(anna.events)
        sound_cards.control("set-default-sink", "headset")
        output_is(anna, "headset", since)
        sound_cards.play(write_tone(tmp_path / "theirs.wav", OURS_HZ, 60), "B")
        with listening(sound_cards, "headset", path := tmp_path / "headset.raw"):
            plays(path, OURS_HZ)


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
        eventually(lambda: loud_s(path) >= 1, 30, "a second of ringing", 0.1)
        anna.send(Answer(into))
        anna.wait_for_state(into, CallState.ESTABLISHED)
        time.sleep(0.3)
    talked = sound_cards.stop_recording().channel(Channel.SPK_A)
    assert max(dominant(talked.window(start / 10, 0.1)).rms for start in range(int(talked.seconds * 10) - 1)) < 30
    sound_cards.play(write_tone(tmp_path / "theirs.wav", OURS_HZ, 60), "B")
    with listening(sound_cards, "spkA", path := tmp_path / "talk.raw"):
        plays(path, OURS_HZ)
    boris.send(HangUp(out))


def loud_s(path: Path) -> float:
    """Seconds of it in which something is heard."""
    sound = played(path)
    return sum(dominant(sound.window(start / 10, 0.1)).rms > 300 for start in range(int(sound.seconds * 10))) / 10


def test_the_devices_are_told_while_somebody_looks_and_what_comes_and_goes(anna: EngineProcess, sound_cards: SoundCards) -> None:
    anna.send(WatchDevices(on=True))
    first = anna.wait_for(Devices)
    assert {"spkA", "micA_src"} == {device.device_id for device in first.devices if device.is_default}
    assert "M.monitor" not in {device.device_id for device in first.devices}
    since = len(anna.events)
    headset = sound_cards.plug("headset")
    anna.wait_for(Devices, lambda event: "headset_mic" in {one.device_id for one in event.devices}, since=since)
    since = len(anna.events)
    headset.unplug()
    anna.wait_for(Devices, lambda event: "headset" not in {one.device_id for one in event.devices}, since=since)
    anna.send(WatchDevices(on=False))
    anna.settled()
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
        plays(path, 450)
    assert any(levels.speaker > 20 for levels in anna.of(Levels))
    with listening(sound_cards, "speaker", path := tmp_path / "ring.raw"):
        anna.send(TrySound(SoundTest.RING))
        eventually(lambda: path.exists() and dominant(played(path)).rms > 300, 30, "it rings")
    anna.send(TrySound(SoundTest.LOOPBACK, delay_ms=500))
    sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, 60), "A")
    with listening(sound_cards, "spkA", path := tmp_path / "back.raw"):
        plays(path, OURS_HZ)
    assert any(levels.microphone > 20 for levels in anna.of(Levels))
    anna.send(TrySound(SoundTest.OFF))
    eventually(lambda: is_quiet(anna), 30, "the sound card is let go")


def is_quiet(engine: EngineProcess) -> bool:
    """No levels for a moment: they come ten times a second while a sound card is open."""
    count = len(engine.of(Levels))
    time.sleep(0.5)
    return len(engine.of(Levels)) == count


def test_a_call_ends_a_test(anna: EngineProcess, boris: EngineProcess, sound_cards: SoundCards, tmp_path: Path) -> None:
    anna.send(TrySound(SoundTest.TONE))
    anna.wait_for(AudioState, lambda event: event.backend is AudioBackend.DEVICE)
    talk(anna, boris)
    with listening(sound_cards, "spkA", path := tmp_path / "talk.raw"):
        time.sleep(1)
    assert heard(played(path), 450, 0.2) == 0
