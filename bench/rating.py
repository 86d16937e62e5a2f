"""A deck's load, memory and lookup: ours beside a Patricia trie (pytricia) and a SQLite query, over the same file and the same numbers.

`python -m bench.rating`: each in a process of its own that has loaded nothing else. The deck is generated, always the same: prefixes of 3
to 8 digits, 33 of them to a destination on average, as real lists have it; "all different": each prefix with a name and a price of its own.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import random
import socket
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from tariffs.rating.reading import read_deck

BUILD: Final = Path("build/bench")
LOOKUPS: Final = 50_000
_HEADING: Final = (
    "prefix,destination_en,destination_ru,rate,connection_fee,free_seconds,initial_increment,recurring_increment,forbidden,currency"
)
_INCREMENTS: Final = ("60,60", "30,6", "1,1")
_LONGEST: Final = 8
_FIND: Final = f"SELECT prefix, rate FROM deck WHERE prefix IN ({','.join('?' * _LONGEST)}) ORDER BY length(prefix) DESC LIMIT 1"
Find = Callable[[str], "str | None"]


@dataclass(frozen=True)
class Result:
    """MiB are those that stay and those at the most while it loads; milliseconds are of the first and of a later search."""

    way: str
    deck: str
    load_s: float
    processor_s: float
    kept_mib: float
    peak_mib: float
    lookup_us: float
    first_search_ms: float | None = None
    search_ms: float | None = None
    found: int = 0


@dataclass(frozen=True)
class DeckFile:
    """A deck of `rows` prefixes; `destinations` 0: as many as prefixes."""

    rows: int
    destinations: int = 0

    @property
    def name(self) -> str:
        return f"{self.rows:,} prefixes" + ("" if self.destinations else ", all different")

    def path(self) -> Path:
        """The file, generated where it is not there yet."""
        path = BUILD / f"deck-{self.rows}-{self.destinations}.csv"
        if not path.exists():
            BUILD.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join((_HEADING, *self._lines())) + "\n", encoding="utf-8")
        return path

    def _lines(self) -> list[str]:
        chance = random.Random(self.rows)
        prefixes: dict[str, None] = {}
        while len(prefixes) < self.rows:
            prefixes[str(chance.randrange(100, 10 ** chance.choice((4, 5, 6, 6, 7, 7, 8, 8))))] = None
        count = self.destinations or self.rows
        prices = [f"{chance.randrange(1, 400_000) / 10_000:.4f},0,0,{chance.choice(_INCREMENTS)},0,RUB" for _ in range(count)]
        homes = [chance.randrange(count) if self.destinations else at for at in range(self.rows)]
        return [f'{prefix},"Land {at}, city","Страна {at}, город",{prices[at]}' for prefix, at in zip(prefixes, homes, strict=True)]


DECKS: Final = (DeckFile(100_000, 3000), DeckFile(100_000), DeckFile(1_000_000, 30_000))


def ours(path: Path) -> tuple[Find, Callable[[str], int]]:
    """The engine: the file is checked cell by cell."""
    deck = read_deck(path).whole()

    def find(number: str) -> str | None:
        row = deck.match(number, 0)
        return row.prefix if row else None

    return find, lambda text: len(deck.search(text))


def trie(path: Path) -> tuple[Find, None]:
    """A digit is half a byte of an IPv6 address. Cells are split, not checked."""
    from pytricia import PyTricia  # pyright: ignore[reportMissingModuleSource] (an optional one)

    tree = PyTricia(128, socket.AF_INET6)
    for cells in _cells(path):
        tree.insert(_address(cells[0]), 4 * len(cells[0]), (cells[0], cells[3]))

    def find(number: str) -> str | None:
        found = tree.get(_address(number))
        return found[0] if found else None

    return find, None


def database(path: Path) -> tuple[Find, None]:
    """In memory, by all beginnings of the number at once."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE deck (prefix TEXT PRIMARY KEY, name TEXT, rate TEXT) WITHOUT ROWID")
    connection.executemany("INSERT INTO deck VALUES (?, ?, ?)", ((cells[0], cells[1], cells[3]) for cells in _cells(path)))

    def find(number: str) -> str | None:
        found = connection.execute(_FIND, [number[:length] for length in range(1, _LONGEST + 1)]).fetchone()
        return found[0] if found else None

    return find, None


WAYS: Final = (ours, trie, database)


def measure(at: int, deck: DeckFile) -> Result | str:
    """Of `WAYS[at]`, in a fresh process."""
    path = deck.path()
    path.read_bytes()  # from the disk, once
    gc.collect()
    before = _resident()
    start, processor = time.perf_counter(), time.process_time()
    try:
        find, search = WAYS[at](path)
    except ImportError as error:
        return str(error)
    load_s, processor_s = time.perf_counter() - start, time.process_time() - processor
    gc.collect()
    kept, peak = _resident() - before, _resident("VmHWM") - before
    lookup_us, found = _lookups(find)
    searches = [_milliseconds(search, text) for text in ("land 77", "город 12", "7495")] if search else [None, None]
    return Result(WAYS[at].__name__, deck.name, load_s, processor_s, kept, peak, lookup_us, searches[0], searches[1], found)


def _lookups(find: Find) -> tuple[float, int]:
    """Microseconds of one, in the quickest of five passes, and how many of the numbers have a price."""
    chance = random.Random(7)
    numbers = [str(chance.randrange(10**10, 10**11)) for _ in range(LOOKUPS)]
    passes: list[float] = []
    found = 0
    for _ in range(5):
        start = time.perf_counter()
        found = sum(find(number) is not None for number in numbers)
        passes.append((time.perf_counter() - start) / LOOKUPS * 1e6)
    return min(passes), found


def _milliseconds(search: Callable[[str], int], text: str) -> float:
    start = time.perf_counter()
    search(text)
    return (time.perf_counter() - start) * 1e3


def _cells(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from islice(csv.reader(file), 1, None)


def _address(digits: str) -> bytes:
    return bytes.fromhex(digits.ljust(32, "0"))


def _resident(what: str = "VmRSS") -> float:
    """MiB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


def table(results: list[Result]) -> str:
    """In Markdown."""
    lines = ["| deck | way | load (processor) | memory kept (at most) | a lookup | first search, later ones |", "|---|---|---|---|---|---|"]
    for one in results:
        search = "-" if one.search_ms is None else f"{one.first_search_ms:.0f} ms, {one.search_ms:.1f} ms"
        memory = f"{one.kept_mib:.0f} MiB ({one.peak_mib:.0f})"
        lines.append(
            f"| {one.deck} | {one.way} | {one.load_s:.2f} s ({one.processor_s:.2f}) | {memory} | {one.lookup_us:.2f} µs | {search} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="the quickest of so many loads counts")
    parser.add_argument("--json", type=Path, help="where all numbers go")
    arguments = parser.parse_args()
    best: list[Result] = []
    for deck in DECKS:
        for at in range(len(WAYS)):
            measured = [get_context("spawn").Pool(1).apply(measure, (at, deck)) for _ in range(arguments.rounds)]
            rounds = [one for one in measured if isinstance(one, Result)]
            if not rounds:
                print(f"{WAYS[at].__name__}: {measured[0]} (requirements/bench.txt)")
                continue
            best.append(min(rounds, key=lambda one: one.load_s))
        if len({one.found for one in best if one.deck == deck.name}) != 1:
            sys.exit("the ways find different rows")
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one in best], indent=1), encoding="utf-8")
    print(table(best))


if __name__ == "__main__":
    main()
