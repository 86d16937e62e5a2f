"""System packages: only what is missing, nothing removed, no service begun, and one sentence where it can't be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.scripts.machine import Machine


def test_with_everything_there_apt_is_not_asked(machine: Machine) -> None:
    for kind in ("run", "test"):
        done = machine.run("system-packages.sh", kind)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.calls("apt") == []


def test_only_what_is_missing_is_installed_and_nothing_is_removed_for_it(machine: Machine) -> None:
    machine.lacks("libxcb-cursor0", "libportaudio2", "kamailio")
    assert machine.run("system-packages.sh", "run").returncode == 0
    install = machine.calls("apt-get")[-1]
    assert install.endswith(" install libxcb-cursor0 libportaudio2"), "what the tests alone need is not asked for"
    assert "--no-remove" in install
    assert "--no-install-recommends" in install


def test_a_name_that_ends_in_t64_is_the_same_package(machine: Machine) -> None:
    machine.lacks("libglib2.0-0")
    machine.says("t64", "libglib2.0-0t64\n")
    assert machine.run("system-packages.sh", "run").returncode == 0
    assert machine.calls("apt") == []


def test_an_installation_that_broke_off_is_finished_first(machine: Machine) -> None:
    machine.lacks("sqlite3")
    machine.run("system-packages.sh", "test")
    calls = machine.calls()
    assert calls.index("dpkg --configure -a") < min(place for place, call in enumerate(calls) if call.startswith("apt-get"))


def test_without_a_python_that_suits_the_systems_own_is_made_complete(machine: Machine) -> None:
    for name in ("python3", "python3.11"):
        machine.python(name, suits=False)
    machine.lacks("python3-venv")
    assert machine.run("system-packages.sh", "run").returncode == 0
    assert machine.calls("apt-get")[-1].endswith(" install python3-venv")


def test_a_user_is_asked_for_the_rights_of_root(machine: Machine) -> None:
    machine.user(1000)
    machine.lacks("libegl1")
    assert machine.run("system-packages.sh", "run").returncode == 0
    assert any("apt-get" in call and call.endswith(" install libegl1") for call in machine.calls("sudo"))


def test_without_sudo_the_sentence_names_the_packages(machine: Machine) -> None:
    machine.user(1000)
    machine.without("sudo")
    machine.lacks("libegl1", "libportaudio2")
    done = machine.run("system-packages.sh", "run")
    assert done.returncode == 1
    assert "sudo" in done.stderr
    assert "libegl1 libportaudio2" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert machine.calls("apt") == []


def test_a_user_who_may_not_or_a_network_that_is_away_is_told_what_to_install(machine: Machine) -> None:
    machine.lacks("libegl1")
    machine.says("apt-exit", "100")
    done = machine.run("system-packages.sh", "run")
    assert done.returncode == 1
    assert "libegl1" in done.stderr


def test_elsewhere_than_on_debian_the_packages_are_named(machine: Machine) -> None:
    machine.without("dpkg-query")
    done = machine.run("system-packages.sh", "run")
    assert done.returncode == 0
    assert "libportaudio2" in done.stderr


@pytest.mark.parametrize("sound", ["pipewire-alsa", "pipewire-pulse"])
def test_a_desktop_keeps_its_pipewire(machine: Machine, sound: str) -> None:
    """As a package PulseAudio would take the place of the user's sound server."""
    machine.says("missing", "pulseaudio\nkamailio\n" + "".join({"pipewire-alsa\n", "pipewire-pulse\n"} - {f"{sound}\n"}))
    assert machine.run("system-packages.sh", "test").returncode == 0
    calls = machine.calls("apt-get")
    assert any(call.endswith(" install kamailio") for call in calls)
    assert any(call.endswith(" satisfy libpulse0 (= 1), libtdb1") for call in calls)
    assert (machine.clone / "build/peers/bin/pulseaudio").exists()
    machine.says("missing", "pulseaudio\n")
    assert machine.run("system-packages.sh", "test").stdout == "", "it is unpacked once"


def test_without_pipewire_pulseaudio_is_installed(machine: Machine) -> None:
    machine.lacks("pulseaudio")
    assert machine.run("system-packages.sh", "test").returncode == 0
    assert machine.calls("apt-get")[-1].endswith(" install pulseaudio")


def test_a_system_that_refuses_namespaces_is_told_of_before_the_tests(machine: Machine) -> None:
    machine.says("unshare-error", "unshare: write failed /proc/self/uid_map: Operation not permitted")
    done = machine.run("system-packages.sh", "test")
    assert done.returncode == 1
    assert "network namespaces" in done.stderr
    assert machine.run("system-packages.sh", "run").returncode == 0, "the program needs none"
