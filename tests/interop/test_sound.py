"""What is said is heard: tones through Agent's engine on a virtual sound card, found in both sides' recordings."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from telephony.calls import CallState
from telephony.messages import AudioBackend, AudioState, SetLevels, SetMuted
from telephony.reasons import ReasonCode
from tests.peers.kamailio import DOMAIN
from tests.peers.sipp import EARLY_TONE_HZ
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import dominant, heard, write_tone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.interop.conftest import StartAgent
    from tests.peers.baresip import Baresip
    from tests.peers.linphone import Linphone
    from tests.peers.sipp import Sipp

OUR_HZ = 700  # into our microphone
THEIR_HZ = 880
TALK_S = 2.5


def talk(cards: SoundCards, folder: Path) -> None:
    """Our tone into the microphone for a while, and theirs from the speaker."""
    cards.record(folder / "all.raw")
    cards.play(write_tone(folder / "ours.wav", OUR_HZ, 60), "A")
    cards.await_tone(Channel.MIC_A, OUR_HZ, TALK_S)
    cards.await_tone(Channel.SPK_A, THEIR_HZ, 1.5)
    cards.stop_recording()


def test_baresip_called_hears_our_tone_and_we_hear_its(
    agent: StartAgent, baresip: Callable[..., Baresip], sound_cards: SoundCards, tmp_path: Path
) -> None:
    phone, caller = baresip(sine_hz=THEIR_HZ), agent(environment=sound_cards.environment("A"))
    call = caller.dial_and_talk("bare")
    talk(sound_cards, tmp_path)
    stats = caller.await_media(call)
    caller.hang_up(call)
    phone.wait_event("CALL_CLOSED")
    assert heard(phone.heard(), OUR_HZ) >= 1
    assert min(stats.sent_packets, stats.received_packets, *phone.packets()) > 40
    assert caller.engine.of(AudioState)[-1].backend is AudioBackend.DEVICE


def test_baresip_calling_hears_our_tone_and_we_hear_its(
    agent: StartAgent, baresip: Callable[..., Baresip], sound_cards: SoundCards, tmp_path: Path
) -> None:
    called, phone = agent(environment=sound_cards.environment("A")), baresip(sine_hz=THEIR_HZ)
    phone.dial(f"sip:vera@{DOMAIN}")
    call = called.answer()
    talk(sound_cards, tmp_path)
    called.await_media(call)
    phone.hang_up()
    called.await_end(call)
    phone.wait_event("CALL_CLOSED")
    assert heard(phone.heard(), OUR_HZ) >= 1


def test_linphone_called_hears_our_tone_and_we_hear_its(
    agent: StartAgent, linphone: Callable[..., Linphone], sound_cards: SoundCards, tmp_path: Path
) -> None:
    phone, caller = linphone(tone_hz=THEIR_HZ), agent(environment=sound_cards.environment("A"))
    call = caller.dial("lin")
    phone.wait_call("incoming")
    phone.accept()
    caller.await_state(call, CallState.ESTABLISHED)
    phone.wait_call("streams_running")
    talk(sound_cards, tmp_path)
    stats, theirs = caller.await_media(call), phone.packets()
    caller.hang_up(call)
    phone.wait_call("released")
    assert heard(phone.heard(), OUR_HZ) >= 1
    assert min(stats.sent_packets, stats.received_packets, *theirs) > 40


def test_linphone_calling_hears_our_tone_and_we_hear_its(
    agent: StartAgent, linphone: Callable[..., Linphone], sound_cards: SoundCards, tmp_path: Path
) -> None:
    called, phone = agent(environment=sound_cards.environment("A")), linphone(tone_hz=THEIR_HZ)
    phone.dial(f"sip:vera@{DOMAIN}")
    call = called.answer()
    phone.wait_call("streams_running")
    talk(sound_cards, tmp_path)
    phone.hang_up()
    called.await_end(call)
    phone.wait_call("released")
    assert heard(phone.heard(), OUR_HZ) >= 1


def test_early_media_is_heard_before_the_answer_and_no_ringback_over_it(
    agent: StartAgent, gateway: Callable[..., Sipp], sound_cards: SoundCards, tmp_path: Path
) -> None:
    called, caller = gateway("early"), agent(environment=sound_cards.environment("A"))
    sound_cards.record(tmp_path / "all.raw")
    call = caller.dial("74951112233")
    caller.await_state(call, CallState.EARLY_MEDIA)
    caller.await_state(call, CallState.ESTABLISHED)
    before_the_answer = sound_cards.stop_recording().channel(Channel.SPK_A)
    assert heard(before_the_answer, EARLY_TONE_HZ) >= 1  # it sounds for two seconds before the answer
    assert caller.hang_up(call).code is ReasonCode.HUNG_UP_HERE
    called.await_success()


def test_a_muted_microphone_is_silent_at_the_far_side_and_speaks_again(
    agent: StartAgent, baresip: Callable[..., Baresip], sound_cards: SoundCards, tmp_path: Path
) -> None:
    phone, caller = baresip(), agent(environment=sound_cards.environment("A"))
    call = caller.dial_and_talk("bare")
    sound_cards.play(write_tone(tmp_path / "ours.wav", OUR_HZ, 60), "A")
    time.sleep(1.5)
    caller.engine.send(SetMuted(call, muted=True))
    time.sleep(2)
    caller.engine.send(SetMuted(call, muted=False))
    time.sleep(1.5)
    caller.hang_up(call)
    phone.wait_event("CALL_CLOSED")
    there = phone.heard()
    windows = [dominant(there.window(start / 10, 0.3)) for start in range(int(there.seconds * 10) - 3)]
    silent = [window.rms < 30 for window in windows]
    spoken = [window.is_near(OUR_HZ, 15) for window in windows]
    last_silence = max(index for index, value in enumerate(silent) if value)
    assert sum(silent) >= 12
    assert any(spoken[: silent.index(True, 5)])
    assert any(spoken[last_silence:])


def test_the_speaker_slider_halves_and_silences_what_is_heard(
    agent: StartAgent, baresip: Callable[..., Baresip], sound_cards: SoundCards, tmp_path: Path
) -> None:
    phone, caller = baresip(sine_hz=THEIR_HZ), agent(environment=sound_cards.environment("A"))
    call = caller.dial_and_talk("bare")
    caller.await_media(call)
    levels: list[float] = []
    for per_cent in (100, 50, 0):
        caller.engine.send(SetLevels(speaker=per_cent, microphone=100))
        caller.engine.settled()
        time.sleep(0.5)  # what is on its way to the speaker
        sound_cards.record(tmp_path / f"{per_cent}.raw")
        time.sleep(1)
        speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
        levels.append(median(dominant(speaker.window(start / 10, 0.1)).rms for start in range(int(speaker.seconds * 10))))
    caller.hang_up(call)
    phone.wait_event("CALL_CLOSED")
    full, half, none = levels
    assert 0.4 < half / full < 0.6
    assert none < 10
