"""What the tests of calls look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from ui.calls.target import TargetPicker

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes


def picker() -> TargetPicker:
    """The list of whom to call or transfer to, which is open."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, TargetPicker)
    return found


def acts(fakes: Fakes, name: str) -> list[tuple[str, ...]]:
    """What was asked of the calls under that name."""
    return [asked for asked in fakes.calls.asked if asked[0] == name]
