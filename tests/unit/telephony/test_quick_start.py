"""What another process is going to load is read ahead."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from telephony.quick_start import read_ahead

if TYPE_CHECKING:
    from pathlib import Path


def test_the_engines_library_and_what_came_with_it_are_found() -> None:
    assert read_ahead("pjsua2") > (1 if sys.platform == "linux" else -1)


def test_only_libraries_are_read_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, libraries = tmp_path / "somewhere", tmp_path / "somewhere_python.libs"
    for folder in (package, libraries):
        folder.mkdir()
    for file in (package / "__init__.py", package / "_somewhere.so", libraries / "libcrypto.so.1.0", libraries / "README"):
        file.write_bytes(b"\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    assert read_ahead("somewhere") == 2


def test_what_is_not_installed_is_not_read_ahead() -> None:
    assert read_ahead("not_installed_anywhere") == 0
