"""A real engine process for tests: commands in, events out, nothing faked."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from telephony.calls import CallState
from telephony.channel import decode_event, encode
from telephony.messages import (
    PROTOCOL_VERSION,
    AccountConfig,
    AccountState,
    AddAccount,
    AnyCommand,
    AnyEvent,
    CallChanged,
    CommandRefused,
    Dial,
    Event,
    HangUp,
    IncomingCall,
    Registration,
    RemoveAccount,
    Shutdown,
    Start,
    Started,
    Transport,
)
from telephony.secret import Secret
from tests.peers.process import PATIENCE_S

E = TypeVar("E", bound=Event)
ROOT = Path(__file__).parents[2]


class EngineProcess:
    """`with EngineProcess() as engine:` starts, shakes hands, and ends it in order. Every event is kept in `events`, in its order.

    `wait_for` looks at events from its mark on: each wait begins where the last one found its event, unless `since` says otherwise.
    """

    def __init__(
        self,
        *,
        use_devices: bool = False,
        arguments: tuple[str, ...] = (),
        environment: dict[str, str] | None = None,
        instance_id: str = "",
        udp_port: int = 0,
        local_address: str = "127.0.0.1",
        prefix: tuple[str, ...] = (),
    ) -> None:
        """`prefix` is a command that runs the engine elsewhere, as in another network namespace."""
        self._start = Start(PROTOCOL_VERSION, "Agent-test", use_devices, local_address, instance_id, udp_port)
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "telephony.engine", "--log-level", "INFO", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
        )
        self.events: list[AnyEvent] = []
        self.log: list[str] = []
        self._news = threading.Condition()
        self._ended = False
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read_events, self._read_log)]
        for thread in self._threads:
            thread.start()
        self.started: Started | None = None

    # --- life ------------------------------------------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        if self.process.poll() is None:
            try:
                self.stop()
            except BaseException:
                self.kill()
                raise
        else:
            self._close_pipes()
            assert self.process.returncode in (0, 2, -9), f"the engine died: {self.process.returncode}\n{self.log_text()[-4000:]}"

    def start(self) -> Started:
        """The handshake."""
        self.send(self._start)
        self.started = self.wait_for(Started)
        return self.started

    def stop(self, timeout_s: float = PATIENCE_S) -> int:
        """`Shutdown`, and the exit code."""
        if self.process.poll() is None:
            self.send(Shutdown())
        code = self.process.wait(timeout_s)
        self._close_pipes()
        return code

    def kill(self) -> None:
        """SIGKILL: no goodbye."""
        self.process.kill()
        self.process.wait()
        self._close_pipes()

    def _close_pipes(self) -> None:
        if self.process.stdin and not self.process.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.close()
        for thread in self._threads:
            thread.join(5)
        for pipe in (self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()

    # --- traffic ---------------------------------------------------------------------------------------------------------------

    def send(self, command: AnyCommand) -> None:
        self.send_raw(encode(command))

    def send_raw(self, line: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def settled(self) -> None:
        """Until it has obeyed all that was sent: commands are taken in their order, and one for a call of nobody is refused in its turn.

        What goes another way than this pipe, as a call from elsewhere, may overtake a command that was only sent.
        """
        nobody = str(uuid.uuid4())
        self.send(HangUp(nobody))
        self.wait_for(CommandRefused, lambda event: event.subject == nobody)

    def wait_for(
        self, kind: type[E], accept: Callable[[E], bool] = lambda _event: True, timeout_s: float = PATIENCE_S, since: int = 0
    ) -> E:
        """The first event of `kind` that `accept` takes, of those that came (from number `since` on) or come within `timeout_s`."""
        deadline = time.monotonic() + timeout_s
        position = since
        with self._news:
            while True:
                while position < len(self.events):
                    event = self.events[position]
                    position += 1
                    if isinstance(event, kind) and accept(event):
                        return event
                left = deadline - time.monotonic()
                if left <= 0 or (self._ended and position == len(self.events)):
                    raise AssertionError(f"no {kind.__name__} within {timeout_s} s\nevents: {self.events}\nlog: {self.log_text()[-4000:]}")
                self._news.wait(left)

    def of(self, kind: type[E]) -> list[E]:
        """Every event of that kind so far."""
        with self._news:
            return [event for event in self.events if isinstance(event, kind)]

    def log_text(self) -> str:
        return "".join(self.log)

    def _read_events(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            event = decode_event(line)
            with self._news:
                self.events.append(event)
                self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()

    def _read_log(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.log.append(line.decode("utf-8", "replace"))

    # --- what every test does --------------------------------------------------------------------------------------------------

    def port(self, transport: Transport = Transport.UDP) -> int:
        assert self.started is not None
        return self.started.udp_port if transport is Transport.UDP else self.started.tcp_port

    def uri(self, transport: Transport = Transport.UDP, user: str = "peer") -> str:
        """Where this engine is called directly, without a registrar."""
        way = "" if transport is Transport.UDP else f";transport={transport.value}"
        return f"sip:{user}@127.0.0.1:{self.port(transport)}{way}"

    def add_local_account(self, user: str = "peer", **values: Any) -> str:
        """An account that calls directly and does not register; its identifier."""
        config = account(user, "127.0.0.1", register=False, **values)
        self.send(AddAccount(config))
        self.wait_for(AccountState, lambda event: event.account_id == config.account_id and event.state is Registration.OFF)
        return config.account_id

    def remove_account(self, account_id: str) -> None:
        """Forget the account and end its calls."""
        since = len(self.events)
        self.send(RemoveAccount(account_id))
        self.wait_for(AccountState, lambda event: event.account_id == account_id and event.state is Registration.OFF, since=since)

    def dial(self, account_id: str, target: str, dtmf: str = "") -> str:
        """Dial and return the new call's identifier."""
        call_id = str(uuid.uuid4())
        self.send(Dial(call_id, account_id, target, dtmf))
        return call_id

    def wait_for_state(self, call_id: str, state: CallState, timeout_s: float = PATIENCE_S) -> CallChanged:
        return self.wait_for(CallChanged, lambda event: event.call_id == call_id and event.state is state, timeout_s)

    def wait_for_incoming(self, number: int = 1, timeout_s: float = PATIENCE_S) -> str:
        """The identifier of the n-th call that has come in."""
        deadline = time.monotonic() + timeout_s
        with self._news:
            while len(calls := [event for event in self.events if isinstance(event, IncomingCall)]) < number:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise AssertionError(f"{len(calls)} incoming calls, not {number}, within {timeout_s} s\nlog: {self.log_text()[-4000:]}")
                self._news.wait(left)
            return calls[number - 1].call_id


def patience_s(promise_s: float) -> float:
    """What a promise of so many seconds comes to now: on a machine that is busy with something else, eight times what a bare engine's start
    takes, which is a quarter of a second where there is time.
    """
    began = time.monotonic()
    with EngineProcess():
        return max(promise_s, 8 * (time.monotonic() - began))


def account(user: str, domain: str, password: str = "", **values: Any) -> AccountConfig:
    """An account with an identifier of its own."""
    return AccountConfig(account_id=str(uuid.uuid4()), user=user, domain=domain, password=Secret(password), **values)
