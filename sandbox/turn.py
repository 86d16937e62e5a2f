"""One provider a state. Who finds the state in use waits for its turn, and knows meanwhile where the one that has it is to be found."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from typing import TYPE_CHECKING, Final, Self, cast

from sandbox.errors import SandboxError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

FILE_NAME: Final = "sandbox.lock"
_POLL_S: Final = 0.1
_BEYOND: Final = 1 << 30  # on Windows what is locked can't be read: a byte that the file doesn't have


class TakenError(SandboxError):
    """Another provider has the state, and what is wanted would take it away from under it."""


class Turn:
    """The right to a state's folder, until the process ends or the `with` does. The file holds the ready line of who has it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = os.open(folder / FILE_NAME, os.O_RDWR | os.O_CREAT, 0o600)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        os.close(self._file)

    def take(self) -> bool:
        """Whether the state is ours now."""
        if not _lock(self._file):
            return False
        os.ftruncate(self._file, 0)
        return True

    def announce(self, ready: dict[str, object]) -> None:
        """For those who wait: where we are."""
        os.lseek(self._file, 0, os.SEEK_SET)
        os.write(self._file, json.dumps(ready).encode())

    def other(self) -> dict[str, object] | None:
        """What the one that has the state announced; None before it has."""
        os.lseek(self._file, 0, os.SEEK_SET)
        with contextlib.suppress(ValueError):  # empty, or just being written
            return cast("dict[str, object]", json.loads(os.read(self._file, 65536)))
        return None

    async def wait(self, seconds: float, done: asyncio.Event) -> bool:
        """Whether the state became ours within `seconds`, and before `done`."""
        end = asyncio.get_running_loop().time() + seconds
        while not done.is_set():
            if self.take():
                return True
            if asyncio.get_running_loop().time() >= end:
                return False
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _POLL_S)
        return False


def _lock(file: int) -> bool:
    """An advisory lock of the whole file that ends with the process; False where another has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(file, _BEYOND, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
