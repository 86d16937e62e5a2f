"""What the program's tests share: a profile, problems that were told, and an engine that only listens."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import keyring
import pytest
import shiboken6

from agent_app.assembly import Assembly
from agent_app.engine_client import EngineOptions
from agent_app.problems import Problems
from agent_app.profile import Profile
from agent_app.snapshots import ProblemCode
from agent_app.storage.database import Database
from tests.unit.agent_app.drawer import Drawer
from tests.unit.agent_app.listening import ListeningEngine
from tests.unit.agent_app.running import Running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # pytest-qt makes one QApplication for all tests


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    profile = Profile.at(tmp_path / "profile")
    profile.create()
    return profile


@pytest.fixture
def problems() -> Problems:
    return Problems()


@pytest.fixture
def told(problems: Problems) -> list[tuple[ProblemCode, str]]:
    """The problems that were told so far."""
    told: list[tuple[ProblemCode, str]] = []

    def note(code: ProblemCode, value: str) -> None:
        told.append((code, value))

    problems.reported.connect(note)
    return told


@pytest.fixture
def database(profile: Profile, problems: Problems, qtbot: QtBot) -> Iterator[Database]:
    database = Database(profile.database, problems)
    yield database
    assert database.close(5.0)


@pytest.fixture
def engine() -> Iterator[ListeningEngine]:
    """The services of a test are its children, and end with it: collected later, by a worker perhaps, their timers would be left."""
    engine = ListeningEngine()
    yield engine
    shiboken6.delete(engine)


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    """A keyring in memory instead of the system's."""
    before = keyring.get_keyring()
    drawer = Drawer()
    keyring.set_keyring(drawer)
    yield drawer
    keyring.set_keyring(before)


@pytest.fixture
def running(profile: Profile, qtbot: QtBot) -> Iterator[Running]:
    """Real engine, real sandbox, registered."""
    sandbox = profile.sandbox()
    sandbox.create()
    assembly = Assembly(sandbox, EngineOptions(use_devices=False, local_address="127.0.0.1"))
    program = Running(assembly, sandbox.provider_state, qtbot)
    assembly.start()
    assembly.load()
    program.wait(program.is_registered)
    yield program
    assembly.leave()
    program.wait(lambda: program.has_left)
