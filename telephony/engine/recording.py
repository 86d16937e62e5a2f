"""The traffic of a session, written down for replay in a test. Secrets are masked by their type."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TextIO

from telephony.channel import encode_masked
from telephony.messages import AnyCommand, AnyEvent


class Recording:
    """One JSON line a message: `{"t": seconds since the start, "way": "in" or "out", "message": {...}}`.

    A line that could not be read is `{"t": ..., "way": "in", "unreadable": bytes}`: its text may hold a secret, so it is not kept.
    """

    def __init__(self, path: Path | None) -> None:
        self._file: TextIO | None = path.open("w", encoding="utf-8", buffering=1) if path else None
        self._begin = time.monotonic()

    def command(self, message: AnyCommand) -> None:
        self._write("in", '"message":' + encode_masked(message).decode().rstrip())

    def event(self, message: AnyEvent) -> None:
        self._write("out", '"message":' + encode_masked(message).decode().rstrip())

    def unreadable(self, size: int) -> None:
        self._write("in", f'"unreadable":{size}')

    def close(self) -> None:
        if self._file is not None:
            self._file.close()

    def _write(self, way: str, rest: str) -> None:
        if self._file is not None:
            self._file.write(f'{{"t":{time.monotonic() - self._begin:.6f},"way":"{way}",{rest}}}\n')
