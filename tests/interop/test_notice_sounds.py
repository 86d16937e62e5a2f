"""The short sounds of messages on real (virtual) sound cards: on the device for notices alone, and in a call as a tick in the ear."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from telephony.messages import Notice, PlayNotice, SetLevels
from telephony.sounding import SetDevices
from tests.interop.calling import Phone
from tests.peers.process import PeerProcess, eventually
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import Recording, dominant, from_raw

WINDOW_S = 0.05
TICK_HZ = 1320


@pytest.fixture
def anna(sound_cards: SoundCards) -> Iterator[Phone]:
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as phone:
        yield phone


@contextmanager
def listening(cards: SoundCards, sink: str, path: Path) -> Generator[PeerProcess]:
    process = cards.listen(sink, path)
    try:
        yield process
    finally:
        process.stop()


def played(path: Path) -> Recording:
    return from_raw(path.read_bytes(), 16_000, 1, 0)


def sounds_at(recording: Recording) -> list[tuple[float, float, float]]:
    """(second, Hz, rms) of each window in which something is heard."""
    starts = (number * WINDOW_S for number in range(int(recording.seconds / WINDOW_S)))
    heard = [(start, dominant(recording.window(start, WINDOW_S))) for start in starts]
    return [(start, tone.frequency_hz, tone.rms) for start, tone in heard if tone.rms > 60]


def has(recording: Recording, frequency_hz: float) -> bool:
    return any(abs(frequency - frequency_hz) < 30 for _, frequency, _ in sounds_at(recording))


def ends(path: Path) -> None:
    """Something was heard, and half a second of silence after it."""

    def ended() -> bool:
        heard = played(path)
        sounds = sounds_at(heard)
        return bool(sounds) and heard.seconds > sounds[-1][0] + 0.5

    eventually(lambda: path.exists() and ended(), 30, "a sound and its end", 0.2)


def test_a_message_is_heard_on_the_device_for_notices_and_not_on_the_one_for_calls(
    anna: Phone, sound_cards: SoundCards, tmp_path: Path
) -> None:
    sound_cards.plug("notices")
    anna.send(SetDevices(notices="notices"))
    sound_cards.record(tmp_path / "all.raw")
    with listening(sound_cards, "notices", path := tmp_path / "notices.raw"):
        anna.send(PlayNotice(Notice.MESSAGE))
        eventually(lambda: path.exists() and has(played(path), 880) and has(played(path), 1320), 30, "both notes of a message", 0.2)
        anna.send(PlayNotice(Notice.MISSED_CALL))
        heard_as = ""

        def is_playing() -> bool:
            nonlocal heard_as
            heard_as = sound_cards.control("list", "sink-inputs")
            return "Agent" in heard_as

        eventually(is_playing, 30, "a stream of its own")
        assert 'media.role = "event"' in heard_as, "music does not pause for it"
        assert "Agent" not in sound_cards.control("list", "source-outputs"), "no microphone is opened"
        eventually(lambda: has(played(path), 390), 30, "the last note of a missed call", 0.2)
    assert sounds_at(sound_cards.stop_recording().channel(Channel.SPK_A)) == []


def test_the_volume_is_followed_and_a_device_that_is_not_there_is_replaced_by_the_default(
    anna: Phone, sound_cards: SoundCards, tmp_path: Path
) -> None:
    anna.send(SetDevices(notices="nowhere"))
    loudest: list[float] = []
    for percent in (100, 25):
        anna.send(SetLevels(percent, 100))
        with listening(sound_cards, "spkA", path := tmp_path / f"{percent}.raw"):
            anna.send(PlayNotice(Notice.MESSAGE))
            ends(path)
        loudest.append(max(rms for _, _, rms in sounds_at(played(path))))
    assert loudest[0] == pytest.approx(loudest[1] * 4, rel=0.3)


def test_in_a_call_a_message_is_a_faint_tick_in_the_ear_and_nothing_on_the_device_for_notices(
    anna: Phone, sound_cards: SoundCards, tmp_path: Path
) -> None:
    sound_cards.plug("notices")
    anna.send(SetDevices(notices="notices"))
    ear, notices = tmp_path / "ear.raw", tmp_path / "notices.raw"
    with Phone("boris") as boris:
        out, into = anna.talks_with(boris)
        time.sleep(0.3)
        with listening(sound_cards, "notices", notices), listening(sound_cards, "spkA", ear):
            anna.send(PlayNotice(Notice.MESSAGE))
            ends(ear)
        anna.hangs_up(out)
        boris.ends(into)
    ticks = sounds_at(played(ear))
    assert 1 <= len(ticks) <= 3, "60 ms"
    assert all(abs(frequency - TICK_HZ) < 40 and rms < 1_500 for _, frequency, rms in ticks)
    assert sounds_at(played(notices)) == []
