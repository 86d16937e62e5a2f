"""Words that change while the program runs."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Retranslated(QWidget):
    """A widget that says its words again when the language changes. `retranslate` is called by the constructor of the last class too."""

    def retranslate(self) -> None:
        """Set every text, tool tip and accessible name."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
