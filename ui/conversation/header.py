"""The head of a person's page: name, and the buttons."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import roles_of
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import Label

COMPACT_BELOW = 460  # pixels: the name needs the room more than the words of the buttons


class PersonHeader(QWidget):
    """Name and the buttons; a hair line below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call_word = ""
        self._narrow = False
        self._short = False
        self._is_contact = True
        self.back = IconButton("arrow-left")
        self.avatar = Avatar(40)
        self.name = Label(size=Type.TITLE, semibold=True)
        self.under = Label(role="muted")
        self.call = Button(kind=Kind.CALL, icon="phone")
        self.call.set_caret(True)
        self.edit = IconButton("pencil-simple")
        self.add = IconButton("user-plus")
        self.more = IconButton("dots-three")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.name)
        words.addWidget(self.under)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, 0, metrics.MEDIUM, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.back)
        layout.addWidget(self.avatar)
        layout.addSpacing(metrics.TIGHT)
        layout.addLayout(words, 1)
        for button in (self.call, self.add, self.edit, self.more):
            layout.addWidget(button)
        self.setFixedHeight(metrics.HEADER)
        self.back.hide()

    def say_call(self, word: str) -> None:
        self._call_word = word
        self.call.setAccessibleName(word)
        self.call.setText("" if self._is_compact() else word)

    def _is_compact(self) -> bool:
        return self._narrow or self._short

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        short = self.width() < COMPACT_BELOW
        if short != self._short:
            self._short = short
            self.set_narrow(self._narrow)

    def show_pencil(self, *, is_contact: bool) -> None:
        """For a contact its editor, for somebody else the way to make one; where it is narrow both are in the menu."""
        self._is_contact = is_contact
        self.edit.setVisible(is_contact and not self._is_compact())
        self.add.setVisible(not is_contact and not self._is_compact())

    def set_narrow(self, narrow: bool) -> None:
        """The name needs the room: the green button keeps its icon alone."""
        self._narrow = narrow
        self.show_pencil(is_contact=self._is_contact)
        self.say_call(self._call_word)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        painter.fillRect(self.rect(), roles.surface)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), roles.outline)
        painter.end()
