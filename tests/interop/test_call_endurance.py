"""Many calls in a row with everything at once: nothing aborts the engine, and nothing is left behind."""

from __future__ import annotations

import time
from pathlib import Path

from telephony.messages import Conference, ConferenceChanged, RecordingForm, RecordingState, StartRecording
from tests.interop.calling import Phone
from tests.peers.process import eventually

ROUNDS = 10  # three calls each


def descriptors(phone: Phone) -> int:
    return len(list(Path(f"/proc/{phone.engine.process.pid}/fd").iterdir()))


def threads(phone: Phone) -> int:
    return len(list(Path(f"/proc/{phone.engine.process.pid}/task").iterdir()))


def test_thirty_calls_held_joined_and_recorded_leave_nothing_behind(tmp_path: Path) -> None:
    with Phone("anna") as anna, Phone("boris") as boris:
        for number in range(2):
            one_round(anna, boris, tmp_path, number)
        time.sleep(1.0)  # the recordings' threads end a moment after they say so
        most = descriptors(anna), threads(anna)
        for number in range(2, ROUNDS):
            one_round(anna, boris, tmp_path, number)
        eventually(lambda: descriptors(anna) <= most[0] and threads(anna) <= most[1], 30, f"no more than {most} descriptors and threads")
        assert anna.engine.stop() == 0
        assert boris.engine.stop() == 0
    assert len(list(tmp_path.glob("*.wav"))) == 3 * ROUNDS
    assert min(path.stat().st_size for path in tmp_path.glob("*.wav")) > 44


def test_the_engine_leaves_in_order_in_the_middle_of_everything(tmp_path: Path) -> None:
    with Phone("anna") as anna, Phone("boris") as boris:
        pairs = [anna.talks_with(boris) for _ in range(3)]
        calls = [out for out, _ in pairs]
        for out, form in zip(calls, RecordingForm, strict=True):
            anna.send(StartRecording(out, str(tmp_path / f"{form}.{form}"), form, announced=True))
        anna.send(Conference("all", tuple(calls[:2])))
        anna.holds(calls[2])
        for form in RecordingForm:
            path = tmp_path / f"{form}.{form}"
            eventually(lambda path=path: path.exists() and path.stat().st_size > 1000, 30, f"{path.name} grows")
        assert anna.engine.stop() == 0
        for _, into in pairs:
            boris.ends(into)
    assert min((tmp_path / f"{form}.{form}").stat().st_size for form in RecordingForm) > 1000


def one_round(anna: Phone, boris: Phone, folder: Path, number: int) -> None:
    pairs = [anna.talks_with(boris) for _ in range(3)]
    for index, (out, _) in enumerate(pairs):
        anna.send(StartRecording(out, str(folder / f"{number}-{index}.wav"), announced=index == 0))
    anna.holds(pairs[0][0])
    group = tuple(out for out, _ in pairs)
    since = anna.now()
    anna.send(Conference(f"group {number}", group))
    anna.hears_of(ConferenceChanged, lambda event: event.call_ids == group, since=since)
    boris.holds(pairs[1][1])
    time.sleep(0.2)
    for index, (out, into) in enumerate(pairs):
        (anna if index % 2 else boris).hangs_up(out if index % 2 else into)
        anna.ends(out)
        boris.ends(into)
        anna.hears_of(RecordingState, lambda event, out=out: event.call_id == out and not event.running)
