"""Troubles of the program itself, told to whoever shows them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from agent_app.snapshots import ProblemCode

__all__ = ["ProblemCode", "Problems"]


class Problems(QObject):
    """One signal: code and value. What a problem concerned is kept in memory; nothing stops because of it."""

    reported = Signal(object, str)

    def report(self, code: ProblemCode, value: str = "") -> None:
        self.reported.emit(code, value)
