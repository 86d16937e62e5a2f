"""Tests that need a network of their own (`tests/interop/apart`): each file of them runs in namespaces where it may do as it likes.

Neither the computer's own network nor anything of another test is touched, and no rights are needed beyond a user's (user_namespaces(7)).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.peers.process import program

ROOT: Final = Path(__file__).parents[2]
FILES: Final = sorted(path.name for path in (Path(__file__).parent / "apart").glob("apart_*.py"))


def apart() -> list[str]:
    """A command's beginning: a network, mounts and an empty /run of its own, as their root."""
    unshare = program("unshare", "util-linux")
    return [unshare, "--user", "--map-root-user", "--net", "--mount", "sh", "-c", 'mount -t tmpfs none /run && exec "$@"', "sh"]


@pytest.mark.parametrize("file", FILES)
def test_in_a_network_of_its_own(file: str) -> None:
    tests = f"tests/interop/apart/{file}"
    command = [*apart(), sys.executable, "-m", "pytest", "-q", tests]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
