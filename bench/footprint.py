"""What the running program takes, idle and in a call with sound: processor and memory of each process, linphone-desktop beside.

`python -m bench.footprint --seconds 30`: processor time of each process as a share of one core over that time, proportional set size (PSS)
at its end. The call goes to the sandbox's tone, on a virtual sound card.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.program import ProgramPhone
from tests.peers.display import Display
from tests.peers.process import PeerProcess, eventually, program
from tests.peers.secret_service import DesktopSession
from tests.peers.soundcards import SoundCards

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TONE: Final = "+74951112206"  # the sandbox's steady tone
_TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Footprint:
    """`core_percent` of one core, `pss_mb` in 10^6 bytes."""

    program: str
    state: str
    core_percent: float
    pss_mb: float


def processor_s(pid: int) -> float:
    """User and system time that the process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def pss_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise LookupError(f"no Pss of process {pid}")


def watch(pids: Mapping[str, int], state: str, seconds: float) -> list[Footprint]:
    """All of them over the same time."""
    before = {name: processor_s(pid) for name, pid in pids.items()}
    time.sleep(seconds)
    return [Footprint(name, state, 100 * (processor_s(pid) - before[name]) / seconds, pss_mb(pid)) for name, pid in pids.items()]


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def agents(seconds: float, folder: Path) -> list[Footprint]:
    """The program idle, then in a call."""
    with ExitStack() as stack:
        cards = SoundCards(folder / "sound")
        cards.start()
        stack.callback(cards.stop)
        phone = ProgramPhone(folder / "agent", cards.environment("A"), busy=False)
        stack.callback(phone.stop)
        status = phone.status()
        window, engine = int(status["pid"]), int(status["engine"]["pid"])
        sandbox = next(pid for pid in _children(window) if pid != engine)
        pids = {"window": window, "engine": engine, "sandbox": sandbox}
        time.sleep(8)  # what a start does is over
        idle = watch(pids, "idle", seconds)
        phone.dial(TONE)
        phone.await_talking()
        time.sleep(3)
        return idle + watch(pids, "in a call", seconds)


def linphone(seconds: float, folder: Path) -> list[Footprint]:
    """linphone-desktop with no account, idle."""
    with ExitStack() as stack:
        display = Display(folder / "display")
        session = DesktopSession(folder / "session", keyring=False)
        for part in (display, session):
            part.start()
            stack.callback(part.stop)
        environment = session.environment | {"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}
        process = PeerProcess([program("linphone", "linphone-desktop")], folder / "linphone.log", env=environment)
        stack.callback(process.stop)
        eventually(lambda: pss_mb(process.pid) > 100, 20, "linphone-desktop has loaded")
        time.sleep(8)
        return watch({"linphone-desktop": process.pid}, "idle", seconds)


def table(results: Sequence[Footprint]) -> str:
    lines = ["| process | state | of a core | PSS |", "|---|---|---|---|"]
    lines += [f"| {one.program} | {one.state} | {one.core_percent:.2f} % | {one.pss_mb:.0f} MB |" for one in results]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--json", type=Path, help="where all numbers go")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="footprint-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        results = agents(arguments.seconds, folder) + linphone(arguments.seconds, folder / "linphone")
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
