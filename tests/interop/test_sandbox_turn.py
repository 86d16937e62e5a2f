"""Two sandboxes on one state: the money is never kept twice, and whoever waits takes over where the first one was."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from tests.peers.sandbox import ROOT, SandboxProcess

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A folder for both."""
    return tmp_path / "state"


def test_the_second_names_the_first_and_takes_its_place_when_it_dies(state: Path) -> None:
    with SandboxProcess(state) as first, SandboxProcess(state) as second:
        assert (second.sip_port, second.http_port, second.accounts) == (first.sip_port, first.http_port, first.accounts)
        first.post("/v1/topup", {"amount_micros": 1_000_000})
        assert second.account()["balance_micros"] == 13_400_000, "there is one provider, and both know where"
        first.kill()
        second.wait_for(lambda: _answers(second))
        assert second.account()["balance_micros"] == 13_400_000


def test_the_second_ends_when_it_is_told_to_and_the_first_goes_on(state: Path) -> None:
    with SandboxProcess(state) as first:
        with SandboxProcess(state) as second:
            assert second.stop() == 0
        assert first.account()["balance_micros"] == 12_400_000


def test_one_that_is_ending_is_waited_for(state: Path) -> None:
    first = SandboxProcess(state).start()
    soon = threading.Timer(0.3, first.stop)
    soon.start()
    with SandboxProcess(state) as second:
        soon.join()
        assert second.account()["user"] == "anna"
        assert "serves meanwhile" not in second.log.read_text(), "it is the provider itself"


def test_a_state_in_use_is_not_reset(state: Path) -> None:
    with SandboxProcess(state) as first:
        first.post("/v1/topup", {"amount_micros": 1_000_000})
        command = [sys.executable, "-m", "sandbox", "--state", str(state), "--reset"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        assert "another sandbox uses the state" in done.stderr
        assert first.account()["balance_micros"] == 13_400_000
    with SandboxProcess(state, "--reset") as anew:
        assert anew.account()["balance_micros"] == 12_400_000


def _answers(sandbox: SandboxProcess) -> bool:
    try:
        return sandbox.account()["user"] == "anna"
    except OSError:
        return False
