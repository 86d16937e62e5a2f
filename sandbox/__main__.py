"""`python -m sandbox`: the provider as a process of its own.

Standard output has one JSON line when it is ready, and nothing after it; the log goes to standard error.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import logging
import math
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sandbox.errors import SandboxError
from sandbox.gateway.numbers import exists
from sandbox.provider import HTTP_PORT, SIP_PORT, Provider
from sandbox.state import open_state
from sandbox.turn import TakenError, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

EXIT_FAILED: Final = 1
_PATIENCE_S: Final = 1.0  # for one that is ending: a program that was just quit, or killed


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sandbox", description="A small SIP provider for trying calls, on this machine only.")
    parser.add_argument("--state", type=Path, required=True, metavar="DIR", help="where accounts, money and call records are kept")
    parser.add_argument("--sip-port", type=_port, metavar="N", help=f"SIP over UDP and TCP (usually {SIP_PORT}; 0: any free one)")
    parser.add_argument("--http-port", type=_port, metavar="N", help=f"the HTTP API (usually {HTTP_PORT}; 0: any free one)")
    parser.add_argument("--reset", action="store_true", help="forget all accounts, money and records first")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input ends")
    parser.add_argument("--test-controls", action="store_true", help="let the HTTP API set balances and place calls")
    parser.add_argument("--verbose", action="store_true", help="log more")
    return parser.parse_args(argv)


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 65536:
        raise argparse.ArgumentTypeError(f"{number} is no port")
    return number


def main(argv: Sequence[str] | None = None) -> int:
    """Runs until a signal, or until standard input ends where --with-parent is given; the exit status."""
    arguments = _arguments(argv)
    level = logging.INFO if arguments.verbose else logging.WARNING
    logging.basicConfig(stream=sys.stderr, level=level, format="%(asctime)s sandbox %(levelname)s %(name)s: %(message)s")
    try:
        asyncio.run(_run(arguments))
    except SandboxError as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return EXIT_FAILED
    except OSError as error:
        sys.stderr.write(f"sandbox: the state in {arguments.state} can't be used: {error}\n")
        return EXIT_FAILED
    except KeyboardInterrupt:
        pass
    return 0


async def _run(arguments: argparse.Namespace) -> None:
    done = asyncio.Event()
    _end_on_signals(done)
    if arguments.with_parent:
        _end_with_parent(done)
    with Turn(arguments.state) as turn:
        if await turn.wait(_PATIENCE_S, done):
            await _provide(arguments, turn, done)
        elif arguments.reset:
            raise TakenError(f"another sandbox uses the state in {arguments.state}: end it (agent quit ends the window's), then reset")
        else:
            await _stand_by(arguments, turn, done)


async def _stand_by(arguments: argparse.Namespace, turn: Turn, done: asyncio.Event) -> None:
    """The one that has the state serves for us too; when it ends we take its place, on its ports."""
    while (ready := turn.other()) is None:
        if await turn.wait(0.1, done):  # it ended before it was ready
            await _provide(arguments, turn, done)
        if done.is_set():
            return
    _say(ready)
    sys.stderr.write(f"sandbox: another one uses the state in {arguments.state} and serves meanwhile\n")
    arguments.sip_port, arguments.http_port = ready["sip_port"], ready["http_port"]
    if await turn.wait(math.inf, done):
        await _provide(arguments, turn, done, is_said=True)


async def _provide(arguments: argparse.Namespace, turn: Turn, done: asyncio.Event, *, is_said: bool = False) -> None:
    provider = Provider(open_state(arguments.state, reset=arguments.reset), test_controls=arguments.test_controls)
    await provider.start(arguments.sip_port, arguments.http_port)
    try:
        turn.announce(provider.ready_line())
        if not is_said:
            _say(provider.ready_line())
        asyncio.get_running_loop().call_later(1.0, _warm_up)
        await done.wait()
    finally:
        await provider.stop()


def _say(ready: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()


def _end_on_signals(done: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: there KeyboardInterrupt and TerminateProcess end us
            loop.add_signal_handler(number, done.set)


def _end_with_parent(done: asyncio.Event) -> None:
    """A thread waits for the end of standard input: that works for pipes on every system.

    It reads the descriptor: a lock of sys.stdin, held by a thread at the interpreter's end, aborts the process.
    """
    loop, standard_input = asyncio.get_running_loop(), sys.stdin.fileno()

    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(standard_input, 4096):
                pass
        with contextlib.suppress(RuntimeError):  # the loop is closed: we are ending anyway
            loop.call_soon_threadsafe(done.set)

    threading.Thread(target=wait, name="parent-watch", daemon=True).start()


def _warm_up() -> None:
    """Loads the numbering plans before the first call asks for them."""
    exists("74951112233")


if __name__ == "__main__":
    sys.exit(main())
