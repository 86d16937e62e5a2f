"""The new views fit into 360 pixels, and a screen reader can name everything in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QListView, QWidget

from tests.ui import money_scenes, scenes
from tests.ui.money_scenes import with_texts
from tests.ui.test_window import visible_controls
from ui.spending.chart import DayChart
from ui.spending.dialog import SpendingDialog
from ui.tariffs.dialog import TariffsDialog

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.shell import Shell

SCENES = (
    "accounts",
    "tariffs",
    "tariffs_directions",
    "tariffs_trouble",
    "top_up",
    "top_up_wait",
    "top_up_receipt",
    "spending_month",
    "spending_nothing",
    "account_access",
    "account_money",
    "account_deck",
    "account_sandbox",
    "preferred",
    "broken_deck",
)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scene", SCENES)
def test_every_view_fits_and_names_its_controls(shell: Shell, fakes: Fakes, scene: str, language: str) -> None:
    fakes.settings.change(language=language)
    getattr(money_scenes if hasattr(money_scenes, scene) else scenes, scene)(shell, fakes)
    dialog = shell.dialogs()[-1]
    dialog.resize(360, 600)
    QTest.qWait(20)
    assert dialog.width() == 360
    assert not dialog.grab().isNull()
    controls = [part for part in visible_controls(dialog) if part.isVisible()]
    nameless = [part for part in controls if not part.accessibleName() and not (isinstance(part, QAbstractButton) and part.text())]
    assert nameless == []
    out = [part for part in controls if part.mapTo(dialog, part.rect().topRight()).x() >= 360 and not isinstance(part, QListView)]
    assert out == []
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    fakes.settings.change(language="en")


@pytest.mark.parametrize("width", [360, 700, 1280])
def test_writing_an_sms_fits_into_every_width(shell: Shell, fakes: Fakes, width: int) -> None:
    with_texts(fakes)
    shell.window.resize(width, 640)
    shell.window.open_contact("p1")
    sms = shell.window.conversation.sms
    assert sms is not None
    sms.editor.setPlainText("слово " * 200)
    sms.latin.setChecked(True)
    QTest.qWait(20)
    assert shell.window.width() == width
    for part in sms.findChildren(QWidget):
        if part.isVisible() and isinstance(part, (QAbstractButton, QLineEdit, QComboBox, QLabel)):
            assert part.mapTo(shell.window, part.rect().topRight()).x() < width, part
    assert shell.window.conversation.timeline.height() > 60, "what was said stays in sight"


def test_the_keyboard_reaches_everything_of_the_spending(shell: Shell, fakes: Fakes) -> None:
    money_scenes.spending_month(shell, fakes)
    dialog = next(found for found in shell.dialogs() if isinstance(found, SpendingDialog))
    dialog.activateWindow()
    dialog.before.setFocus()
    reached: list[QWidget] = []
    for _ in range(12):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    assert any(isinstance(part, DayChart) for part in reached)
    assert dialog.table.view in reached
    assert dialog.export in reached


def test_down_goes_from_the_search_to_the_prices(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    money_scenes.tariffs(shell, fakes)
    dialog = next(found for found in shell.dialogs() if isinstance(found, TariffsDialog))
    qtbot.waitUntil(lambda: dialog.prices.table.model.rowCount() > 0)
    QTest.keyClick(dialog.prices.search, Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.prices.table.view
    said = str(dialog.prices.table.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    assert said == "Destination: China, mobile, Prefix: +8613, Price: free, Counted: whole minutes"


def test_what_stays_beside_the_window_speaks_another_language_at_once(shell: Shell, fakes: Fakes) -> None:
    money_scenes.tariffs(shell, fakes)
    money_scenes.spending_month(shell, fakes)
    fakes.settings.change(language="ru")
    assert [dialog.windowTitle() for dialog in shell.dialogs()] == ["Тарифы", "Расходы"]
    fakes.settings.change(language="en")
