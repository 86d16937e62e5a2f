"""A program that a test starts: it writes to a log of its own, and it never outlives the test run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_UNPACKED: Final = Path(__file__).parents[2] / "build/peers/bin"  # where scripts/system-packages.sh puts what it does not install
STOP_S: Final = 3.0
PATIENCE_S: Final = 30.0  # for what another process does, however busy the machine: a wait costs nothing once it is over


class PeerError(Exception):
    """A peer is missing, did not start or did not answer: says which, and what its log ends with."""


def program(name: str, package: str) -> str:
    """The full path of the program `name`; fails with what to install where it is missing."""
    path = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin:/usr/local/sbin:{_UNPACKED}")
    if path is None:
        msg = f"{name} is not installed: apt-get install {package} (the tests run real programs, none is skipped)"
        raise PeerError(msg)
    return path


def eventually(condition: Callable[[], bool], timeout_s: float, what: str, interval_s: float = 0.02) -> None:
    """Wait until `condition` holds; raises `PeerError` saying `what` was waited for."""
    end = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > end:
            msg = f"not within {timeout_s:g} s: {what}"
            raise PeerError(msg)
        time.sleep(interval_s)


class PeerProcess:
    """One child process in a session of its own; its errors go to `log`, its output to `output`, to a pipe with `pipe`, or to `log` too.

    `setpriv --pdeathsig` lets the kernel end it when the test run dies, however that happens; to the kernel that is the thread that
    started it, so start it from one that lives on. The signal of `os.killpg` reaches what the program started itself.
    """

    def __init__(
        self,
        command: Sequence[str],
        log: Path,
        *,
        env: Mapping[str, str] | None = None,
        folder: Path | None = None,
        pipe: bool = False,
        output: Path | None = None,
        fds: Sequence[int] = (),
    ) -> None:
        self.name = command[0].rsplit("/", 1)[-1]
        self.log = log
        self.output = output or log
        guard = [program("setpriv", "util-linux"), "--pdeathsig", "TERM", "--"]
        with log.open("ab") as errors, self.output.open("ab") as out:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(
                [*guard, *command],
                stdin=subprocess.PIPE if pipe else subprocess.DEVNULL,
                stdout=subprocess.PIPE if pipe else out,
                stderr=errors,
                env=None if env is None else dict(env),
                cwd=folder,
                pass_fds=tuple(fds),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    @property
    def pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Standard input and output of a process started with `pipe`."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            msg = f"{self.name} was started without pipes"
            raise PeerError(msg)
        return stdin, stdout

    def await_ready(self, ready: Callable[[], bool], timeout_s: float = PATIENCE_S) -> None:
        """Wait until `ready`; raises `PeerError` with the log's end where the program leaves first or takes too long."""
        try:
            eventually(lambda: not self.running or ready(), timeout_s, f"{self.name} is ready")
        except PeerError as error:
            raise PeerError(f"{error}\n{self.log_end()}") from None
        if not self.running:
            raise PeerError(f"{self.name} left with {self._process.returncode}:\n{self.log_end()}")

    def log_end(self, size: int = 3000) -> str:
        return self.log.read_bytes()[-size:].decode(errors="replace")

    def wait(self, timeout_s: float) -> int:
        """The exit code, once the program has left by itself."""
        try:
            return self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            raise PeerError(f"{self.name} did not leave within {timeout_s:g} s:\n{self.log_end()}") from None

    def stop(self) -> None:
        """Ask it to leave, then insist; a process that has left already is fine."""
        if self.running:
            self._signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self.kill()
        self._close_pipes()

    def kill(self) -> None:
        """SIGKILL to the program and all that it started."""
        self._signal(signal.SIGKILL)
        self._process.wait(PATIENCE_S)
        self._close_pipes()

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            return

    def _close_pipes(self) -> None:
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:  # what was still to be flushed has no reader
                    continue
