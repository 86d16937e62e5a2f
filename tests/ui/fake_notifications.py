"""Notices that a test tells, and a desktop that shows them or says that it can't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.notifications.snapshots import ShownNotice


class FakeDesktop(QObject):
    acted = Signal(str, object, str)
    closed = Signal(str)
    unshown = Signal(object)
    stands = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.there = True
        self.buttons = True
        self.shown: list[ShownNotice] = []
        self.withdrawn: list[str] = []

    def has_buttons(self) -> bool:
        return self.there and self.buttons

    def show(self, notice: ShownNotice) -> None:
        if self.there:
            self.shown.append(notice)
            self.stands.emit(notice.key)
        else:
            self.unshown.emit(notice)

    def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)


class FakeNotifications(QObject):
    told = Signal(object)
    withdrawn = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.desktop = FakeDesktop()
        self.forgotten: list[str] = []
        self.on_screen: Callable[[str], bool] = lambda _: False

    def watch_screen(self, on_screen: Callable[[str], bool]) -> None:
        self.on_screen = on_screen

    def forget(self, key: str, *, answered: bool = False) -> None:
        del answered
        self.forgotten.append(key)
