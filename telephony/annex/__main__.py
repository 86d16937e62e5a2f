"""`python -m telephony.annex [--log-level LEVEL]`: the annex process, started by the engine and by nobody else.

Orders come on stdin, reports go to stdout, logs to stderr. The end of stdin is the end: it hangs up and leaves, so it dies with the engine.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Final

from telephony.annex.protocol import AnyOrder, AnyReport, Leave, Open, ProtocolError, decode_order, encode
from telephony.annex.service import Service
from telephony.engine.inbox import Inbox
from telephony.engine.pipes import LineReader, LineWriter, claim_stdout

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger("telephony.annex")

_LATEST_S: Final = 5.0


class Process:
    """Wires the pipes and the service together."""

    def __init__(self, channel: int) -> None:
        self._inbox = Inbox()
        self._reader = LineReader(0, self._line, lambda: self._inbox.post(self._end))
        self._writer = LineWriter(channel, lambda: self._inbox.post(self._end))
        self._service = Service(self._inbox, self._tell)
        self._handle: Callable[[AnyOrder], None] = self._take_first
        self._first: Open | None = None
        self._ended = False

    def run(self) -> None:
        self._reader.start()
        self._writer.start()
        while self._first is None and not self._ended:
            self._inbox.wait()
        if self._first is not None:
            self._service.open(self._first)
            self._handle = self._service.obey
            signal.signal(signal.SIGTERM, lambda _number, _frame: self._inbox.post(self._end))
            self._service.run()
        self._writer.finish(0.5)

    def _take_first(self, order: AnyOrder) -> None:
        match order:
            case Open():
                self._first = order
            case Leave():
                self._end()
            case _:
                log.error("%s before it is open", type(order).__name__)

    def _end(self) -> None:
        self._ended = True
        self._service.stop()
        # Nobody is there to end one that can't leave.
        latest = threading.Timer(_LATEST_S, os._exit, (1,))
        latest.daemon = True
        latest.start()

    def _take_line(self, line: bytes | None) -> None:
        try:
            order = decode_order(line or b"")
        except ProtocolError as error:
            log.error("no order: %s", error)  # noqa: TRY400 - the traceback says no more
        else:
            self._handle(order)

    def _tell(self, report: AnyReport) -> None:
        self._writer.write(encode(report))

    def _line(self, line: bytes | None) -> None:
        # On the reader's thread.
        self._inbox.post(lambda: self._take_line(line))


def main() -> None:
    channel = claim_stdout()
    parser = argparse.ArgumentParser(prog="telephony.annex", description=__doc__)
    parser.add_argument("--log-level", default="WARNING", choices=("DEBUG", "INFO", "WARNING", "ERROR"))
    arguments = parser.parse_args()
    faulthandler.enable(sys.stderr)
    logging.basicConfig(level=arguments.log_level, stream=sys.stderr, format="%(asctime)s annex %(levelname)s %(name)s: %(message)s")
    sys.setswitchinterval(0.001)  # as in the engine: the ticks' thread waits for the interpreter at most so long
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal reaches the whole group
    Process(channel).run()


if __name__ == "__main__":
    main()
    sys.stderr.flush()
    os._exit(0)
