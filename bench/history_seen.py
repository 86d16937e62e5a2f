"""What a user sees of a long life: from the click, or the key, to the painted frame, in the program's own window on Xvfb.

`python -m bench.history_seen --database FILE`, FILE as `bench.history --keep` leaves it; it is copied. A click opens one of 10,000
conversations from the list; a letter completes a search that is typed as people type; a letter filters the contacts. Times end when the
frame is drawn in which the answer is, layout and painting of all that changed with it included. No engine and no network.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from agent_app.accounts.model import ACCOUNTS_VERSION, StoredAccount, StoredAccounts
from agent_app.assembly import Assembly
from agent_app.engine_client import EngineOptions
from agent_app.garbage import GarbageCollector
from agent_app.problems import Problems
from agent_app.profile import Profile
from agent_app.settings.store import JsonStore
from agent_app.snapshots import ProblemCode
from bench.history import questions
from tests.peers.display import Display
from ui.contacts.panel import CHATS, PEOPLE
from ui.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_IDLE_TURNS: Final = 6  # more than a layout has levels here
_TYPED: Final = ("анна бово", "+7 495 000", "p12", "сергей", "лев ка")
_NOW: Final = QEventLoop.ProcessEventsFlag.AllEvents
_WAIT: Final = QEventLoop.ProcessEventsFlag.WaitForMoreEvents  # as the program waits: those who read have the processor
_PAUSE_S: Final = 0.15  # between two keys of somebody who types quickly
_TABLE: Final = (
    ("first_open_ms", "the first conversation of a run, from the click"),
    ("open_ms", "a conversation, from the click"),
    ("again_ms", "one that was open before"),
    ("search_ms", "a search, from its last key"),
    ("filter_ms", "the contacts, from a key"),
)


class Frames(QObject):
    """Knows when the last frame is drawn of those that an answer brings: a layout may ask for another one."""

    def __init__(self, application: QApplication, window: QObject) -> None:
        super().__init__()
        self._application = application
        self._answered: Callable[[], bool] = lambda: False
        self._drawn = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own
        if event.type() is QEvent.Type.UpdateRequest and self._answered():
            self._drawn = True  # once this turn is over
        return super().eventFilter(watched, event)

    def time(self, act: Callable[[], object], answered: Callable[[], bool], *, first: bool = False) -> float:
        """Milliseconds from `act` to the last frame that shows something new (the `first` one, if that is wanted); to the answer where
        nothing has to be drawn for it."""
        self._answered, self._drawn = answered, False
        began, idle = time.perf_counter(), 0
        last = began
        act()
        while idle < _IDLE_TURNS:
            waited = not answered()
            self._application.processEvents(_WAIT if waited else _NOW)
            now = time.perf_counter()
            if self._drawn or waited:
                last, idle = now, _IDLE_TURNS if first and self._drawn else 0
                self._drawn = False
            else:
                idle += 1
            assert now - began < 60, "no answer came"
        self._answered = lambda: False
        return 1000 * (last - began)

    def rest(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.001)

    def wait(self, condition: Callable[[], bool]) -> None:
        end = time.perf_counter() + 120
        while not condition():
            self.rest(0.02)
            assert time.perf_counter() < end, "it did not come to that in time"


class Seen:
    """The window over that history, its contacts and conversations read."""

    def __init__(self, application: QApplication, profile: Profile) -> None:
        store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, Problems().report, ProblemCode.ACCOUNTS_BROKEN)
        store.save((StoredAccount("a", "anna@bench.test"),))
        self.assembly = Assembly(profile, EngineOptions(use_devices=False, command=[sys.executable, "-c", "input()"]))
        self.services = self.assembly.services
        self.shell = Shell(self.services)
        self.window = self.shell.window
        self.frames = Frames(application, self.window)
        self.shell.show()
        self.window.activateWindow()
        self.frames.rest(0.5)
        self._answers: list[str] = []
        self.services.search.results_ready.connect(self._note_answer)
        self.assembly.load()
        self._collector = GarbageCollector()  # as the program does
        self.frames.wait(lambda: self.services.contacts.is_loaded() and bool(self.services.chats.conversations()))
        self.frames.rest(5)  # what a start does later, the stemmers among it

    def _note_answer(self, text: str, _results: object) -> None:
        self._answers.append(text)

    def close(self) -> None:
        left: list[bool] = []
        self.assembly.left.connect(lambda: left.append(True))
        self.assembly.leave()
        self.frames.wait(lambda: bool(left))
        self._collector.deleteLater()

    # --- conversations ----------------------------------------------------------------------------------------------------------

    def open(self, row: int) -> float:
        """A click on that line of the list of conversations."""
        chats = self.window.people.chats
        index = chats.model.index(row)
        chats.view.scrollTo(index, QListView.ScrollHint.PositionAtCenter)
        self.frames.rest(0.05)
        chat = chats.model.item(row)
        assert chat is not None
        spot = chats.view.visualRect(index).center()
        viewport = chats.view.viewport()
        return self.frames.time(lambda: QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=spot), lambda: self._shows(chat.remotes))

    def _shows(self, remotes: Sequence[str]) -> bool:
        if not self.window.conversation.shows_somebody():
            return False
        entries = self.window.conversation.timeline.entries
        last = entries.entry(entries.rowCount() - 1)
        return last is not None and getattr(last.what, "remote", "") in remotes

    # --- searching --------------------------------------------------------------------------------------------------------------

    def search(self, text: str) -> float:
        """Typed with the usual pauses; the time is that of its last letter."""
        field = self.window.people.search
        field.clear()
        field.setFocus()
        self.frames.rest(0.05)
        for letter in text[:-1]:
            _type(field, letter)
            self.frames.rest(_PAUSE_S)
        self._answers.clear()
        return self.frames.time(lambda: _type(field, text[-1]), lambda: text in self._answers)

    def filter(self, letter: str) -> float:
        """One more letter, until the list below it is drawn; what the database finds is a frame of its own, later."""
        field = self.window.people.search
        spent = self.frames.time(lambda: _type(field, letter), lambda: True, first=True)
        self.frames.rest(_PAUSE_S)
        return spent


def _type(field: QLineEdit, letter: str) -> None:
    """QTest knows the keys of ASCII alone."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def measure(database: Path, rounds: int) -> Mapping[str, list[float]]:
    with tempfile.TemporaryDirectory(prefix="history-seen-", ignore_cleanup_errors=True) as temporary, ExitStack() as stack:
        folder = Path(temporary)
        profile = Profile.at(folder / "profile")
        profile.create()
        shutil.copyfile(database, profile.database)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        seen = Seen(application, profile)
        stack.callback(seen.close)
        return _all(seen, rounds)


