"""Messages out of a stream, by Content-Length (RFC 3261 section 18.3), and the keep-alives between them (RFC 5626 section 3.5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.sip.parser import MAX_HEADER_BYTES, MalformedError, answerable, content_length, parse_head, split_head, validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.sip.message import Message

PING = b"\r\n\r\n"
PONG = b"\r\n"


class Framing:
    """Feed it what arrives; it yields whole messages, a PING for each keep-alive, and MalformedError for what can be stepped over.

    `lost` becomes True when the next message's beginning can't be found any more: the connection must be closed.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._head: Message | None = None
        self._wanted = 0
        self.lost = False

    def feed(self, data: bytes) -> Iterator[Message | MalformedError | bytes]:
        """Everything that is complete by now, in order."""
        self._buffer += data
        while not self.lost:
            item = self._body() if self._head else self._next()
            if item is None:
                return
            yield item

    def _next(self) -> Message | MalformedError | bytes | None:
        if self._buffer.startswith(PING):
            del self._buffer[:4]
            return PING
        blank = len(self._buffer) - len(self._buffer.lstrip(b"\r\n"))
        if blank == len(self._buffer):
            return None
        del self._buffer[:blank]
        head, separator, _ = split_head(bytes(self._buffer[: MAX_HEADER_BYTES + 4]))
        if separator:
            del self._buffer[: len(head) + len(separator)]
            return self._begin(head)
        return self._give_up(MalformedError("headers too large")) if len(self._buffer) > MAX_HEADER_BYTES else None

    def _begin(self, head: bytes) -> Message | MalformedError | None:
        try:
            message = parse_head(head)
        except MalformedError as error:
            return self._give_up(error)
        try:
            self._wanted = content_length(message.headers) or 0
        except ValueError as error:
            return self._give_up(MalformedError(str(error), answerable(message)))
        self._head = message
        return self._body()

    def _body(self) -> Message | MalformedError | None:
        message = self._head
        if message is None or len(self._buffer) < self._wanted:
            return None
        message.body = bytes(self._buffer[: self._wanted])
        del self._buffer[: self._wanted]
        self._head = None
        try:
            validate(message)
        except MalformedError as error:
            return error
        return message

    def _give_up(self, error: MalformedError) -> MalformedError:
        self.lost = True
        self._buffer.clear()
        self._head = None
        return error
