from contextlib import AbstractContextManager
from queue import SimpleQueue

from jeepney import MatchRule, Message

class DBusRouter:
    def send_and_get_reply(self, msg: Message, *, timeout: float | None = None) -> Message: ...
    def filter(self, rule: MatchRule, *, queue: SimpleQueue[Message]) -> AbstractContextManager[SimpleQueue[Message]]: ...

def open_dbus_router(bus: str = "SESSION", enable_fds: bool = False) -> AbstractContextManager[DBusRouter]: ...
