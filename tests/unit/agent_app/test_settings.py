"""Settings: kept, checked, and never a reason not to start."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from agent_app.problems import Problems
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore, StoreError, decode, encode
from agent_app.settings.values import SETTINGS_VERSION, Settings, Theme
from agent_app.snapshots import ProblemCode

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


_values = st.builds(
    Settings,
    language=st.sampled_from(["", "ru", "en"]),
    theme=st.sampled_from(Theme),
    window_geometry=st.text(max_size=40),
    speaker_percent=st.integers(0, 200),
    microphone_percent=st.integers(0, 200),
    close_to_tray=st.booleans(),
    current_account=st.text(max_size=40),
)


@given(_values)
def test_what_is_written_is_what_is_read(values: Settings) -> None:
    assert decode(encode(values, SETTINGS_VERSION), Settings, SETTINGS_VERSION) == values


@given(
    st.binary(max_size=300) | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda value: json.dumps(value).encode())
)
def test_any_file_is_either_settings_or_a_store_error(data: bytes) -> None:
    with contextlib.suppress(StoreError):
        assert isinstance(decode(data, Settings, SETTINGS_VERSION), Settings)


def test_a_changed_setting_is_told_and_is_there_after_a_restart(tmp_path: Path, problems: Problems, qtbot: QtBot) -> None:
    service = SettingsService(tmp_path / "settings.json", problems)
    told: list[Settings] = []
    service.changed.connect(told.append)
    service.change(theme=Theme.DARK, speaker_percent=150)
    assert told == [service.values()]
    qtbot.waitUntil((tmp_path / "settings.json").exists)
    assert SettingsService(tmp_path / "settings.json", problems).values() == Settings(theme=Theme.DARK, speaker_percent=150)


def test_a_change_to_the_same_value_is_silent(tmp_path: Path, problems: Problems, qtbot: QtBot) -> None:
    service = SettingsService(tmp_path / "settings.json", problems)
    with qtbot.assertNotEmitted(service.changed):
        service.change(theme=Theme.SYSTEM)


@pytest.mark.parametrize("fields", [{"speaker_percent": 201}, {"speaker_percent": "loud"}, {"theme": "pink"}])
def test_a_value_out_of_its_range_is_refused(tmp_path: Path, problems: Problems, fields: dict[str, object]) -> None:
    service = SettingsService(tmp_path / "settings.json", problems)
    with pytest.raises(msgspec.ValidationError):
        service.change(**fields)
    assert service.values() == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b'{"version":1,"content":{"theme":7}}', b'{"version":99,"content":{}}', b"\xff\xfe"])
def test_a_file_that_can_not_be_read_is_set_aside_and_the_defaults_stand_in(
    tmp_path: Path, problems: Problems, told: list[tuple[ProblemCode, str]], content: bytes
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert SettingsService(path, problems).values() == Settings()
    [(code, aside)] = told
    assert code is ProblemCode.SETTINGS_BROKEN
    assert (tmp_path / aside.rpartition("/")[2]).read_bytes() == content


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(st.binary(max_size=60))
def test_whatever_is_in_the_file_the_program_starts(tmp_path: Path, problems: Problems, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert isinstance(SettingsService(path, problems).values(), Settings)


def test_what_can_not_be_saved_is_told_and_kept_in_memory(
    tmp_path: Path, problems: Problems, told: list[tuple[ProblemCode, str]], qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("in the way")
    service = SettingsService(tmp_path / "file" / "settings.json", problems)
    service.change(language="ru")
    service.flush()
    assert service.values().language == "ru"
    assert ProblemCode.NOT_SAVED in {code for code, _ in told}


def test_a_save_replaces_the_file_in_one_step(tmp_path: Path, problems: Problems) -> None:
    path = tmp_path / "settings.json"
    store = JsonStore(path, Settings, SETTINGS_VERSION, problems.report, ProblemCode.SETTINGS_BROKEN)
    store.save(Settings(language="en"))
    with path.open("rb") as old:
        store.save(Settings(language="ru"))
        assert decode(old.read(), Settings, SETTINGS_VERSION).language == "en"
    assert decode(path.read_bytes(), Settings, SETTINGS_VERSION).language == "ru"
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


def test_what_went_wrong_before_the_window_was_there_is_told_once_it_is(tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "settings.json").write_bytes(b"{")
    SettingsService(tmp_path / "settings.json", problems)
    heard: list[ProblemCode] = []

    def hear(code: ProblemCode, _value: str) -> None:
        heard.append(code)

    problems.reported.connect(hear)
    problems.tell_early()
    problems.report(ProblemCode.DISK_FULL)
    problems.tell_early()
    assert heard == [ProblemCode.SETTINGS_BROKEN, ProblemCode.DISK_FULL]
