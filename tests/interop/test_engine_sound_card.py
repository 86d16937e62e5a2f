"""An engine with a sound card: opened for a call, let go after it, and lost in the middle of one."""

from __future__ import annotations

import time
from pathlib import Path

from telephony.calls import CallState
from telephony.messages import Answer, AudioBackend, AudioState, CallStats, HangUp, Levels, WatchLevels
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess
from tests.peers.process import PATIENCE_S, eventually
from tests.peers.soundcards import SoundCards


def backend_is(engine: EngineProcess, backend: AudioBackend, timeout_s: float = PATIENCE_S, since: int = 0) -> AudioState:
    return engine.wait_for(AudioState, lambda event: event.backend is backend, timeout_s=timeout_s, since=since)


def loaded(engine: EngineProcess, library: str) -> bool:
    return library in Path(f"/proc/{engine.process.pid}/maps").read_text(encoding="utf-8")


def talk(anna: EngineProcess, boris: EngineProcess) -> tuple[str, str]:
    boris.add_local_account("boris")
    out = anna.dial(anna.add_local_account("anna"), boris.uri(user="boris"))
    into = boris.wait_for_incoming()
    boris.send(Answer(into))
    anna.wait_for_state(out, CallState.ESTABLISHED)
    return out, into


def test_the_sound_system_is_not_even_loaded_before_the_first_call(sound_cards: SoundCards) -> None:
    with EngineProcess(use_devices=True, environment=sound_cards.environment("A")) as anna, EngineProcess() as boris:
        assert backend_is(anna, AudioBackend.DEVICE).output
        assert not loaded(anna, "libpulse")
        out, _ = talk(anna, boris)
        anna.wait_for(CallStats, lambda event: event.sent_packets > 20)
        assert loaded(anna, "libpulse")
        anna.send(HangUp(out))
        anna.wait_for_state(out, CallState.ENDED)


def test_levels_come_ten_times_a_second_at_most_while_somebody_looks(sound_cards: SoundCards) -> None:
    with EngineProcess(use_devices=True, environment=sound_cards.environment("A")) as anna, EngineProcess() as boris:
        out, _ = talk(anna, boris)
        anna.wait_for(CallStats, lambda event: event.sent_packets > 20)
        assert not anna.of(Levels)
        began = time.monotonic()
        anna.send(WatchLevels(True))
        eventually(lambda: len(anna.of(Levels)) >= 15, PATIENCE_S, "levels come")
        anna.send(WatchLevels(False))
        anna.settled()
        count = len(anna.of(Levels))
        assert count <= (time.monotonic() - began) * 10 + 2
        time.sleep(0.3)
        assert len(anna.of(Levels)) == count
        anna.send(HangUp(out))


def test_a_sound_server_that_dies_in_mid_call_leaves_the_call_and_comes_back(sound_cards: SoundCards) -> None:
    with EngineProcess(use_devices=True, environment=sound_cards.environment("A")) as anna, EngineProcess() as boris:
        out, into = talk(anna, boris)
        anna.wait_for(CallStats, lambda event: event.sent_packets > 20)
        since = len(anna.events)
        sound_cards.kill()
        lost = backend_is(anna, AudioBackend.NULL, since=since)
        assert lost.reason is not None
        assert lost.reason.code is ReasonCode.NO_AUDIO_DEVICE
        sent = [event for event in anna.of(CallStats) if event.call_id == out][-1].sent_packets
        boris.wait_for(CallStats, lambda event: event.call_id == into and event.received_packets > sent + 50)
        since = len(anna.events)
        sound_cards.start()
        backend_is(anna, AudioBackend.DEVICE, since=since)
        anna.send(HangUp(out))
        anna.wait_for_state(out, CallState.ENDED)
        assert boris.wait_for_state(into, CallState.ENDED).reason is not None


def test_a_sound_server_that_dies_does_not_keep_the_engine_from_leaving(sound_cards: SoundCards) -> None:
    with EngineProcess(use_devices=True, environment=sound_cards.environment("A")) as anna, EngineProcess() as boris:
        talk(anna, boris)
        anna.wait_for(CallStats, lambda event: event.sent_packets > 20)
        sound_cards.kill()
        assert anna.stop() == 0
