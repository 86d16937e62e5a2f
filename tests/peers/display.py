"""An X display that nobody sees."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.peers.process import PeerError, PeerProcess, program

if TYPE_CHECKING:
    from pathlib import Path


class Display:
    """Xvfb on a display number of its own choosing, so that runs beside each other never meet."""

    def __init__(self, folder: Path, *, size: str = "1280x800x24") -> None:
        self.folder = folder
        self.name = ""
        self._size = size
        self._process: PeerProcess | None = None

    @property
    def environment(self) -> dict[str, str]:
        """For a program that opens windows there, by Qt's own X11 plug-in."""
        return dict(os.environ) | {"DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        reading, writing = os.pipe()
        try:
            command = [program("Xvfb", "xvfb"), "-displayfd", str(writing), "-screen", "0", self._size, "-nolisten", "tcp", "-noreset"]
            self._process = PeerProcess(command, self.folder / "xvfb.log", fds=[writing])
        finally:
            os.close(writing)
        # The number comes once the display takes connections; nothing comes where the server has left.
        with os.fdopen(reading, encoding="ascii") as answer:
            number = answer.readline().strip()
        if not number:
            raise PeerError(f"Xvfb did not start:\n{self._process.log_end()}")
        self.name = f":{number}"

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None
