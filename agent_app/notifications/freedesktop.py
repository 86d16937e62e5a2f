"""Notifications of a freedesktop desktop, over D-Bus: https://specifications.freedesktop.org/notification-spec/latest/

All of it is a worker's: a bus that hangs holds up nobody. Where there is no bus, no server or no D-Bus at all, `unavailable` says so.
"""

from __future__ import annotations

import logging
from contextlib import ExitStack
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final

from agent_app.background import Lane
from agent_app.identity import APPLICATION_ID, NAME
from agent_app.notifications.desktop import BODY, TITLE, DesktopNotifications, plain
from agent_app.notifications.snapshots import NoticeAction, ShownNotice

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.threading import DBusRouter
    from PySide6.QtCore import QObject

log = logging.getLogger(__name__)

_SERVICE: Final = "org.freedesktop.Notifications"
_PATH: Final = "/org/freedesktop/Notifications"
_TIMEOUT_S: Final = 5.0
_INLINE_REPLY: Final = "inline-reply"
_DEFAULT: Final = "default"
_BY_SERVER: Final = -1  # milliseconds: the server decides how long
_FOR_EVER: Final = 0
_CRITICAL: Final = 2  # urgency: shown before all others, over full-screen windows too
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class FreedesktopNotifications(DesktopNotifications):
    """One lane sends, one waits for what the user does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: _Session | None = None
        self._sending = Lane("notifications", self)
        self._listening = Lane("notifications-in", self)
        self._ids: dict[str, int] = {}  # by key, what the server calls it
        self._wanted: set[str] = set()  # keys that were shown and not withdrawn, whether the server has answered or not

    def begin(self) -> None:
        self._sending.run(_Session.open, self._opened, self._not_opened)

    def is_available(self) -> bool:
        return self._session is not None

    def has_buttons(self) -> bool:
        return self._session is not None and self._session.has_buttons()

    def number(self, key: str) -> int:
        """What the server calls the notice that is shown under this key; 0: none is."""
        return self._ids.get(key, 0)

    def show(self, notice: ShownNotice) -> None:
        session = self._session
        if session is None:
            self.unshown.emit(notice)
            return
        replaced = self._ids.get(notice.key, 0)
        self._wanted.add(notice.key)

        def failed(error: Exception) -> None:
            log.warning("the desktop shows no notification: %s", error)
            self._lost(error)
            self.begin()  # the server may have been started anew: the next one is tried there
            self.unshown.emit(notice)

        self._sending.run(lambda: session.show(notice, replaced), lambda number: self._shown(notice.key, number), failed)

    def withdraw(self, key: str) -> None:
        """One whose number is still on its way is taken away when it comes."""
        self._wanted.discard(key)
        session, number = self._session, self._ids.pop(key, 0)
        if session is not None and number:
            self._sending.run(lambda: session.close_notice(number), failed=lambda error: log.info("not withdrawn: %s", error))

    def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            self._sending.run(session.close)
        self._sending.close(0.3)
        self._listening.close(0.3)

    def _opened(self, session: _Session) -> None:
        self._session = session
        self._listening.run(session.next_signal, self._take_signal, self._lost)
        self.available.emit(True)

    def _not_opened(self, error: Exception) -> None:
        log.info("no notifications by the desktop: %s: %s", type(error).__name__, error)
        self.available.emit(False)

    def _lost(self, error: Exception) -> None:
        log.info("the desktop's notifications are gone: %s", error)
        self._session = None
        self.available.emit(False)

    def _shown(self, key: str, number: int) -> None:
        self._ids[key] = number
        if key in self._wanted:
            self.stands.emit(key)
        else:
            self.withdraw(key)

    def _take_signal(self, signal: tuple[str, int, str]) -> None:
        name, number, value = signal
        session = self._session
        if session is not None:
            self._listening.run(session.next_signal, self._take_signal, self._lost)
        key = next((key for key, known in self._ids.items() if known == number), "")
        if not key:
            return
        if name == "NotificationClosed":
            self._ids.pop(key, None)
            self._wanted.discard(key)
            self.closed.emit(key)
        elif name == "NotificationReplied":
            self.acted.emit(key, NoticeAction.REPLY, value)
        elif value == _DEFAULT or value in set(NoticeAction):
            self.acted.emit(key, NoticeAction.OPEN if value == _DEFAULT else NoticeAction(value), "")


class _Session:
    """One connection to the bus, and what its server can do. The workers' own."""

    def __init__(self, router: DBusRouter, stack: ExitStack, abilities: frozenset[str], signals: SimpleQueue[Message]) -> None:
        self._router = router
        self._stack = stack
        self._abilities = abilities
        self._signals = signals

    @classmethod
    def open(cls) -> _Session:
        """Raises what the bus, the server, or a missing library says."""
        from jeepney import MatchRule
        from jeepney.bus_messages import message_bus
        from jeepney.io.threading import open_dbus_router

        with ExitStack() as stack:
            router = stack.enter_context(open_dbus_router())
            abilities = frozenset(str(one) for one in _call(router, "GetCapabilities")[0])
            signals: SimpleQueue[Message] = SimpleQueue()
            rule = MatchRule(type="signal", sender=_SERVICE, interface=_SERVICE, path=_PATH)
            _answer(router, message_bus.AddMatch(rule))
            # On the wire a signal's sender is the server's unique name: the bus has looked at the well-known one for us.
            stack.enter_context(router.filter(MatchRule(type="signal", interface=_SERVICE, path=_PATH), queue=signals))
            return cls(router, stack.pop_all(), abilities, signals)

    def show(self, notice: ShownNotice, replaced: int) -> int:
        """The server's number for it."""
        body = plain(notice.body, BODY)
        hints = {"category": ("s", notice.category), "desktop-entry": ("s", APPLICATION_ID)}
        lasting = {"urgency": ("y", _CRITICAL), "suppress-sound": ("b", True)}  # the engine rings
        arguments = (
            *(NAME, replaced, APPLICATION_ID, plain(notice.title, TITLE)),
            body.translate(_ESCAPES) if "body-markup" in self._abilities else body,
            self._actions(notice),
            hints | lasting if notice.lasts else hints,
            _FOR_EVER if notice.lasts else _BY_SERVER,
        )
        return int(_call(self._router, "Notify", "susssasa{sv}i", arguments)[0])

    def close_notice(self, number: int) -> None:
        _call(self._router, "CloseNotification", "u", (number,))

    def next_signal(self) -> tuple[str, int, str]:
        """(signal, number, value): waits for it. ConnectionError where the connection was closed."""
        message = self._signals.get()
        if message is _END:
            msg = "the connection is closed"
            raise ConnectionError(msg)
        name = str(_member(message))
        number, value = message.body[0], message.body[1]
        return name, int(number), str(value)

    def close(self) -> None:
        self._signals.put(_END)
        self._stack.close()

    def has_buttons(self) -> bool:
        return "actions" in self._abilities

    def _actions(self, notice: ShownNotice) -> list[str]:
        """Alternately key and label; a reply can be typed into the notification where the server has a field for it."""
        if not self.has_buttons():
            return []
        keys = [_DEFAULT, ""]
        for action, label in notice.actions:
            inline = action is NoticeAction.REPLY and _INLINE_REPLY in self._abilities
            keys += [_INLINE_REPLY if inline else action.value, label]
        return keys


_END: Final[Any] = object()


def _member(message: Message) -> object:
    from jeepney import HeaderFields

    return message.header.fields.get(HeaderFields.member)


def _call(router: DBusRouter, method: str, signature: str = "", arguments: tuple[object, ...] = ()) -> tuple[Any, ...]:
    from jeepney import DBusAddress, new_method_call

    address = DBusAddress(_PATH, bus_name=_SERVICE, interface=_SERVICE)
    return _answer(router, new_method_call(address, method, signature or None, arguments))


def _answer(router: DBusRouter, message: Message) -> tuple[Any, ...]:
    from jeepney import DBusErrorResponse, MessageType

    reply = router.send_and_get_reply(message, timeout=_TIMEOUT_S)
    if reply.header.message_type is MessageType.error:
        raise DBusErrorResponse(reply)
    return reply.body
