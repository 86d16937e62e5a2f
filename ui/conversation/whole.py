"""A message that is too long for a bubble, to read and to copy from."""

from __future__ import annotations

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
        self.text.setAccessibleName(tr("Chat", "Message"))
        close = Button(tr("Chat", "Close"), kind=Kind.PRIMARY)
        close.clicked.connect(self.accept)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.LARGE, metrics.LARGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self.text, 1)
        layout.addLayout(line)
        self.resize(min(560, max(340, parent.width() - 40)), 480)
