"""What this program says over D-Bus to music players, and as one: https://specifications.freedesktop.org/mpris-spec/latest/

For worker threads: everything here may block. Where there is no D-Bus (or no Linux) the functions raise what the system says.
"""

from __future__ import annotations

import socket
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, Final

from agent_app.identity import APPLICATION_ID, NAME

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

OURS: Final = f"org.mpris.MediaPlayer2.{NAME}"
_PREFIX: Final = "org.mpris.MediaPlayer2."
_PATH: Final = "/org/mpris/MediaPlayer2"
_ROOT: Final = "org.mpris.MediaPlayer2"
_PLAYER: Final = "org.mpris.MediaPlayer2.Player"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_TIMEOUT_S: Final = 2.0
_MOST: Final = 16  # players that are looked at
PRESSES: Final = frozenset({"PlayPause", "Play", "Pause"})

_ROOT_VALUES: Final[dict[str, tuple[str, Any]]] = {
    "Identity": ("s", NAME),
    "DesktopEntry": ("s", APPLICATION_ID),
    "CanQuit": ("b", False),
    "CanRaise": ("b", False),
    "HasTrackList": ("b", False),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}
# Desktops give the keys to the player that plays. Who calls is nobody's business on a locked screen: there is no title.
_PLAYER_VALUES: Final[dict[str, tuple[str, Any]]] = {
    "PlaybackStatus": ("s", "Playing"),
    "Metadata": ("a{sv}", {}),
    "Rate": ("d", 1.0),
    "MinimumRate": ("d", 1.0),
    "MaximumRate": ("d", 1.0),
    "Volume": ("d", 1.0),
    "Position": ("x", 0),
    "CanGoNext": ("b", False),
    "CanGoPrevious": ("b", False),
    "CanPlay": ("b", True),
    "CanPause": ("b", True),
    "CanSeek": ("b", False),
    "CanControl": ("b", True),
}
_VALUES: Final = {_ROOT: _ROOT_VALUES, _PLAYER: _PLAYER_VALUES}


def pause_players() -> list[str]:
    """Pause every player that plays; their names on the bus."""
    with closing(_connect()) as bus:
        playing = [name for name in _players(bus) if _status(bus, name) == "Playing"]
        return [name for name in playing if _tell(bus, name, "Pause")]


def resume_players(names: list[str]) -> None:
    """Let those of them play on that are still paused: the user may have thought of something else meanwhile."""
    with closing(_connect()) as bus:
        for name in names:
            if _status(bus, name) == "Paused":
                _tell(bus, name, "Play")


class PlayerOfOurs:
    """Stands on the bus as a player, so that the desktop gives us the keys of keyboards and headsets."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection

    @classmethod
    def open(cls) -> PlayerOfOurs:
        from jeepney.bus_messages import message_bus

        connection = _connect()
        connection.send_and_get_reply(message_bus.RequestName(OURS), timeout=_TIMEOUT_S)
        return cls(connection)

    def next_press(self) -> str:
        """Serve the bus until somebody presses a key, one of `PRESSES`. OSError where the bus ends, or `close` was called."""
        try:
            return self._serve()
        except OSError:
            self._connection.close()
            raise

    def close(self) -> None:
        """From any thread: `next_press`, which runs or will, ends."""
        with suppress(OSError):  # the bus itself has ended
            self._connection.sock.shutdown(socket.SHUT_RDWR)

    def _serve(self) -> str:
        from jeepney import HeaderFields, MessageType

        while True:
            message = self._connection.receive()
            if message.header.message_type is MessageType.method_call:
                member = str(message.header.fields.get(HeaderFields.member))
                self._connection.send(_answer(message, member))
                if member in PRESSES:
                    return member


def _answer(message: Message, member: str) -> Message:
    from jeepney import HeaderFields, new_error, new_method_return

    match member:
        case "Get":
            values = _VALUES.get(message.body[0], {})
            if message.body[1] in values:
                return new_method_return(message, "v", (values[message.body[1]],))
            return new_error(message, "org.freedesktop.DBus.Error.UnknownProperty")
        case "GetAll":
            return new_method_return(message, "a{sv}", (_VALUES.get(message.body[0], {}),))
        case "Introspect":
            return new_method_return(message, "s", ("<node/>",))
        case _ if message.header.fields.get(HeaderFields.interface) in {_ROOT, _PLAYER, "org.freedesktop.DBus.Peer"}:
            return new_method_return(message)  # Next, Stop, Seek …: there is nothing to do
        case _:
            return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")


def _connect() -> DBusConnection:
    from jeepney.io.blocking import open_dbus_connection

    return open_dbus_connection()


def _players(bus: DBusConnection) -> list[str]:
    from jeepney.bus_messages import message_bus

    names: list[str] = bus.send_and_get_reply(message_bus.ListNames(), timeout=_TIMEOUT_S).body[0]
    return [name for name in names if name.startswith(_PREFIX) and name != OURS][:_MOST]


def _status(bus: DBusConnection, name: str) -> str:
    """Playing, Paused or Stopped; "" where the player does not say."""
    from jeepney import DBusAddress, new_method_call

    address = DBusAddress(_PATH, bus_name=name, interface=_PROPERTIES)
    answer = _ask(bus, new_method_call(address, "Get", "ss", (_PLAYER, "PlaybackStatus")))
    return "" if answer is None else str(answer[0][1])


def _tell(bus: DBusConnection, name: str, order: str) -> bool:
    """Whether the player has obeyed."""
    from jeepney import DBusAddress, new_method_call

    return _ask(bus, new_method_call(DBusAddress(_PATH, bus_name=name, interface=_PLAYER), order)) is not None


def _ask(bus: DBusConnection, question: Message) -> tuple[Any, ...] | None:
    """The answer's values; None where the player is gone, hangs, or does not want to."""
    from jeepney import MessageType

    try:
        reply = bus.send_and_get_reply(question, timeout=_TIMEOUT_S)
    except TimeoutError:
        return None
    return None if reply.header.message_type is MessageType.error else reply.body
