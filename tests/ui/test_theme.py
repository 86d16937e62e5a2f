"""Colours that can be read, icons that exist, a theme that changes while the program runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

import ui
from ui.icons import _outlines, outline
from ui.theme.roles import AVATARS, DARK, LIGHT, ON_AVATAR, TEXT_ON, Roles, is_dark, palette_of, roles_of
from ui.theme.switch import roles_for
from ui.widgets.avatar import initials

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.fakes import Fakes
    from ui.shell import Shell


def luminance(color: QColor) -> float:
    """WCAG 2.2, relative luminance."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("roles", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_every_text_role_can_be_read_on_every_ground_it_appears_on(roles: Roles, text: str, ground: str) -> None:
    assert contrast(getattr(roles, text), getattr(roles, ground)) >= 4.5


@pytest.mark.parametrize("color", AVATARS, ids=lambda color: color.name())
def test_initials_can_be_read_on_every_avatar(color: QColor) -> None:
    assert contrast(ON_AVATAR, color) >= 4.5


def test_the_palette_says_which_roles_hold(qapp: QApplication) -> None:
    del qapp
    assert roles_of(palette_of(DARK)) is DARK
    assert roles_of(palette_of(LIGHT)) is LIGHT


@pytest.mark.parametrize(
    ("theme", "system", "expected"),
    [
        ("light", Qt.ColorScheme.Dark, LIGHT),
        ("dark", Qt.ColorScheme.Light, DARK),
        ("system", Qt.ColorScheme.Dark, DARK),
        ("system", Qt.ColorScheme.Light, LIGHT),
        ("system", Qt.ColorScheme.Unknown, LIGHT),
    ],
)
def test_the_theme_follows_the_system_unless_chosen(theme: str, system: Qt.ColorScheme, expected: Roles) -> None:
    assert roles_for(theme, system) is expected


def test_the_theme_changes_while_the_window_is_open(open_shell: Callable[[Fakes], Shell], fakes: Fakes) -> None:
    shell = open_shell(fakes)
    assert not is_dark(shell.window.palette())
    fakes.settings.change(theme="dark")
    assert all(is_dark(part.palette()) for part in (shell.window, shell.window.phone, shell.window.people, shell.window.conversation))


def test_every_icon_that_the_source_names_was_taken_from_the_font() -> None:
    known = _outlines()
    source = "\n".join(path.read_text("utf-8") for path in Path(ui.__file__).parent.rglob("*.py"))
    strings = set(re.findall(r'"([a-z][a-z-]*)"', source))
    named = set(re.findall(r'(?:icon=|IconButton\(|Button\(.*icon=|RoundAction\(|EmptyState\(|Figure\(|VolumeRow\()"([a-z-]+)"', source))
    assert named
    assert named <= set(known)
    assert set(known) <= strings, "an icon that nobody uses is only weight"


def test_an_outline_lies_in_its_box() -> None:
    grid = QRectF(0, 0, 256, 256)
    assert all(grid.contains(outline(name).boundingRect()) for name in _outlines())


@pytest.mark.parametrize(
    ("name", "letters"), [("Борис Петров", "БП"), ("vera", "V"), ("+7 495", ""), ("", ""), ("Анна-Мария Ким", "АК"), ("<b>x</b>", "")]
)
def test_initials_come_from_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters
