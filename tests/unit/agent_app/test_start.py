"""The way to the first frame stays short: what is heavy is loaded after it."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import Final

import pytest

BEFORE_THE_WINDOW: Final = "from agent_app.quick_start import import_msgspec; import_msgspec(); import agent_app.main, ui.shell"


@cache
def _loaded_by(script: str) -> frozenset[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{script}; import sys; print(*sys.modules)"], capture_output=True, text=True, timeout=30, check=True
    )
    return frozenset(done.stdout.split())


@pytest.mark.parametrize(
    "heavy",
    [
        "phonenumbers",
        "httpx",
        "keyring",
        "sqlite3",
        "qtawesome",
        "typing_extensions",
        "asyncio",
        "PySide6.QtNetwork",
        "ssl",
        "email",
        "urllib.request",
    ],
)
def test_a_start_does_not_load_what_the_first_frame_does_not_need(heavy: str) -> None:
    assert heavy not in _loaded_by(BEFORE_THE_WINDOW)


@pytest.mark.parametrize("foreign", ["pjsua2", "sounddevice", "sandbox", "telephony.engine"])
def test_the_windows_process_never_loads_the_engine_or_the_sandbox(foreign: str) -> None:
    assert foreign not in _loaded_by(f"{BEFORE_THE_WINDOW}; import agent_app.control.commands, agent_app.control.server")


def test_msgspec_works_without_the_backports_and_they_can_still_be_loaded() -> None:
    script = (
        "from agent_app.quick_start import import_msgspec; import_msgspec();"
        "import agent_app.settings.values as v, msgspec;"
        'assert msgspec.json.decode(b\'{"theme":"dark"}\', type=v.Settings).theme is v.Theme.DARK;'
        "import typing_extensions; import_msgspec()"
    )
    assert "typing_extensions" in _loaded_by(script)
