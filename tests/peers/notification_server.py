"""A notification server of the tests' own, on a real D-Bus session: it records what it is told to show, and answers as a user would.

It stands for a desktop's; the bus between, the types and the signals are real. The specification:
https://specifications.freedesktop.org/notification-spec/latest/protocol.html
"""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

if TYPE_CHECKING:
    from jeepney import Message

NAME: Final = "org.freedesktop.Notifications"
_HERE: Final = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
_DESCRIBED: Final = f"""<node><interface name="{NAME}">
<method name="Notify">
<arg direction="in" type="s"/><arg direction="in" type="u"/><arg direction="in" type="s"/><arg direction="in" type="s"/>
<arg direction="in" type="s"/><arg direction="in" type="as"/><arg direction="in" type="a{{sv}}"/><arg direction="in" type="i"/>
<arg direction="out" type="u"/>
</method>
<method name="CloseNotification"><arg direction="in" type="u"/></method>
<method name="GetCapabilities"><arg direction="out" type="as"/></method>
<method name="GetServerInformation">
<arg direction="out" type="s"/><arg direction="out" type="s"/><arg direction="out" type="s"/><arg direction="out" type="s"/>
</method>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
<signal name="NotificationReplied"><arg type="u"/><arg type="s"/></signal>
</interface></node>"""  # for clients that ask for it


@dataclass(frozen=True)
class Shown:
    number: int
    replaces: int
    title: str
    body: str
    actions: tuple[str, ...]
    hints: dict[str, Any]
    lasts_ms: int
    icon: str


class NotificationServer:
    """Answers in a thread of its own until the bus ends."""

    def __init__(self, address: str, capabilities: tuple[str, ...] = ("actions", "body", "body-markup", "inline-reply")) -> None:
        self._capabilities = capabilities
        self._connection = open_dbus_connection(address)
        self._connection.send_and_get_reply(message_bus.RequestName(NAME))
        self.shown: list[Shown] = []
        self.withdrawn: list[int] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._connection.close()

    def act(self, number: int, action: str) -> None:
        """The user presses a button; "default" is a click beside them."""
        self._connection.send(new_signal(_HERE, "ActionInvoked", "us", (number, action)))

    def reply(self, number: int, text: str) -> None:
        self._connection.send(new_signal(_HERE, "NotificationReplied", "us", (number, text)))

    def dismiss(self, number: int) -> None:
        self._connection.send(new_signal(_HERE, "NotificationClosed", "uu", (number, 2)))

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except (ConnectionError, OSError):
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        match message.header.fields.get(HeaderFields.member):
            case "GetCapabilities":
                self._connection.send(new_method_return(message, "as", (list(self._capabilities),)))
            case "Notify":
                _, replaces, icon, title, body, actions, hints, lasts_ms = message.body
                number = replaces or len(self.shown) + 1
                plain_hints = {key: value for key, (_, value) in hints.items()}
                self._connection.send(new_method_return(message, "u", (number,)))
                # Only now: what a test's user does with it comes after the number that it is known by.
                self.shown.append(Shown(number, replaces, title, body, tuple(actions), plain_hints, lasts_ms, icon))
            case "CloseNotification":
                self.withdrawn.append(message.body[0])
                self._connection.send(new_method_return(message))
            case "GetServerInformation":
                self._connection.send(new_method_return(message, "ssss", ("tests", "tests", "1", "1.2")))
            case "Introspect":
                self._connection.send(new_method_return(message, "s", (_DESCRIBED,)))
            case _:
                pass
