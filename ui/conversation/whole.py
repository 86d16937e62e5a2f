"""The whole text of a message, to read, to choose a part of, and to copy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import Button, Kind


class WholeText(QDialog):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Chat", "Message"))
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        keys = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.text.setTextInteractionFlags(keys)
        self.text.setAccessibleName(tr("Chat", "Message"))
        self.copy = Button(tr("Chat", "Copy"))
        self.copy.clicked.connect(self.copy_chosen)
        self.copy.setAutoDefault(False)
        close = Button(tr("Chat", "Close"), kind=Kind.PRIMARY)
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.copy)
        line.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.LARGE, metrics.LARGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self.text, 1)
        layout.addLayout(line)
        self.resize(min(560, max(340, parent.width() - 40)), self._height())
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _height(self) -> int:
        """A short text needs no large window."""
        lines = self.text.document().size().height()
        return int(min(480, max(200, 120 + lines * self.text.fontMetrics().lineSpacing())))

    def copy_chosen(self) -> None:
        """The part that is marked; all of it where none is."""
        chosen = self.text.textCursor().selection().toPlainText()
        QGuiApplication.clipboard().setText(chosen or self.text.toPlainText())
