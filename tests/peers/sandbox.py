"""The sandbox provider as a real process."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, cast

from tests.peers.process import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class SandboxAccount:
    """An account as the ready line names it."""

    user: str
    password: str
    token: str
    display_name: str
    file_server: str


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """Status and decoded JSON body."""

    status: int
    content: dict[str, Any]


class SandboxProcess:
    """`python -m sandbox` on free ports (or given ones), with --test-controls unless told otherwise. A context manager."""

    def __init__(
        self,
        state: Path,
        *arguments: str,
        sip_port: int = 0,
        http_port: int = 0,
        test_controls: bool = True,
        prefix: tuple[str, ...] = (),
    ) -> None:
        """`prefix` is a command that runs it elsewhere, as in another network namespace."""
        self.state = state
        self.log = state.with_name(state.name + ".log")
        self.sip_port = sip_port
        self.http_port = http_port
        self.domain = ""
        self.accounts: dict[str, SandboxAccount] = {}
        self.ready_seconds = 0.0
        self._prefix = prefix
        self._arguments = [*arguments, *(["--test-controls"] if test_controls else [])]
        self._process: subprocess.Popen[str] | None = None

    @property
    def process(self) -> subprocess.Popen[str]:
        """The running process."""
        assert self._process is not None, "the sandbox was not started"
        return self._process

    def start(self, *extra: str) -> SandboxProcess:
        """Starts it and waits for the ready line. Started again, it takes the ports it had."""
        command: Sequence[str] = [
            *(*self._prefix, sys.executable, "-m", "sandbox", "--state", str(self.state), "--with-parent"),
            *("--sip-port", str(self.sip_port), "--http-port", str(self.http_port)),
            *(*self._arguments, *extra),
        ]
        began = time.monotonic()
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8"
            )
        line = _pipe(self._process.stdout).readline()
        self.ready_seconds = time.monotonic() - began
        assert line, f"the sandbox did not start: {self.log.read_text()}"
        ready = cast("dict[str, Any]", json.loads(line))
        self.sip_port, self.http_port, self.domain = ready["sip_port"], ready["http_port"], ready["domain"]
        self.accounts = {item["user"]: SandboxAccount(**item) for item in ready["accounts"]}
        return self

    def stop(self) -> int:
        """Ends it as its parent's end would (standard input closes); the exit status."""
        _pipe(self.process.stdin).close()
        try:
            status = self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        _pipe(self.process.stdout).close()
        self._process = None
        return status

    def kill(self) -> None:
        """Ends it as a crash would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        _pipe(self.process.stdin).close()
        _pipe(self.process.stdout).close()
        self._process = None

    def __enter__(self) -> SandboxProcess:
        return self if self._process else self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._process is not None:
            self.stop()

    def get(self, path: str, user: str = "anna") -> HttpAnswer:
        """GET with a user's token."""
        return self.request("GET", path, None, user)

    def post(self, path: str, content: object, user: str = "anna") -> HttpAnswer:
        """POST of JSON with a user's token."""
        return self.request("POST", path, json.dumps(content).encode(), user)

    def request(self, method: str, path: str, body: bytes | None, user: str = "anna", token: str | None = None) -> HttpAnswer:
        """Any request; failures come back as answers too."""
        token = self.accounts[user].token if token is None else token
        url = f"http://127.0.0.1:{self.http_port}{path}"
        request = urllib.request.Request(url, body, {"Authorization": f"Bearer {token}"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
                return HttpAnswer(answer.status, json.load(answer))
        except urllib.error.HTTPError as error:
            with error:
                return HttpAnswer(error.code, json.load(error))

    def account(self, user: str = "anna") -> dict[str, Any]:
        """The account's state: balance_micros, tariff, trial_seconds_left, …"""
        return self.get("/v1/account", user).content

    def set_credit(self, user: str = "anna", *, balance_micros: int, trial_seconds_left: int) -> None:
        """Gives an account just this much (needs --test-controls)."""
        wanted = {"balance_micros": balance_micros, "trial_seconds_left": trial_seconds_left}
        assert self.post("/v1/test/credit", wanted, user).status == 200

    def place_call(self, user: str, caller: str) -> None:
        """Lets the gateway call a user from a number (needs --test-controls)."""
        assert self.post("/v1/test/call", {"user": user, "from": caller}, user).status == 200

    def calls(self, user: str = "anna") -> list[dict[str, Any]]:
        """The ended calls of an account, newest first."""
        return self.get("/v1/calls", user).content["calls"]

    def active(self, user: str = "anna") -> list[dict[str, Any]]:
        """The live calls of an account, with packets and digits so far."""
        return self.get("/v1/active", user).content["calls"]

    def wait_for(self, condition: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
        """Waits until something about the sandbox is true."""
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "it did not come to that"
            time.sleep(0.05)

    def wait_for_record(self, user: str = "anna", seconds: float = PATIENCE_S) -> dict[str, Any]:
        """The newest ended call of an account, as soon as none of its calls is live and there is one."""
        self.wait_for(lambda: not self.active(user) and bool(self.calls(user)), seconds)
        return self.calls(user)[0]


def _pipe(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream
