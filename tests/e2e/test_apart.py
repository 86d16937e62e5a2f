"""Desktops that need a network of their own (`tests/e2e/apart`), run as `tests/interop/test_apart.py` runs its files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.interop.test_apart import ROOT, apart

FILES: Final = sorted(path.name for path in (Path(__file__).parent / "apart").glob("apart_*.py"))


@pytest.mark.parametrize("file", FILES)
def test_on_a_desktop_with_a_network_of_its_own(file: str) -> None:
    command = [*apart(), sys.executable, "-m", "pytest", "-q", f"tests/e2e/apart/{file}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=180, check=False)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
