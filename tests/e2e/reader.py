"""What a screen reader sees of the running program, over AT-SPI: names, roles, texts, places on the screen.

The end-to-end tests find controls by their accessible names and then use the real mouse and keyboard, so that a control without a name, or
one that can't be reached, fails a test. Protocol: https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from jeepney import DBusAddress, DBusErrorResponse, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.peers.process import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
COMPONENT: Final = "org.a11y.atspi.Component"
TEXT: Final = "org.a11y.atspi.Text"
# Bits of AtspiStateType
CHECKED, ENABLED, FOCUSED, SENSITIVE, SHOWING = 4, 8, 12, 24, 25


@dataclass(frozen=True)
class Node:
    """One accessible object as it was when it was looked at. Places are pixels of the screen."""

    bus_name: str
    path: str
    name: str
    role: str
    states: int
    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2

    def has(self, state: int) -> bool:
        return bool(self.states >> state & 1)

    def fits(self, name: str, role: str) -> bool:
        """Whether it shows, its name fits the regular expression whole, and it has that role ("" is any)."""
        return bool(re.fullmatch(name, self.name, re.DOTALL)) and role in ("", self.role) and self.has(SHOWING) and self.width > 0

    def holds(self, other: Node) -> bool:
        """Whether the middle of `other` lies in it."""
        x, y = other.centre
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class Reader:
    """Reads the accessibility bus of one D-Bus session."""

    def __init__(self, session_bus: str) -> None:
        session = open_dbus_connection(session_bus)
        address = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
        reply = session.send_and_get_reply(new_method_call(address, "GetAddress"), timeout=PATIENCE_S)
        session.close()
        self._bus: DBusConnection = open_dbus_connection(cast("str", reply.body[0]))

    def close(self) -> None:
        self._bus.close()

    def _call(self, name: str, path: str, interface: str, method: str, signature: str | None = None, body: tuple[object, ...] = ()) -> Any:
        address = DBusAddress(path, bus_name=name, interface=interface)
        reply = self._bus.send_and_get_reply(new_method_call(address, method, signature, body), timeout=PATIENCE_S)
        if reply.header.message_type is MessageType.error:
            raise DBusErrorResponse(reply)
        return reply.body[0]

    def _property(self, name: str, path: str, interface: str, key: str) -> Any:
        reply = self._bus.send_and_get_reply(Properties(DBusAddress(path, bus_name=name, interface=interface)).get(key), timeout=PATIENCE_S)
        if reply.header.message_type is MessageType.error:
            raise DBusErrorResponse(reply)
        return reply.body[0][1]

    def _node(self, name: str, path: str) -> Node:
        low, high = self._call(name, path, ACCESSIBLE, "GetState")
        try:
            place = self._call(name, path, COMPONENT, "GetExtents", "u", (0,))
        except DBusErrorResponse:
            place = (0, 0, 0, 0)
        label = cast("str", self._property(name, path, ACCESSIBLE, "Name"))
        return Node(name, path, label, self._call(name, path, ACCESSIBLE, "GetRoleName"), low | high << 32, *place)

    def _walk(self, name: str, path: str) -> Iterator[Node]:
        node = self._node(name, path)
        yield node
        if node.role == "table" or node.role == "list":
            return  # thousands of rows: asked for by `rows`
        for child_name, child_path in self._call(name, path, ACCESSIBLE, "GetChildren"):
            yield from self._walk(child_name, child_path)

    def name_now(self, node: Node) -> str:
        """One question, which the program's window answers as soon as it does nothing else."""
        return cast("str", self._property(node.bus_name, node.path, ACCESSIBLE, "Name"))

    def nodes(self) -> Iterator[Node]:
        """Everything that shows, of every program on this bus."""
        for name, path in self._call("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", ACCESSIBLE, "GetChildren"):
            yield from self._walk(name, path)

    def rows(self, table: Node) -> list[Node]:
        """The rows of a list, from its top."""
        return [self._node(n, p) for n, p in self._call(table.bus_name, table.path, ACCESSIBLE, "GetChildren")]

    def find_now(self, name: str, role: str = "", inside: str = "") -> Node | None:
        """The first showing node whose name fits the regular expression `name` whole, of that role, inside the part of that name."""
        part = self.find_now(inside, "filler") if inside else None
        if inside and part is None:
            return None
        try:
            for node in self.nodes():
                if node.fits(name, role) and (part is None or part.holds(node)):
                    return node
        except (DBusErrorResponse, TimeoutError):
            return None  # a window went away while it was looked at
        return None

    def find(self, name: str, role: str = "", inside: str = "", seconds: float = PATIENCE_S) -> Node:
        """The same, waited for. `AssertionError` says what was there instead."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            node = self.find_now(name, role, inside)
            if node is not None:
                return node
            time.sleep(0.05)
        there = sorted({f"{n.role}: {n.name}" for n in self.nodes() if n.name and n.has(SHOWING)})
        raise AssertionError(f"nothing named {name!r} {role} shows; there is:\n" + "\n".join(there))

    def wait_gone(self, name: str, role: str = "", seconds: float = PATIENCE_S) -> None:
        """Until nothing of that name shows."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.find_now(name, role) is None:
                return
            time.sleep(0.05)
        raise AssertionError(f"{name!r} still shows")

    def text(self, node: Node) -> str:
        """What is written in a text field."""
        return cast("str", self._call(node.bus_name, node.path, TEXT, "GetText", "ii", (0, -1)))
