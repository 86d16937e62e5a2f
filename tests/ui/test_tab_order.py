"""Tab goes through a dialog as one reads it: from the top to the bottom, in a line from left to right."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QWidget

from tests.ui import money_scenes, scenes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.fakes import Fakes
    from ui.shell import Shell

_LINE = 16  # pixels: what begins no further apart than that stands in one line


def stops(dialog: QDialog) -> Iterator[QWidget]:
    """What Tab comes to, in order, from the dialog's beginning."""
    at: QWidget | None = dialog.nextInFocusChain()
    while at is not None and at is not dialog:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isVisible() and at.focusProxy() is None and dialog.isAncestorOf(at):
            yield at
        at = at.nextInFocusChain()


@pytest.mark.parametrize(
    "scene", ["tariffs", "spending_month", "top_up", "account_money", "account_deck", "account_sandbox", "editor", "accounts", "preferred"]
)
def test_tab_follows_the_eye(shell: Shell, fakes: Fakes, scene: str) -> None:
    getattr(money_scenes if hasattr(money_scenes, scene) else scenes, scene)(shell, fakes)
    dialog = shell.dialogs()[-1]
    dialog.resize(dialog.width(), 1400)  # all of it is in sight: nothing is scrolled
    for _ in range(20):
        QCoreApplication.processEvents()
    places = [part.mapTo(dialog, part.rect().topLeft()) for part in stops(dialog) if part.width() < dialog.width()]
    assert len(places) > 3
    for before, after in pairwise(places):
        assert after.y() > before.y() + _LINE or (abs(after.y() - before.y()) <= _LINE and after.x() > before.x()), (before, after)
