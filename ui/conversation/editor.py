"""The field that a chat message is typed into, and the quote above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.conversation.sending import has_files
from ui.conversation.sms import SmsEditor
from ui.theme import metrics
from ui.theme.metrics import font
from ui.theme.roles import roles_of
from ui.widgets.button import IconButton
from ui.widgets.label import Label
from ui.widgets.painting import fill

if TYPE_CHECKING:
    from collections.abc import Callable

_RETURNS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MessageEditor(SmsEditor):
    """Up to six lines. Enter sends, or Ctrl+Enter alone where the user wants it so; `cancelled` is Escape."""

    cancelled = Signal()
    files_offered = Signal(object)  # QMimeData

    def __init__(self, keeps_shortcut: Callable[[], bool], enter_sends: Callable[[], bool]) -> None:
        super().__init__(keeps_shortcut, most_lines=6)
        self._enter_sends = enter_sends
        self.setFont(font())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in _RETURNS and not control and not self._enter_sends():
            self.insertPlainText("\n")
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return has_files(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files and pictures are sent, text is text."""
        if has_files(source):
            self.files_offered.emit(source)
        else:
            super().insertFromMimeData(source)


class Quote(QWidget):
    """What is being answered, with a way to let it be."""

    def __init__(self) -> None:
        super().__init__()
        self.text = Label(role="muted")
        self.drop = IconButton("x", size=28)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.MEDIUM, 0, 0, 0)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.drop)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fill(painter, QRectF(0, 3, 3, self.height() - 6), 1.5, roles_of(self.palette()).accent)
        painter.end()
