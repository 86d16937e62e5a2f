"""A music player of the tests' own, on a real D-Bus session: it plays, pauses, or hangs, as its test lets it."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, Final

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

if TYPE_CHECKING:
    from jeepney import Message

_PATH: Final = "/org/mpris/MediaPlayer2"
_PLAYER: Final = "org.mpris.MediaPlayer2.Player"


class MusicPlayer:
    """`told` are the orders it got; one that `hangs` never answers."""

    def __init__(self, address: str, name: str, status: str = "Playing", *, hangs: bool = False) -> None:
        self.status = status
        self.told: list[str] = []
        self._hangs = hangs
        self._connection = open_dbus_connection(address)
        self._connection.send_and_get_reply(message_bus.RequestName(f"org.mpris.MediaPlayer2.{name}"))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._connection.close()

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
            except (ConnectionError, OSError):
                return
            if message.header.message_type is MessageType.method_call and not self._hangs:
                self._answer(message)

    def _answer(self, message: Message) -> None:
        member = message.header.fields.get(HeaderFields.member)
        if member == "Get":
            self._connection.send(new_method_return(message, "v", (("s", self.status),)))
            return
        self.told.append(str(member))
        self.status = "Playing" if member == "Play" else "Paused"
        self._connection.send(new_method_return(message))


class Desktop:
    """What a desktop does with players: it looks for them, and hands them the keys."""

    def __init__(self, address: str) -> None:
        self._connection = open_dbus_connection(address)

    def close(self) -> None:
        self._connection.close()

    def players(self) -> list[str]:
        names: list[str] = self._connection.send_and_get_reply(message_bus.ListNames(), timeout=5).body[0]
        return [name for name in names if name.startswith("org.mpris.MediaPlayer2.")]

    def press(self, player: str, key: str) -> None:
        """PlayPause, Play, Pause, Stop, Next."""
        self._connection.send_and_get_reply(new_method_call(DBusAddress(_PATH, player, _PLAYER), key), timeout=5)

    def properties(self, player: str, interface: str) -> dict[str, object]:
        question = new_method_call(DBusAddress(_PATH, player, "org.freedesktop.DBus.Properties"), "GetAll", "s", (interface,))
        answer: dict[str, tuple[str, object]] = self._connection.send_and_get_reply(question, timeout=5).body[0]
        return {name: value for name, (_, value) in answer.items()}
