"""Small files are either old or new, logs are of limited size, profiles keep apart."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from agent_app.files import instance_id, set_aside, write_atomically
from agent_app.logs import ChildLog
from agent_app.profile import Profile, is_private


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "accounts.json"
    write_atomically(path, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_set_aside_twice_in_a_second_is_kept_twice(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for content in ("first", "second"):
        path.write_text(content)
        set_aside(path)
    assert sorted(file.read_text() for file in tmp_path.iterdir()) == ["first", "second"]


def test_a_childs_log_never_grows_beyond_its_limit(tmp_path: Path) -> None:
    log = ChildLog(tmp_path / "engine.log")
    for _ in range(300):
        log.take(b"x" * 9_999 + b"\n")
    log.take(b"half a line")
    log.close()
    sizes = [file.stat().st_size for file in tmp_path.iterdir()]
    assert len(sizes) == 2
    assert sum(sizes) < 2_100_000
    assert (tmp_path / "engine.log").read_text().endswith("half a line\n")


def test_a_line_that_never_ends_does_not_fill_the_memory(tmp_path: Path) -> None:
    log = ChildLog(tmp_path / "engine.log")
    for _ in range(40):
        log.take(b"\xff" * 100_000)
    log.close()
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 10_000_000


def test_the_sandbox_has_a_profile_of_its_own_inside_the_users(tmp_path: Path) -> None:
    own = Profile.at(tmp_path / "mine")
    sandbox = own.sandbox()
    assert sandbox.database != own.database
    assert sandbox.database.is_relative_to(tmp_path / "mine")
    assert sandbox.sandbox() == sandbox
    assert sandbox.own() == own
    assert sandbox.arguments() == ["--profile", str(tmp_path / "mine"), "--sandbox"]


def test_a_profiles_folders_are_the_users_alone(tmp_path: Path) -> None:
    profile = Profile.at(tmp_path / "deep" / "mine")
    profile.create()
    assert is_private(profile.data)


def test_without_a_folder_the_systems_places_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    profile = Profile.of_user()
    assert profile.database.is_relative_to(tmp_path / "data")
    assert profile.accounts.is_relative_to(tmp_path / "config")
    assert profile.arguments() == []


def test_an_installation_keeps_its_name(tmp_path: Path) -> None:
    path = tmp_path / "instance"
    name = instance_id(path)
    assert uuid.UUID(name).version == 4
    assert instance_id(path) == name


def test_a_broken_name_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "instance"
    path.write_text("not a UUID", encoding="utf-8")
    name = instance_id(path)
    assert path.read_text(encoding="ascii") == name


def test_where_no_name_can_be_kept_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert instance_id(tmp_path / "file" / "instance") == ""
