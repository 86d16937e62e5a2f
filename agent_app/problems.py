"""Troubles of the program itself, told to whoever shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from agent_app.snapshots import ProblemCode

__all__ = ["ProblemCode", "Problems"]


class Problems(QObject):
    """One signal: code and value. What a problem concerned is kept in memory; nothing stops because of it."""

    reported = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._early: list[tuple[ProblemCode, str]] | None = []

    def report(self, code: ProblemCode, value: str = "") -> None:
        if self._early is not None:
            self._early.append((code, value))
        self.reported.emit(code, value)

    def tell_early(self) -> None:
        """The window is there: tell it what was reported while it was not (a settings file that was set aside, say)."""
        early, self._early = self._early or [], None
        for code, value in early:
            self.reported.emit(code, value)
