"""Tests that need a network of their own (`tests/interop/apart`): each file of them runs in namespaces where it may do as it likes.

Neither the computer's own network nor anything of another test is touched, and no rights are needed beyond a user's (user_namespaces(7)).
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.peers.process import program

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2]
FILES: Final = sorted(path.name for path in (Path(__file__).parent / "apart").glob("apart_*.py"))


def apart() -> list[str]:
    """A command's beginning: a network, mounts and an empty /run of its own, as their root."""
    unshare = program("unshare", "util-linux")
    return [unshare, "--user", "--map-root-user", "--net", "--mount", "sh", "-c", 'mount -t tmpfs none /run && exec "$@"', "sh"]


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[subprocess.Popen[bytes], Path]]]:
    """All of them side by side, for they mostly wait: each file's process, and what it writes."""
    folder = tmp_path_factory.mktemp("apart")
    with ExitStack() as stack:
        begun: dict[str, tuple[subprocess.Popen[bytes], Path]] = {}
        for file in FILES:
            said = folder / f"{file}.txt"
            command = [*apart(), sys.executable, "-m", "pytest", "-q", f"--basetemp={folder / file}", f"tests/interop/apart/{file}"]
            with said.open("wb") as output:
                process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
            stack.callback(process.wait)
            stack.callback(process.kill)
            begun[file] = process, said
        yield begun


@pytest.mark.parametrize("file", FILES)
def test_in_a_network_of_its_own(file: str, runs: dict[str, tuple[subprocess.Popen[bytes], Path]]) -> None:
    process, said = runs[file]
    assert process.wait(300) == 0, said.read_text(errors="replace")[-8000:]
