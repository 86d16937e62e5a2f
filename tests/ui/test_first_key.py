"""What is typed into a window that has just opened shows at once; what it means is said as soon as the number library is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent

from ui.phone.field import SHOWN_MS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.phone.dialling import Dialling
    from ui.shell import Shell


class Hands(QObject):
    """They press keys all at once: QTest lets the event loop turn in between. The number library is read a moment later."""

    def __init__(self, dialling: Dialling, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(dialling)
        self._field = dialling.field
        self._read = False
        self.shown = ""  # what was painted last before the library came
        self._field.installEventFilter(self)
        for module in ("ui.phone.field", "ui.phone.dialling"):
            monkeypatch.setattr(f"{module}.numbers_are_ready", lambda: self._read)

    def press(self, text: str) -> None:
        self._expect()
        for sign in text:
            QCoreApplication.sendEvent(self._field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, sign))

    def paste(self, text: str) -> None:
        self._expect()
        QGuiApplication.clipboard().setText(text)
        self._field.paste()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self._read:
            self.shown = self._field.text()
        return super().eventFilter(watched, event)

    def _expect(self) -> None:
        QTimer.singleShot(SHOWN_MS, self, self._come)

    def _come(self) -> None:
        self._read = True


@pytest.fixture
def dialling(shell: Shell) -> Dialling:
    return shell.window.phone.dialling


@pytest.fixture
def hands(dialling: Dialling, monkeypatch: pytest.MonkeyPatch) -> Hands:
    return Hands(dialling, monkeypatch)


def test_the_first_keys_show_before_they_are_read(dialling: Dialling, hands: Hands, qtbot: QtBot) -> None:
    hands.press("+74951112233")
    assert dialling.field.text() == "+74951112233"
    assert dialling.target() is None
    assert dialling.erase.isVisible()
    qtbot.waitUntil(lambda: dialling.target() is not None)
    assert hands.shown == "+74951112233"
    assert dialling.field.text() == "+7 495 111-22-33"
    target = dialling.target()
    assert target is not None
    assert target.number == "+74951112233"
    assert dialling.facts.line.text().startswith("Moscow")


def test_enter_right_behind_them_calls(dialling: Dialling, hands: Hands, fakes: Fakes) -> None:
    hands.press("+74951112233")
    dialling.press_call()
    assert fakes.calls.asked == [("number", "a1", "+74951112233", "", "False")]


def test_a_text_pasted_first_gives_its_number(dialling: Dialling, hands: Hands, qtbot: QtBot) -> None:
    hands.paste("call me: 8 (495) 111-22-33, in the evening")
    qtbot.waitUntil(lambda: dialling.field.text() == "+7 495 111-22-33")


def test_what_was_erased_meanwhile_is_not_read(dialling: Dialling, hands: Hands, qtbot: QtBot) -> None:
    hands.press("7")
    dialling.field.backspace()
    qtbot.wait(2 * SHOWN_MS)
    assert dialling.target() is None
    assert not dialling.cancel.isEnabled()


@pytest.mark.parametrize("link", ["tel:+74951112233", "+74951112233"])
def test_a_link_into_a_new_window_is_read_at_once(shell: Shell, monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    dialling = shell.window.phone.dialling
    Hands(dialling, monkeypatch)  # the library is not there
    shell.show_number(link)
    assert dialling.field.text() == "+7 495 111-22-33"
