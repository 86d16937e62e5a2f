"""The user's own commands, run when a call rings, is answered, ends, or was missed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from agent_app.hooks.runner import words_of
from ui.language import tr
from ui.theme import metrics
from ui.widgets.form import Field, column

if TYPE_CHECKING:
    from agent_app.services import Services


def hook_names() -> dict[str, str]:
    """The moments, as the settings call them and as people do."""
    return {
        "ring": tr("Hooks", "When a call rings"),
        "answer": tr("Hooks", "When it is answered"),
        "end": tr("Hooks", "When it ends"),
        "missed": tr("Hooks", "When it was missed"),
    }


def command_trouble(text: str) -> str:
    """Why this is no command; "" where it is one, or nothing."""
    try:
        words = words_of(text)
    except ValueError:
        return tr("Hooks", "A quotation mark has no second one")
    if words and shutil.which(words[0]) is None:
        return tr("Hooks", "There is no program {name} here", name=words[0])
    return ""


class HookFields(QWidget):
    """One line each; a command that can't be run is not kept."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = services.settings
        self.fields: dict[str, Field] = {}
        layout = column(spacing=metrics.MEDIUM)
        self.setLayout(layout)
        for key, name in hook_names().items():
            edit = QLineEdit(self._settings.values().hooks.get(key, ""))
            edit.setPlaceholderText(tr("Hooks", "nothing is run"))
            edit.setCursorPosition(0)
            edit.editingFinished.connect(lambda key=key: self._keep(key))
            self.fields[key] = Field(name, edit)
            layout.addWidget(self.fields[key])

    def edit(self, key: str) -> QLineEdit:
        control = self.fields[key].control
        assert isinstance(control, QLineEdit)
        return control

    def _keep(self, key: str) -> None:
        text = self.edit(key).text().strip()
        kept = self._settings.values().hooks
        if text == kept.get(key, ""):
            return
        trouble = command_trouble(text)
        self.fields[key].trouble.setText(trouble)
        self.fields[key].trouble.setVisible(bool(trouble))
        if not trouble:
            rest = {other: command for other, command in kept.items() if other != key}
            self._settings.change(hooks=rest | ({key: text} if text else {}))
