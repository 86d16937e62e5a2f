"""When the ears are needed for calls: from the first ring or dialled number to the end of the last call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from telephony.calls import CallState

if TYPE_CHECKING:
    from agent_app.calls.service import CallService


class SoundTime(QObject):
    """Calls that the answering machine has, or that others talk by, need nobody's ears."""

    changed = Signal(bool)

    def __init__(self, calls: CallService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self._on = False
        calls.changed.connect(self._follow)

    def is_on(self) -> bool:
        return self._on

    def _follow(self) -> None:
        on = any(call.state is not CallState.ENDED and not call.by_machine and not call.bridged for call in self._calls.calls())
        if on != self._on:
            self._on = on
            self.changed.emit(on)
