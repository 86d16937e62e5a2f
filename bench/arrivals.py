"""500 messages that arrive in five seconds: the real window and services, its conversation open, the list of conversations beside it.

`python -m bench.arrivals --rounds 5`: how long each turn of the window's event loop takes, what is written to the database and painted
included; a turn that is long is a frame that comes late. The engine's events are given to the program as they come from its pipe. Two of
three messages are the open conversation's, the others twenty people's. Each round is a process with a profile of its own. No engine and no
network; the window is drawn into memory (Qt's "offscreen" platform).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from agent_app.assembly import Assembly
from agent_app.engine_client import EngineOptions
from agent_app.garbage import GarbageCollector
from agent_app.profile import Profile
from agent_app.snapshots import SignInForm
from telephony.messages import MessageReceived
from telephony.secret import Secret
from ui.shell import Shell

MESSAGES: Final = 500
SECONDS: Final = 5.0
_REST_S: Final = 0.001  # between two turns, as a loop without work has it
_US: Final = "sip:anna@provider.test"
_WORDS: Final = "Посмотри, пожалуйста: https://example.org/map?x=1 и перезвони по +7 495 111-22-33 :-) 🎉 "


def _sender(number: int) -> str:
    return "boris" if number % 3 else f"p{number % 20}"


def _message(account_id: str, number: int) -> MessageReceived:
    text = f"{number}. {_WORDS * (1 + number % 4)}"
    return MessageReceived(
        account_id, f"sip:{_sender(number)}@provider.test", _US, "text/plain", text, f"call-{number}", time.time_ns() // 1000
    )


def _turn(application: QApplication) -> tuple[float, float]:
    """One turn of the loop: milliseconds that passed, and milliseconds of this thread's own work."""
    began, worked = time.perf_counter(), time.thread_time()
    application.processEvents()
    spent = 1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - worked)
    time.sleep(_REST_S)
    return spent


def _round(folder: Path) -> list[tuple[float, float]]:
    application = QApplication([])
    assembly = Assembly(Profile.at(folder), EngineOptions(use_devices=False, command=[sys.executable, "-c", "input()"]))
    services = assembly.services
    shell = Shell(services)
    shell.show()
    application.processEvents()
    assembly.load()
    collector = GarbageCollector()  # as the program does
    account_id = services.accounts.sign_in(SignInForm("anna@provider.test", Secret("x")))
    shell.window.open_remote("boris@provider.test")
    shell.window.people.tabs.setCurrentIndex(1)
    for _ in range(300):
        _turn(application)
    turns: list[tuple[float, float]] = []
    began = time.perf_counter()
    for number in range(MESSAGES):
        services.engine.received.emit(_message(account_id, number))
        while time.perf_counter() < began + (number + 1) * SECONDS / MESSAGES:
            turns.append(_turn(application))
    last = f"{MESSAGES - 1}. "
    while not any(line.last_text.startswith(last) for line in services.chats.conversations()):
        turns.append(_turn(application))
        assert time.perf_counter() < began + 30, "not all of them came"
    ended: list[bool] = []
    assembly.left.connect(lambda: ended.append(True))
    assembly.leave()
    while not ended:
        _turn(application)
    collector.deleteLater()
    return turns


def _rounds(count: int) -> list[tuple[float, float]]:
    turns: list[tuple[float, float]] = []
    for _ in range(count):
        with tempfile.NamedTemporaryFile(suffix=".json") as file:
            subprocess.run([sys.executable, "-m", "bench.arrivals", "--once", file.name], check=True)
            turns += json.loads(Path(file.name).read_text(encoding="utf-8"))
    return turns


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", default="", metavar="FILE")
    parser.add_argument("--once", default="", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.once:
        with tempfile.TemporaryDirectory() as folder:
            Path(options.once).write_text(json.dumps(_round(Path(folder))), encoding="utf-8")
        return 0
    turns = _rounds(options.rounds)
    print(f"| {len(turns)} turns of the loop | median | 99 % | longest | over 50 ms |\n|---|---|---|---|---|")
    figures: dict[str, tuple[float, float, float, int]] = {}
    for name, spent in zip(("as time passed", "its own work"), zip(*turns, strict=True), strict=True):
        late = sum(one > 50 for one in spent)
        figures[name] = statistics.median(spent), statistics.quantiles(spent, n=100)[-1], max(spent), late
        print("| {} | {:.2f} ms | {:.1f} ms | {:.1f} ms | {} |".format(name, *figures[name]))
    if options.json:
        Path(options.json).write_text(json.dumps(figures), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
