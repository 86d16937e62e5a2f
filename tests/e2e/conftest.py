"""A desktop a test, fresh."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.desktop import Desktop

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def desktop(request: pytest.FixtureRequest) -> Iterator[Desktop]:
    """With keyring and sound; `@pytest.mark.parametrize("desktop", [{"sound": False}], indirect=True)` changes that."""
    # A short path: the name of a socket in it has 107 bytes at most.
    name = str(request.node.name).split("[")[0][:60]
    with (
        tempfile.TemporaryDirectory(prefix="agent-", ignore_cleanup_errors=True) as folder,
        Desktop(Path(folder), **getattr(request, "param", {})) as whole,
    ):
        yield whole
        whole.screenshot(name)
