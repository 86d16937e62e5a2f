"""The servers of one account, tried one after the other: the configured ones, and those that a domain's SRV records name."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Protocol

from telephony.engine.inbox import Inbox
from telephony.messages import Transport
from telephony.pj.account import Server


class Find(Protocol):
    """As `resolver.find_servers`."""

    def __call__(self, name: str, transport: Transport, done: Callable[[tuple[Server, ...]], None], /) -> None: ...


class ServerWalk:
    """`next` again and again, until it gives None: nobody is left. Names are looked up when their turn comes. SIP thread only."""

    def __init__(self, names: tuple[str, ...], transport: Transport, inbox: Inbox, find: Find) -> None:
        self._names = deque(names)
        self._found: deque[Server] = deque()
        self._transport = transport
        self._inbox = inbox
        self._find = find
        self.unknown = ""  # the last name that stood for no server

    @property
    def more(self) -> bool:
        """Whether there is anybody left to try."""
        return bool(self._found or self._names)

    def next(self, take: Callable[[Server | None], None]) -> None:
        """Call `take` with the next server: at once, or later on this thread."""
        if self._found:
            take(self._found.popleft())
        elif not self._names:
            take(None)
        else:
            self._ask(self._names.popleft(), take)

    def _ask(self, name: str, take: Callable[[Server | None], None]) -> None:
        """What is an address already is known at once: the command that comes next may count on it."""
        here = threading.get_ident()

        def found(servers: tuple[Server, ...]) -> None:
            if threading.get_ident() == here:
                self._arrived(name, servers, take)
            else:
                self._inbox.post(lambda: self._arrived(name, servers, take))

        self._find(name, self._transport, found)

    def _arrived(self, name: str, servers: tuple[Server, ...], take: Callable[[Server | None], None]) -> None:
        if not servers:
            self.unknown = name
        self._found.extend(servers)
        self.next(take)
