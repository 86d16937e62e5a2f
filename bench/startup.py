"""From the click to a window that takes a key, and to registered: Agent beside linphone-desktop and a bare PySide6 window, turn about.

`python -m bench.startup --rounds 10`: with 1,000 contacts, first after the kernel dropped its file caches (root), then warm. The
window is there with the first frame that shows anything, and usable with the first one in which a pressed digit stands in the number field.
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
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QRect

from agent_app.control.client import NotRunningError, ask
from agent_app.control.protocol import ControlError, Status
from agent_app.profile import Profile, control_name
from agent_app.snapshots import Contact, ContactPoint, PointKind
from agent_app.storage.contacts import save_contacts
from agent_app.storage.writer import connect
from bench.desk import Desk
from tests.peers.process import PeerProcess, program
from tests.peers.secret_service import DesktopSession

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QImage

AGENT: Final = str(Path(sys.executable).with_name("agent"))
CONTACTS: Final = 1000
_NUMBER_FIELD: Final = QRect(936, 60, 288, 52)
_CHANGED_PIXELS: Final = 150  # more than a blinking cursor
_BARE: Final = """
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
application = QApplication([])
window = QWidget()
QVBoxLayout(window).addWidget(QLineEdit())
window.resize(1240, 740)
window.show()
application.exec()
"""


@dataclass
class Times:
    """Milliseconds from the start of the process, one of each a round."""

    window: list[float] = field(default_factory=list[float])
    key: list[float] = field(default_factory=list[float])
    registered: list[float] = field(default_factory=list[float])


def add_contacts(profile: Profile, count: int) -> None:
    """Into the database of a profile that was opened once and is closed."""
    people = [Contact(f"bench-{n}", f"Person {n:04}", (ContactPoint(PointKind.PHONE, f"+7495{2000000 + n}"),)) for n in range(count)]
    connection = connect(profile.database)
    connection.execute("BEGIN IMMEDIATE")
    save_contacts(connection, people)
    connection.execute("COMMIT")
    connection.close()


def status_of(profile: Profile) -> dict[str, Any] | None:
    """What the running program says, or None while nobody listens."""
    try:
        reply = ask(control_name(profile), Status())
    except (NotRunningError, ControlError):
        return None
    return None if reply.error else reply.result


def is_registered(profile: Profile) -> bool:
    status = status_of(profile)
    return status is not None and any(account["state"] == "registered" for account in status["accounts"])


def drop_caches() -> None:
    """Make the kernel read every file anew; raises PermissionError for those who may not."""
    subprocess.run(["sync"], check=True)
    Path("/proc/sys/vm/drop_caches").write_text("3", encoding="ascii")


class Stopwatch:
    """Starts one program after another on one desk and takes the times."""

    def __init__(self, desk: Desk, session: DesktopSession, folder: Path) -> None:
        self._desk = desk
        self._folder = folder
        self._environment = session.environment | {name: desk.environment[name] for name in ("DISPLAY", "QT_QPA_PLATFORM")}
        os.environ["XDG_RUNTIME_DIR"] = self._environment["XDG_RUNTIME_DIR"]  # ours too: the control socket stands there
        self.profile = Profile.at(folder / "profile").sandbox()
        self._empty: QImage | None = None
        self._next_key = 0.0

    def prepare(self) -> None:
        """A profile with contacts, and the picture of a window whose number field is empty."""
        process, _ = self._start(self._agent)
        self._desk.wait_for(lambda: is_registered(self.profile))
        self._stop(process)
        add_contacts(self.profile, CONTACTS)
        process, _ = self._start(self._agent)
        self._desk.wait_for(lambda: is_registered(self.profile))
        time.sleep(1.0)
        self._empty = self._desk.picture(_NUMBER_FIELD)
        self._stop(process)

    @property
    def _agent(self) -> Sequence[str]:
        return (AGENT, "--profile", str(self._folder / "profile"), "--sandbox")

    def take(self, command: Sequence[str] | None, times: Times) -> None:
        """One start of another program to its first frame, or (None) of Agent: a digit is pressed until it shows."""
        process, begun = self._start(command or self._agent)
        times.window.append(1000 * (self._desk.wait_for(lambda: not self._desk.is_blank()) - begun))
        if command is None:
            times.key.append(1000 * (self._desk.wait_for(self._digit_shows) - begun))
            times.registered.append(1000 * (self._desk.wait_for(lambda: is_registered(self.profile)) - begun))
        else:
            time.sleep(0.5)
        self._stop(process)

    def _digit_shows(self) -> bool:
        if time.perf_counter() > self._next_key:
            self._desk.hands.key("7")
            self._next_key = time.perf_counter() + 0.03
        assert self._empty is not None
        return self._desk.shows_other(_NUMBER_FIELD, self._empty, _CHANGED_PIXELS)

    def _start(self, command: Sequence[str]) -> tuple[PeerProcess, float]:
        self._desk.wait_for(self._desk.is_blank)
        begun = time.perf_counter()
        return PeerProcess(command, self._folder / "program.log", env=self._environment), begun

    def _stop(self, process: PeerProcess) -> None:
        process.stop()
        self._desk.wait_for(self._desk.is_blank)


def measure(folder: Path, rounds: int) -> Mapping[str, Times]:
    """All programs, round by round; the first round cold where this user may drop the caches."""
    results: dict[str, Times] = defaultdict(Times)
    linphone = (program("linphone", "linphone-desktop"),)
    bare = (sys.executable, "-c", _BARE)
    session = DesktopSession(folder / "session", keyring=False)
    with Desk(folder / "desk") as desk, ExitStack() as stack:
        stack.callback(session.stop)
        session.start()
        watch = Stopwatch(desk, session, folder)
        watch.prepare()
        for kind, count in (("cold", max(1, rounds // 3)), ("warm", rounds)):
            for _ in range(count):
                for name, command in (("Agent", None), ("linphone-desktop", linphone), ("bare PySide6 window", bare)):
                    if kind == "cold":
                        drop_caches()
                    watch.take(command, results[f"{name}, {kind}"])
    return results


def table(results: Mapping[str, Times]) -> str:
    lines = ["| program | first frame | a key shows | registered | starts |", "|---|---|---|---|---|"]
    for name, times in results.items():
        cells = (_cell(times.window), _cell(times.key), _cell(times.registered))
        lines.append(f"| {name} | {' | '.join(cells)} | {len(times.window)} |")
    return "\n".join(lines)


def _cell(values: Sequence[float]) -> str:
    return f"{statistics.median(values):.0f} ms (max {max(values):.0f})" if values else "-"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--json", type=Path, help="where all numbers go")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="startup-", ignore_cleanup_errors=True) as folder:
        results = measure(Path(folder), arguments.rounds)
    if arguments.json:
        arguments.json.write_text(json.dumps({name: vars(times) for name, times in results.items()}, indent=1), encoding="utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
