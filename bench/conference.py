"""`python -m bench.conference [--json OUT.json]`: what a local conference takes of the processor, with one party up to as many as fit.

The engine that joins them is on a virtual sound card with its processing on, its annex beside it as soon as there is one; each party is an
engine of its own, which does not count.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.footprint import Footprint, watch
from telephony.calls import CallState
from telephony.messages import Answer, Conference, SetHeld
from tests.interop.crowded import annexes
from tests.peers.engine import EngineProcess
from tests.peers.ports import LOOPBACK
from tests.peers.soundcards import SoundCards


@dataclass(frozen=True)
class Result:
    """Parties beside us; per cent of one core over the time, and memory, of the engine and of its annex (0 where there is none)."""

    parties: int
    core_percent: float
    pss_mb: float
    annex_core_percent: float
    annex_pss_mb: float


def measure(seconds: float) -> list[Result]:
    with ExitStack() as stack:
        cards = SoundCards(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "sound", realtime=True)
        cards.start()
        stack.callback(cards.stop)
        host = stack.enter_context(EngineProcess(use_devices=True, environment=cards.environment("A")))
        account_id = host.add_local_account("host")
        lines = host.started.most_calls if host.started is not None else 0
        calls: list[str] = []
        results: list[Result] = []
        for number in range(lines):
            calls.append(_party(stack, host, account_id, number))
            if len(calls) > 1:
                host.send(SetHeld(calls[-1], held=False))
                host.send(Conference("all", tuple(calls)))
            results.append(_look(host, number + 1, seconds))
            print(results[-1], file=sys.stderr, flush=True)
    return results


def _look(host: EngineProcess, parties: int, seconds: float) -> Result:
    pids = {"engine": host.process.pid} | dict(zip(("annex",), annexes(host), strict=False))
    found = {one.program: one for one in watch(pids, f"{parties}", seconds)}
    engine, annex = found["engine"], found.get("annex", Footprint("annex", "", 0.0, 0.0))
    return Result(parties, *(round(figure, 2) for one in (engine, annex) for figure in (one.core_percent, one.pss_mb)))


def _party(stack: ExitStack, host: EngineProcess, account_id: str, number: int) -> str:
    """One more that talks to the host."""
    party = stack.enter_context(EngineProcess())
    party.add_local_account(f"p{number}")
    call_id = host.dial(account_id, f"sip:p{number}@{LOOPBACK}:{party.port()}")
    party.send(Answer(party.wait_for_incoming(timeout_s=10)))
    host.wait_for_state(call_id, CallState.ESTABLISHED, 10)
    return call_id


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.conference", description="what a conference takes of the processor")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--json", type=Path, help="write every figure here")
    arguments = parser.parse_args()
    results = measure(arguments.seconds)
    print("| parties beside us | engine, of a core | PSS | annex, of a core | PSS |\n|---|---|---|---|---|")
    for one in results:
        engine = f"{one.core_percent:.2f} % | {one.pss_mb:.0f} MB"
        print(f"| {one.parties} | {engine} | {one.annex_core_percent:.2f} % | {one.annex_pss_mb:.0f} MB |")
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
