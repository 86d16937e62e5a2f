"""From the click on Call to the INVITE on the wire: the real program under Xvfb, the packets of the loopback device (root).

`python -m bench.invite --calls 30` calls the sandbox's echo contact; the time is from the press of the mouse button to the packet.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import socket
import statistics
import tempfile
import time
from pathlib import Path
from typing import Final

from bench.desk import Hands
from tests.e2e.desktop import Desktop

ECHO: Final = "echo@sandbox.test"
_ETH_P_IP: Final = 0x0800


def await_invite(packets: socket.socket) -> float:
    """The `time.perf_counter()` at which the next INVITE is seen."""
    while True:
        if b"INVITE sip:" in packets.recv(65536):
            return time.perf_counter()


def forget(packets: socket.socket) -> None:
    """What the last call left waiting: its INVITE came more than once (the challenge, and both ways through the device)."""
    packets.setblocking(False)
    with contextlib.suppress(BlockingIOError):
        while True:
            packets.recv(65536)
    packets.settimeout(5)


def measure(calls: int, folder: Path) -> list[float]:
    """Milliseconds, one a call."""
    times: list[float] = []
    with Desktop(folder) as desktop, socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_ETH_P_IP)) as packets:
        desktop.start_agent("--sandbox", wait_for="Number to call")
        desktop.wait_status(lambda now: any(one["state"] == "registered" for one in now["accounts"]), "registered")
        hands = Hands(desktop.display.name)
        packets.bind(("lo", 0))
        for _ in range(calls):
            desktop.click("Number to call", "text", inside="Phone")
            desktop.press("ctrl+a")
            desktop.write(ECHO)
            place = desktop.reader.find("Call", "push button", inside="Phone").centre
            time.sleep(0.5)
            forget(packets)
            clicked = time.perf_counter()
            hands.click(*place)
            times.append(1000 * (await_invite(packets) - clicked))
            desktop.wait_status(lambda now: bool(now["calls"]) and now["calls"][0]["state"] == "established", "the echo answers")
            desktop.click("Hang up.*", inside="Phone")
            desktop.wait_status(lambda now: not now["calls"], "the call is over")
    return times


def table(times: list[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    row = f"| {statistics.median(ordered):.1f} ms | {p95:.1f} ms | {ordered[-1]:.1f} ms | {len(ordered)} |"
    return f"| median | p95 | max | calls |\n|---|---|---|---|\n{row}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=30)
    parser.add_argument("--json", type=Path, help="where all numbers go")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="agent-", ignore_cleanup_errors=True) as folder:
        times = measure(arguments.calls, Path(folder))
    if arguments.json:
        arguments.json.write_text(json.dumps(times), encoding="utf-8")
    print(table(times))


if __name__ == "__main__":
    main()