def _all(seen: Seen, rounds: int) -> Mapping[str, list[float]]:
    chance, people = random.Random(7), seen.window.people
    times: dict[str, list[float]] = {key: [] for key, _ in _TABLE}
    people.tabs.setCurrentIndex(CHATS)
    seen.frames.rest(0.5)
    count = people.chats.model.rowCount()
    rows = [int(count * chance.random() ** 2) for _ in range(rounds)]
    times["first_open_ms"].append(seen.open(rows[0]))
    times["open_ms"] = [seen.open(row) for row in dict.fromkeys(rows[1:])]
    times["again_ms"] = [seen.open(row) for row in rows[-20:]]
    people.tabs.setCurrentIndex(PEOPLE)
    people.focus_search()
    seen.frames.rest(0.3)
    times["search_ms"] = [seen.search(text.strip()) for text in questions(chance, rounds)]
    for text in _TYPED:
        people.search.clear()
        seen.frames.rest(0.3)
        times["filter_ms"] += [seen.filter(letter) for letter in text]
    return times


def report(times: Mapping[str, list[float]]) -> str:
    lines = ["| what | median | p95 | slowest | times |", "|---|---|---|---|---|"]
    for key, what in _TABLE:
        spent = sorted(times[key])
        p95 = spent[min(len(spent) - 1, int(len(spent) * 0.95))]
        lines.append(f"| {what} | {statistics.median(spent):.1f} ms | {p95:.1f} ms | {spent[-1]:.1f} ms | {len(spent)} |")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="history-seen-") as temporary, ExitStack() as stack:
        display = Display(Path(temporary), size="1400x900x24")
        display.start()
        stack.callback(display.stop)
        os.environ.update(display.environment)
        application = QApplication(["agent", "-style", "Fusion"])
        times = measure(options.database, options.rounds)
        application.quit()
    print(report(times))
    if options.json is not None:
        options.json.write_text(json.dumps(times), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
