"""The round buttons of a call: those that make sense now, four in a row, or three where a row of four would leave one alone."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import IconButton
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Collection

IN_A_ROW: Final = 4


class Action(Enum):
    """What a button does; the value is its icon."""

    MUTE = "microphone-slash"
    HOLD = "pause"
    KEYPAD = "dots-nine"
    TRANSFER = "arrow-right"
    ADD = "plus"
    RECORD = "record"
    SOUND = "headset"
    MORE = "dots-three"


_CHECKABLE: Final = (Action.MUTE, Action.HOLD, Action.KEYPAD, Action.RECORD)


class RoundAction(QWidget):
    """A round button with its word below."""

    def __init__(self, icon: str, *, checkable: bool = False, danger: bool = False) -> None:
        super().__init__()
        self.button = IconButton(icon, size=44, filled=True, checked_role="danger" if danger else "accent")
        self.button.setCheckable(checkable)
        self._word = Label(role="muted", size=Type.SMALL, align=Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._word)
        self.setMinimumWidth(68)

    def word(self) -> str:
        return self._word.text()

    def set_words(self, word: str, tip: str) -> None:
        self._word.setText(word)
        self.button.set_words(word, tip)


class ActionGrid(QWidget):
    """`show_actions` says which; they close up, so that none leaves a hole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Action, ...] = ()
        self._parts = {action: _make(action) for action in Action}
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(metrics.TIGHT)
        self._layout.setVerticalSpacing(metrics.SMALL)
        for part in self._parts.values():
            part.setParent(self)
            part.hide()

    def __getitem__(self, action: Action) -> RoundAction:
        return self._parts[action]

    def button(self, action: Action) -> IconButton:
        return self._parts[action].button

    def shown(self) -> tuple[Action, ...]:
        return self._shown

    def show_actions(self, wanted: Collection[Action]) -> None:
        shown = tuple(action for action in Action if action in wanted)
        if shown == self._shown:
            return
        for action in self._shown:
            self._layout.removeWidget(self._parts[action])
            if action not in shown:
                self._parts[action].hide()
        self._shown = shown
        self._place(shown)

    def _place(self, shown: tuple[Action, ...]) -> None:
        before: QWidget | None = None
        columns = 3 if len(shown) == IN_A_ROW + 1 else IN_A_ROW
        for place, action in enumerate(shown):
            part = self._parts[action]
            self._layout.addWidget(part, place // columns, place % columns)
            part.show()
            if before is not None:
                QWidget.setTabOrder(before, part.button)
            before = part.button


def _make(action: Action) -> RoundAction:
    return RoundAction(action.value, checkable=action in _CHECKABLE, danger=action is Action.RECORD)
