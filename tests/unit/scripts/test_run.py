"""`make run`: with no display a sentence and nothing installed; else the window on the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.scripts.machine import Machine


def test_with_no_display_it_says_so_before_anything_is_installed(machine: Machine) -> None:
    machine.lacks("libegl1")
    done = machine.run("run.sh")
    assert done.returncode == 1
    assert "needs a display" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert machine.calls("apt") == []
    assert not (machine.clone / ".venv").exists()


@pytest.mark.parametrize("display", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_on_a_desktop_everything_is_made_and_the_window_opens_on_the_sandbox(machine: Machine, display: str) -> None:
    done = machine.run("run.sh", "--profile", "a b", **{display: "0"})
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "agent --sandbox --profile a b"
    assert any("translations.py release" in call for call in machine.calls())


def test_the_second_time_it_starts_at_once(machine: Machine) -> None:
    machine.run("run.sh", DISPLAY=":0")
    (machine.clone / "resources/translations/agent_ru.qm").touch()
    machine.calls()
    assert machine.run("run.sh", DISPLAY=":0").stdout == "agent --sandbox\n"
    assert machine.calls("apt") + machine.calls("python3.11") == []


def test_nothing_is_started_where_the_environment_could_not_be_made(machine: Machine) -> None:
    machine.says("trouble", "dns error\n")
    done = machine.run("run.sh", DISPLAY=":0")
    assert done.returncode == 1
    assert "agent --sandbox" not in done.stdout
