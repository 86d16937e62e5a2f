"""One annex process as the engine has it: begun with its first order, spoken to by two pipes, ended by the end of one."""

from __future__ import annotations

import contextlib
import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Final

from telephony.annex.protocol import AnyOrder, AnyReport, Leave, ProtocolError, decode_report, encode
from telephony.engine.inbox import Inbox
from telephony.engine.pipes import LineReader, LineWriter

log = logging.getLogger(__name__)

_LAST_LINES_S: Final = 0.5
_GOODBYE_S: Final = 3.0


class AnnexProcess:
    """SIP thread only. `report` and `ended` are called there too; `ended` once, however it ended."""

    def __init__(self, inbox: Inbox, report: Callable[[AnyReport], None], ended: Callable[[], None]) -> None:
        self._inbox = inbox
        self._report = report
        self._on_end = ended
        self._process = subprocess.Popen(_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin = self._process.stdin
        self._writer = LineWriter(self._stdin.fileno(), lambda: None)
        self._reader = LineReader(self._process.stdout.fileno(), self._line, self._end)
        self._writer.start()
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def tell(self, order: AnyOrder) -> None:
        """Never waits."""
        self._writer.write(encode(order))

    def kill(self) -> None:
        """It has hung."""
        self._process.kill()

    def leave(self) -> threading.Thread:
        """Let it hang up and go; who does not go in time is killed."""
        self.tell(Leave())
        thread = threading.Thread(target=self._bury, name="annex's end", daemon=True)
        thread.start()
        return thread

    def _bury(self) -> None:
        try:
            self._process.wait(_GOODBYE_S)
        except subprocess.TimeoutExpired:
            log.warning("the annex does not leave")
            self._process.kill()

    # --- on the reader's thread ------------------------------------------------------------------------------------------------

    def _line(self, line: bytes | None) -> None:
        self._inbox.post(lambda: self._take(line))

    def _end(self) -> None:
        code = self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._writer.finish(_LAST_LINES_S)
        with contextlib.suppress(OSError):
            self._stdin.close()
        log.info("the annex has ended: %d", code)
        self._inbox.post(self._on_end)

    # --- on the SIP thread -----------------------------------------------------------------------------------------------------

    def _take(self, line: bytes | None) -> None:
        try:
            report = decode_report(line or b"")
        except ProtocolError as error:
            log.error("no report: %s", error)  # noqa: TRY400 - the traceback says no more
        else:
            self._report(report)


def _command() -> list[str]:
    """As the engine itself was started: `-P` keeps the folder we stand in from being imported from."""
    safe = ["-P"] if sys.flags.safe_path else []
    level = logging.getLevelName(logging.getLogger().getEffectiveLevel())
    return [sys.executable, *safe, "-m", "telephony.annex", "--log-level", level]
