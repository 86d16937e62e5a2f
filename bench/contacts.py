"""How long a key in the search field takes with 10,000 contacts: the index alone, and the window's list with it.

Processor time of the thread: what else the machine does meanwhile is left out.

`python -m bench.contacts`
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from agent_app.contacts.folding import fold
from agent_app.contacts.index import ContactIndex
from agent_app.contacts.merging import find_duplicates
from agent_app.contacts.sections import sectioned
from agent_app.snapshots import Contact, ContactGroup, ContactPoint, PointKind

COUNT: Final = 10_000
QUERIES: Final = ("мария петрова", "sergey", "8 495 123", "+7 916", "anna@sand", "ива смир", "zzz")
_FIRST: Final = ("Мария", "Анна", "Сергей", "Иван", "Ольга", "Пётр", "Sergey", "Anna", "Ёлка", "José")
_LAST: Final = ("Петрова", "Смирнов", "Иванова", "Кузнецов", "Kim", "Núñez", "Соколов", "Васильев")
_GROUPS: Final = tuple(ContactGroup(f"g{n}", f"Группа {n}") for n in range(8))


def people() -> tuple[Contact, ...]:
    """The same ones each time."""
    dice = random.Random(4)
    made: list[Contact] = []
    for n in range(COUNT):
        points = [ContactPoint(PointKind.PHONE, f"+7{dice.choice(('495', '916', '812'))}{dice.randrange(10**7):07}")]
        if n % 3:
            points.append(ContactPoint(PointKind.SIP, f"{fold(dice.choice(_FIRST))}{n}@sandbox.test"))
        group = dice.choice(_GROUPS).group_id if n % 2 else ""
        made.append(Contact(str(n), f"{dice.choice(_FIRST)} {dice.choice(_LAST)} {n}", tuple(points), n % 500 == 0, "", group))
    return tuple(made)


def key_times(take: Callable[[str], object]) -> list[float]:
    """Milliseconds of each key: every query is typed letter by letter, then cleared."""
    spent: list[float] = []
    for _ in range(5):
        for query in QUERIES:
            for text in (*(query[:end] for end in range(1, len(query) + 1)), ""):
                began = time.thread_time()
                take(text)
                spent.append((time.thread_time() - began) * 1000)
    return spent


@dataclass(frozen=True)
class Result:
    """Milliseconds."""

    name: str
    median: float
    p95: float
    most: float


def result(name: str, spent: list[float]) -> Result:
    ordered = sorted(spent)
    return Result(name, round(statistics.median(ordered), 2), round(ordered[len(ordered) * 95 // 100], 2), round(ordered[-1], 2))


def measure_index() -> Iterator[Result]:
    contacts = people()
    index = ContactIndex(contacts)
    index.sorted()
    yield result("search", key_times(index.search))
    everyone = index.sorted()
    yield result("sections", [_once(lambda: sectioned(everyone, _GROUPS)) for _ in range(20)])
    yield result("duplicates", [_once(lambda: find_duplicates(everyone)) for _ in range(5)])


def measure_window() -> Iterator[Result]:
    """The list as it is on the screen, painted (offscreen platform)."""
    from PySide6.QtWidgets import QApplication

    from ui.contacts.models import contact_row
    from ui.contacts.people import PeopleDelegate, PeopleModel
    from ui.widgets.rows import row_list

    app = QApplication.instance() or QApplication([])
    index = ContactIndex(people())
    sections = sectioned(index.sorted(), _GROUPS)
    model = PeopleModel(contact_row)
    view, _ = row_list()
    view.setItemDelegate(PeopleDelegate(view))
    view.setModel(model)
    view.resize(312, 700)
    view.show()
    app.processEvents()

    def take(text: str) -> None:
        if text:
            model.show_found(index.search(text))
        else:
            model.show_sections(sections, ())

    def take_and_paint(text: str) -> None:
        take(text)
        app.processEvents()

    take_and_paint("")
    yield result("search and list", key_times(take))
    yield result("search and list, painted", key_times(take_and_paint))


def _once(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    path = parser.parse_args().json
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    results = [*measure_index(), *measure_window()]
    print("| 10,000 contacts | median | p95 | longest |\n|---|---|---|---|")
    for one in results:
        print(f"| {one.name} | {one.median} ms | {one.p95} ms | {one.most} ms |")
    if path is not None:
        path.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
