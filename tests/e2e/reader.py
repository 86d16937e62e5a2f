"""What a screen reader sees of the running program, over AT-SPI: names, roles, texts, places on the screen.

The end-to-end tests find controls by their accessible names and then use the real mouse and keyboard, so that a control without a name, or
one that can't be reached, fails a test. Protocol: https://gitlab.gnome.org/GNOME/at-spi2-core/-/tree/main/xml
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from jeepney import DBusAddress, DBusErrorResponse, HeaderFields, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.peers.process import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jeepney import Message


Place = tuple[str, str]  # a name on the bus, and a path
ACCESSIBLE: Final = "org.a11y.atspi.Accessible"
COMPONENT: Final = "org.a11y.atspi.Component"
TEXT: Final = "org.a11y.atspi.Text"
# Bits of AtspiStateType
CHECKED, ENABLED, FOCUSED, SENSITIVE, SHOWING = 4, 8, 12, 24, 25
_CHANGING_S: Final = 5.0  # a list does not change without end
_AT_ONCE: Final = 100  # questions: more would wait for each other in the sockets


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

    @property
    def is_open(self) -> bool:
        """Whether to look into it. A program itself shows nowhere; thousands of rows are asked for by `rows`."""
        return self.role == "application" or (self.has(SHOWING) and self.role not in ("table", "list"))

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

    def _ask(self, questions: Sequence[Message]) -> list[Message]:
        """The reply to each. All are asked before the first is waited for: the program answers in one turn, however late that comes."""
        replies: dict[int, Message] = {}
        serials: list[int] = []
        for question in questions:
            serials.append(next(self._bus.outgoing_serial))
            self._bus.send(question, serial=serials[-1])
        wanted = set(serials)
        while wanted - replies.keys():
            reply = self._bus.receive(timeout=PATIENCE_S)
            serial = reply.header.fields.get(HeaderFields.reply_serial)
            if isinstance(serial, int) and serial in wanted:
                replies[serial] = reply
        return [replies[serial] for serial in serials]

    def _values(self, questions: Sequence[Message]) -> list[Any]:
        """What each reply says; `DBusErrorResponse` where one is an error."""
        values: list[Any] = []
        for first in range(0, len(questions), _AT_ONCE):
            for reply in self._ask(questions[first : first + _AT_ONCE]):
                if reply.header.message_type is MessageType.error:
                    raise DBusErrorResponse(reply)
                values.append(reply.body[0])
        return values

    def _nodes(self, places: Sequence[Place]) -> list[Node]:
        """How they are now. Where they are is asked of those that show alone."""
        states = self._values([_question(place, ACCESSIBLE, "GetState") for place in places])
        names = self._values([Properties(_address(place, ACCESSIBLE)).get("Name") for place in places])
        roles = self._values([_question(place, ACCESSIBLE, "GetRoleName") for place in places])
        shapes = dict.fromkeys(places, (0, 0, 0, 0))
        showing = [place for place, (low, _) in zip(places, states, strict=True) if low >> SHOWING & 1]
        for first in range(0, len(showing), _AT_ONCE):
            some = showing[first : first + _AT_ONCE]
            replies = self._ask([_question(place, COMPONENT, "GetExtents", "u", (0,)) for place in some])
            known = zip(some, replies, strict=True)
            shapes |= {place: reply.body[0] for place, reply in known if reply.header.message_type is not MessageType.error}
        found = zip(places, names, roles, states, strict=True)
        return [Node(*place, name[1], role, low | high << 32, *shapes[place]) for place, name, role, (low, high) in found]

    def _trees(self, places: Sequence[Place]) -> list[list[Node]]:
        """Of each, all that lies in it, from the top down. What does not show holds nothing that does."""
        nodes = self._nodes(places)
        open_ones = [place for place, node in zip(places, nodes, strict=True) if node.is_open]
        inside: list[list[Place]] = self._values([_question(place, ACCESSIBLE, "GetChildren") for place in open_ones])
        below = iter(self._trees([child for children in inside for child in children]) if any(inside) else ())
        parts = {place: [node for _ in children for node in next(below)] for place, children in zip(open_ones, inside, strict=True)}
        return [[node, *parts.get(place, [])] for place, node in zip(places, nodes, strict=True)]

    def nodes(self) -> list[Node]:
        """Everything that shows, of every program on this bus."""
        root = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        [programs] = self._values([_question(root, ACCESSIBLE, "GetChildren")])
        return [node for tree in self._trees(programs) for node in tree]

    def name_now(self, node: Node) -> str:
        """One question, which the program's window answers as soon as it does nothing else."""
        [name] = self._values([Properties(_address((node.bus_name, node.path), ACCESSIBLE)).get("Name")])
        return cast("str", name[1])

    def rows(self, table: Node) -> list[Node]:
        """The rows of a list, from its top. One that goes away while it is looked at is no row any more: all are looked at again."""
        end = time.monotonic() + _CHANGING_S
        while True:
            try:
                [places] = self._values([_question((table.bus_name, table.path), ACCESSIBLE, "GetChildren")])
                return self._nodes(places)
            except DBusErrorResponse:
                if time.monotonic() > end:
                    raise

    def find_now(self, name: str, role: str = "", inside: str = "") -> Node | None:
        """The first showing node whose name fits the regular expression `name` whole, of that role, inside the part of that name."""
        try:
            nodes = self.nodes()
        except (DBusErrorResponse, TimeoutError):
            return None  # a window went away while it was looked at
        part = next((node for node in nodes if node.fits(inside, "filler")), None) if inside else None
        if inside and part is None:
            return None
        return next((node for node in nodes if node.fits(name, role) and (part is None or part.holds(node))), None)

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
        [text] = self._values([_question((node.bus_name, node.path), TEXT, "GetText", "ii", (0, -1))])
        return cast("str", text)


def _address(place: Place, interface: str) -> DBusAddress:
    name, path = place
    return DBusAddress(path, bus_name=name, interface=interface)


def _question(place: Place, interface: str, method: str, signature: str | None = None, body: tuple[object, ...] = ()) -> Message:
    return new_method_call(_address(place, interface), method, signature, body)
