"""Conferences: each party hears the others and not itself, shown by a tone of each one's own."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import pytest

from telephony.messages import (
    CallStats,
    Conference,
    ConferenceChanged,
    Levels,
    RecordingState,
    SetParty,
    StartRecording,
    StopRecording,
    WatchLevels,
)
from telephony.reasons import ReasonCode
from tests.interop.calling import Phone, new_id
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.process import eventually
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import Recording, from_raw, write_tone

if TYPE_CHECKING:
    from pathlib import Path

OURS_HZ = 700
THEIRS_HZ = (440, 1000, 1350)
TALK_S = 3.0
SECOND = 4 * 16_000  # bytes of a recording in two channels

Running = Callable[[Baresip], Baresip]


@pytest.fixture
def sines(tmp_path: Path, running: Running) -> list[Baresip]:
    """Three baresips that answer by themselves, each with a sine of its own."""
    return [
        running(Baresip(tmp_path / f"sine{hz}", BaresipAccount(f"sine{hz}", "127.0.0.1", sine_hz=hz, codecs="PCMA/8000/1")))
        for hz in THEIRS_HZ
    ]


def shares(recording: Recording) -> dict[int, float]:
    """Of the energy of the recording's last seconds, how much is each party's tone."""
    samples = recording.window(max(0.0, recording.seconds - TALK_S), TALK_S - 0.5).samples
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    frequencies = np.fft.rfftfreq(len(samples), 1 / recording.rate)
    total = float(power.sum()) or 1.0
    return {hz: float(power[np.abs(frequencies - hz) <= 15].sum()) / total for hz in (OURS_HZ, *THEIRS_HZ)}


def heard(recording: Recording) -> set[int]:
    """The tones that are there; anything between "there" and "not there" fails."""
    found = shares(recording)
    assert all(share > 0.05 or share < 0.002 for share in found.values()), found
    return {hz for hz, share in found.items() if share > 0.05}


def test_four_hear_each_other_and_nobody_himself(sines: list[Baresip], sound_cards: SoundCards, tmp_path: Path) -> None:
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        calls = [anna.dial(phone.address) for phone in sines]
        for call_id in calls:
            anna.stands(call_id)
        anna.send(WatchLevels(on=True))
        anna.send(Conference("all", tuple(calls)))
        changed = anna.hears_of(ConferenceChanged)
        assert (changed.group_id, changed.call_ids, changed.with_us) == ("all", tuple(calls), True)
        sound_cards.record(tmp_path / "all.raw")
        sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, TALK_S + 1), "A")
        time.sleep(TALK_S)
        speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
        levels = anna.engine.of(Levels)[-1]
        for call_id in calls:
            anna.hangs_up(call_id)
        for phone in sines:
            phone.wait_event("CALL_CLOSED")
    assert heard(speaker) == set(THEIRS_HZ)
    for phone, hz in zip(sines, THEIRS_HZ, strict=True):
        assert heard(phone.heard()) == {OURS_HZ, *THEIRS_HZ} - {hz}
    assert [party.call_id for party in levels.parties] == calls
    assert min(party.level for party in levels.parties) > 20


def test_calls_of_no_conference_are_never_mixed(sines: list[Baresip], sound_cards: SoundCards, tmp_path: Path) -> None:
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        first = anna.dial(sines[0].address)
        anna.stands(first)
        second = anna.dial(sines[1].address)
        anna.stands(second)
        time.sleep(0.5)
        sound_cards.record(tmp_path / "all.raw")
        sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, TALK_S + 1), "A")
        time.sleep(TALK_S)
        speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
        for call_id in (first, second):
            anna.hangs_up(call_id)
        for phone in sines[:2]:
            phone.wait_event("CALL_CLOSED")
    assert heard(speaker) == {THEIRS_HZ[1]}
    assert heard(sines[1].heard()) == {OURS_HZ}
    assert shares(sines[0].heard())[OURS_HZ] < 0.01


def test_a_party_is_muted_made_louder_and_taken_out(sines: list[Baresip], tmp_path: Path) -> None:
    """Without a sound card: what one party hears is in its own recording, and the engine's, which is of two channels."""
    with Phone("anna") as anna:
        calls = [anna.dial(phone.address) for phone in sines]
        for call_id in calls:
            anna.stands(call_id)
            anna.hears_of(CallStats, lambda event, call_id=call_id: event.call_id == call_id and event.received_packets > 20)
        anna.send(Conference("all", tuple(calls)))
        heard_by_first: list[set[int]] = []
        loudness: list[float] = []
        commands = [SetParty(calls[1], muted=False, volume=100), SetParty(calls[1], muted=True), SetParty(calls[1], muted=False, volume=30)]
        for number, command in enumerate((*commands, Conference("all", (calls[0], calls[2])))):
            anna.send(command)
            path, since = tmp_path / f"{number}.wav", anna.now()
            anna.send(StartRecording(calls[0], str(path)))
            eventually(lambda path=path: path.exists() and path.stat().st_size > 1.4 * SECOND, 30, "1.4 s are recorded")
            anna.send(StopRecording(calls[0]))
            anna.hears_of(RecordingState, lambda event: not event.running, since=since)
            left = from_raw(path.read_bytes()[44:], 16_000, 2, 0).window(0.3, 1.0)
            heard_by_first.append(heard(left))
            loudness.append(shares(left)[THEIRS_HZ[1]] / shares(left)[THEIRS_HZ[2]])
        for call_id in calls:
            anna.hangs_up(call_id)
    both, one = {THEIRS_HZ[1], THEIRS_HZ[2]}, {THEIRS_HZ[2]}
    assert heard_by_first == [both, one, both, one]
    assert 0.05 < loudness[2] / loudness[0] < 0.15  # 30 % of the amplitude is 9 % of the power


