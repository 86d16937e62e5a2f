"""Boxes with a few values, filled alike everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QStandardItemModel

from ui.language import tr
from ui.widgets.combo import Combo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QComboBox


def choice(options: Iterable[tuple[str, Any]]) -> Combo:
    """Words and the value that each stands for."""
    combo = Combo()
    for words, value in options:
        combo.addItem(words, value)
    return combo


def seconds_words(seconds: int) -> str:
    if seconds == 0:
        return tr("Choices", "at once")
    if seconds % 60 == 0 and seconds >= 120:
        return tr("Choices", "{minutes} min", minutes=seconds // 60)
    return tr("Choices", "{seconds} s", seconds=seconds)


def seconds_choice(*seconds: int) -> Combo:
    return choice((seconds_words(value), value) for value in seconds)


def show_value(combo: Combo, value: Any, words: str = "") -> None:
    """Choose it; one that is not among the choices (set by hand, or by another version) is added with these words."""
    place = combo.findData(value)
    if place < 0:
        combo.addItem(words or str(value), value)
        place = combo.count() - 1
    combo.setCurrentIndex(place)


def show_seconds(combo: Combo, seconds: int) -> None:
    show_value(combo, seconds, seconds_words(seconds))


def allow(combo: QComboBox, value: object, *, on: bool) -> None:
    """Whether this one of its values can be chosen."""
    model, place = combo.model(), combo.findData(value)
    if isinstance(model, QStandardItemModel) and place >= 0:
        model.item(place).setEnabled(on)
