"""Tab goes through the settings and an account's forms as one reads them, and to the buttons below last."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication

from tests.ui import setting_scenes
from tests.ui.test_tab_order import stops
from ui.widgets.form import bring_into_view

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes
    from ui.shell import Shell

_LINE = 16  # pixels: what begins no further apart than that stands in one line


@pytest.mark.parametrize(
    "scene",
    [
        "settings_sound",
        "settings_calls",
        "settings_notices",
        "settings_chats",
        "settings_network",
        "account_calls",
        "account_connection",
        "check",
    ],
)
def test_tab_follows_the_eye(shell: Shell, fakes: Fakes, scene: str) -> None:
    getattr(setting_scenes, scene)(shell, fakes)
    dialog = shell.dialogs()[-1]
    dialog.resize(dialog.width(), 2600)  # all of it is in sight: nothing is scrolled
    for _ in range(20):
        QCoreApplication.processEvents()
    left = 200 if scene.startswith("settings") else 0  # beside the list of pages
    places = [part.mapTo(dialog, part.rect().topLeft()) for part in stops(dialog) if part.width() < dialog.width() * 0.75 or not left]
    inside = [place for place in places if place.x() > left]
    assert len(inside) > 3
    for before, after in pairwise(inside):
        assert after.y() > before.y() + _LINE or (abs(after.y() - before.y()) <= _LINE and after.x() > before.x()), (before, after)


def test_what_tab_comes_to_is_scrolled_into_sight(shell: Shell, fakes: Fakes) -> None:
    setting_scenes.account_calls(shell, fakes)
    dialog = shell.dialogs()[-1]
    last = list(stops(dialog))[-3]
    bring_into_view(last)
    QCoreApplication.processEvents()
    assert last.visibleRegion().boundingRect().height() == last.height()
