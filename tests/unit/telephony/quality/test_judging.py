"""A call's counts, second by second, and what is said of them."""

from __future__ import annotations

from dataclasses import replace

from telephony.quality.equipment import equipment_of
from telephony.quality.judging import Counts, Judge, Verdict
from telephony.sounding import QualityCause

START = Counts(100.0, 0, 0, 0, 0, 0, 0, 2.0, 20.0, 40.0)


def judged(seconds: int, codec: str = "G722", rate: int = 16_000, **each_second: float) -> Verdict:
    """The verdict after so many seconds that were all alike; what is not said is as in a good call."""
    judge = Judge(equipment_of(codec, rate))
    counts = START
    verdict = judge.look(counts)
    steps = {"received": 50, "sent": 50, **each_second}
    for _ in range(seconds):
        grown = {name: getattr(counts, name) + step for name, step in steps.items()}
        counts = replace(counts, at_s=counts.at_s + 1, **grown)
        verdict = judge.look(counts)
    assert verdict is not None
    return verdict


def test_a_good_call_has_no_cause_of_complaint() -> None:
    assert judged(5) == Verdict(judged(5).mos_centi)
    assert judged(5).mos_centi > 420
    assert judged(5, "PCMA", 8000).mos_centi > 420


def test_what_our_network_loses_is_said_in_hundredths_of_a_per_cent() -> None:
    verdict = judged(12, received=47, lost=3, missing=3)
    assert (verdict.cause, verdict.value) == (QualityCause.LOSS_HERE, 600)
    assert verdict.mos_centi < judged(12).mos_centi - 50


def test_what_the_far_side_misses_spoils_the_call_too() -> None:
    verdict = judged(12, lost_there=5)
    assert (verdict.cause, verdict.value) == (QualityCause.LOSS_THERE, 1000)


def test_packets_that_come_too_late_are_jitter() -> None:
    verdict = judged(12, missing=4, jitter_ms=3)
    assert verdict.cause is QualityCause.JITTER
    assert verdict.value > 5


def test_frames_that_are_missing_while_the_network_is_steady_are_our_own_fault() -> None:
    verdict = judged(12, missing=4)
    assert (verdict.cause, verdict.value) == (QualityCause.PROCESSOR, 40)


def test_a_busy_processor_is_named() -> None:
    verdict = judged(12, late=4)
    assert (verdict.cause, verdict.value) == (QualityCause.PROCESSOR, 40)


def test_a_long_way_is_named() -> None:
    verdict = judged(3, round_trip_ms=300)
    assert verdict.cause is QualityCause.DELAY
    assert verdict.value > 400


def test_a_poor_codec_is_named_where_nothing_else_is_wrong() -> None:
    assert judged(3, "GSM", 8000).cause is QualityCause.CODEC


def test_nothing_from_there_is_noticed_within_three_seconds() -> None:
    judge = Judge(equipment_of("G722", 16_000))
    looks = (100.0, 100.98, 102.01, 103.0)  # about once a second; the last packet came up to a second before the first
    verdicts = [judge.look(replace(START, at_s=at_s, sent=50 * second)) for second, at_s in enumerate(looks)]
    assert verdicts[2] == verdicts[3] == Verdict(100, QualityCause.NO_SOUND_FROM_THERE)
    assert all(verdict is None or verdict.cause is not QualityCause.NO_SOUND_FROM_THERE for verdict in verdicts[:2])


def test_a_far_side_that_sends_nothing_while_silent_is_not_blamed() -> None:
    assert judged(12, received=5, missing=45).cause is QualityCause.NONE


def test_old_troubles_are_forgotten_after_ten_seconds() -> None:
    judge = Judge(equipment_of("G722", 16_000))
    judge.look(START)
    bad = replace(START, at_s=101.0, received=25, lost=25, missing=25, sent=50)
    assert (first := judge.look(bad)) is not None
    assert first.cause is QualityCause.LOSS_HERE
    last = None
    for second in range(1, 13):
        last = judge.look(replace(bad, at_s=101.0 + second, received=25 + 50 * second, sent=50 + 50 * second))
    assert last is not None
    assert last.cause is QualityCause.NONE


def test_after_a_hold_it_begins_anew() -> None:
    judge = Judge(equipment_of("G722", 16_000))
    judge.look(START)
    judge.restart()
    assert judge.look(replace(START, at_s=200.0)) is None
