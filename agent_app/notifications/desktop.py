"""What shows notices outside of our window: the desktop, each system's in its own way."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from agent_app.notifications.snapshots import ShownNotice

TITLE: Final = 80  # characters that are shown
BODY: Final = 300
_HIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def plain(text: str, most: int) -> str:
    """Without what can't be seen, and what turns the order of words around; cut where it is longer."""
    shown = _HIDDEN.sub("", text[: most * 4]).strip()
    return shown if len(shown) <= most else shown[: most - 1] + "…"


class DesktopNotifications(QObject):
    """`begin` connects; what is shown before that, or fails, comes back as `unshown`. None of it waits: all work is a worker's."""

    available = Signal(bool)
    acted = Signal(str, object, str)  # key, NoticeAction, the text of a reply ("": none was typed)
    closed = Signal(str)  # key
    unshown = Signal(object)  # ShownNotice: show it in another way
    stands = Signal(str)  # key: the desktop shows it, and for as long as it `lasts`

    def begin(self) -> None:
        """Look for what shows notices here; `available` tells."""
        raise NotImplementedError

    def is_available(self) -> bool:
        raise NotImplementedError

    def has_buttons(self) -> bool:
        """Whether what is shown can be answered there."""
        raise NotImplementedError

    def show(self, notice: ShownNotice) -> None:
        """Show it, in the place of the one with its key."""
        raise NotImplementedError

    def withdraw(self, key: str) -> None:
        """Take it away, also where it is still on its way."""
        raise NotImplementedError

    def close(self) -> None:
        """The program ends; what is shown stays with the desktop until it is read."""
        raise NotImplementedError


def desktop_notifications(parent: QObject | None) -> DesktopNotifications:
    """This system's."""
    if sys.platform in {"win32", "darwin"}:
        from agent_app.notifications.library import LibraryNotifications

        return LibraryNotifications(parent)
    from agent_app.notifications.freedesktop import FreedesktopNotifications

    return FreedesktopNotifications(parent)
