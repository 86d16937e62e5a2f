"""The question for a group's name."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agent_app.contacts.groups import LONGEST_NAME
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label


class GroupNameDialog(QDialog):
    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = tr("People", "Rename group") if name else tr("People", "New group")
        self.setWindowTitle(title)
        self.setMinimumWidth(320)
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(tr("People", "Name of the group"))
        self.name.setPlaceholderText(tr("People", "Family, work…"))
        self.keep = Button(tr("People", "Save"), kind=Kind.PRIMARY)
        cancel = Button(tr("People", "Cancel"))
        cancel.setAutoDefault(False)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(lambda text: self.keep.setEnabled(bool(text.strip())))
        self.keep.setEnabled(bool(name))
        line = QHBoxLayout()
        line.setSpacing(metrics.SMALL)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Label(title, size=Type.TITLE, semibold=True))
        layout.addWidget(self.name)
        layout.addLayout(line)


def ask_group_name(parent: QWidget, name: str = "") -> str:
    """The new name; "" where the user cancelled."""
    dialog = GroupNameDialog(name, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    text = dialog.name.text().strip()
    dialog.deleteLater()
    return text if accepted else ""
