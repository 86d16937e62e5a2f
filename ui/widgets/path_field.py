"""A folder or a file that the user chose, the way to choose another, and the way back to the usual one."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ui.language import tr
from ui.widgets.button import Button, IconButton
from ui.widgets.form import line


class PathField(QWidget):
    """`chosen` carries the path as text, "" for the usual one; `trouble` a sentence, "" where there is none."""

    chosen = Signal(str)
    trouble = Signal(str)

    def __init__(self, name: str, path: str = "", usual: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = QLineEdit(path)
        self.path.setReadOnly(True)
        self.path.setAccessibleName(name)
        self.path.setPlaceholderText(usual or tr("Paths", "none"))
        self.path.setCursorPosition(0)
        self.choose = Button(tr("Paths", "Choose…"))
        self.choose.setAutoDefault(False)
        self.choose.setAccessibleName(tr("Paths", "Choose: {name}", name=name))
        self.clear = IconButton("x")
        self.clear.setAutoDefault(False)
        self.clear.set_words(tr("Paths", "Back to the usual: {name}", name=name))
        self.clear.setVisible(bool(path))
        layout = line(self.path, self.clear, self.choose)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusProxy(self.choose)
        self.choose.clicked.connect(self._ask)
        self.clear.clicked.connect(lambda: self._take(""))

    def text(self) -> str:
        return self.path.text()

    def show_path(self, path: str) -> None:
        """Without telling anybody."""
        self.path.setText(path)
        self.path.setCursorPosition(0)
        self.clear.setVisible(bool(path))

    def offer(self, path: str) -> bool:
        """What was chosen, or typed elsewhere: kept where it can be used."""
        why = self.fault(Path(path))
        self.trouble.emit(why)
        if why:
            return False
        self._take(path)
        return True

    def _take(self, path: str) -> None:
        self.trouble.emit("")
        self.show_path(path)
        self.chosen.emit(path)

    def _ask(self) -> None:
        found = self.asked()
        if found:
            self.offer(found)

    def asked(self) -> str:
        """What the user chooses in the system's dialog; "" for nothing."""
        raise NotImplementedError

    def fault(self, path: Path) -> str:
        """Why it can't be used; "" where it can."""
        raise NotImplementedError


class FolderField(PathField):
    """One that can be written to."""

    def asked(self) -> str:
        return QFileDialog.getExistingDirectory(self, self.path.accessibleName(), self.text())

    def fault(self, path: Path) -> str:
        if not path.is_dir():
            return tr("Paths", "There is no folder {path}", path=str(path))
        if not os.access(path, os.W_OK | os.X_OK):
            return tr("Paths", "Nothing can be written to {path}: choose another folder", path=str(path))
        return ""


class FileField(PathField):
    """One that can be read. `kinds` is what the system's dialog offers, as Qt writes it."""

    def __init__(self, name: str, path: str = "", usual: str = "", *, kinds: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, path, usual, parent)
        self._kinds = kinds

    def asked(self) -> str:
        found, _ = QFileDialog.getOpenFileName(self, self.path.accessibleName(), str(Path(self.text()).parent), self._kinds)
        return found

    def fault(self, path: Path) -> str:
        if not path.is_file():
            return tr("Paths", "There is no file {path}", path=str(path))
        if not os.access(path, os.R_OK):
            return tr("Paths", "The file {path} can't be read", path=str(path))
        return ""
