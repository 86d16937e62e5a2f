"""Recordings: where they go, what they are called, and what is told of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.accounts.calling import CallRules
from agent_app.calls.recordings import recording_name
from telephony.messages import CommandRefused, ConferenceChanged, RecordingForm, RecordingState, StartRecording, StopRecording
from telephony.reasons import Reason, ReasonCode
from tests.unit.agent_app.calls.conftest import Phone

AT = time.struct_time((2026, 11, 22, 19, 30, 5, 6, 326, 0))


def _started(phone: Phone, number: int = 1) -> StartRecording:
    phone.qtbot.waitUntil(lambda: len(phone.engine.told_of(StartRecording)) == number)
    return phone.engine.told_of(StartRecording)[-1]


def test_a_call_is_recorded_as_the_account_wants_and_the_file_is_told(phone: Phone) -> None:
    phone.set_rules(CallRules(record_form=RecordingForm.FLAC, record_announced=False))
    told: list[str] = []
    phone.calls.recording_changed.connect(told.append)
    phone.talk("in")
    phone.calls.record("in", on=True)
    command = _started(phone)
    path = Path(command.path)
    assert (command.call_id, command.form, command.announced) == ("in", RecordingForm.FLAC, False)
    assert path.parent == phone.folder
    assert path.name.endswith(" boris@provider.test.flac")
    assert phone.folder.stat().st_mode & 0o077 == 0
    phone.engine.say(RecordingState("in", command.path, running=True))
    assert (phone.call("in").recording, phone.call("in").recording_path) == (True, command.path)
    phone.calls.record("in", on=True)  # it is recorded already
    phone.calls.record("in", on=False)
    assert phone.engine.told_of(StopRecording) == [StopRecording("in")]
    phone.engine.say(RecordingState("in", command.path, running=False))
    assert (phone.call("in").recording, phone.call("in").recording_path) == (False, command.path)
    assert told == ["in", "in"]
    assert len(phone.engine.told_of(StartRecording)) == 1


def test_no_file_is_ever_written_over(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_app.calls.recordings.time.localtime", lambda: AT)
    phone.folder.mkdir()
    (phone.folder / "2026-11-22 19-30-05 boris@provider.test.wav").touch()
    phone.talk("in")
    for number in (1, 2):
        phone.calls.record("in", on=True)
        _started(phone, number)
    names = [Path(command.path).name for command in phone.engine.told_of(StartRecording)]
    assert names == ["2026-11-22 19-30-05 boris@provider.test (2).wav", "2026-11-22 19-30-05 boris@provider.test (3).wav"]


def test_the_users_own_folder_is_made_where_it_is_not_there(phone: Phone, tmp_path: Path) -> None:
    phone.settings.change(recordings_folder=str(tmp_path / "a" / "b"))
    phone.talk("in")
    phone.calls.record("in", on=True)
    assert Path(_started(phone).path).parent == tmp_path / "a" / "b"


def test_a_folder_that_can_not_be_made_is_told(phone: Phone, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    phone.settings.change(recordings_folder=str(tmp_path / "file"))
    phone.talk("in")
    phone.calls.record("in", on=True)
    phone.qtbot.waitUntil(lambda: phone.refused == [("in", ReasonCode.NOT_WRITABLE)])
    assert phone.engine.told_of(StartRecording) == []


def test_every_call_of_an_account_is_recorded_where_it_wants_that(phone: Phone) -> None:
    phone.set_rules(CallRules(record=True))
    phone.talk("in")
    assert _started(phone).call_id == "in"
    phone.establish("in")
    phone.qtbot.wait(30)
    assert len(phone.engine.told_of(StartRecording)) == 1


def test_a_full_disk_ends_a_recording_and_is_told(phone: Phone) -> None:
    phone.talk("in")
    phone.engine.say(RecordingState("in", "/x.wav", running=False, reason=Reason(ReasonCode.INTERNAL)))
    assert phone.refused == [("in", ReasonCode.INTERNAL)]
    phone.end("in")
    phone.engine.say(RecordingState("in", "/x.wav", running=False))
    assert phone.call("in").recording_path == "/x.wav"


def test_only_a_call_that_is_up_is_recorded(phone: Phone) -> None:
    phone.ring()
    phone.calls.record("in", on=True)
    phone.calls.record("nothing", on=True)
    assert phone.refused == [("in", ReasonCode.WRONG_STATE), ("nothing", ReasonCode.WRONG_STATE)]
    phone.talk("other", "sip:vera@provider.test")
    phone.calls.record("other", on=True)
    phone.end("other")
    phone.qtbot.wait(50)
    assert phone.engine.told_of(StartRecording) == []


def _joined(phone: Phone, *call_ids: str) -> None:
    """They talk, and are in a conference together."""
    for call_id in call_ids:
        phone.talk(call_id, f"sip:{call_id}@provider.test")
    phone.engine.say(ConferenceChanged("g", call_ids))


def test_a_conference_is_recorded_as_one_and_each_of_its_calls_tells_the_file(phone: Phone) -> None:
    phone.set_rules(CallRules(record_form=RecordingForm.OPUS, record_announced=True))
    _joined(phone, "boris", "vera")
    phone.calls.record("vera", on=True)
    command = _started(phone)
    assert (command.call_id, command.form, command.announced) == ("g", RecordingForm.OPUS, True)
    assert Path(command.path).name.endswith(" boris@provider.test_vera@provider.test.opus")
    phone.engine.say(RecordingState("g", command.path, running=True, call_ids=("boris", "vera")))
    phone.calls.record("boris", on=True)  # it is recorded already
    phone.qtbot.wait(30)
    assert len(phone.engine.told_of(StartRecording)) == 1
    for call_id in ("boris", "vera"):
        assert (phone.call(call_id).recording, phone.call(call_id).recording_path) == (True, command.path)
    phone.calls.record("boris", on=False)
    assert phone.engine.told_of(StopRecording) == [StopRecording("g")]
    phone.engine.say(RecordingState("g", command.path, running=False, call_ids=("boris", "vera")))
    for call_id in ("boris", "vera"):
        assert (phone.call(call_id).recording, phone.call(call_id).recording_path) == (False, command.path)


def test_who_comes_to_a_recorded_conference_and_who_leaves_it_is_told(phone: Phone) -> None:
    _joined(phone, "boris", "vera", "carol")
    phone.engine.say(RecordingState("g", "/g.wav", running=True, call_ids=("boris", "vera")))
    phone.engine.say(RecordingState("g", "/g.wav", running=True, call_ids=("boris", "vera", "carol")))
    assert phone.call("carol").recording
    phone.engine.say(ConferenceChanged("g", ("boris", "vera")))
    phone.engine.say(RecordingState("g", "/g.wav", running=True, call_ids=("boris", "vera")))
    assert (phone.call("carol").recording, phone.call("carol").recording_path) == (False, "/g.wav"), "what was recorded of her stays hers"
    phone.end("vera")
    phone.engine.say(ConferenceChanged("g", ()))
    phone.engine.say(RecordingState("g", "/g.wav", running=True, call_ids=("boris",)))
    assert phone.call("boris").recording
    phone.calls.record("boris", on=False)
    assert phone.engine.told_of(StopRecording) == [StopRecording("g")]
    phone.engine.say(RecordingState("g", "/g.wav", running=False, call_ids=("boris",)))
    assert not phone.call("boris").recording
    assert phone.call("vera").recording_path == "/g.wav"


def test_a_conferences_button_ends_what_any_of_its_calls_is_recorded_by(phone: Phone) -> None:
    _joined(phone, "boris", "vera")
    phone.engine.say(RecordingState("vera", "/vera.wav", running=True, call_ids=("vera",)))
    phone.calls.record("boris", on=True)
    phone.calls.record("boris", on=False)
    phone.qtbot.wait(30)
    assert phone.engine.told_of(StartRecording) == []
    assert phone.engine.told_of(StopRecording) == [StopRecording("vera")]


def test_the_end_of_an_older_file_takes_nothing_from_the_newer(phone: Phone) -> None:
    _joined(phone, "boris", "vera")
    phone.engine.say(RecordingState("boris", "/old.wav", running=True, call_ids=("boris",)))
    phone.engine.say(RecordingState("g", "/new.wav", running=True, call_ids=("boris", "vera")))
    phone.engine.say(RecordingState("boris", "/old.wav", running=False, call_ids=("boris",)))
    assert (phone.call("boris").recording, phone.call("boris").recording_path) == (True, "/new.wav")


def test_why_a_conference_can_not_be_recorded_is_told_with_one_of_its_calls(phone: Phone) -> None:
    _joined(phone, "boris", "vera")
    phone.engine.say(CommandRefused("StartRecording", "g", Reason(ReasonCode.BAD_VALUE)))
    phone.engine.say(RecordingState("g", "/g.wav", running=True, call_ids=("boris", "vera")))
    phone.engine.say(RecordingState("g", "/g.wav", running=False, reason=Reason(ReasonCode.DISK_FULL), call_ids=("boris", "vera")))
    phone.engine.say(CommandRefused("StopRecording", "gone", Reason(ReasonCode.WRONG_STATE)))
    assert phone.refused == [("boris", ReasonCode.BAD_VALUE), ("boris", ReasonCode.DISK_FULL)]


@given(remote=st.text(max_size=200))
def test_a_name_is_safe_whoever_calls(remote: str) -> None:
    name = recording_name(remote, AT)
    assert Path(name).name == name
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert len(name.encode()) <= 250
    assert name.startswith("2026-11-22 19-30-05")
