"""The number field, the panel's hero: groups the digits while one types, deletes or pastes, and keeps the cursor where it was."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme.metrics import Type, font
from ui.wording.people import numbers_are_ready

_MARGINS = 12
SHOWN_MS = 20  # by then a key that was pressed is on the screen


class NumberField(QLineEdit):
    pasted = Signal()  # more than one character came at once: a paste, a drop
    typed = Signal()  # any change by the user

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("number")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setMaxLength(2000)
        self.setFont(font(Type.HEAD))
        self._region = "RU"
        self._faces = [font(size, semibold=True, tabular=True) for size in (Type.HERO, Type.HEAD, Type.TITLE)]
        self._before = ""
        self._deleting = False
        self.textEdited.connect(self._take_edit)
        self.textChanged.connect(self._fit)

    def set_region(self, region: str) -> None:
        """The home country, whose numbers may be typed without a country code."""
        self._region = region

    def insert_text(self, text: str) -> None:
        """As if typed at the cursor."""
        self.insert(text)
        self._regroup(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._deleting = event.key() == Qt.Key.Key_Delete
        super().keyPressEvent(event)
        self._deleting = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or not self.hasFocus():
            return
        # A centred field with the focus shows no hint in Qt; an empty phone needs one.
        painter = QPainter(self)
        painter.setFont(font(Type.HEAD))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.setOpacity(0.6)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.placeholderText())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _take_edit(self, text: str) -> None:
        grew = len(text) - len(self._before)  # by what was typed or pasted, not by the grouping
        if numbers_are_ready():
            self._regroup(text, grew)
        else:  # a key that is pressed into a new window shows before the library is read
            QTimer.singleShot(SHOWN_MS, self, lambda: self._regroup(self.text(), grew))

    def _regroup(self, text: str, grew: int = 0) -> None:
        from telephony.numbers import format_as_you_type

        typed = format_as_you_type(text, self.cursorPosition(), self._region, forward_delete=self._deleting)
        if typed.text != text:
            self.setText(typed.text)
            self.setCursorPosition(typed.cursor)
        self._before = self.text()
        self.typed.emit()
        if grew > 1:
            self.pasted.emit()

    def _fit(self) -> None:
        """Long texts get smaller type rather than being cut."""
        self._before = text = self.text()  # Qt tells the text before the grouping once more after it
        if not text:
            self._wear(font(Type.HEAD))  # for the hint
            return
        room = self.width() - _MARGINS
        face = next((face for face in self._faces if QFontMetrics(face).horizontalAdvance(text) < room), self._faces[-1])
        self._wear(face)

    def _wear(self, face: QFont) -> None:
        """A font that is set makes the style sheet be worked out anew, even where it is the same."""
        if face != self.font():
            self.setFont(face)
