"""SIGINT and SIGTERM inside Qt's event loop."""

from __future__ import annotations

import signal
import socket
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType


class UnixSignals(QObject):
    """Calls `leave` on SIGINT, SIGTERM and SIGHUP. Python's own handlers would wait for the next Python bytecode, which may never come."""

    def __init__(self, leave: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leave = leave
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        names = ("SIGINT", "SIGTERM") if sys.platform == "win32" else ("SIGINT", "SIGTERM", "SIGHUP")
        for name in names:
            signal.signal(getattr(signal, name), _nothing)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take)

    def _take(self) -> None:
        self._reading.recv(4096)
        self._leave()


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """The wake-up descriptor has told already."""
