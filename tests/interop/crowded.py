"""A telephone whose own lines are taken, so that its next calls are the annex's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.peers.process import eventually

if TYPE_CHECKING:
    from tests.interop.calling import Phone
    from tests.peers.engine import EngineProcess

PROCESSES = Path("/proc")
NATIVE = 2  # calls that the engine makes itself; two more of its lines are kept for who calls


def crowd(phone: Phone, others: Phone) -> list[str]:
    """Calls to `others` until the next one will be the annex's; their identifiers."""
    calls = [phone.talks_with(others)[0] for _ in range(NATIVE)]
    annex_of(phone.engine)
    return calls


def annex_of(engine: EngineProcess) -> int:
    """The process identifier of the engine's annex, once there is one."""
    found: list[int] = []

    def there() -> bool:
        found[:] = annexes(engine)
        return bool(found)

    eventually(there, 30, "the engine has an annex")
    return found[0]


def annexes(engine: EngineProcess) -> list[int]:
    """Of the children of the engine's process (Linux) those that are annexes."""
    pid = engine.process.pid
    children = [int(child) for child in (PROCESSES / f"{pid}/task/{pid}/children").read_text().split()]
    return [child for child in children if not is_gone(child) and b"telephony.annex" in (PROCESSES / f"{child}/cmdline").read_bytes()]


def is_gone(pid: int) -> bool:
    """It has ended, or waits for its parent to notice."""
    try:
        return (PROCESSES / f"{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
