"""A window over fake services, and a rule: whatever Qt warns of fails the test."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.logging import _QtLogLibrary  # pyright: ignore[reportMissingTypeStubs, reportAttributeAccessIssue]
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.conversation.composer import ChatComposer
    from ui.conversation.page import ConversationPage
    from ui.phone.in_call import InCall
    from ui.shell import Shell

if sys.platform == "linux" and not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The offscreen platform has no window manager, and says so.
_PLATFORM = ("This plugin does not support", "QSystemTrayIcon")


@pytest.fixture(autouse=True)
def _no_qt_warnings(qtlog: _QtLogLibrary) -> Iterator[None]:  # pyright: ignore[reportUnknownParameterType, reportUnusedFunction]
    yield
    said = [str(record.message) for record in qtlog.records]  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    assert [line for line in said if not line.startswith(_PLATFORM)] == []


@pytest.fixture
def fakes() -> Fakes:
    """A sandbox account with money, people and calls."""
    from tests.ui.scenes import populated

    return populated()


@pytest.fixture
def open_shell(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Fakes], Shell]]:
    """Shows a window over these services."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QGuiApplication

    from ui.shell import Shell

    monkeypatch.setattr("ui.shell.REST_MS", 0)
    opened: list[Shell] = []

    def show(fakes: Fakes) -> Shell:
        shell = Shell(fakes.services())
        shell.show()
        qtbot.waitExposed(shell.window)
        qtbot.wait(10)  # what comes after the first frame
        opened.append(shell)
        return shell

    yield show
    for shell in opened:
        for window in (*shell.incoming.windows(), *shell.dialogs(), shell.window):
            window.hide()
            window.deleteLater()
        shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # What Python put there must be gone before Python is: at exit Qt deletes it through an interpreter that no longer exists.
    QGuiApplication.clipboard().clear()


@pytest.fixture
def shell(open_shell: Callable[[Fakes], Shell], fakes: Fakes) -> Shell:
    return open_shell(fakes)


@pytest.fixture
def in_call(shell: Shell) -> InCall:
    """The phone as it is during a call."""
    return shell.window.phone.in_call


@pytest.fixture
def page(shell: Shell) -> ConversationPage:
    """The conversation with Vera, open."""
    shell.window.resize(1280, 760)
    shell.window.open_contact("p2")
    return shell.window.conversation


@pytest.fixture
def composer(page: ConversationPage) -> ChatComposer:
    """Where one writes to her."""
    assert page.writing.chat is not None
    return page.writing.chat
