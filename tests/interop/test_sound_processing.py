"""A speaker beside its microphone, in a real call: the far side hears itself, or does not."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np

from telephony.calls import CallState
from telephony.messages import Answer, CallStats
from telephony.sounding import SetProcessing
from tests.peers.engine import EngineProcess
from tests.peers.process import eventually
from tests.peers.soundcards import RATE, Channel, SoundCards
from tests.peers.tones import write_wav

_LEARNING_S = 60.0  # on a machine whose sound server stumbles, too
_LISTEN_S = 1.2


def syllables(seconds: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Noise in the telephone band's lower half, in bursts of 100 to 300 ms: neither a tone nor a steady noise."""
    count = int(seconds * 16_000)
    chance = np.random.default_rng(1)
    spectrum = np.fft.rfft(chance.standard_normal(count))
    frequencies = np.fft.rfftfreq(count, 1 / 16_000)
    noise = np.fft.irfft(np.where((frequencies > 200) & (frequencies < 2_500), spectrum, 0), count)
    lengths = chance.integers(1_600, 4_800, size=count // 1_600)
    loud = np.repeat(np.arange(len(lengths)) % 3 < 2, lengths)[:count]
    return noise / noise.std() * 3_000 * loud


def returned(cards: SoundCards, path: Path) -> float:
    """What of its own voice B hears, as RMS over a second."""
    cards.record(path)
    time.sleep(_LISTEN_S)
    heard = cards.stop_recording().channel(Channel.SPK_B).samples[-int(RATE * (_LISTEN_S - 0.2)) :]
    return float(np.sqrt(np.mean(heard**2)))


def test_the_far_side_does_not_hear_itself_where_the_echo_is_cancelled(sound_cards: SoundCards, tmp_path: Path) -> None:
    sound_cards.control("load-module", "module-remap-source", "source_name=ear", "master=spkA.monitor")
    with (
        EngineProcess(use_devices=True, environment={**sound_cards.environment("A"), "PULSE_SOURCE": "ear"}) as anna,
        EngineProcess(use_devices=True, environment=sound_cards.environment("B")) as boris,
    ):
        boris.add_local_account("boris")
        out = anna.dial(anna.add_local_account("anna"), boris.uri(user="boris"))
        boris.send(Answer(boris.wait_for_incoming()))
        anna.wait_for_state(out, CallState.ESTABLISHED)
        anna.wait_for(CallStats, lambda event: event.sent_packets > 20)
        sound_cards.play(write_wav(tmp_path / "theirs.wav", syllables(120), 16_000), "B")
        time.sleep(1)
        with_echo = returned(sound_cards, tmp_path / "with.raw")
        anna.send(SetProcessing(echo=True, noise=False, gain=False))
        eventually(lambda: returned(sound_cards, tmp_path / "without.raw") < with_echo / 8, _LEARNING_S, "the echo is 18 dB quieter")
        assert with_echo > 500
        anna.send(SetProcessing(echo=False, noise=False, gain=False))
        eventually(lambda: returned(sound_cards, tmp_path / "again.raw") > with_echo / 2, 30, "it is there again")
