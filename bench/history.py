"""A long life in the program: 1,000,000 messages and 10,000 contacts, made the same each time: how quickly a page, a search, a filter come.

`python -m bench.history`: a page is read and a search answered by the real database lanes and services, from the question to the signal on
the window's thread. What a user sees of it, painting included, `bench.history_seen` measures then, and the start `bench.history_start`.
`--keep DIR` keeps the database, and takes it again.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEventLoop

from agent_app.contacts.service import ContactService
from agent_app.problems import Problems
from agent_app.search.service import SearchService
from agent_app.search.words import stem
from agent_app.snapshots import Contact, ContactPoint, PointKind
from agent_app.storage.contacts import save_contacts
from agent_app.storage.database import Database
from agent_app.storage.migrations import migrate
from agent_app.storage.search import index_slice
from agent_app.storage.timeline import page
from agent_app.storage.writer import connect

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

MESSAGES: Final = 1_000_000
CONTACTS: Final = 10_000
QUERIES: Final = 200
PAGE: Final = 60
_BEGIN_US: Final = 1_500_000_000_000_000
_STEP_US: Final = 250_000_000
_SLICE: Final = 5000
_SEED: Final = 20_260_101
_SYLLABLES: Final = ["ба", "во", "ги", "до", "же", "зи", "ка", "ло", "ми", "но", "пе", "ри", "со", "ту", "фы", "ха", "це", "чу", "ше", "ща"]
_ENDINGS: Final = ("", "а", "ы", "ов", "ами", "ить", "ный", "ная")
_ENGLISH: Final = ["call", "meeting", "ticket", "report", "house", "garden", "letter", "music", "train", "winter", "window", "answer"]
_TABLE: Final = (
    ("page_ms", "a conversation's newest page"),
    ("search_ms", "a search, all groups"),
    ("filter_ms", "a key in the contacts' filter"),
)
_NAMES: Final = "Анна Борис Вера Глеб Дарья Егор Жанна Игорь Кира Лев Мария Николай Ольга Пётр Роза Сергей".split()  # noqa: SIM905


def _vocabulary(chance: random.Random) -> list[str]:
    """Some 20,000 words; the first are used most."""
    stems = list(dict.fromkeys("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(6000)))
    forms = [stem + ending for stem in stems for ending in chance.sample(_ENDINGS, 3)]
    return [*_ENGLISH, "звонок", "звонки", "привет", "договор", *forms]


def _texts(chance: random.Random, words: list[str], count: int) -> Iterator[str]:
    most = len(words)
    for _ in range(count):
        yield " ".join(words[int(most * chance.random() ** 3)] for _ in range(chance.randint(2, 18)))


def make(connection: sqlite3.Connection, messages: int, contacts: int) -> None:
    """People, and messages spread over them: some write much, most write little."""
    chance = random.Random(_SEED)
    people = [
        Contact(
            f"c{number:05}",
            f"{chance.choice(_NAMES)} {''.join(chance.choices(_SYLLABLES, k=3)).title()}",
            (ContactPoint(PointKind.SIP, f"p{number}@bench.test"), ContactPoint(PointKind.PHONE, f"+7495{number:07}")),
        )
        for number in range(contacts)
    ]
    connection.execute("BEGIN")
    save_contacts(connection, people)
    connection.executemany("INSERT INTO conversation VALUES (?, 'a', ?)", ((f"v{n:05}", f"p{n}@bench.test") for n in range(contacts)))
    rows = enumerate(_texts(chance, _vocabulary(chance), messages))
    while batch := [row for _, row in zip(range(20_000), rows, strict=False)]:
        items = [(f"{number:012x}", f"v{int(contacts * chance.random() ** 4):05}", _BEGIN_US + number * _STEP_US) for number, _ in batch]
        connection.executemany("INSERT INTO timeline VALUES (?, ?, 'message', 'incoming', 'received', ?, 1)", items)
        connection.executemany(
            "INSERT INTO message (item_id, kind, text) VALUES (?, 'text', ?)", ((f"{n:012x}", text) for n, text in batch)
        )
    connection.execute("COMMIT")


def index(connection: sqlite3.Connection) -> float:
    """Everything into the index, as the program does it in its slices; seconds."""
    begun = time.perf_counter()
    more = True
    while more:
        connection.execute("BEGIN IMMEDIATE")
        more = index_slice(connection, _SLICE)
        connection.execute("COMMIT")
    return time.perf_counter() - begun


class Asking:
    """Questions to services, and how long until the answer is on this thread (milliseconds)."""

    def __init__(self, database: Path) -> None:
        self._application = QCoreApplication.instance() or QCoreApplication([])
        self.database = Database(database, Problems())
        self.contacts = ContactService(self.database)
        self.search = SearchService(self.database, self.contacts)
        self._answered = False
        self.search.results_ready.connect(self._take)
        self.contacts.changed.connect(self._take)
        self.ask(self.contacts.load)
        stem("звонки")  # the program does it soon after its start

    def _take(self, *_: object) -> None:
        self._answered = True

    def ask(self, question: Callable[[], None]) -> float:
        self._answered = False
        begun = time.perf_counter()
        question()
        while not self._answered:
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            assert time.perf_counter() - begun < 60, "no answer came"
        return (time.perf_counter() - begun) * 1000

    def page(self, remote: str) -> float:
        return self.ask(lambda: self.database.read(lambda connection: page(connection, (remote,), None, PAGE), self._take))


def questions(chance: random.Random, count: int = QUERIES) -> list[str]:
    """Words as they are typed: whole ones, two, beginnings of two letters and more, and what is nowhere."""
    words = _vocabulary(random.Random(_SEED))
    made: list[str] = []
    while len(made) < count:
        word, other = (words[int(len(words) * chance.random() ** 3)] for _ in range(2))
        made += [f"{word} ", f"{word} {other}", word[:2], word[:3], word[:5], f"{word}ъъъ"]
    return made[:count]


def measure(folder: Path, messages: int, contacts: int) -> dict[str, Any]:
    path = folder / "history.db"
    results: dict[str, Any] = {"messages": messages, "contacts": contacts}
    if not path.exists():
        with closing(connect(path)) as connection:
            migrate(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            make(connection, messages, contacts)
            results["index_s"] = index(connection)
    results["size_mib"] = path.stat().st_size / 2**20
    asking = Asking(path)
    chance = random.Random(5)
    results["page_ms"] = [asking.page(f"p{int(contacts * chance.random() ** 4)}@bench.test") for _ in range(QUERIES)]
    asked = questions(chance)
    results["search_ms"] = [asking.ask(lambda text=text: asking.search.search(text)) for text in asked]
    results["slowest"] = sorted(zip(results["search_ms"], asked, strict=True), reverse=True)[:5]
    typed = [text[: end + 1] for text in ("анна бово", "+7 495 000", "p12", "сергей") for end in range(len(text))]
    results["filter_ms"] = [_filter(asking.contacts, text) for text in typed]
    asking.database.close(5)
    return results


def _filter(contacts: ContactService, text: str) -> float:
    begun = time.perf_counter()
    contacts.search(text)
    return (time.perf_counter() - begun) * 1000


def report(results: dict[str, Any]) -> str:
    lines = [f"{results['messages']:,} messages, {results['contacts']:,} contacts; the database has {results['size_mib']:.0f} MiB."]
    if "index_s" in results:
        lines.append(f"The index of all messages was made in {results['index_s']:.0f} s, in the background.")
    lines += ["", "| what | median | p95 | slowest |", "|---|---|---|---|"]
    for key, what in _TABLE:
        times = sorted(results[key])
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        lines.append(f"| {what} | {statistics.median(times):.1f} ms | {p95:.1f} ms | {times[-1]:.1f} ms |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--contacts", type=int, default=CONTACTS)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        results = measure(folder, options.messages, options.contacts)
        print(report(results))
        database = ["--database", str(folder / "history.db")]
        for what, module, more in (
            ("What a user sees of it", "bench.history_seen", []),
            ("The program's start with it", "bench.history_start", ["--rounds", str(options.rounds)]),
        ):
            print(f"\n{what}:\n", flush=True)
            subprocess.run([sys.executable, "-m", module, *database, *more], check=True)  # other processes: this one has no screen
    print("slowest:", *(f"{text!r} {taken:.0f} ms" for taken, text in results["slowest"]))
    if options.json is not None:
        options.json.write_text(json.dumps(results), encoding="utf-8")


if __name__ == "__main__":
    main()
