"""What forms are built of: headings, fields with their sentence and their trouble, switches, and a page that scrolls."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.check import BOX, GAP, Check
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence


def column(*parts: QWidget | QLayout, spacing: int = metrics.SMALL) -> QVBoxLayout:
    """The parts below each other, without a margin."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    _fill(layout, parts)
    return layout


def line(*parts: QWidget | QLayout | int, spacing: int = metrics.SMALL) -> QHBoxLayout:
    """The parts beside each other; a number is a stretch."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    _fill(layout, parts)
    return layout


def _fill(layout: QBoxLayout, parts: tuple[QWidget | QLayout | int, ...]) -> None:
    for part in parts:
        if isinstance(part, int):
            layout.addStretch(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def heading(text: str) -> Label:
    return Label(text, size=Type.TITLE, semibold=True, wrap=True)


def sentence(text: str = "", *, role: str = "muted") -> Label:
    """Small and quiet: what a setting means."""
    return Label(text, role=role, size=Type.SMALL, wrap=True)


class Field(QWidget):
    """A control with its name above, its sentence below, and, where what was typed can't be used, why."""

    def __init__(self, name: str, control: QWidget, meaning: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self.name = Label(name, role="muted", wrap=True)
        self.meaning = sentence(meaning)
        self.trouble = sentence(role="danger_text")
        self.trouble.hide()
        self.name.setVisible(bool(name))
        self.meaning.setVisible(bool(meaning))
        speaker = control.focusProxy() or control
        self.name.setBuddy(speaker)
        if name and not speaker.accessibleName():
            speaker.setAccessibleName(name)
        if meaning:
            speaker.setAccessibleDescription(meaning)
        self.setLayout(column(self.name, control, self.trouble, self.meaning, spacing=metrics.TIGHT))
        if isinstance(control, QLineEdit):
            control.textEdited.connect(lambda _: self.complain(""))

    def say(self, meaning: str) -> None:
        """Another sentence below it."""
        self.meaning.setText(meaning)
        self.meaning.setVisible(bool(meaning))

    def complain(self, trouble: str) -> None:
        """Why it can't be used; "" takes that back."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        if trouble:
            self.control.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self)


class Switch(QWidget):
    """A box to tick with a sentence below. `forbid` greys it, and says why."""

    def __init__(self, text: str, meaning: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._meaning = meaning
        self.box = Check(text)
        self.meaning = sentence(meaning)
        self.meaning.setContentsMargins(BOX + GAP, 0, 0, 0)
        self.meaning.setVisible(bool(meaning))
        self.box.setAccessibleDescription(meaning)
        self.toggled = self.box.toggled
        self.setFocusProxy(self.box)
        self.setLayout(column(self.box, self.meaning, spacing=2))

    def on(self) -> bool:
        return self.box.isChecked()

    def set_on(self, on: bool) -> None:
        """Without telling anybody."""
        self.box.blockSignals(True)
        self.box.setChecked(on)
        self.box.blockSignals(False)
        self.box.update()

    def forbid(self, why: str) -> None:
        """It can't be used for this reason; "": it can."""
        self.box.setEnabled(not why)
        self.meaning.setText(why or self._meaning)
        self.meaning.setVisible(bool(why or self._meaning))


class Section(QWidget):
    """A heading, a sentence, and what stands below them."""

    def __init__(self, title: str, meaning: str, *parts: QWidget | QLayout) -> None:
        super().__init__()
        self.title = heading(title)
        self.meaning = Label(meaning, role="muted", wrap=True)
        self.meaning.setVisible(bool(meaning))
        layout = column(self.title, self.meaning)
        self.setLayout(layout)
        for part in parts:
            layout.addWidget(part) if isinstance(part, QWidget) else layout.addLayout(part)


class Sheet(QWidget):
    """Sections below each other, at the top."""

    def __init__(self, *sections: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(metrics.HUGE)
        for section in sections:
            self._column.addWidget(section)
        self._column.addStretch(1)

    def add(self, section: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, section)


def scrolled(inside: QWidget | None = None) -> QScrollArea:
    """With the margins of a dialog's body; it scrolls downwards alone. Without anything inside it waits for `fill_area`."""
    area = QScrollArea()
    if inside is not None:
        fill_area(area, inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def fill_area(area: QScrollArea, inside: QWidget) -> None:
    inside.setContentsMargins(metrics.HUGE, metrics.MEDIUM, metrics.HUGE, metrics.SMALL)
    area.setWidget(inside)


def tab_through(*stops: QWidget) -> None:
    """Tab goes from each to the next, whatever was made first."""
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def tab_before(widget: QWidget, *stops: QWidget) -> None:
    """Tab goes through these, made later, before it comes to `widget`."""
    before = _stop_before(widget, stops)
    tab_through(*([before] if before is not None else []), *stops, widget)


def tab_last(*buttons: QWidget) -> None:
    """Tab comes to these after all else in their window: pages that are made later would follow them."""
    last = _stop_before(buttons[0].window(), buttons)
    if last is not None:
        tab_through(last, *buttons)


def _stop_before(widget: QWidget, skipped: Sequence[QWidget]) -> QWidget | None:
    """What Tab leaves to come to `widget`; None where that is the window's beginning."""
    at = widget.previousInFocusChain()  # Qt may have none while a window is built
    while at is not None and not at.isWindow():
        if at not in skipped and at.focusProxy() is None and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return at
        at = at.previousInFocusChain()
    return None


def bring_into_view(widget: QWidget) -> None:
    """Scroll to it, once the layout has made room for what was just shown."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        found = area
        QTimer.singleShot(0, widget, lambda: found.ensureWidgetVisible(widget, 0, metrics.HUGE))
