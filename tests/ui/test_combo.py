"""A combo box whose words are longer than it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStyleOptionComboBox

from ui.widgets.combo import Combo

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def painted(combo: Combo) -> str:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    return str(option.currentText)  # pyright: ignore[reportAttributeAccessIssue]


def test_a_combo_box_ends_what_has_no_room_with_an_ellipsis_and_keeps_its_value(qtbot: QtBot) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    combo.addItem("A telephone provider of the long name", 1)
    combo.resize(120, 36)
    combo.show()
    assert painted(combo).startswith("A tel")
    assert painted(combo).endswith("…")
    assert combo.currentText() == "A telephone provider of the long name"
    combo.resize(600, 36)
    assert painted(combo) == combo.currentText()
