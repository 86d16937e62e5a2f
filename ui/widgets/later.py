"""Parts of a page that are made when they are wanted first, and stand where they would have stood from the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget


def insert_before(place: QBoxLayout | QStackedWidget, part: QWidget, following: QWidget) -> None:
    """Put `part` before `following`, for the eye and for Tab: Qt would append what comes late to the end of the window's focus chain."""
    parts = [part, *_after(part)]
    last = following.previousInFocusChain()
    while last is not None and last.focusPolicy() is Qt.FocusPolicy.NoFocus and last is not following:
        last = last.previousInFocusChain()
    place.insertWidget(place.indexOf(following), part)
    for each in parts:
        if last is not None and each.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            part.setTabOrder(last, each)
            last = each


def _after(part: QWidget) -> Iterator[QWidget]:
    """What Tab goes through after `part`, while that is still a window of its own."""
    each = part.nextInFocusChain()
    while each is not None and each is not part:
        yield each
        each = each.nextInFocusChain()
