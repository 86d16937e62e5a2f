"""Cyclic garbage is collected on the window's thread, whoever allocates."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest

from agent_app.garbage import GarbageCollector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


class Cycle:
    """Tells the thread that it was collected in."""

    def __init__(self, told: list[threading.Thread]) -> None:
        self.itself = self
        self._told = told

    def __del__(self) -> None:
        self._told.append(threading.current_thread())


def _allocate(count: int) -> list[dict[str, object]]:
    return [{"itself": [number]} for number in range(count)]


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    del qtbot  # an application
    collector = GarbageCollector()
    yield collector
    collector.deleteLater()
    gc.unfreeze()


def test_what_a_worker_allocates_collects_nothing_there(collector: GarbageCollector) -> None:
    told: list[threading.Thread] = []
    Cycle(told)
    worker = threading.Thread(target=lambda: _allocate(100_000))
    worker.start()
    worker.join()
    assert told == []
    kept = _allocate(2000)  # as a window does
    collector.look()
    assert told == [threading.current_thread()]
    del kept


def test_where_little_was_allocated_nothing_is_looked_through(collector: GarbageCollector) -> None:
    told: list[threading.Thread] = []
    gc.collect()
    Cycle(told)
    collector.look()
    assert told == []
