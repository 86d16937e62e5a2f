"""A device for the tests of single services: an engine client that keeps what it is told, and says what a test lets it say.

Only what the engine itself would say goes through `say`; how the real one behaves is asserted by the tests that start it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from agent_app.engine_client import EngineClient, EngineOptions

if TYPE_CHECKING:
    from pathlib import Path

    from telephony.messages import AnyCommand, AnyEvent

C = TypeVar("C")


class ListeningEngine(EngineClient):
    """No process: `told` are the commands, `say` an event, `die` and `come_back` what a lost engine does."""

    def __init__(self, log_path: Path | None = None) -> None:
        from pathlib import Path

        super().__init__(EngineOptions(command=["false"]), log_path or Path("unused.log"))
        self.told: list[AnyCommand] = []
        self.alive = True

    def send(self, command: AnyCommand) -> bool:
        if self.alive:
            self.told.append(command)
        return self.alive

    def say(self, event: AnyEvent) -> None:
        self.received.emit(event)

    def die(self) -> None:
        self.alive = False
        self.lost.emit()

    def come_back(self) -> None:
        self.alive = True
        self.told.clear()
        self.spawned.emit()

    def told_of(self, kind: type[C]) -> list[C]:
        """The commands of one kind, in order."""
        return [command for command in self.told if isinstance(command, kind)]
