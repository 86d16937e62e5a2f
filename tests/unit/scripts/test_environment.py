"""The Python environment is made once, whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.scripts.machine import Machine

NO_NETWORK = "Caused by: dns error: failed to lookup address information: Temporary failure in name resolution\n"


def test_it_is_made_once(machine: Machine) -> None:
    first = machine.run("environment.sh", "run")
    assert (first.returncode, first.stderr) == (0, "")
    calls = machine.calls()
    assert "python3.11 -m venv .venv" in calls
    assert any("--require-hashes -r requirements/run.txt" in call for call in calls)
    second = machine.run("environment.sh", "run")
    assert (second.returncode, second.stdout, machine.calls()) == (0, "", [])


def test_what_the_tests_need_is_added_to_it(machine: Machine) -> None:
    machine.run("environment.sh", "run")
    machine.calls()
    assert machine.run("environment.sh", "test").returncode == 0
    calls = machine.calls()
    assert any("requirements/test.txt" in call for call in calls)
    assert not any(" venv " in call and "import" not in call for call in calls)


def test_a_changed_lock_file_is_installed_into_it(machine: Machine) -> None:
    machine.run("environment.sh", "run")
    machine.calls()
    with (machine.clone / "requirements/run.txt").open("a") as lock:
        lock.write("# changed\n")
    assert machine.run("environment.sh", "run").returncode == 0
    calls = machine.calls()
    assert any("requirements/run.txt" in call for call in calls)
    assert not any("-m venv" in call for call in calls)


def test_one_whose_making_broke_off_is_made_anew(machine: Machine) -> None:
    """What was being written when it stopped may be half there: uv would take its presence for the whole."""
    machine.says("trouble", "killed\n")
    assert machine.run("environment.sh", "run").returncode == 1
    machine.says("trouble", "")
    machine.calls()
    assert machine.run("environment.sh", "run").returncode == 0
    assert "python3.11 -m venv .venv" in machine.calls()


def test_a_folder_of_that_name_with_nothing_useful_in_it_is_replaced(machine: Machine) -> None:
    (machine.clone / ".venv/bin").mkdir(parents=True)
    assert machine.run("environment.sh", "run").returncode == 0
    assert "python3.11 -m venv .venv" in machine.calls()


def test_a_clone_that_moved_makes_it_anew(machine: Machine) -> None:
    """Programs in it begin with the path of their interpreter."""
    machine.run("environment.sh", "run")
    machine.calls()
    machine.clone = machine.clone.rename(machine.folder / "elsewhere")
    assert machine.run("environment.sh", "run").returncode == 0
    assert "python3.11 -m venv .venv" in machine.calls()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (NO_NETWORK, "is there a network?"),
        ("WARNING: Retrying\nERROR: No matching distribution\nconnection broken by NewConnectionError\n", "is there a network?"),
        (
            f"error: Failed to download https://github.com/astral-sh/python-build-standalone/releases\n{NO_NETWORK}",
            "3.11 or 3.12 helps too.",
        ),
        ("error: No space left on device (os error 28)\n", "The disk is full."),
        ("something that nobody foresaw\n", "something that nobody foresaw"),
    ],
)
def test_what_went_wrong_is_said_in_one_line(machine: Machine, words: str, sentence: str) -> None:
    machine.says("trouble", words)
    done = machine.run("environment.sh", "run")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert words in (machine.clone / "build/environment.txt").read_text("utf-8")


def test_another_python_first_on_the_path_is_passed_by(machine: Machine) -> None:
    machine.python("python3", suits=False)
    machine.python("python3.12", suits=False)  # a version manager's name for what it has not chosen
    assert machine.run("environment.sh", "run").returncode == 0
    assert "python3.11 -m venv .venv" in machine.calls()


def test_the_systems_own_python_is_found_behind_others(machine: Machine) -> None:
    for name in ("python3", "python3.11"):
        machine.python(name, suits=False)
    machine.python("system-python", suits=True)
    assert machine.run("environment.sh", "run").returncode == 0
    assert "system-python -m venv .venv" in machine.calls()


def test_a_named_python_comes_first(machine: Machine) -> None:
    machine.python("my python", suits=True)
    assert machine.run("environment.sh", "run", AGENT_PYTHON=str(machine.bin / "my python")).returncode == 0
    assert any(call.startswith("my python -m venv") for call in machine.calls())


def test_with_a_newer_python_alone_uv_brings_one_that_suits(machine: Machine) -> None:
    machine.python("python3", suits=False)
    machine.without("python3.11")
    done = machine.run("environment.sh", "run")
    assert done.returncode == 0
    assert "uv brings Python 3.12" in done.stdout
    assert "uv venv --quiet --python 3.12 .venv" in machine.calls()
    assert machine.run("environment.sh", "run").stdout == ""


def test_packages_that_the_shell_points_to_are_left_out(machine: Machine) -> None:
    assert machine.run("environment.sh", "run", PYTHONPATH="/opt/robots", PYTHONHOME="/opt").returncode == 0
    assert not any("/opt" in call for call in machine.calls())


def test_two_at_once_make_one(machine: Machine) -> None:
    machine.says("slow", "")
    with machine.start("environment.sh", "run") as first, machine.start("environment.sh", "run") as second:
        streams = [process.stdout for process in (first, second)]
        assert None not in streams
        lines = {stream.readline() for stream in streams if stream is not None}
        assert any("Making" in line for line in lines)
        assert any("waiting for it" in line for line in lines)
        (machine.folder / "slow").unlink()
        assert [first.wait(20), second.wait(20)] == [0, 0]
    assert len([call for call in machine.calls("python3.11") if "-m venv" in call]) == 1
