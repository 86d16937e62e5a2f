"""The settings, for whoever reads or changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.settings.store import JsonStore
from agent_app.settings.values import SETTINGS_VERSION, Settings
from agent_app.snapshots import ProblemCode

if TYPE_CHECKING:
    from pathlib import Path

    from agent_app.problems import Problems

_SAVE_MS: Final = 500  # a slider's many values become one write


class SettingsService(QObject):
    """`values()` is the whole struct; `change(field=…)` keeps it and says so."""

    changed = Signal(object)  # Settings

    def __init__(self, path: Path, problems: Problems, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = JsonStore(path, Settings, SETTINGS_VERSION, problems.report, ProblemCode.SETTINGS_BROKEN)
        self._values = self._store.load(Settings())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_MS)
        self._timer.timeout.connect(self._save)

    def values(self) -> Settings:
        return self._values

    def change(self, **fields: object) -> None:
        """Set these fields. AttributeError for a name that is no setting, ValueError for a value that it can't have."""
        new = checked(msgspec.structs.replace(self._values, **fields))
        if new == self._values:
            return
        self._values = new
        self._timer.start()
        self.changed.emit(new)

    def flush(self) -> None:
        """Write now what still waits to be written."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()

    def _save(self) -> None:
        self._store.save(self._values)


def checked(values: Settings) -> Settings:
    """The same values, or ValueError where one has the wrong type or lies out of its range."""
    return msgspec.convert(msgspec.to_builtins(values), Settings)
