"""SIGINT and SIGTERM inside Qt's event loop."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


class UnixSignals(QObject):
    """Calls `leave` on SIGINT, SIGTERM and SIGHUP. Python's own handlers would wait for the next Python bytecode, which may never come.

    On Windows there is no such end to be asked for: a console's Ctrl+C ends the program at once.
    """

    def __init__(self, leave: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave = leave
        if sys.platform != "win32":
            self._reading, writing = os.pipe()
            os.set_blocking(writing, False)
            signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, _nothing)
            self._notifier = QSocketNotifier(self._reading, QSocketNotifier.Type.Read, self)
            self._notifier.activated.connect(self._take)

    def _take(self) -> None:
        os.read(self._reading, 4096)
        self._leave()


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """The wake-up descriptor has told already."""
