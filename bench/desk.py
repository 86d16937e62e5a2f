"""A virtual screen that a measurement looks at and types into: Xvfb, pixels by Qt, keys and clicks by XTEST."""

from __future__ import annotations

import ctypes
import os
import time
from typing import TYPE_CHECKING, Final, Self

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication, QImage

from tests.peers.display import Display

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from numpy.typing import NDArray

WIDTH: Final = 1400
HEIGHT: Final = 900
EVERYTHING: Final = QRect(0, 0, WIDTH, HEIGHT)


class Hands:
    """Keys and clicks on a display, by XTEST: there within a fraction of a millisecond, where starting a tool takes several."""

    def __init__(self, display: str) -> None:
        self._x11 = ctypes.CDLL("libX11.so.6")
        self._xtst = ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._connection = ctypes.c_void_p(self._x11.XOpenDisplay(display.encode()))

    def key(self, keysym_name: str) -> None:
        """Press and release a key by its X name ("7", "Return")."""
        code = self._x11.XKeysymToKeycode(self._connection, self._x11.XStringToKeysym(keysym_name.encode()))
        for pressed in (1, 0):
            self._xtst.XTestFakeKeyEvent(self._connection, code, pressed, 0)
        self._x11.XSync(self._connection, 0)

    def click(self, x: int, y: int) -> None:
        """The left button at a point of the screen."""
        self._xtst.XTestFakeMotionEvent(self._connection, -1, x, y, 0)
        self._x11.XSync(self._connection, 0)
        for pressed in (1, 0):
            self._xtst.XTestFakeButtonEvent(self._connection, 1, pressed, 0)
        self._x11.XSync(self._connection, 0)


class Desk:
    """The screen. One in a process: Qt connects to it once."""

    def __init__(self, folder: Path) -> None:
        self._screen = Display(folder, size=f"{WIDTH}x{HEIGHT}x24")
        self._screen.start()
        self.environment = self._screen.environment
        os.environ.update(self.environment)
        self._qt = QGuiApplication.instance() or QGuiApplication(["desk"])
        self.hands = Hands(self._screen.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._qt.quit()
        self._screen.stop()

    def picture(self, area: QRect = EVERYTHING) -> QImage:
        """The pixels of `area` as they are now."""
        screen = QGuiApplication.primaryScreen()
        return screen.grabWindow(0, area.x(), area.y(), area.width(), area.height()).toImage().convertToFormat(QImage.Format.Format_RGB32)

    def wait_for(self, seen: Callable[[], bool], seconds: float = 20.0) -> float:
        """The `time.perf_counter()` at which `seen` was true first; `TimeoutError` where it never was."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if seen():
                return time.perf_counter()
            time.sleep(0.001)
        raise TimeoutError("the screen did not show what was waited for")

    def is_blank(self) -> bool:
        """Whether no window shows: one colour alone, looked at in a row and a column through the middle."""
        row = self.picture(QRect(0, HEIGHT // 2, WIDTH, 1))
        column = self.picture(QRect(WIDTH // 2, 0, 1, HEIGHT))
        return len(set(bytes(row.constBits())[::4])) == 1 and len(set(bytes(column.constBits())[::4])) == 1

    def shows_other(self, area: QRect, known: QImage, pixels: int) -> bool:
        """Whether more than so many pixels of `area` are not as in `known`, an earlier picture of it."""
        return int(np.count_nonzero(_pixels(self.picture(area)) != _pixels(known))) > pixels


def _pixels(image: QImage) -> NDArray[np.uint32]:
    return np.frombuffer(bytes(image.constBits()), dtype=np.uint32)
