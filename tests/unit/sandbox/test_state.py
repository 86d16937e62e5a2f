"""The state file: kept, private, and never a reason not to start."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.state import MAX_RECORDS, CallRecord, Sms, TopUp, open_state

if TYPE_CHECKING:
    from pathlib import Path


def record(number: str, cause: str = "busy") -> CallRecord:
    return CallRecord(number, "anna", "out", number, "", 1, end_cause=cause)


def test_the_first_start_makes_accounts_with_secrets_of_their_own(tmp_path: Path) -> None:
    state = open_state(tmp_path / "new" / "folder")
    assert list(state.accounts) == ["anna", "boris", "vera"]
    secrets = [text for account in state.accounts.values() for text in (account.password, account.token)]
    assert len(set(secrets)) == 6
    assert all(text not in repr(state.accounts) for text in secrets)
    assert (state.accounts["anna"].balance_micros, state.accounts["anna"].trial_left) == (12_400_000, 300)


def test_what_was_saved_is_there_again_and_only_for_the_user(tmp_path: Path) -> None:
    state = open_state(tmp_path)
    state.accounts["anna"].balance_micros = 7
    state.records.append(record("1"))
    state.save()
    again = open_state(tmp_path)
    assert (again.accounts, again.records) == (state.accounts, state.records)
    assert (tmp_path / "sandbox.json").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["sandbox.json"]


def test_old_records_go_when_there_are_too_many(tmp_path: Path) -> None:
    state = open_state(tmp_path)
    state.records += [record(str(index)) for index in range(MAX_RECORDS + 5)]
    state.save()
    assert [one.number for one in open_state(tmp_path).records][:1] == ["5"]


def test_a_call_that_the_provider_did_not_survive_is_closed_without_a_charge(tmp_path: Path) -> None:
    state = open_state(tmp_path)
    state.records.append(record("1", cause=""))
    state.save()
    again = open_state(tmp_path).records[0]
    assert (again.end_cause, again.cost_micros) == ("provider_restart", 0)
    assert again.end_us > again.start_us


def test_a_reset_forgets_everything(tmp_path: Path) -> None:
    state = open_state(tmp_path)
    state.records.append(record("1"))
    state.save()
    fresh = open_state(tmp_path, reset=True)
    assert fresh.records == []
    assert fresh.accounts["anna"].password != state.accounts["anna"].password


@pytest.mark.parametrize(
    "change",
    [
        {"version": 4},
        {"accounts": None},
        {"accounts": [1]},
        {"calls": [{"id": 1}]},
        {"accounts": [{"user": "anna"}]},
    ],
)
def test_a_state_of_another_shape_is_set_aside(tmp_path: Path, change: dict[str, object], caplog: pytest.LogCaptureFixture) -> None:
    old = open_state(tmp_path)
    path = tmp_path / "sandbox.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    fresh = open_state(tmp_path)
    assert fresh.accounts["anna"].token != old.accounts["anna"].token
    assert "a new one begins" in caplog.text
    assert old.accounts["anna"].password not in caplog.text
    assert len(list(tmp_path.glob("sandbox.broken-*.json"))) == 1


def test_a_state_of_the_first_version_keeps_its_money_and_secrets(tmp_path: Path) -> None:
    old = open_state(tmp_path)
    old.records.append(record("1"))
    old.save()
    path = tmp_path / "sandbox.json"
    content = json.loads(path.read_text())
    del content["topups"], content["sms"], content["letters"], content["files"], content["calls"][0]["free"]
    for each in content["accounts"]:
        del each["topped_up"]
    path.write_text(json.dumps(content | {"version": 1}))
    again = open_state(tmp_path)
    assert (again.accounts, again.records) == (old.accounts, old.records)
    assert again.sms == again.top_ups == again.letters == again.files == []


def test_a_state_of_the_second_version_has_no_files_yet(tmp_path: Path) -> None:
    old = open_state(tmp_path)
    path = tmp_path / "sandbox.json"
    content = json.loads(path.read_text())
    del content["files"]
    path.write_text(json.dumps(content | {"version": 2}))
    again = open_state(tmp_path)
    assert (again.accounts, again.files) == (old.accounts, [])


def test_receipts_and_sms_are_there_again(tmp_path: Path) -> None:
    state = open_state(tmp_path)
    state.top_ups.append(TopUp("a", "anna", 1, 2, 3))
    state.sms.append(Sms("b", "anna", "+79161112233", "Привет 🙂", 1, 1, 0))
    state.save()
    again = open_state(tmp_path)
    assert (again.top_ups, again.sms) == (state.top_ups, state.sms)
    assert "Привет" not in repr(again.sms)


def test_a_value_of_another_type_is_a_broken_state(tmp_path: Path) -> None:
    open_state(tmp_path)
    path = tmp_path / "sandbox.json"
    path.write_text(path.read_text().replace("12400000", '"12400000"'))
    assert open_state(tmp_path).accounts["anna"].balance_micros == 12_400_000
    assert len(list(tmp_path.glob("sandbox.broken-*.json"))) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_as_state_start_anew(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "sandbox.json").write_bytes(data)
    assert "anna" in open_state(tmp_path).accounts
