"""The window's end of the engine: its process, its commands, its events."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from agent_app.snapshots import EngineStatus
from telephony.messages import AnyCommand


class EngineClient(QObject):
    """Starts the engine's process, keeps it alive, and speaks to it without ever blocking."""

    status_changed = Signal(object)  # EngineStatus
    received = Signal(object)  # AnyEvent
    spawned = Signal()  # a new process takes commands: tell it everything again
    lost = Signal()  # the process is gone, and its calls with it

    def status(self) -> EngineStatus:
        return EngineStatus.STARTING

    def pid(self) -> int:
        """The engine's process id, 0 while there is none."""
        return 0

    def send(self, command: AnyCommand) -> bool:
        """Hand `command` to the engine; False while there is no process to take it."""
        del command
        return False
