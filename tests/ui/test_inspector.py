"""The number inspector: what it says of any text, its pop-over, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from agent_app.snapshots import AccountKind
from tests.ui.fakes import ACCOUNT
from tests.ui.scenes import OFFICE, price
from tests.ui.words import plain
from ui.dialogs.inspector import NumberInspector, Value
from ui.phone.inspecting import inspect

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.phone.dialling import Dialling
    from ui.shell import Shell


@pytest.fixture
def phone(shell: Shell) -> Dialling:
    return shell.window.phone.dialling


# --- the inspector -------------------------------------------------------------------------------------------------------------------


def facts_of(text: str, kind: AccountKind = AccountKind.PROVIDER) -> dict[str, str]:
    found = inspect(text, msgspec.structs.replace(ACCOUNT, kind=kind), price())
    return {fact.name: plain(fact.value) for fact in found.facts}


def test_the_inspector_knows_all_of_a_number(shell: Shell) -> None:
    assert shell is not None
    assert facts_of("8 (495) 111-22-33") == {
        "Typed": "8 (495) 111-22-33",
        "Full number": "+7 495 111-22-33",
        "Corrected": "8 became +7",
        "Country": "Russia",
        "Region": "Moscow",
        "Kind": "landline",
        "National form": "8 (495) 111-22-33",
        "Dialled as": "sip:+74951112233@sandbox.test",
        "In the tariff": "Moscow (7495…)",
        "Price": "0.70 ₽/min, whole minutes",
        "Balance": "lasts 17 min",
    }


@pytest.mark.parametrize(
    ("text", "kind", "name", "words"),
    [
        ("+7 495 111-22", AccountKind.PROVIDER, "Can't be called", "too short"),
        ("112", AccountKind.PROVIDER, "Can't be called", "emergency number"),
        ("112", AccountKind.PBX, "Kind", "emergency number 112"),
        ("204", AccountKind.PBX, "Dialled as", "sip:204@sandbox.test"),
        ("4951112233", AccountKind.PROVIDER, "Not dialled yet", "guess"),
        ("vera@sandbox.test", AccountKind.PROVIDER, "Dialled as", "vera@sandbox.test"),
        ("+74951112233 или +78123334455", AccountKind.PROVIDER, "Numbers in the text", "+7 812 333-44-55"),
        ("+7 495 111-22-33 доб. 12", AccountKind.PROVIDER, "After the answer", "12"),
    ],
)
def test_the_inspector_explains_any_text(shell: Shell, text: str, kind: AccountKind, name: str, words: str) -> None:
    assert shell is not None
    assert words in facts_of(text, kind)[name]


def test_the_inspector_opens_at_its_button_and_copies(shell: Shell, phone: Dialling) -> None:
    assert phone.info.isHidden(), "an empty field has nothing to look at"
    phone.show_text(OFFICE)
    phone.info.click()
    popup = phone.info.findChild(NumberInspector)
    assert popup is not None
    assert all(isinstance(value, QLabel) and value.textFormat() is Qt.TextFormat.PlainText for value in popup.values)
    assert all(value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse for value in popup.values)
    popup.copy_number.click()
    assert (QGuiApplication.clipboard().text(), popup.copy_number.text()) == ("+7 495 111-22-33", "Copied")
    popup.copy_all.click()
    assert "Country: Russia" in QGuiApplication.clipboard().text()
    popup.close()
    assert shell.window.isVisible()


def test_the_inspector_opens_by_its_shortcut_only_over_a_number(shell: Shell, phone: Dialling) -> None:
    shell.window.inspect_number()
    assert phone.info.findChild(NumberInspector) is None
    phone.show_text("<b>112</b>")
    shell.window.inspect_number()
    popup = phone.info.findChild(NumberInspector)
    assert popup is not None
    assert popup.values[0].text() == "<b>112</b>"
    popup.close()


def test_a_long_address_in_the_inspector_is_broken_not_cut(qtbot: QtBot) -> None:
    value = Value("sip:somebody.with.a.very.long.name@sip.provider.example", "Dialled as")
    qtbot.addWidget(value)
    assert value.text() == "sip:somebody.with.a.very.long.name\n@sip.provider.example"
