"""The short sounds: their notes, their length, their volume."""

from __future__ import annotations

import pytest

from telephony.audio.chimes import CHIMES, chime_frames
from telephony.calling import Notice
from tests.peers.tones import Recording, dominant, from_raw

RATE, FRAME_BYTES = 16_000, 640


def sound(notice: Notice, percent: int = 100) -> Recording:
    frames = chime_frames(CHIMES[notice], RATE, FRAME_BYTES, percent)
    assert {len(frame) for frame in frames} == {FRAME_BYTES}
    return from_raw(b"".join(frames), RATE, 1, 0)


def loudest(recording: Recording) -> int:
    return int(abs(recording.samples).max())


@pytest.mark.parametrize("notice", CHIMES)
def test_a_sound_is_short_is_heard_and_ends_in_silence(notice: Notice) -> None:
    whole = sound(notice)
    assert 0.3 < whole.seconds <= 1.0
    assert 3_000 < loudest(whole) < 10_000
    assert abs(whole.samples[:3]).max() < 1_000, "it does not click"
    assert dominant(whole.window(whole.seconds - 0.05, 0.05)).rms < 200


@pytest.mark.parametrize("notice", CHIMES)
def test_a_sound_ends_with_its_last_note(notice: Notice) -> None:
    start, frequency, _ = CHIMES[notice][-1]
    assert abs(dominant(sound(notice).window(start / 1000 + 0.1, 0.1)).frequency_hz - frequency) < 15


def test_the_three_sounds_are_told_apart_by_where_they_go() -> None:
    steps = {notice: CHIMES[notice][-1][1] - CHIMES[notice][0][1] for notice in (Notice.MESSAGE, Notice.MISSED_CALL)}
    assert steps[Notice.MESSAGE] > 0 > steps[Notice.MISSED_CALL]
    assert len(CHIMES[Notice.WAKE_UP]) > 3


def test_the_volume_is_followed() -> None:
    usual = loudest(sound(Notice.MESSAGE))
    assert loudest(sound(Notice.MESSAGE, 0)) == 0
    assert loudest(sound(Notice.MESSAGE, 50)) == pytest.approx(usual / 2, abs=2)
    assert loudest(sound(Notice.MESSAGE, 200)) == pytest.approx(usual * 2, abs=2)


def test_what_would_be_too_loud_is_cut_and_does_not_turn_over() -> None:
    samples = from_raw(b"".join(chime_frames(((0, 500, 200),), RATE, FRAME_BYTES, 2_000)), RATE, 1, 0).samples
    assert (samples.min(), samples.max()) == (-32_767, 32_767)


def test_no_notes_are_no_frames() -> None:
    assert chime_frames((), RATE, FRAME_BYTES) == []
