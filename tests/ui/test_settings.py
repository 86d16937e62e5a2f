"""The settings: pages, what holds at once, and what is said where something can't be used."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from tests.ui.money_scenes import second
from tests.ui.scenes import OFFICE
from ui.dialogs.account import AccountTab
from ui.dialogs.accounts import AccountsDialog
from ui.dialogs.settings import SettingsDialog, SettingsPage
from ui.network.check import CheckDialog
from ui.settings.calls import CallsPage
from ui.settings.chats import ChatsPage
from ui.settings.general import GeneralPage
from ui.settings.hooks import command_trouble
from ui.settings.network import NetworkPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.shell import Shell


@pytest.fixture
def dialog(shell: Shell, fakes: Fakes) -> SettingsDialog:
    second(fakes)
    return shell.open_settings()


@pytest.fixture
def calls(dialog: SettingsDialog) -> CallsPage:
    dialog.open_page(SettingsPage.CALLS)
    return dialog.page_of(SettingsPage.CALLS, CallsPage)


def choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def type_into(field: QLineEdit, text: str) -> None:
    field.setText(text)
    field.textEdited.emit(text)
    field.editingFinished.emit()


# --- pages ---------------------------------------------------------------------------------------------------------------------------


def test_the_list_leads_to_each_page_and_says_which_it_is(dialog: SettingsDialog) -> None:
    names: list[str] = []
    for row in range(dialog.list.count()):
        dialog.list.setCurrentRow(row)
        names.append(dialog.title.text())
    assert names == ["General", "Sound", "Calls", "Notifications", "Chats", "Network", "About"]


def test_every_control_of_every_page_has_a_name(dialog: SettingsDialog) -> None:
    for page in SettingsPage:
        controls = [part for part in dialog.page(page).findChildren(QWidget) if isinstance(part, (QLineEdit, QComboBox, QAbstractButton))]
        nameless = [part for part in controls if not part.accessibleName() and not (isinstance(part, QAbstractButton) and part.text())]
        assert nameless == [], page


def test_a_narrow_window_shows_the_list_or_the_page(dialog: SettingsDialog, qtbot: QtBot) -> None:
    assert (dialog.list.isVisible(), dialog.title.isVisible(), dialog.back.isVisible()) == (True, True, False)
    dialog.resize(360, 600)
    assert (dialog.list.isVisible(), dialog.title.isVisible(), dialog.back.isVisible()) == (False, True, True)
    dialog.back.click()
    assert (dialog.list.isVisible(), dialog.title.isVisible()) == (True, False)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert not dialog.title.isVisible()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert (dialog.list.isVisible(), dialog.title.text()) == (False, "Sound")
    dialog.resize(760, 560)
    assert (dialog.list.isVisible(), dialog.back.isVisible()) == (True, False)


def test_another_language_is_spoken_on_every_page_at_once(shell: Shell, fakes: Fakes, dialog: SettingsDialog, qtbot: QtBot) -> None:
    general = dialog.page_of(SettingsPage.GENERAL, GeneralPage)
    dialog.page(SettingsPage.CALLS)
    choose(general.language, "ru")
    qtbot.waitUntil(lambda: dialog.page_of(SettingsPage.GENERAL, GeneralPage) is not general)
    assert (dialog.windowTitle(), dialog.title.text()) == ("Настройки", "Общие")
    assert dialog.page_of(SettingsPage.CALLS, CallsPage).quiet.box.text() == "Не беспокоить"
    assert fakes.settings.values().language == "ru"
    fakes.settings.change(language="en")
    qtbot.waitUntil(lambda: dialog.title.text() == "General")
    del shell


def test_general_and_chat_settings_hold_at_once(dialog: SettingsDialog, fakes: Fakes) -> None:
    general, chats = dialog.page_of(SettingsPage.GENERAL, GeneralPage), dialog.page_of(SettingsPage.CHATS, ChatsPage)
    choose(general.theme, "dark")
    choose(general.away, 30)
    chats.enter_sends.box.click()
    chats.receipts.box.click()
    choose(chats.below, 0)
    values = fakes.settings.values()
    assert (values.theme, values.away_minutes) == ("dark", 30)
    assert (values.enter_sends, values.send_receipts, values.send_typing, values.download_below_kb) == (False, False, True, 0)


# --- folders -------------------------------------------------------------------------------------------------------------------------


def test_a_folder_is_kept_where_it_can_be_written(calls: CallsPage, fakes: Fakes, tmp_path: Path) -> None:
    assert calls.folder.offer(str(tmp_path))
    assert fakes.settings.values().recordings_folder == str(tmp_path)
    assert calls.folder.clear.isVisible()
    calls.folder.clear.click()
    assert fakes.settings.values().recordings_folder == ""


def test_a_folder_that_can_not_be_written_is_told(calls: CallsPage, fakes: Fakes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    calls.folder.trouble.connect(said.append)
    monkeypatch.setattr("ui.widgets.path_field.os.access", lambda *_: False)  # root may write everywhere
    assert not calls.folder.offer(str(tmp_path))
    assert not calls.folder.offer(str(tmp_path / "none"))
    assert said == [f"Nothing can be written to {tmp_path}: choose another folder", f"There is no folder {tmp_path / 'none'}"]
    assert fakes.settings.values().recordings_folder == ""


# --- calls of every account ----------------------------------------------------------------------------------------------------------


def test_quiet_music_and_the_small_window_are_switched(calls: CallsPage, fakes: Fakes) -> None:
    calls.quiet.box.click()
    calls.mini.box.click()
    values = fakes.settings.values()
    assert (values.do_not_disturb, values.mini_window) == (True, True)
    fakes.settings.change(do_not_disturb=False)  # elsewhere in the window
    assert not calls.quiet.on()
    assert calls.music.box.isEnabled() is (sys.platform == "linux")


def test_a_key_calls_what_can_be_called(calls: CallsPage, fakes: Fakes) -> None:
    part = calls.speed_dial
    type_into(part.fields["2"], "8 (495) 111-22-33")
    if part.trouble.text():  # asked first: is this the number?
        part.fields["2"].editingFinished.emit()
    type_into(part.fields["5"], "vera@sandbox.test")
    assert fakes.settings.values().speed_dial == {"2": OFFICE, "5": "vera@sandbox.test"}
    type_into(part.fields["2"], "")
    assert fakes.settings.values().speed_dial == {"5": "vera@sandbox.test"}


def test_a_key_never_calls_what_is_no_number(calls: CallsPage, fakes: Fakes) -> None:
    part = calls.speed_dial
    type_into(part.fields["3"], "Борис")
    assert part.trouble.text().startswith("Key 3: ")
    type_into(part.fields["3"], "112")
    assert "emergency" in part.trouble.text()
    assert fakes.settings.values().speed_dial == {}


def test_a_command_of_ones_own_is_kept(calls: CallsPage, fakes: Fakes) -> None:
    command = shlex.join([sys.executable, "-c", "print(1)"])  # quoted: who knows where this project stands
    type_into(calls.hooks.edit("missed"), command)
    assert fakes.settings.values().hooks == {"missed": command}
    type_into(calls.hooks.edit("missed"), "")
    assert fakes.settings.values().hooks == {}


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("say 'hello", "A quotation mark has no second one"),
        ("no-such-program --loud", "There is no program no-such-program here"),
        ("", ""),
    ],
)
def test_a_command_that_can_not_be_run_is_told(calls: CallsPage, fakes: Fakes, command: str, words: str) -> None:
    assert command_trouble(command) == words
    type_into(calls.hooks.edit("ring"), command)
    assert calls.hooks.fields["ring"].trouble.text() == words
    assert fakes.settings.values().hooks == {}


# --- ways to other dialogs -----------------------------------------------------------------------------------------------------------


def test_an_account_leads_to_its_calls(shell: Shell, calls: CallsPage) -> None:
    calls.account_links[1].click()
    accounts = shell.dialogs()[-1]
    assert isinstance(accounts, AccountsDialog)
    assert accounts.account_page is not None
    assert (accounts.account_page.account_id, accounts.account_page.tabs.currentIndex()) == ("a2", AccountTab.CALLS)
    accounts.account_page.cancel.click()
    assert isinstance(shell.dialogs()[-1], SettingsDialog)  # one is back where one came from


def test_an_account_leads_to_its_connection_but_the_sandbox_has_none(shell: Shell, dialog: SettingsDialog) -> None:
    page = dialog.page_of(SettingsPage.NETWORK, NetworkPage)
    assert not page.links["a1"].isEnabled()
    page.links["a2"].click()
    accounts = shell.dialogs()[-1]
    assert isinstance(accounts, AccountsDialog)
    assert accounts.account_page is not None
    assert accounts.account_page.tabs.currentIndex() == AccountTab.CONNECTION


def test_the_network_check_is_opened_from_the_settings(shell: Shell, dialog: SettingsDialog) -> None:
    dialog.page_of(SettingsPage.NETWORK, NetworkPage).check.click()
    assert isinstance(shell.dialogs()[-1], CheckDialog)
