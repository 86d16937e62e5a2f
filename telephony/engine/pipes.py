"""The two pipes to the window, each with a thread of its own: neither a silent nor a busy window may hold the SIP thread up."""

from __future__ import annotations

import logging
import os
import queue
import threading
from collections.abc import Callable, Iterator
from typing import Final

from telephony.channel import MAX_LINE

log = logging.getLogger(__name__)

_CHUNK: Final = 64 * 1024


def claim_stdout() -> int:
    """A descriptor of the channel that nothing native knows; whatever prints to descriptor 1 from here on goes to stderr."""
    channel = os.dup(1)
    os.dup2(2, 1)
    return channel


class LineSplitter:
    """Bytes in, lines out without their newline; None stands for a line that was too long, and is not kept in memory."""

    def __init__(self, most: int = MAX_LINE) -> None:
        self._most = most
        self._pending = bytearray()
        self._skipping = False

    def feed(self, chunk: bytes) -> Iterator[bytes | None]:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            yield from self._take(piece)
            if not self._skipping:
                yield bytes(self._pending)
            self._pending.clear()
            self._skipping = False
        yield from self._take(rest)

    def _take(self, piece: bytes) -> Iterator[None]:
        if self._skipping:
            return
        self._pending += piece
        if len(self._pending) > self._most:
            self._pending.clear()
            self._skipping = True
            yield None

    @property
    def rest(self) -> bytes:
        """What the end of the stream cut off."""
        return bytes(self._pending)


class LineReader:
    """Reads a descriptor to its end: `line` for each line (None: too long), then `end`. Both are called from the reader's thread."""

    def __init__(self, descriptor: int, line: Callable[[bytes | None], None], end: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._line = line
        self._end = end

    def start(self) -> None:
        threading.Thread(target=self._run, name="commands", daemon=True).start()

    def _run(self) -> None:
        splitter = LineSplitter()
        try:
            while chunk := os.read(self._descriptor, _CHUNK):
                for line in splitter.feed(chunk):
                    self._line(line)
        except OSError as error:
            log.warning("the command pipe broke: %s", error)
        if splitter.rest:
            log.warning("half a line of %d bytes at the end of the command pipe", len(splitter.rest))
        self._end()


class LineWriter:
    """Writes lines from a queue; `broken` is called, from the writer's thread, when nobody reads any more."""

    def __init__(self, descriptor: int, broken: Callable[[], None]) -> None:
        self._descriptor = descriptor
        self._broken = broken
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="events", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def write(self, line: bytes) -> None:
        self._lines.put(line)

    def finish(self, timeout_s: float) -> None:
        """Write what is queued, for at most so long."""
        self._lines.put(None)
        self._thread.join(timeout_s)

    def _run(self) -> None:
        try:
            while (line := self._lines.get()) is not None:
                view = memoryview(line)
                while view:
                    view = view[os.write(self._descriptor, view) :]
        except OSError as error:
            log.warning("nobody reads the events: %s", error)
            self._broken()
