"""`python -m telephony.engine [--record FILE] [--log-level LEVEL]`: the engine process.

Commands come on stdin, events go to stdout, logs to stderr. The end of stdin means the same as `Shutdown`: the engine dies with its parent.
Exit code 0, or 2 where the handshake failed.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import signal
import sys
from pathlib import Path
from typing import Final

from telephony.channel import ChannelError, decode_command, encode
from telephony.engine.inbox import Inbox
from telephony.engine.pipes import LineReader, LineWriter, claim_stdout
from telephony.engine.recording import Recording
from telephony.messages import PROTOCOL_VERSION, AnyCommand, AnyEvent, CommandRefused, Shutdown, Start
from telephony.reasons import Reason, ReasonCode

log = logging.getLogger("telephony.engine")

_LAST_LINES_S: Final = 1.0


class Process:
    """Wires the pipes, the recording and the engine together."""

    def __init__(self, channel: int, recording: Recording) -> None:
        self._inbox = Inbox()
        self._recording = recording
        self._reader = LineReader(0, self._line, lambda: self._inbox.post(self._end))
        self._writer = LineWriter(channel, lambda: self._inbox.post(self._end))
        self._first: AnyCommand | None = None
        self._handle = self._take_first

    def run(self) -> int:
        self._reader.start()
        self._writer.start()
        while self._first is None:
            self._inbox.wait()
        code = self._serve(self._first)
        self._writer.finish(_LAST_LINES_S)
        self._recording.close()
        return code

    def _serve(self, first: AnyCommand) -> int:
        match first:
            case Shutdown():
                return 0
            case Start(version=version) if version == PROTOCOL_VERSION:
                pass
            case Start(version=version):
                self._emit(CommandRefused("Start", "", Reason(ReasonCode.WRONG_VERSION, value=str(version))))
                return 2
            case _:
                raise AssertionError(first)
        # Late, so that the handshake is refused without pjsua2, and so that its prints find descriptor 1 claimed.
        from telephony.engine.engine import Engine

        engine = Engine(self._inbox, self._emit)
        engine.start(first)
        self._handle = engine.command
        signal.signal(signal.SIGTERM, lambda _number, _frame: self._inbox.post(self._end))
        engine.run()
        return 0

    # --- on the SIP thread -----------------------------------------------------------------------------------------------------

    def _take_first(self, command: AnyCommand) -> None:
        if isinstance(command, Start | Shutdown):
            self._first = self._first or command
        else:
            self._emit(CommandRefused(type(command).__name__, "", Reason(ReasonCode.WRONG_STATE)))

    def _end(self) -> None:
        self._handle(Shutdown())

    def _take_line(self, line: bytes | None) -> None:
        if line is None:
            self._refuse_line(0, "too long")
        elif line.strip():
            try:
                command = decode_command(line)
            except ChannelError as error:
                self._refuse_line(len(line), str(error))
            else:
                self._recording.command(command)
                self._handle(command)

    def _refuse_line(self, size: int, why: str) -> None:
        self._recording.unreadable(size)
        self._emit(CommandRefused("?", "", Reason(ReasonCode.MALFORMED, value=why)))

    def _emit(self, event: AnyEvent) -> None:
        self._recording.event(event)
        self._writer.write(encode(event))

    # --- on the reader's thread ------------------------------------------------------------------------------------------------

    def _line(self, line: bytes | None) -> None:
        self._inbox.post(lambda: self._take_line(line))


def main() -> int:
    channel = claim_stdout()
    parser = argparse.ArgumentParser(prog="telephony.engine", description=__doc__)
    parser.add_argument("--record", type=Path, metavar="FILE", help="write the traffic down, secrets masked")
    parser.add_argument("--log-level", default="WARNING", choices=("DEBUG", "INFO", "WARNING", "ERROR"))
    arguments = parser.parse_args()
    faulthandler.enable(sys.stderr)
    logging.basicConfig(level=arguments.log_level, stream=sys.stderr, format="%(asctime)s engine %(levelname)s %(name)s: %(message)s")
    # The sound card's thread waits for the interpreter at most so long; the default of 5 ms is a quarter of a frame.
    sys.setswitchinterval(0.001)
    # Ctrl+C in a terminal reaches the whole group; the window decides, and closes our stdin.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return Process(channel, Recording(arguments.record)).run()


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    # Not sys.exit: a sound server that hangs in its thread must not keep the process.
    os._exit(code)
