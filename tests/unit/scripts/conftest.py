"""A machine a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.scripts.machine import Machine

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Debian with everything installed, Python 3.11, and a user who is root."""
    machine = Machine(tmp_path)
    for name in ("python3", "python3.11"):
        machine.python(name, suits=True)
    return machine
