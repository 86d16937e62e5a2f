"""Whether there is a screen to open a window on: Qt aborts the process where there is none, and tells users to install Agent anew."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADLESS: Final = frozenset({"offscreen", "minimal", "vnc", "eglfs", "linuxfb"})  # of Qt's platforms
_SOCKET: Final = "/tmp/.X11-unix/X"  # noqa: S108 - where X servers have it (Xtrans)


def has_display(environment: Mapping[str, str]) -> bool:
    """For Linux; elsewhere there always is one. A display of another computer is taken at its word."""
    if not sys.platform.startswith("linux"):
        return True
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in _HEADLESS or environment.get("WAYLAND_DISPLAY"):
        return True
    host, _, number = environment.get("DISPLAY", "").rpartition(":")
    if not number:
        return False
    return host not in {"", "unix"} or _answers(_SOCKET + number.partition(".")[0])


def _answers(path: str) -> bool:
    """A server that is there, by its socket's name or (in a container, say) by its abstract one. A look costs nothing at the start."""
    if os.path.exists(path):  # noqa: PTH110 - pathlib takes longer to make the path than this takes
        return True
    import socket

    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(f"\0{path}") == 0
