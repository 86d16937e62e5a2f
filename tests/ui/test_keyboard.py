"""The keys of the window: each does one thing, and the list that Help shows is neither longer nor shorter than what works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu

from ui.calls.shortcuts import HEADSET_KEYS, MEDIA_KEYS, ShortcutsDialog, lines
from ui.network.check import CheckDialog

if TYPE_CHECKING:
    from ui.conversation.composer import ChatComposer
    from ui.shell import Shell

NATIVE = QKeySequence.SequenceFormat.NativeText
OWN_KEYS = {QKeySequence(key).toString(NATIVE) for keys in (*MEDIA_KEYS.values(), HEADSET_KEYS) for key in keys}


def working_keys(shell: Shell) -> list[str]:
    """Of all that is in the window now, without those that keyboards and headsets have for one thing alone."""
    window = shell.window
    sequences = [key for action in window.findChildren(QAction) for key in action.shortcuts()]
    sequences += [button.shortcut() for button in window.findChildren(QAbstractButton)]
    sequences += [shortcut.key() for shortcut in window.findChildren(QShortcut)]
    named = [sequence.toString(NATIVE) for sequence in sequences]
    return [keys for keys in named if keys and keys not in OWN_KEYS]


def test_each_key_does_one_thing_and_the_list_names_each(shell: Shell, composer: ChatComposer) -> None:
    assert composer.isVisible(), "a conversation is open: its keys count too"
    works = working_keys(shell)
    assert sorted(works) == sorted(set(works))
    listed = [keys for line in lines() for keys in line.keys.split(", ")]
    assert sorted(listed) == sorted(works)
    assert all(line.words for line in lines())


def test_the_list_of_shortcuts_opens_by_its_key_and_says_all_of_them(shell: Shell) -> None:
    action = next(action for action in shell.window.actions() if QKeySequence("F1") in action.shortcuts())
    assert QKeySequence("Ctrl+/") in action.shortcuts()
    action.trigger()
    dialog = shell.dialogs()[0]
    assert isinstance(dialog, ShortcutsDialog)
    said = {label.text() for label in dialog.findChildren(QLabel)}
    assert {text for line in lines() for text in (line.words, line.keys)} <= said


def entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text().partition("\t")[0]: action for action in menu.actions() if action.text()}


def test_the_menu_ends_with_what_helps(shell: Shell) -> None:
    menu = shell.window.people.header.open_menu()
    names = [action.text().partition("\t")[0] for action in menu.actions()]
    assert names[-7:] == ["Do not disturb", "", "Keyboard shortcuts", "Network check…", "About Agent", "", "Quit"]
    assert "F1" in entries(menu)["Keyboard shortcuts"].text()
    menu.close()


def test_the_network_check_is_one_step_from_the_menu(shell: Shell) -> None:
    menu = shell.window.people.header.open_menu()
    entries(menu)["Network check…"].trigger()
    menu.close()
    dialog = shell.dialogs()[0]
    assert isinstance(dialog, CheckDialog)
    assert dialog.account_id() == "a1"
