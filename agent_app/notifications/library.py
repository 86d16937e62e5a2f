"""Notifications of Windows and macOS, by the library desktop-notifier (WinRT; UserNotifications).

The library is asyncio's: it is loaded, and its loop turns, on a worker's thread; what the user does comes from whatever thread the system
calls. Its way to freedesktop is not taken, `docs/messenger.md` says why.
"""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import resources
from agent_app.background import Lane
from agent_app.identity import NAME
from agent_app.notifications.desktop import BODY, TITLE, DesktopNotifications, plain
from agent_app.notifications.snapshots import NoticeAction, ShownNotice

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Event, Lock
    from collections.abc import Callable, Coroutine

    from desktop_notifier import Capability, DesktopNotifier, Notification
    from PySide6.QtCore import QObject

log = logging.getLogger(__name__)

PICTURE: Final = Path(resources.__file__ or "").parent / "icons" / "agent.png"
_NAME_LENGTH: Final = 16  # Windows takes no longer ones everywhere


def _notifier() -> DesktopNotifier:
    """On macOS name and picture are the bundle's."""
    from desktop_notifier import DesktopNotifier, Icon

    return DesktopNotifier(NAME, Icon(path=PICTURE))  # without one it would be Python's


class LibraryNotifications(DesktopNotifications):
    """A notice never `stands`: both systems take a banner from the screen after some seconds, a call's too."""

    def __init__(self, parent: QObject | None = None, make: Callable[[], DesktopNotifier] = _notifier) -> None:
        super().__init__(parent)
        self._make = make
        self._lane = Lane("notifications", self)
        self._library: _Library | None = None
        self._keys: dict[str, str] = {}  # by what the library calls it

    def begin(self) -> None:
        self._lane.run(self._serve, failed=self._not_opened)

    def is_available(self) -> bool:
        return self._library is not None

    def has_buttons(self) -> bool:
        return self._library is not None and self._library.has_buttons()

    def show(self, notice: ShownNotice) -> None:
        library = self._library
        if library is None:
            self.unshown.emit(notice)
            return
        name = _name_of(notice.key)
        self._keys[name] = notice.key

        def shown(done: bool) -> None:
            if not done:
                self._keys.pop(name, None)
                self.unshown.emit(notice)

        library.run(lambda: library.show(notice, name), lambda done: self._lane.post(lambda: shown(done)))

    def withdraw(self, key: str) -> None:
        """Asked after it was asked to be shown: the library does one after the other."""
        library, name = self._library, _name_of(key)
        if library is not None and self._keys.pop(name, ""):
            library.run(lambda: library.clear(name))

    def close(self) -> None:
        if self._library is not None:
            self._library.end()
            self._library = None
        self._lane.close(0.3)

    def _serve(self) -> None:
        """On the lane, as long as the program runs."""
        import asyncio

        asyncio.run(self._live())

    async def _live(self) -> None:
        notifier = self._make()
        notifier.on_clicked = lambda name: self._act(name, NoticeAction.OPEN)
        notifier.on_button_pressed = self._act
        notifier.on_replied = lambda name, text: self._act(name, NoticeAction.REPLY, text)
        notifier.on_dismissed = lambda name: self._lane.post(lambda: self._closed(name))
        library = _Library(notifier, await notifier.get_capabilities())
        if not library.abilities or not await notifier.request_authorisation():
            msg = "the system lets us show none"
            raise PermissionError(msg)
        self._lane.post(lambda: self._opened(library))
        await library.ended.wait()

    def _opened(self, library: _Library) -> None:
        self._library = library
        self.available.emit(True)

    def _not_opened(self, error: Exception) -> None:
        log.info("no notifications by the desktop: %s: %s", type(error).__name__, error)
        self._library = None
        self.available.emit(False)

    def _act(self, name: str, action: str, text: str = "") -> None:
        """From any thread. On a notice that was put away too: systems keep them in a list of their own."""

        def act() -> None:
            key = self._keys.get(name, "")
            if key and action in set(NoticeAction):
                self.acted.emit(key, NoticeAction(action), text)

        self._lane.post(act)

    def _closed(self, name: str) -> None:
        if key := self._keys.pop(name, ""):
            self.closed.emit(key)


class _Library:
    """The library in its loop. `run` and `end` from any thread, all the rest on the loop's."""

    def __init__(self, notifier: DesktopNotifier, abilities: frozenset[Capability]) -> None:
        import asyncio

        from desktop_notifier import Capability

        self.abilities = abilities
        self._reply, self._buttons = Capability.REPLY_FIELD in abilities, Capability.BUTTONS in abilities
        self.ended: Event = asyncio.Event()
        self._notifier = notifier
        self._loop: AbstractEventLoop = asyncio.get_running_loop()
        self._turn: Lock = asyncio.Lock()

    def run(self, work: Callable[[], Coroutine[Any, Any, bool]], then: Callable[[bool], None] = lambda _: None) -> None:
        """After all that was asked before; `then` is called on the loop's thread with whether it was done."""

        import asyncio

        async def do() -> None:
            async with self._turn:
                try:
                    done = await work()
                except Exception as error:  # noqa: BLE001 - whatever a system says
                    log.warning("the desktop's notifications: %s: %s", type(error).__name__, error)
                    done = False
            then(done)

        asyncio.run_coroutine_threadsafe(do(), self._loop)

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self.ended.set)

    async def show(self, notice: ShownNotice, name: str) -> bool:
        """Whether it is shown: of a failure the library says nothing."""
        done: list[str] = []
        await self._notifier.send_notification(self._notification(notice, name, lambda: done.append(name)))
        return bool(done)

    async def clear(self, name: str) -> bool:
        await self._notifier.clear(name)
        return True

    def has_buttons(self) -> bool:
        return self._buttons

    def _notification(self, notice: ShownNotice, name: str, shown: Callable[[], None]) -> Notification:
        """One with the same name takes the place of an earlier one. Silent: the engine plays."""
        from desktop_notifier import Button, Notification, ReplyField, Urgency

        labels = dict(notice.actions)
        field = labels.pop(NoticeAction.REPLY, "") if self._reply else ""
        return Notification(
            plain(notice.title, TITLE),
            plain(notice.body, BODY),
            urgency=Urgency.Critical if notice.lasts else Urgency.Normal,
            buttons=tuple(Button(label, identifier=action.value) for action, label in labels.items()),
            reply_field=ReplyField(field, field) if field else None,
            on_dispatched=shown,
            identifier=name,
        )


def _name_of(key: str) -> str:
    """Short, and always the same."""
    return hashlib.blake2b(key.encode(errors="replace"), digest_size=_NAME_LENGTH // 2).hexdigest()
