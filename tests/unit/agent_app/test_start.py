"""The way to the first frame stays short: what is heavy is loaded after it."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from tempfile import TemporaryDirectory
from typing import Final

import pytest

IMPORTS: Final = "from telephony.quick_start import import_msgspec; import_msgspec(); import agent_app.main, ui.shell"
BEFORE_THE_WINDOW: Final = f"""{IMPORTS}
import os, sys
from pathlib import Path
from agent_app.main import Program, StartOptions, _application
from agent_app.profile import Profile
os.environ["QT_QPA_PLATFORM"] = "offscreen"
profile = Profile.at(Path(sys.argv[1])).sandbox()
profile.create()
application = _application()
program = Program(application, profile, StartOptions(use_devices=False))
program._shell.show()
"""


@cache
def _loaded_by(script: str) -> frozenset[str]:
    with TemporaryDirectory(prefix="start-") as folder:
        done = subprocess.run(
            [sys.executable, "-c", f"{script}\nimport os, sys; print(*sys.modules, flush=True); os._exit(0)", folder],
            capture_output=True,
            text=True,
            timeout=90,
            check=True,
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
        "html",
        "av",
        "numpy",
        "PySide6.QtDBus",
        "PySide6.QtMultimedia",
        "agent_app.commandline.commands",
        "agent_app.control.commands",
        "ui.phone.in_call",
        "ui.calls.conference",
        "ui.calls.commands",
        "ui.calls.transfer_bar",
        "ui.calls.target",
        "ui.calls.mini",
        "ui.calls.history",
        "ui.calls.player",
        "ui.chats.broadcast",
        "ui.network.check",
        "ui.notifications.notifier",
        "ui.dialogs.settings",
        "ui.dialogs.account",
        "ui.tariffs.dialog",
        "ui.spending.dialog",
        "ui.contacts.editor",
        "ui.emoji.picker",
        "ui.conversation.recording",
        "ui.conversation.composer",
        "ui.conversation.sms",
        "ui.conversation.person",
        "ui.conversation.timeline",
        "ui.chats.panel",
        "ui.search.page",
        "ui.contacts.menus",
        "ui.contacts.picker",
        "ui.chats.status",
        "ui.chats.watchers",
        "ui.dialogs.questions",
        "ui.emoji.names",
        "agent_app.chats.parts",
        "agent_app.companions",
        "agent_app.notifications.service",
        "agent_app.search.service",
        "agent_app.hooks.listener",
        "telephony.bodies.cpim",
        "xml",
    ],
)
def test_a_start_does_not_load_what_the_first_frame_does_not_need(heavy: str) -> None:
    assert heavy not in _loaded_by(BEFORE_THE_WINDOW)


@pytest.mark.parametrize("foreign", ["pjsua2", "sounddevice", "sandbox", "telephony.engine"])
def test_the_windows_process_never_loads_the_engine_or_the_sandbox(foreign: str) -> None:
    assert foreign not in _loaded_by(f"{BEFORE_THE_WINDOW}\nimport agent_app.control.commands, agent_app.control.server")


def test_msgspec_works_without_the_backports_and_they_can_still_be_loaded() -> None:
    script = (
        "from telephony.quick_start import import_msgspec; import_msgspec();"
        "import agent_app.settings.values as v, msgspec;"
        'assert msgspec.json.decode(b\'{"theme":"dark"}\', type=v.Settings).theme is v.Theme.DARK;'
        "import typing_extensions; import_msgspec()"
    )
    assert "typing_extensions" in _loaded_by(script)


@pytest.mark.parametrize("heavy", ["typing_extensions", "av", "numpy", "email", "asyncio", "PySide6", "ssl", "http"])
def test_the_engine_loads_nothing_for_nothing(heavy: str) -> None:
    assert heavy not in _loaded_by("import telephony.engine.__main__, telephony.engine.engine")


@pytest.mark.parametrize("name", ["QStyle", "QPlainTextEdit", "QComboBox"])
def test_pyside_makes_no_class_that_the_first_frame_does_not_need(name: str) -> None:
    """It makes each with its first use, and the names of all its enumerations with it: 6 ms for QStyle."""
    made = "from PySide6 import QtWidgets; sys.modules.update({f'made.{each}': None for each in vars(QtWidgets)})"
    assert "made.QWidget" in _loaded_by(f"{BEFORE_THE_WINDOW}\n{made}")
    assert f"made.{name}" not in _loaded_by(f"{BEFORE_THE_WINDOW}\n{made}")
