"""Nine at one table: eight others in two processes, each heard by everybody else and by us, shown by a tone of each one's own."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from telephony.calls import CallState
from telephony.messages import CallStats, Conference, ConferenceChanged, Levels, SetParty, WatchLevels
from telephony.reasons import ReasonCode
from tests.interop.calling import Phone
from tests.interop.crowded import annex_of
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import Recording, write_tone

if TYPE_CHECKING:
    from pathlib import Path

OURS_HZ = 700
# No sum, difference or multiple of one or two of them is near a third.
THEIRS_HZ = (430, 590, 850, 1010, 1190, 1370, 1630, 1910)
TALK_S = 2.5
MARGIN_S = 0.7  # what a change takes to be heard everywhere

Running = Callable[[Baresip], Baresip]


@pytest.fixture
def sines(tmp_path: Path, running: Running) -> list[Baresip]:
    """Eight baresips that answer by themselves, each with a sine of its own."""
    return [
        running(Baresip(tmp_path / f"sine{hz}", BaresipAccount(f"sine{hz}", "127.0.0.1", sine_hz=hz, codecs="PCMA/8000/1")))
        for hz in THEIRS_HZ
    ]


def levels_of(recording: Recording, ago_s: float) -> dict[int, float]:
    """How loud (the root of its energy) each tone is in the second that ended so long before the recording's end."""
    samples = recording.window(recording.seconds - ago_s - 1.0, 1.0).samples
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    frequencies = np.fft.rfftfreq(len(samples), 1 / recording.rate)
    return {hz: float(np.sqrt(power[np.abs(frequencies - hz) <= 12].sum())) / len(samples) for hz in (OURS_HZ, *THEIRS_HZ)}


def heard(recording: Recording, ago_s: float) -> set[int]:
    """The tones that are there: within 15 dB of the loudest. Anything between that and 25 dB below fails."""
    levels = levels_of(recording, ago_s)
    most = max(levels.values())
    assert all(level > 0.18 * most or level < 0.056 * most for level in levels.values()), levels
    return {hz for hz, level in levels.items() if level > 0.18 * most}


class Table:
    """The phases of a meeting, and when each ended."""

    def __init__(self) -> None:
        self._ends: list[float] = []

    def talk(self) -> None:
        time.sleep(MARGIN_S + TALK_S)
        self._ends.append(time.monotonic())

    def ago(self, phase: int, end: float) -> float:
        """How long before `end` the middle part of that phase ended."""
        return end - self._ends[phase] + 0.4


def test_eight_others_hear_each_other_and_one_is_muted_one_taken_out_one_leaves(
    sines: list[Baresip], sound_cards: SoundCards, tmp_path: Path
) -> None:
    everybody = {OURS_HZ, *THEIRS_HZ}
    table = Table()
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        assert anna.engine.started is not None
        assert anna.engine.started.most_calls == 8
        calls: list[str] = []
        for phone in sines:
            calls.append(anna.dial(phone.address))
            anna.stands(calls[-1])
            anna.sounds(calls[-1])
        refused = anna.dial(sines[0].address)
        assert anna.ends(refused) is ReasonCode.LINES_TAKEN, "a ninth"
        anna.send(WatchLevels(on=True))
        anna.send(Conference("all", tuple(calls)))
        assert anna.hears_of(ConferenceChanged).call_ids == tuple(calls)
        for call_id in calls:  # so that nine tones together are not too loud for 16 bits
            anna.send(SetParty(call_id, muted=False, volume=40))
        sound_cards.record(tmp_path / "all.raw")
        sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, 60, amplitude=4_000), "A")
        table.talk()
        parties = anna.engine.of(Levels)[-1].parties
        anna.send(SetParty(calls[5], muted=True, volume=40))
        table.talk()
        rest = tuple(call_id for call_id in calls if call_id != calls[4])
        anna.send(Conference("all", rest))
        table.talk()
        sines[6].hang_up()
        anna.ends(calls[6])
        anna.hears_of(ConferenceChanged, lambda event: len(event.call_ids) == 6)
        table.talk()
        counted = {event.call_id: event for event in anna.engine.of(CallStats)}
        speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
        speaker_end = time.monotonic()
        ends: dict[int, float] = {}
        for number, call_id in enumerate(calls):
            if number != 6:
                anna.hangs_up(call_id)
                ends[number] = time.monotonic()
        for number in ends:
            sines[number].wait_event("CALL_CLOSED")
        states = {anna.engine.wait_for_state(call_id, CallState.ENDED).call_id for call_id in calls}
    assert states == set(calls)
    assert [party.call_id for party in parties] == calls
    assert min(party.level for party in parties) > 20
    for call_id in rest:
        assert min(counted[call_id].sent_packets, counted[call_id].received_packets) > 300
        assert counted[call_id].lost_packets < 10

    muted, out, gone = THEIRS_HZ[5], THEIRS_HZ[4], THEIRS_HZ[6]
    speaking = [everybody, everybody - {muted}, everybody - {muted, out}, everybody - {muted, out, gone}]
    for phase, voices in enumerate(speaking):
        assert heard(speaker, table.ago(phase, speaker_end)) == voices - {OURS_HZ}, f"at us, phase {phase}"
    for number, end in ends.items():
        own = THEIRS_HZ[number]
        recording = sines[number].heard()
        for phase, voices in enumerate(speaking):
            if number != 4 or phase < 2:
                assert heard(recording, table.ago(phase, end)) == voices - {own}, f"at {own} Hz, phase {phase}"


def test_a_call_of_the_annex_is_heard_alone_or_not_at_all(sines: list[Baresip], sound_cards: SoundCards, tmp_path: Path) -> None:
    """No conference: the last one taken up is heard, and nobody hears another."""
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        calls: list[str] = []
        for phone in sines[:5]:
            calls.append(anna.dial(phone.address))
            anna.stands(calls[-1])
            anna.sounds(calls[-1])
        annex_of(anna.engine)
        sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, 60, amplitude=4_000), "A")
        time.sleep(0.5)
        sound_cards.record(tmp_path / "all.raw")
        time.sleep(2.0)
        speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
        for call_id in calls:
            anna.hangs_up(call_id)
        for phone in sines[:5]:
            phone.wait_event("CALL_CLOSED")
    assert heard(speaker, 0.3) == {THEIRS_HZ[4]}
    assert heard(sines[4].heard(), 0.6) == {OURS_HZ}
    for phone in sines[:4]:
        recording = phone.heard()
        assert float(np.abs(recording.window(recording.seconds - 1.5, 0.8).samples).max()) < 50