def test_a_conference_is_recorded_with_us_left_and_everybody_else_right(
    sines: list[Baresip], sound_cards: SoundCards, tmp_path: Path
) -> None:
    """Who comes later too, and who is left at the end."""
    path = tmp_path / "conference.wav"

    def record_on() -> float:
        """A good second more; where in the file it ends."""
        end = path.stat().st_size + 1.8 * SECOND
        eventually(lambda: path.stat().st_size > end, 30, "a second more is recorded")
        return path.stat().st_size / SECOND

    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        calls = [anna.dial(phone.address) for phone in sines]
        for call_id in calls:
            anna.stands(call_id)
            anna.hears_of(CallStats, lambda event, call_id=call_id: event.call_id == call_id and event.received_packets > 20)
        anna.holds(calls[2])
        anna.send(Conference("all", tuple(calls[:2])))
        anna.send(WatchLevels(on=True))
        sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, 20), "A")
        anna.hears_of(Levels, lambda event: event.microphone > 20)
        anna.send(StartRecording("all", str(path)))
        assert anna.hears_of(RecordingState).call_ids == tuple(calls[:2])
        eventually(path.exists, 10, "the file is there")
        of_two = record_on()
        anna.send(Conference("all", tuple(calls)))
        anna.hears_of(RecordingState, lambda event: event.call_ids == tuple(calls))
        of_three = record_on()
        for phone in sines[:2]:
            phone.hang_up()
        anna.hears_of(RecordingState, lambda event: event.call_ids == (calls[2],))
        of_one = record_on()
        anna.hangs_up(calls[2])
        ended = anna.hears_of(RecordingState, lambda event: not event.running)
    assert (ended.call_id, ended.path, ended.reason) == ("all", str(path), None)
    left, right = (from_raw(path.read_bytes()[44:], 16_000, 2, channel) for channel in (0, 1))
    parts = [(left.window(end - 1.2, 0.9), right.window(end - 1.2, 0.9)) for end in (of_two, of_three, of_one)]
    assert [heard(ours) for ours, _ in parts] == [{OURS_HZ}] * 3
    assert [heard(theirs) for _, theirs in parts] == [set(THEIRS_HZ[:2]), set(THEIRS_HZ), {THEIRS_HZ[2]}]


