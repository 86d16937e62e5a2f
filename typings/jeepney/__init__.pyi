"""The part of jeepney that is used."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

class MessageType(Enum):
    method_call = 1
    method_return = 2
    error = 3
    signal = 4

class HeaderFields(Enum):
    path = 1
    interface = 2
    member = 3
    reply_serial = 5
    sender = 7

class Header:
    message_type: MessageType
    serial: int
    fields: dict[HeaderFields, object]

class Message:
    header: Header
    body: tuple[Any, ...]

class DBusAddress:
    def __init__(self, object_path: str, bus_name: str | None = None, interface: str | None = None) -> None: ...

class Properties:
    def __init__(self, obj: DBusAddress) -> None: ...
    def get(self, name: str) -> Message: ...

class DBusErrorResponse(Exception):
    name: str
    data: tuple[Any, ...]
    def __init__(self, msg: Message) -> None: ...

class MatchRule:
    def __init__(
        self, *, type: str | None = None, sender: str | None = None, interface: str | None = None, path: str | None = None
    ) -> None: ...

def new_method_return(parent_msg: Message, signature: str | None = None, body: Sequence[object] = ()) -> Message: ...
def new_error(parent_msg: Message, error_name: str, signature: str | None = None, body: Sequence[object] = ()) -> Message: ...
def new_signal(emitter: DBusAddress, signal: str, signature: str | None = None, body: Sequence[object] = ()) -> Message: ...
def new_method_call(
    remote_obj: DBusAddress, method: str, signature: str | None = None, body: Sequence[object] = ()
) -> Message: ...
