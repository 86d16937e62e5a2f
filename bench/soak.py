"""`python -m bench.soak`, or `make soak`: a thousand short calls in a row; memory, descriptors and threads of the engine may not grow.

Two engines call each other over loopback without sound cards. Then a thousand messages a second for half a minute, to an engine and to a
sandbox, while the engine talks by way of it: both stay up, and the call keeps its sound. Exit status 1, and a sentence, where not.
`--crossings N` instead: N rounds of two calls swapped, joined and held at random from both sides at once, that must come to rest.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from bench.footprint import pss_mb
from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, HangUp, Registration
from tests.interop.crossing import rounds
from tests.peers.engine import EngineProcess, account
from tests.peers.floods import heard_through
from tests.peers.ports import LOOPBACK
from tests.peers.sandbox import SandboxProcess

WARM_UP: Final = 800  # calls, 36 s of them: pjsip remembers an ended transaction for 32 s, so that there are as many as there will be
_PAUSE_S: Final = 0.03  # a call takes 5 ms; no more than 30 are had in half a second, when the places of their sockets run out
_MEMORY_GROWTH: Final = 1.05


@dataclass(frozen=True)
class Size:
    memory_mb: float
    descriptors: int
    threads: int


def size_of(pid: int) -> Size:
    process = Path(f"/proc/{pid}")
    return Size(pss_mb(pid), len(list((process / "fd").iterdir())), len(list((process / "task").iterdir())))


def one_call(caller: EngineProcess, called: EngineProcess, account_id: str, number: int) -> None:
    """Dial, answer, hang up; both sides see each state."""
    assert called.started is not None
    call = caller.dial(account_id, f"sip:b@{LOOPBACK}:{called.started.udp_port}")
    incoming = called.wait_for_incoming(number)
    called.send(Answer(incoming))
    caller.wait_for_state(call, CallState.ESTABLISHED, 10)
    caller.send(HangUp(call))
    caller.wait_for_state(call, CallState.ENDED, 10)
    called.wait_for_state(incoming, CallState.ENDED, 10)


def soak(calls: int) -> list[str]:
    """What grew, as sentences."""
    with EngineProcess() as caller, EngineProcess() as called:
        called.add_local_account("b")
        account_id = caller.add_local_account("a")
        first: dict[str, Size] = {}
        engines = {"the caller's engine": caller, "the called engine": called}
        for number in range(1, calls + WARM_UP + 1):
            one_call(caller, called, account_id, number)
            time.sleep(_PAUSE_S)
            if number == WARM_UP:
                time.sleep(2)
                first = {name: size_of(engine.process.pid) for name, engine in engines.items()}
        time.sleep(2)
        return [line for name, engine in engines.items() for line in _grown(name, first[name], size_of(engine.process.pid))]


def _grown(name: str, first: Size, last: Size) -> list[str]:
    print(f"{name}: {first} -> {last}")
    lines: list[str] = []
    if last.memory_mb > first.memory_mb * _MEMORY_GROWTH:
        lines.append(f"{name} grew from {first.memory_mb:.1f} to {last.memory_mb:.1f} MB")
    if last.descriptors > first.descriptors:
        lines.append(f"{name} had {first.descriptors} descriptors, and has {last.descriptors}")
    if last.threads > first.threads:
        lines.append(f"{name} had {first.threads} threads, and has {last.threads}")
    return lines


def floods(seconds: float) -> list[str]:
    """What a call to the sandbox lost while its engine, and then the sandbox, was flooded, as sentences."""
    with tempfile.TemporaryDirectory() as folder, SandboxProcess(Path(folder) / "state") as sandbox, EngineProcess() as engine:
        config = account("anna", sandbox.domain, sandbox.accounts["anna"].password, proxy=f"{LOOPBACK}:{sandbox.sip_port}")
        engine.send(AddAccount(config))
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        call = engine.dial(config.account_id, f"sip:echo@{sandbox.domain}")
        engine.wait_for_state(call, CallState.ESTABLISHED)
        lines: list[str] = []
        for name, port in (("the engine", engine.port()), ("the sandbox", sandbox.sip_port)):
            heard = heard_through(engine, call, port, seconds)
            print(f"{seconds:.0f} s of a flood of {name}: {heard}")
            if not heard.is_whole:
                lines.append(f"a flood of {name} took the call its sound: {heard}")
        return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--flood", type=float, default=30.0, metavar="SECONDS")
    parser.add_argument("--crossings", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1, help="what chance the crossings are made by")
    options = parser.parse_args()
    wrong = rounds(options.crossings, Random(options.seed)) if options.crossings else soak(options.calls) + floods(options.flood)
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