def test_who_hangs_up_leaves_and_the_last_one_is_a_call_again(sines: list[Baresip]) -> None:
    with Phone("anna") as anna:
        calls = [anna.dial(phone.address) for phone in sines]
        for call_id in calls:
            anna.stands(call_id)
        anna.send(Conference("all", tuple(calls)))
        anna.hears_of(ConferenceChanged, lambda event: event.call_ids == tuple(calls))
        sines[0].hang_up()
        anna.hears_of(ConferenceChanged, lambda event: event.call_ids == tuple(calls[1:]))
        sines[1].hang_up()
        anna.hears_of(ConferenceChanged, lambda event: event.call_ids == ())
        anna.holds(calls[2])
        anna.hangs_up(calls[2])


def test_a_conference_takes_up_who_is_held_and_takes_parties_from_another(sines: list[Baresip]) -> None:
    with Phone("anna") as anna:
        calls = [anna.dial(phone.address) for phone in sines]
        for call_id in calls:
            anna.stands(call_id)
            anna.sounds(call_id)
        anna.holds(calls[0])
        since = anna.now()
        anna.send(Conference("one", (calls[0], calls[1])))
        anna.hears_of(type(anna.sounds(calls[0])), lambda event: event.call_id == calls[0] and not event.held_here, since=since)
        anna.send(Conference("other", (calls[1], calls[2]), with_us=False))
        anna.hears_of(ConferenceChanged, lambda event: event.group_id == "one" and event.call_ids == ())
        anna.hears_of(ConferenceChanged, lambda event: event.group_id == "other" and event.call_ids == (calls[1], calls[2]))
        sines[1].hang_up()
        # One that is without us stays so, though one alone is left in it.
        anna.hears_of(ConferenceChanged, lambda event: event.group_id == "other" and event.call_ids == (calls[2],))
        for call_id in (calls[0], calls[2]):
            anna.hangs_up(call_id)


def test_a_bridged_pair_hears_itself_alone_beside_our_own_conversation(
    sines: list[Baresip], sound_cards: SoundCards, tmp_path: Path
) -> None:
    """As a forwarding by bridge: answered, dialled on, and nothing of it at our desk."""
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        calls = [anna.dial(phone.address) for phone in sines]
        for call_id in calls:
            anna.stands(call_id)
            anna.sounds(call_id)
        anna.send(Conference("forwarded", (calls[1], calls[2]), with_us=False))
        anna.hears_of(ConferenceChanged)
        time.sleep(0.5)
        sound_cards.record(tmp_path / "all.raw")
        sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, TALK_S + 1), "A")
        time.sleep(TALK_S)
        speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
        for call_id in calls:
            anna.hangs_up(call_id)
        for phone in sines:
            phone.wait_event("CALL_CLOSED")
    assert heard(speaker) == {THEIRS_HZ[0]}
    assert [heard(phone.heard()) for phone in sines] == [{OURS_HZ}, {THEIRS_HZ[2]}, {THEIRS_HZ[1]}]


def test_only_calls_that_stand_are_joined() -> None:
    with Phone("anna") as anna, Phone("boris") as boris:
        out = anna.dial(boris.uri)
        assert anna.is_refused(Conference("all", (out,))) is ReasonCode.WRONG_STATE
        into = boris.answer()
        assert anna.is_refused(Conference("all", (out, new_id()))) is ReasonCode.UNKNOWN_CALL
        assert anna.is_refused(Conference("all", (out, out))) is ReasonCode.BAD_VALUE
        assert anna.is_refused(SetParty(out, muted=True)) is ReasonCode.WRONG_STATE
        assert anna.is_refused(SetParty(out, muted=False, volume=300)) is ReasonCode.BAD_VALUE
        anna.hangs_up(out)
        boris.ends(into)
