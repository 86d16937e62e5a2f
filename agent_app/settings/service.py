"""The settings, for whoever reads or changes them."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.settings.values import Settings


class SettingsService(QObject):
    """`values()` is the whole struct; `change(field=…)` keeps it and says so."""

    changed = Signal(object)  # Settings

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._values = Settings()

    def values(self) -> Settings:
        return self._values

    def change(self, **fields: object) -> None:
        """Set these fields. TypeError for a name that is no setting."""
        new = msgspec.structs.replace(self._values, **fields)
        if new == self._values:
            return
        self._values = new
        self.changed.emit(new)
